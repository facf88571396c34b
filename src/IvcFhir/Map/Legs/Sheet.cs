using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>One score sheet while it is being filled: one instrument, one leg, one day.</summary>
internal sealed class Sheet(ObservationKind kind, SourceRef? panel, Side leg, DayInterval day, Chart chart, ConceptIndex concepts)
{
    private readonly Dictionary<string, Sourced<int>> grades = new(StringComparer.Ordinal);
    private readonly HashSet<string> conflicting = new(StringComparer.Ordinal);
    private bool ulcerConflicts,
        totalConflicts;

    /// <summary>Three points for each item.</summary>
    private int HighestTotal =>
        3 * (Kind == ObservationKind.VillaltaAssessment ? Enum.GetValues<VillaltaItem>().Length : Enum.GetValues<VcssItem>().Length);

    public ObservationKind Kind { get; } = kind;

    public SourceRef? Panel { get; } = panel;

    public Side Leg { get; } = leg;

    public DayInterval Day { get; } = day;

    public Sourced<bool>? Ulcer { get; private set; }

    public Sourced<int>? Total { get; private set; }

    /// <summary>The text of the VCSS that a code of the panel or of an item names; null when none does.</summary>
    public VcssVersion? Version { get; private set; }

    public void Note(CodeableConcept? code) => Version ??= concepts.Find<VcssVersion>(code);

    public void Add(CodeableConcept code, DataType? value, SourceRef source, string element)
    {
        Note(code);
        var asked = concepts.Find<ObservationKind>(code);
        if (asked == ObservationKind.VillaltaUlcer && Kind == ObservationKind.VillaltaAssessment)
            AddUlcer(value, source, element);
        else if (asked == (Kind == ObservationKind.VillaltaAssessment ? ObservationKind.VillaltaTotal : ObservationKind.VcssTotal))
            AddTotal(value, source, element);
        else if (ItemOf(code) is { } item)
            AddGrade(item, value, source, element);
        else
            chart.Report(IssueCode.UnknownCode, source, element.Replace(".value", ".code", StringComparison.Ordinal));
    }

    /// <summary>Whether it holds no item: only a total, or only the ulcer.</summary>
    public bool IsBare => grades.Count == 0;

    public void AddTotal(DataType? value, SourceRef source, string element)
    {
        if (value is null)
            return;
        var (total, issue) = Values.Total(concepts, value);
        if (total > HighestTotal)
            issue = IssueCode.GradeOutOfRange;
        if (issue is { } code)
            chart.Report(code, source, element);
        else
            AddTotal(new(total!.Value, source), element);
    }

    /// <summary>Takes over what another sheet of the same leg and day states beside the items.</summary>
    public void Take(Sheet bare)
    {
        if (bare.Total is { } total)
            AddTotal(total, "Observation.value");
        if (bare.Ulcer is { } ulcer)
            AddUlcer(ulcer, "Observation.value");
        ulcerConflicts |= bare.ulcerConflicts;
    }

    public ImmutableSortedDictionary<T, Sourced<int>> GradesOf<T>()
        where T : struct, Enum =>
        grades
            .Where(grade => !conflicting.Contains(grade.Key))
            .ToImmutableSortedDictionary(grade => StudyCode.Parse<T>(grade.Key)!.Value, grade => grade.Value);

    private string? ItemOf(CodeableConcept code) =>
        Kind == ObservationKind.VillaltaAssessment
            ? concepts.Find<VillaltaItem>(code) is { } villalta
                ? StudyCode.Of(villalta)
                : null
            : concepts.Find<VcssItem>(code) is { } vcss
                ? StudyCode.Of(vcss)
                : null;

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

    private void AddTotal(Sourced<int> total, string element)
    {
        if (totalConflicts)
            return;
        if (Total is { } known && known.Value != total.Value)
        {
            // Neither is believed: not for comparison, and not in place of the items.
            chart.Report(IssueCode.ConflictingItems, total.Source, element);
            (Total, totalConflicts) = (null, true);
        }
        else
            Total ??= total;
    }

    private void AddUlcer(DataType? value, SourceRef source, string element)
    {
        if (value is null)
            return;
        if (Values.YesNo(concepts, value) is { } present)
            AddUlcer(new Sourced<bool>(present, source), element);
        else
            chart.Report(IssueCode.UnknownCode, source, element);
    }

    private void AddUlcer(Sourced<bool> ulcer, string element)
    {
        if (Ulcer is { } known && known.Value != ulcer.Value)
        {
            chart.Report(IssueCode.ConflictingItems, ulcer.Source, element);
            (Ulcer, ulcerConflicts) = (null, true);
        }
        else if (!ulcerConflicts)
        {
            Ulcer ??= ulcer;
        }
    }
}
