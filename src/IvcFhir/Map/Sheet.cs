using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>One score sheet while it is being filled: one instrument, one leg, one day.</summary>
internal sealed class Sheet(ObservationKind kind, SourceRef? panel, Side leg, DayInterval day, Chart chart, ConceptIndex concepts)
{
    private readonly Dictionary<string, Sourced<int>> grades = new(StringComparer.Ordinal);
    private readonly HashSet<string> conflicting = new(StringComparer.Ordinal);
    private bool ulcerConflicts;

    public ObservationKind Kind { get; } = kind;

    public SourceRef? Panel { get; } = panel;

    public Side Leg { get; } = leg;

    public DayInterval Day { get; } = day;

    public Sourced<bool>? Ulcer { get; private set; }

    public Sourced<int>? Total { get; private set; }

    public void Add(CodeableConcept code, DataType? value, SourceRef source, string element)
    {
        if (concepts.Find<ObservationKind>(code) is ObservationKind.VillaltaUlcer)
            AddUlcer(value, source, element);
        else if (concepts.Find<ObservationKind>(code) is ObservationKind.VillaltaTotal or ObservationKind.VcssTotal)
            AddTotal(value, source, element);
        else if (ItemOf(code) is { } item)
            AddGrade(item, value, source, element);
        else
            chart.Report(IssueCode.UnknownCode, source, element.Replace(".value", ".code", StringComparison.Ordinal));
    }

    public void AddTotal(DataType? value, SourceRef source, string element)
    {
        if (Values.Total(value) is { } total)
            Total ??= new(total, source);
        else if (value is not null)
            chart.Report(IssueCode.UnknownUnit, source, element);
    }

    public ImmutableSortedDictionary<T, Sourced<int>> GradesOf<T>()
        where T : struct, Enum =>
        grades.Where(grade => !conflicting.Contains(grade.Key)).ToImmutableSortedDictionary(grade => StudyCode.Parse<T>(grade.Key)!.Value, grade => grade.Value);

    private string? ItemOf(CodeableConcept code) => Kind == ObservationKind.VillaltaAssessment
        ? concepts.Find<VillaltaItem>(code) is { } villalta ? StudyCode.Of(villalta) : null
        : concepts.Find<VcssItem>(code) is { } vcss ? StudyCode.Of(vcss) : null;

    private void AddGrade(string item, DataType? value, SourceRef source, string element)
    {
        if (value is null)
            return; // not recorded: the item is missing, which the score states
        var (grade, issue) = Values.Grade(concepts, value);
        if (issue is { } code)
            chart.Report(code, source, element);
        else if (!grades.TryAdd(item, new(grade!.Value, source)) && grades[item].Value != grade && conflicting.Add(item))
            chart.Report(IssueCode.ConflictingItems, source, element);
    }

    private void AddUlcer(DataType? value, SourceRef source, string element)
    {
        if (value is null)
            return;
        if (Values.YesNo(concepts, value) is not { } present)
        {
            chart.Report(IssueCode.UnknownCode, source, element);
        }
        else if (Ulcer is { } known && known.Value != present)
        {
            chart.Report(IssueCode.ConflictingItems, source, element);
            (Ulcer, ulcerConflicts) = (null, true);
        }
        else if (!ulcerConflicts)
        {
            Ulcer ??= new(present, source);
        }
    }
}
