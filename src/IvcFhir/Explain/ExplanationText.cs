using System.Collections.Immutable;
using System.Globalization;
using static System.FormattableString;

namespace IvcFhir.Explain;

/// <summary>Explanations for people. Lines end with a line feed on every machine.</summary>
internal static class ExplanationText
{
    public static void Write(PatientExplanation patient, TextWriter writer)
    {
        Line(writer, $"{patient.Patient} of {patient.Site}: {(patient.Eligible ? "in the study" : "not in the study's population")}");
        Section(
            writer,
            "why",
            patient.NotInStudy,
            lack => $"{lack.Reason}{string.Concat(lack.Queries.Select(query => $"\n      GET {query}"))}"
        );
        foreach (var outcome in patient.Outcomes)
        {
            Line(writer, "");
            Write(outcome, writer);
        }
    }

    public static void Write(OutcomeExplanation outcome, TextWriter writer)
    {
        Line(writer, $"{outcome.Question}{At(outcome.Location, outcome.Visit)}: {outcome.Answer}");
        Line(writer, $"  outcome  {outcome.Outcome}");
        Line(writer, $"  patient  {outcome.Patient} of {outcome.Site}");
        Line(writer, $"  day      {outcome.Day ?? "not known"}");
        Line(
            writer,
            $"  counted  {(outcome.Counted == "included" ? "yes" : $"no, {outcome.Counted}")}{(outcome.Early ? ", flagged as early" : "")}"
        );
        Line(writer, $"  protocol {outcome.Protocol}");
        if (outcome.AnsweredBy is { } person)
            Line(writer, $"  by hand  {person}");
        if (outcome.Recorded is { } recorded)
            Line(writer, $"  recorded {recorded}");
        Line(writer, $"  rule     {Rule(outcome.Rule)}");
        Section(writer, "as this protocol has it", outcome.Settings, Setting);
        Section(writer, "inputs", outcome.Inputs, Input);
        Section(
            writer,
            "missing",
            outcome.Missing,
            gap => $"{Gap(gap)}{Where(gap)}{string.Concat(gap.Queries.Select(query => $"\n      GET {query}"))}"
        );
        if (outcome.Alternatives is { } alternatives)
            Section(writer, "under other rules", alternatives, Alternative);
        Section(writer, "what sources say", outcome.Evidence, Source);
    }

    public static void Write(FigureExplanation figure, TextWriter writer)
    {
        Line(writer, $"{figure.Figure}: {figure.Label}");
        Line(writer, $"  value      {figure.Value}{(figure.Interval is { } interval ? $", {interval}" : "")}");
        Line(writer, Invariant($"  n of N     {figure.N} of {figure.Of}, {figure.Missing} missing"));
        Line(writer, $"  estimator  {figure.Estimator}");
        Line(
            writer,
            "  protocol   "
                + $"{figure.Study}/{figure.ProtocolVersion}{(figure.ProtocolHash.Length == 0 ? "" : $", hash {figure.ProtocolHash}")}"
        );
        foreach (var rule in figure.Rules)
            Line(writer, $"  rule       {Rule(rule)}");
        Section(writer, "as this protocol has it", figure.Settings, Setting);
        Section(writer, Invariant($"counted ({figure.Counted.Length})"), figure.Counted, Member);
        Section(writer, Invariant($"not counted ({figure.NotCounted.Length})"), figure.NotCounted, Member);
        if (figure.Alternatives is { } alternatives)
            Section(writer, "under other rules", alternatives, Alternative);
        Section(writer, "what sources say", figure.Evidence, Source);
    }

    /// <summary>What is missing, in words: <c>items-missing: pain, ulcer</c>.</summary>
    public static string Gap(GapLine gap) => $"{gap.Gap}{(gap.Missing.IsEmpty ? "" : $": {string.Join(", ", gap.Missing)}")}{Dwell(gap)}";

    private static string Where(GapLine gap) => gap.Resources.IsEmpty ? "" : $", in {string.Join(' ', gap.Resources)}";

    private static string Setting(SettingLine setting) =>
        $"{(setting.Decision is { } decision ? $"{decision} " : "")}{setting.Setting}: {setting.Value}";

    private static string Dwell(GapLine gap) =>
        gap.DaysInPlace is { } days ? Invariant($": {days} days; {string.Join(", ", gap.Advice)} if it can be taken out") : "";

    private static string At(string location, string? visit) =>
        $"{(location == "patient" ? "" : $", {location}")}{(visit is null ? "" : $", {visit}")}";

    private static string Rule(RuleText rule) => $"{rule.Id} – {rule.Title}. {rule.Definition} [{rule.Citation ?? "rule of this project"}]";

    private static string Input(InputLine input) =>
        input.What is null ? input.Resource : $"{input.What}: {input.Says}{(input.Day is { } day ? $", {day}" : "")}  {input.Resource}";

    private static string Alternative(AlternativeLine one) =>
        $"{Choice(one.Decision, one.Setting, one.Choice)}: "
        + $"{one.Answer}{(one.Counted is null or "included" ? "" : $", {one.Counted}")}{Mark(one.Standing, one.Differs)}";

    private static string Alternative(FigureAlternativeLine one) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Choice(one.Decision, one.Setting, one.Choice)}: "
                + $"{one.Value}{(one.Interval is { } interval ? $", {interval}" : "")}, {one.N} of {one.Of}, "
                + $"{one.Missing} missing{Mark(one.Standing, differs: false)}"
        );

    private static string Source(SourceLine line) => $"{line.Of} {line.Source} {line.Stance}: {line.Says} [{line.Citation}]";

    private static string Choice(string? decision, string setting, string choice) =>
        $"{(decision is null ? "" : $"{decision} ")}{setting} {choice}";

    private static string Mark(bool standing, bool differs) =>
        standing ? "  (this protocol)"
        : differs ? "  (differs)"
        : "";

    private static string Member(MemberLine member)
    {
        var outcomes = string.Concat(
            member.Outcomes.Select(one =>
                $"\n      {one.Outcome}  {one.Question}{At(one.Location, one.Visit)}: {string.Join(' ', one.Resources)}"
            )
        );
        return $"{member.Patient} of {member.Site}: {member.Answer ?? string.Join(", ", member.Reasons)}{outcomes}";
    }

    private static void Section<T>(TextWriter writer, string title, ImmutableArray<T> lines, Func<T, string> text)
    {
        if (lines.IsEmpty)
            return;
        Line(writer, $"  {title}");
        foreach (var line in lines)
            Line(writer, $"    {text(line)}");
    }

    private static void Line(TextWriter writer, string text)
    {
        writer.Write(text);
        writer.Write('\n');
    }
}
