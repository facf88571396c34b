using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;
using IvcFhir.Pull;

namespace IvcFhir.Map;

/// <summary>
/// When a procedure was performed: its own period or time, and where that leaves start or end open, Observations of the start and the end
/// that are part of it or belong to its session.
/// </summary>
internal sealed class ProcedureTimes
{
    private const string Element = "Procedure.performed";

    private readonly Chart chart;
    private readonly Sessions sessions;
    private readonly List<Noted> notes = [];

    public ProcedureTimes(Chart chart, Sessions sessions, IReadOnlyList<UsableObservation> observations)
    {
        (this.chart, this.sessions) = (chart, sessions);
        foreach (var usable in observations.Where(usable => usable.Kind is ObservationKind.ProcedureStart or ObservationKind.ProcedureEnd))
            Note(usable);
    }

    /// <summary>
    /// Null when it is not known when it began, which is noted: of a lysis that lasts days, the end alone does not tell the day.
    /// </summary>
    public Performed? Of(SourceRef source, Procedure procedure)
    {
        var (start, end) = FhirTime.Of(procedure.Performed, chart.Zone);
        if (start is { OffsetMissing: true } || end is { OffsetMissing: true })
            chart.Report(IssueCode.OffsetMissing, source, Element);
        if (start?.Instant is null)
            start = NotedFor(source, procedure, start?.Day, ObservationKind.ProcedureStart) ?? start;
        if (end?.Instant is null)
            end = NotedFor(source, procedure, end?.Day ?? start?.Day, ObservationKind.ProcedureEnd) ?? end;
        if (start is { } begun)
            return Checked(source, begun, end);
        var stay = InStay(procedure, end);
        chart.Report(stay is null ? IssueCode.DateMissing : IssueCode.DateTooImprecise, source, Element);
        return stay is { } since ? Checked(source, since, end) : null;
    }

    /// <summary>What has only an end began on some day of the stay until then.</summary>
    private FhirTime? InStay(Procedure procedure, FhirTime? end) =>
        end is { } until
        && chart.Find<Encounter>(procedure.Encounter) is { Resource: { } stay }
        && stay.Happened()
        && FhirTime.Of(stay.Period, chart.Zone).Start is { } admitted
        && admitted.Day.First <= until.Day.Last
            ? new FhirTime(new(admitted.Day.First, until.Day.Last), null, OffsetMissing: false)
            : null;

    private Performed Checked(SourceRef source, FhirTime begun, FhirTime? end)
    {
        if (end is not { } until)
            return new(begun.Day, begun.Instant, null);
        if (until.Day.Last < begun.Day.First || until.Instant < begun.Instant)
        {
            chart.Report(IssueCode.NegativePeriod, source, Element);
            return new(begun.Day, begun.Instant, null);
        }
        return new(begun.Day, begun.Instant, until.Instant) { LastDay = until.Day };
    }

    /// <summary>The time lies in the value; where there is none, it is when the start or end was observed.</summary>
    private void Note(UsableObservation usable)
    {
        var value = usable.Observation.Value ?? usable.Effective;
        if (FhirTime.Of(value, chart.Zone).Start is not { Instant: not null } time)
            chart.Report(
                value is Time or FhirDateTime ? IssueCode.OffsetMissing : IssueCode.DateMissing,
                usable.Source,
                "Observation.value"
            );
        else
            notes.Add(
                new(
                    usable.Kind!.Value,
                    time,
                    [.. usable.Observation.PartOf.Select(parent => parent.Reference).OfType<string>().Select(References.WithoutVersion)],
                    usable.Observation.Encounter?.Reference
                )
            );
    }

    /// <summary>
    /// A note that names its procedure counts before one of the procedure that this is part of, and that before one of the session. Of
    /// several of a session, those of another day do not belong to it; two that differ tell nothing.
    /// </summary>
    private FhirTime? NotedFor(SourceRef source, Procedure procedure, DayInterval? day, ObservationKind kind)
    {
        var own = NotesOf([source.Reference], kind);
        if (own.Count == 0)
            own = NotesOf(
                [.. procedure.PartOf.Select(parent => parent.Reference).OfType<string>().Select(References.WithoutVersion)],
                kind
            );
        var ofSession =
            own.Count > 0
                ? own
                : notes
                    .Where(note =>
                        note.Kind == kind
                        && note.Procedures.Length == 0
                        && sessions.Together(source, note.Encounter)
                        && (day is not { } on || Fits(note.Time, on, kind))
                    )
                    .ToList();
        return ofSession.Select(note => note.Time).Distinct().ToList() is [var time] ? time : null;
    }

    private List<Noted> NotesOf(IReadOnlyCollection<string> procedures, ObservationKind kind) =>
        [.. notes.Where(note => note.Kind == kind && note.Procedures.Any(procedures.Contains))];

    /// <summary>An end may fall on the day after the start.</summary>
    private static bool Fits(FhirTime time, DayInterval day, ObservationKind kind) =>
        time.Day.First >= day.First && time.Day.Last <= day.Last.AddDays(kind == ObservationKind.ProcedureEnd ? 1 : 0);

    private readonly record struct Noted(ObservationKind Kind, FhirTime Time, string[] Procedures, string? Encounter);
}
