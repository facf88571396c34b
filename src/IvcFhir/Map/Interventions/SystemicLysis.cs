using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core.Facts;

namespace IvcFhir.Map;

/// <summary>
/// Whether a thrombolytic was given for another disease than a thrombosis of deep veins: pulmonary embolism, stroke, infarction, an artery,
/// a catheter.
/// </summary>
internal sealed class SystemicLysis(Chart chart, ConceptIndex concepts)
{
    private const int DaysAround = 3;

    private readonly Lazy<(HashSet<SourceRef> Stays, List<DayInterval> Days)> spoken = new(() => Spoken(chart, concepts));

    /// <summary>
    /// Its own reason is another disease, and neither a reason nor its site names a deep vein: it is no intervention of the study.
    /// </summary>
    public bool IsReason(Candidate candidate) => IsReason(candidate.Procedure);

    /// <inheritdoc cref="IsReason(Candidate)"/>
    public bool IsReason(Procedure procedure) => IsReason(procedure.ReasonCode, procedure.ReasonReference) && procedure.BodySite.Count == 0;

    /// <summary>The reasons for an act or a drug name another disease, and no thrombosis of a deep vein.</summary>
    public bool IsReason(IEnumerable<CodeableConcept> codes, IEnumerable<ResourceReference> references)
    {
        var reasons = Reasons(codes, references).ToList();
        return reasons.Exists(concepts.Events.SpeaksOfSystemicLysis) && !reasons.Exists(IsVenous);
    }

    /// <summary>It states a reason, and none that is understood is a thrombosis of a deep vein: nobody can tell.</summary>
    public bool IsAsked(Candidate candidate) =>
        (candidate.Procedure.ReasonCode.Count > 0 || candidate.Procedure.ReasonReference.Count > 0)
        && !Reasons(candidate.Procedure.ReasonCode, candidate.Procedure.ReasonReference).Any(IsVenous);

    /// <summary>
    /// Another disease for which lytics are given, or one that is not understood, is a diagnosis, a reason or a treated disease of the same
    /// stay, or of the days around it where no stay is recorded.
    /// </summary>
    public bool IsInStay(Candidate candidate)
    {
        var (stays, days) = spoken.Value;
        return (chart.Find<Encounter>(candidate.Procedure.Encounter) is { } own && stays.Contains(own.Source))
            || days.Exists(one =>
                one.First <= candidate.Intervention.Performed.LastDay.Last && one.Last >= candidate.Intervention.Performed.Day.First
            );
    }

    /// <summary>
    /// The stays in which another disease stands, and the days of these stays and around what names no stay, joined where they touch.
    /// </summary>
    private static (HashSet<SourceRef> Stays, List<DayInterval> Days) Spoken(Chart chart, ConceptIndex concepts)
    {
        var (stays, days) = (new HashSet<SourceRef>(), new List<DayInterval>());
        foreach (var (source, stay) in chart.All<Encounter>())
        {
            if (
                stay.ReasonCode.Exists(concepts.Events.SpeaksOfSystemicLysis)
                || stay.Diagnosis.Exists(diagnosis => chart.Find<Condition>(diagnosis.Condition) is { } found && Speaks(found.Resource))
            )
                AddStay(source, stay);
        }

        foreach (var (_, condition) in chart.All<Condition>().Where(entry => Speaks(entry.Resource)))
            Add(condition.Encounter, DiagnosisMapper.DayOf(chart, condition));
        foreach (var (_, procedure) in chart.All<Procedure>().Where(entry => concepts.Events.SpeaksOfSystemicLysis(entry.Resource.Code)))
            Add(procedure.Encounter, chart.DaysOf(procedure.Performed));
        return (stays, Joined(days));

        // A diagnosis in words may be the embolism.
        bool Speaks(Condition condition) =>
            DiagnosisMapper.IsHeld(condition)
            && (concepts.Events.SpeaksOfSystemicLysis(condition.Code) || !concepts.IsUnderstood(condition.Code));

        void Add(ResourceReference? reference, DayInterval? on)
        {
            if (chart.Find<Encounter>(reference) is { } stay)
                AddStay(stay.Source, stay.Resource);
            else if (on is { } day)
                days.Add(new(day.First.AddDays(-DaysAround), day.Last.AddDays(DaysAround)));
        }

        void AddStay(SourceRef source, Encounter stay)
        {
            if (stays.Add(source) && chart.DaysOf(stay.Period) is { } period)
                days.Add(stay.Period!.End is null ? new(period.First, DateOnly.MaxValue) : period);
        }
    }

    private static List<DayInterval> Joined(List<DayInterval> days)
    {
        var joined = new List<DayInterval>();
        foreach (var one in days.Order())
        {
            if (joined.Count > 0 && one.First <= joined[^1].Last)
                joined[^1] = new(joined[^1].First, one.Last > joined[^1].Last ? one.Last : joined[^1].Last);
            else
                joined.Add(one);
        }

        return joined;
    }

    private bool IsVenous(CodeableConcept reason) =>
        concepts
            .MeaningsOf(reason)
            .Any(meaning => meaning.As<DiagnosisKind>() is DiagnosisKind.DeepVeinThrombosis or DiagnosisKind.IvcThrombosis);

    private IEnumerable<CodeableConcept> Reasons(IEnumerable<CodeableConcept> codes, IEnumerable<ResourceReference> references) =>
        codes.Concat(references.Select(reference => chart.Find<Condition>(reference)?.Resource.Code).OfType<CodeableConcept>());
}
