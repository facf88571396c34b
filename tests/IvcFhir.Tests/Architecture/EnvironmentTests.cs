using System.Globalization;

namespace IvcFhir.Tests.Architecture;

/// <summary>CI runs all tests under two zones and two cultures; here it is seen that they really took effect.</summary>
public sealed class EnvironmentTests
{
    [Fact]
    public void The_tests_run_in_the_zone_that_CI_asked_for() =>
        Assert.Equal(Environment.GetEnvironmentVariable("TESTS_ZONE") ?? Here, Here);

    [Fact]
    public void The_tests_run_in_the_culture_that_CI_asked_for() =>
        Assert.Equal(
            Environment.GetEnvironmentVariable("TESTS_CULTURE") ?? CultureInfo.CurrentCulture.Name,
            CultureInfo.CurrentCulture.Name
        );

    private static string Here => TimeProvider.System.LocalTimeZone.Id;
}
