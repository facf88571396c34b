using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Map;
using IvcFhir.Validate;

namespace IvcFhir.Tests.Gate;

/// <summary>The facts of the one patient of a file.</summary>
internal static class Facts
{
    /// <param name="whose">Of several patients the one who is meant; null where there is one.</param>
    public static async Task<PatientFacts> OfAsync(string path, string? whose = null)
    {
        var concepts = ConceptIndex.Load(null);
        using var source = await FolderSource.OpenAsync(
            "files",
            [path],
            Stream.Null,
            CodeSieve.Of(concepts),
            TestContext.Current.CancellationToken
        );
        var patient = Assert.Single(await source.WhoAsync(TestContext.Current.CancellationToken), one => whose is null || one == whose);
        return new RecordMapper(concepts, StudyProtocol.Default).Map(
            new RecordValidator().Check(await source.PullAsync(patient, TestContext.Current.CancellationToken))
        );
    }
}
