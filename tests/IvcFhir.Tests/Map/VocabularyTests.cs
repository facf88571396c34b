using System.Text.Json;
using IvcFhir.Codes;
using IvcFhir.Contract;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Map;
using IvcFhir.Profiles;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>
/// Code and contract say the same: every member has exactly one code, and back; every source code is mapped or known and not used.
/// </summary>
public sealed class VocabularyTests
{
    /// <summary>
    /// Code systems whose concepts are no members of an enumeration: grades keep the letters and numbers of their scale; the rest is
    /// written, never read.
    /// </summary>
    private static readonly string[] WithoutEnum =
    [
        "grade",
        "present",
        "sir-2003-grade",
        "sir-2017-grade",
        "cirse-2017-grade",
        "figure",
        "lysis-grade",
        "outcome-component",
        "complication-class",
        "rule",
        "visit",
    ];

    public static TheoryData<Type> Enums =>
        [
            typeof(InterventionKind),
            typeof(InterventionResult),
            typeof(DeviceKind),
            typeof(VeinSegment),
            typeof(Side),
            typeof(VeinStatus),
            typeof(ImagingModality),
            typeof(FilterPosition),
            typeof(DiagnosisKind),
            typeof(ComplicationKind),
            typeof(ComplicationScale),
            typeof(ComplicationDetail),
            typeof(BleedingSite),
            typeof(VillaltaItem),
            typeof(VcssItem),
            typeof(VcssVersion),
            typeof(ObservationKind),
            typeof(PtsSeverity),
            typeof(Corroboration),
            typeof(Instrument),
            typeof(Location),
            typeof(AbsenceReason),
            typeof(Inclusion),
            typeof(PatencyReason),
            typeof(IssueCode),
            typeof(FindingCode),
            typeof(CavalThrombusExtent),
            typeof(RetrievalStatus),
            typeof(DwellAdvisory),
            typeof(BleedingCriterion),
        ];

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_member_has_exactly_one_code_and_every_code_one_member(Type type) =>
        Assert.Equal(
            Codes(StudyCode.Kebab(type.Name)).Order(StringComparer.Ordinal),
            Enum.GetNames(type).Select(StudyCode.Kebab).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_code_system_of_the_contract_is_an_enumeration_or_is_said_to_be_none() =>
        Assert.Equal(
            StudyContract
                .Names("profiles/generated/CodeSystem-")
                .Select(name => Path.GetFileNameWithoutExtension(name)["CodeSystem-".Length..])
                .Except(WithoutEnum, StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
            Enums.Select(row => StudyCode.Kebab(row.Data.Name)).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_source_code_is_mapped_or_known_and_not_used()
    {
        var index = ConceptIndex.Load(null);
        var codes = File.ReadLines(Path.Combine(Repository.Root, "profiles", "maps", "source-codes.csv"))
            .Skip(1)
            .Select(line => line.Split(','))
            .ToList();

        Assert.True(codes.Count > 200);
        Assert.Empty(codes.Where(code => !index.Knows(new(code[2], code[3]))).Select(code => $"{code[2]}|{code[3]}"));
    }

    [Fact]
    public void A_source_code_that_is_excluded_never_proves_or_suggests() =>
        Assert.All(
            File.ReadLines(Path.Combine(Repository.Root, "profiles", "maps", "source-codes.csv"))
                .Select(line => line.Split(','))
                .Where(code => code[1].EndsWith("(exclude)", StringComparison.Ordinal)),
            code =>
                Assert.All(
                    ConceptIndex
                        .Load(null)
                        .MeaningsOf(new Hl7.Fhir.Model.Coding(code[2], code[3]))
                        .Where(meaning => meaning.As<InterventionKind>() is not null),
                    meaning => Assert.Equal(Strength.Excludes, meaning.Strength)
                )
        );

    private static IEnumerable<string> Codes(string system)
    {
        using var resource = StudyContract.Read($"profiles/generated/CodeSystem-{system}.json")!;
        return
        [
            .. resource.RootElement.GetProperty("concept").EnumerateArray().Select(concept => concept.GetProperty("code").GetString()!),
        ];
    }
}
