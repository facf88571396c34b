using System.Collections.Immutable;
using System.Globalization;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Map;
using IvcFhir.Profiles;

namespace IvcFhir.Explain;

/// <summary>
/// The FHIR searches that would have found what is missing, with every code that the program would have understood. They name the patient:
/// they are a result for somebody who asked for it, and are never logged.
/// </summary>
internal sealed class GapQueries(ConceptIndex concepts)
{
    public ImmutableArray<string> For(Gap gap) =>
        gap.Kind switch
        {
            GapKind.DateImprecise or GapKind.ItemsContradict or GapKind.NotUnderstood =>
            [
                .. gap.Sources.GroupBy(TypeOf, StringComparer.Ordinal).Order(ByType).Select(type => ById(gap, type.Key, type)),
            ],
            GapKind.NoAssessment => [Observations(gap, [Panel(gap.Instrument), .. AllItems(gap.Instrument)])],
            GapKind.NotRecorded or GapKind.ItemsMissing when KindsOf(gap.Instrument) is { Length: > 0 } kinds =>
            [
                Observations(gap, kinds.Select(kind => concepts.TokensFor(kind))),
            ],
            GapKind.NotRecorded when gap.Instrument == Instrument.SevereComplication => [Search("Encounter", gap, [])],
            GapKind.NotRecorded when gap.Instrument == Instrument.PostThromboticSyndrome =>
            [
                Search("Condition", gap, concepts.TokensFor(DiagnosisKind.DeepVeinThrombosis)),
            ],
            GapKind.NotRecorded => [Search("Procedure", gap, concepts.TokensFor(InterventionKind.FilterPlacement))],
            // An item is an Observation of its own or a component of the panel; not every server knows the search that is both
            // (combo-code).
            GapKind.ItemsMissing =>
            [
                Observations(gap, Items(gap)),
                Search("Observation", gap, Items(gap).SelectMany(tokens => tokens), "component-code"),
            ],
            GapKind.NoImaging => [Observations(gap, [concepts.TokensFor(ObservationKind.VeinFinding)])],
            GapKind.NoFilterPosition => [Observations(gap, [concepts.TokensFor(ObservationKind.FilterPosition)])],
            GapKind.NoDuration => [Search("Procedure", gap, [])],
            GapKind.ComplicationUngraded => [Observations(gap, [concepts.TokensFor(ObservationKind.Complication)])],
            GapKind.FilterInPlace => [Search("Procedure", gap, concepts.TokensFor(InterventionKind.FilterRetrieval))],
            _ => throw new ArgumentOutOfRangeException(nameof(gap), gap.Kind, "Not a kind of gap."),
        };

    public ImmutableArray<string> For(EligibilityLack lack, string patient, StudyProtocol protocol)
    {
        var (type, tokens) = lack switch
        {
            EligibilityLack.NoIndexTreatment => ("Procedure", concepts.TokensFor<InterventionKind>([.. protocol.IndexKinds])),
            EligibilityLack.NoFilter => ("Procedure", concepts.TokensFor(InterventionKind.FilterPlacement)),
            EligibilityLack.NoRequiredTreatment => ("Procedure", concepts.TokensFor<InterventionKind>([.. protocol.RequiredKinds])),
            EligibilityLack.NoRequiredDiagnosis => ("Condition", concepts.TokensFor<DiagnosisKind>([.. protocol.RequiredDiagnoses])),
            _ => throw new ArgumentOutOfRangeException(nameof(lack), lack, "Not a reason."),
        };
        return [$"{type}?patient={Escaped(patient)}&code={string.Join(',', tokens.Select(Escaped))}"];
    }

    /// <summary>The kinds of Observation that answer a question about treatment, filter or complication.</summary>
    private static ImmutableArray<ObservationKind> KindsOf(Instrument? instrument) =>
        instrument is { } asked
            ? [.. Instruments.Of(asked).RecordedAs.Select(StudyCode.Parse<ObservationKind>).OfType<ObservationKind>()]
            : [];

    private static IComparer<IGrouping<string, SourceRef>> ByType { get; } =
        Comparer<IGrouping<string, SourceRef>>.Create((one, other) => string.CompareOrdinal(one.Key, other.Key));

    private IReadOnlyList<string> Panel(Instrument? instrument) =>
        concepts.TokensFor(instrument == Instrument.Vcss ? ObservationKind.VcssAssessment : ObservationKind.VillaltaAssessment);

    private IEnumerable<IReadOnlyList<string>> AllItems(Instrument? instrument) =>
        instrument == Instrument.Vcss
            ? Vcss.Items.Select(item => Item(instrument, ItemCode.Of(item)))
            : Villalta.Items.Select(ItemCode.Of).Append(Villalta.UlcerCode).Select(item => Item(instrument, item));

    private IEnumerable<IReadOnlyList<string>> Items(Gap gap) => gap.Missing.Select(item => Item(gap.Instrument, item));

    private IReadOnlyList<string> Item(Instrument? instrument, string item) =>
        instrument == Instrument.Vcss
            ? StudyCode.Parse<VcssItem>(item) is { } attribute
                ? concepts.TokensFor(attribute)
                : []
            : item == Villalta.UlcerCode
                ? concepts.TokensFor(ObservationKind.VillaltaUlcer)
                : StudyCode.Parse<VillaltaItem>(item) is { } symptom
                    ? concepts.TokensFor(symptom)
                    : [];

    private static string Observations(Gap gap, IEnumerable<IReadOnlyList<string>> tokens) =>
        Search("Observation", gap, tokens.SelectMany(one => one));

    private static string Search(string type, Gap gap, IEnumerable<string> tokens, string parameter = "code")
    {
        var codes = tokens.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var code = codes.Count == 0 ? "" : $"&{parameter}={string.Join(',', codes.Select(Escaped))}";
        var date = gap.Period is { } period ? $"&date=ge{Date(period.First)}&date=le{Date(period.Last)}" : "";
        return $"{type}?patient={Escaped(gap.Patient)}{code}{date}";
    }

    private static string ById(Gap gap, string type, IEnumerable<SourceRef> sources)
    {
        var ids = string.Join(
            ',',
            sources.Select(source => source.Container()).Distinct().Select(source => Escaped(source.Reference[(type.Length + 1)..]))
        );
        return type switch
        {
            "Patient" => $"Patient?_id={ids}",
            "AdverseEvent" => $"{type}?subject={Escaped(gap.Patient)}&_id={ids}", // R4 gives it no other way
            _ => $"{type}?patient={Escaped(gap.Patient)}&_id={ids}",
        };
    }

    private static string TypeOf(SourceRef source) => source.Reference.Split('/')[0];

    /// <summary>As RFC 3986 asks, but for what people want to read and servers take as it is.</summary>
    private static string Escaped(string text) =>
        Uri.EscapeDataString(text)
            .Replace("%2F", "/", StringComparison.Ordinal)
            .Replace("%3A", ":", StringComparison.Ordinal)
            .Replace("%7C", "|", StringComparison.Ordinal);

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
