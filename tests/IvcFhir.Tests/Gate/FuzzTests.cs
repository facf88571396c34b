namespace IvcFhir.Tests.Gate;

/// <summary>Whatever comes in, the gate returns, and soon. More cases: <c>dotnet run -c Release --project tests/IvcFhir.Benchmarks -- fuzz N SEED</c>.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void A_hundred_thousand_garbled_inputs_throw_nothing_and_hang_nowhere()
    {
        var report = Fuzz.Run(100_000, seed: 20260101);

        Assert.True(report.Slowest < TimeSpan.FromSeconds(1), $"case {report.SlowestCase} took {report.Slowest}");
        Assert.InRange(report.Resources, 50_000, int.MaxValue);
        Assert.InRange(report.Issues, 50_000, int.MaxValue);
    }
}
