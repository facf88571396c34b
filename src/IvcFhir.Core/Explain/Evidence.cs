using System.Collections.Immutable;
using System.Globalization;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;

namespace IvcFhir.Core.Explain;

/// <summary>One thing that one resource says, in the study's words.</summary>
/// <param name="What">What it is about: <c>pain</c>, <c>thrombectomy</c>, <c>left common-iliac</c>.</param>
/// <param name="Says">What it says of it: <c>2</c>, <c>completed</c>, <c>occluded</c>.</param>
public sealed record EvidenceLine(SourceRef Source, string What, string Says, DayInterval? Day);

/// <summary>What the resources behind an outcome say. A resource can say several things; each is a line.</summary>
public static class Evidence
{
    /// <returns>By kind of fact, then day, then resource, whatever the order of the facts; items in the order of their
    /// instrument.</returns>
    public static ImmutableArray<EvidenceLine> Of(PatientFacts facts, IReadOnlyCollection<SourceRef> sources)
    {
        var asked = sources.ToImmutableHashSet();
        var groups = new[]
        {
            facts.Diagnoses.Select(one => new EvidenceLine(
                one.Source,
                Code(one.Kind),
                one.Side == Side.NotApplicable ? "recorded" : Code(one.Side),
                one.Day
            )),
            facts.Interventions.SelectMany(one => one.Twins.Prepend(one.Source).Select(source => Treated(one, source))),
            facts.Filters.SelectMany(Filters),
            facts.Findings.Select(one => new EvidenceLine(one.Source, Place(one.Site), Code(one.Status), one.Day)),
            facts.Complications.Select(one => new EvidenceLine(one.Source, Code(one.Kind), GradeOf(one), one.Day)),
            facts.FilterFindings.Select(Found),
            facts.Thrombus.Select(one => new EvidenceLine(
                one.Source,
                $"thrombus {Place(one.Site)}",
                $"{Number(one.Score)}{(one.Phase == ImagingPhase.Unstated ? "" : $", {Code(one.Phase)}")}",
                one.Day
            )),
            facts.Responses.Select(one => new EvidenceLine(
                one.Source,
                "clinical-response",
                one.Improved ? "improved" : "not improved",
                one.Day
            )),
            facts
                .Complications.Where(one => one.Bleeding is not null)
                .Select(one => new EvidenceLine(one.Source, "bleeding", Bled(one.Bleeding!), one.Day)),
            facts.Death is { } death ? [new EvidenceLine(death.Source, "death", "recorded", death.Value)] : [],
            facts
                .Events.Where(one => one.Effect != EventEffect.None)
                .Select(one => new EvidenceLine(one.Source, "possible-event", EventOf(one), one.Onset)),
            facts.Hemoglobin.Select(one => new EvidenceLine(
                one.Source,
                "hemoglobin",
                FormattableString.Invariant($"{one.GramsPerLitre:0.##} g/L"),
                one.Day
            )),
            facts.Creatinine.Select(one => new EvidenceLine(
                one.Source,
                "creatinine",
                FormattableString.Invariant($"{one.MicromolesPerLitre:0.#} µmol/L"),
                one.Day
            )),
            facts.Contacts.Select(one => new EvidenceLine(
                one.Source,
                one.IsCodedStay ? "stay" : "visit",
                one.IsCodedStay ? "with its diagnoses" : "recorded",
                one.Days
            )),
            facts.Unread.Select(one => new EvidenceLine(one.Source, "not understood", Unread(one), one.Day)),
        };
        return
        [
            .. groups
                .SelectMany(group =>
                    group
                        .OrderBy(line => line.Day)
                        .ThenBy(line => line.Source)
                        .ThenBy(line => line.What, StringComparer.Ordinal)
                        .ThenBy(line => line.Says, StringComparer.Ordinal)
                )
                .Concat(
                    facts
                        .Villalta.Where(leg => AssessmentSources.Of(leg).Any())
                        .OrderBy(leg => leg.Day)
                        .ThenBy(leg => AssessmentSources.Of(leg).Min())
                        .SelectMany(Graded)
                )
                .Concat(
                    facts
                        .Vcss.Where(leg => AssessmentSources.Of(leg).Any())
                        .OrderBy(leg => leg.Day)
                        .ThenBy(leg => AssessmentSources.Of(leg).Min())
                        .SelectMany(Graded)
                )
                .Where(line => asked.Contains(line.Source))
                .Distinct(),
        ];
    }

    private static string EventOf(ClinicalEvent one) =>
        string.Join(
            ", ",
            new[]
            {
                Code(one.Effect),
                one.Topic is EventTopic.Other or EventTopic.Unstated ? "" : Code(one.Topic),
                one.Grade == EventGrade.Unstated ? "" : Code(one.Grade),
                one.KnownBefore ? "was there before" : "",
                one.ThereBy is not null ? "reason of an intervention" : "",
                one.KnownAfter ? "arose in the stay" : "",
                one.Decides ? "" : "not certain",
            }.Where(word => word.Length > 0)
        );

    private static string Unread(Unread one) =>
        string.Join(", ", one.CouldBe.Select(Code).Concat(one.Sites.Select(Place)).Prepend(Code(one.Kind)).Distinct());

    private static EvidenceLine Treated(Intervention one, SourceRef source) =>
        new(
            source,
            Code(one.Kind),
            string.Join(
                ", ",
                one.Sites.Select(Place)
                    .Order(StringComparer.Ordinal)
                    .Append(one.Planned ? "planned" : "")
                    .Prepend(Code(one.Result))
                    .Where(word => word.Length > 0)
            ),
            one.Performed.Day
        );

    private static EvidenceLine Found(FilterFinding finding)
    {
        var (what, says) = finding switch
        {
            FilterFinding.Tilt tilt => ("filter-tilt", FormattableString.Invariant($"{tilt.Degrees} deg")),
            FilterFinding.Migration migration => ("filter-migration", FormattableString.Invariant($"{migration.Millimetres} mm")),
            FilterFinding.Penetration penetration => ("strut-penetration", FormattableString.Invariant($"{penetration.Millimetres} mm")),
            FilterFinding.Fracture fracture => ("filter-fracture", fracture.Present ? "yes" : "no"),
            FilterFinding.Thrombus thrombus => ("caval-thrombus", Code(thrombus.Extent)),
            _ => throw new ArgumentOutOfRangeException(nameof(finding), finding, "Not a finding."),
        };
        return new(
            finding.Source,
            what,
            $"{says}{(finding.Modality == ImagingModality.Unstated ? "" : $", {Code(finding.Modality)}")}",
            finding.Day
        );
    }

    // What was not recorded is left out: it is unknown, never "no".
    private static string Bled(Bleeding bleeding) =>
        string.Join(
            ", ",
            new[]
            {
                bleeding.Fatal is { } fatal ? $"fatal {(fatal ? "yes" : "no")}" : null,
                bleeding.Site is { } site ? $"site {Code(site)}" : null,
                bleeding.Overt is { } overt ? $"overt {(overt ? "yes" : "no")}" : null,
                bleeding.HemoglobinFallGramsPerLitre is { } fall ? FormattableString.Invariant($"hemoglobin fall {fall:0.##} g/L") : null,
                bleeding.TransfusedUnits is { } units ? FormattableString.Invariant($"units {units:0.##}") : null,
            }.OfType<string>()
        );

    private static IEnumerable<EvidenceLine> Filters(Filter filter)
    {
        if (filter.Device is { } device)
            yield return new(device, "filter-device", Code(filter.Link), null);
        if (filter.Implanted is { } implanted)
            yield return new(implanted.Source, "filter", "implanted", implanted.Value);
        if (filter.Position is { } position)
            yield return new(position.Source, "filter-position", Code(position.Value), null);
        if (filter.Retrieved is { } retrieved)
            yield return new(retrieved.Source, "filter", "retrieved", retrieved.Value);
    }

    private static IEnumerable<EvidenceLine> Graded(VillaltaAssessment leg)
    {
        if (leg.Panel is { } panel)
            yield return new(panel, "villalta", Code(leg.Leg), leg.Day);
        foreach (var item in Villalta.Items.Where(leg.Grades.ContainsKey))
            yield return new(leg.Grades[item].Source, ItemCode.Of(item), Number(leg.Grades[item].Value), leg.Day);
        if (leg.Ulcer is { } ulcer)
            yield return new(ulcer.Source, Villalta.UlcerCode, ulcer.Value ? "present" : "absent", leg.Day);
        if (leg.ReportedTotal is { } total)
            yield return new(total.Source, "reported-total", Number(total.Value), leg.Day);
    }

    private static IEnumerable<EvidenceLine> Graded(VcssAssessment leg)
    {
        if (leg.Panel is { } panel)
            yield return new(panel, "vcss", Code(leg.Leg), leg.Day);
        foreach (var item in Vcss.Items.Where(leg.Grades.ContainsKey))
            yield return new(leg.Grades[item].Source, ItemCode.Of(item), Number(leg.Grades[item].Value), leg.Day);
        if (leg.ReportedTotal is { } total)
            yield return new(total.Source, "reported-total", Number(total.Value), leg.Day);
    }

    private static string GradeOf(Complication one) =>
        string.Join(
            ", ",
            new[]
            {
                one.Grade is null ? "no grade" : string.Join(", ", one.AllGrades().Select(grade => $"{Code(grade.Scale)} {grade.Grade}")),
                one.ProlongedStayHours is { } hours ? FormattableString.Invariant($"stay prolonged by {hours} h") : "",
                one.Bleeding is { } bleeding && MajorBleeding.Judge(bleeding) is BleedingResult.Major ? "major bleeding (ISTH)" : "",
            }.Where(word => word.Length > 0)
        );

    private static string Place(VeinSite site) =>
        site.Side == Side.NotApplicable ? Code(site.Segment) : $"{Code(site.Side)} {Code(site.Segment)}";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Code<T>(T value)
        where T : struct, Enum => ItemCode.Hyphenated(value.ToString());
}
