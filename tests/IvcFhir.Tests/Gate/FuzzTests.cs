using System.IO.Compression;
using IvcFhir.Codes;
using IvcFhir.Gate;
using IvcFhir.Tests.Support;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Gate;

/// <summary>
/// Whatever comes in, the gate returns, and soon. More cases: <c>dotnet run -c Release --project tests/IvcFhir.Benchmarks -- fuzz N
/// SEED</c>.
/// </summary>
public sealed class FuzzTests
{
    /// <summary>What tests/IvcFhir.Fuzz found by branches, narrowed down: each file reaches one that no other does.</summary>
    [Fact]
    public void Every_input_that_reached_a_branch_of_its_own_is_read_without_a_fault_of_the_program()
    {
        var (concepts, validator) = (ConceptIndex.Load(null), new RecordValidator());
        using var corpus = ZipFile.OpenRead(Path.Combine(Repository.Root, "tests", "IvcFhir.Tests", "Gate", "Corpus.zip"));
        Assert.InRange(corpus.Entries.Count, 400, int.MaxValue);
        foreach (var entry in corpus.Entries)
        {
            using var bytes = new MemoryStream();
            using (var packed = entry.Open())
                packed.CopyTo(bytes);
            Assert.True(Record.Exception(() => Fuzz.All(bytes.ToArray(), CodeSieve.Of(concepts), validator)) is null, entry.Name);
        }
    }

    [Theory]
    [
        InlineData("http://h/", "/", ""),
        InlineData("http://h", "/a", "/Patient/1"),
        InlineData("", "a", ""),
        InlineData("", "A", "/1"),
        InlineData("Patient/", "1", "")
    ]
    public void A_text_of_a_million_letters_names_nothing_and_takes_no_time(string before, string many, string after)
    {
        var text = before + string.Concat(Enumerable.Repeat(many, 1_000_000 / many.Length)) + after;
        var document = new Document();

        Assert.Null(Addresses.Of(text, document));
        Assert.Null(Addresses.Learn(document, text, "Patient/1"));
        Assert.Null(Addresses.IdOf(text));
        Assert.Null(Addresses.BaseOfSearch(text));
        Assert.Empty(document.Names);
    }

    [Fact]
    public void A_hundred_thousand_garbled_inputs_throw_nothing_and_hang_nowhere()
    {
        var report = Fuzz.Run(100_000, seed: 20260101);

        Assert.True(report.Slowest < Fuzz.Hang, $"case {report.SlowestCase} took {report.Slowest}");
        Assert.InRange(report.Resources, 50_000, int.MaxValue);
        Assert.InRange(report.Issues, 50_000, int.MaxValue);
    }
}
