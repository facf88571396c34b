using System.Collections.Immutable;

namespace IvcFhir.Explain;

/// <summary>One outcome, followed down to its resources. Every code is as it stands in the contract.</summary>
/// <param name="Outcome">The business identifier of the written Observation.</param>
/// <param name="Counted">Whether it enters the study's figures: an inclusion code.</param>
/// <param name="Early">Flagged as early: late enough to count, too early for sources that begin at six months (D3).</param>
/// <param name="Protocol">Id, version and hash of the rules.</param>
/// <param name="Settings">How the protocol decides what the rule leaves open.</param>
/// <param name="Alternatives">Null when the facts are not at hand.</param>
internal sealed record OutcomeExplanation(
    string Outcome,
    string Site,
    string Patient,
    string Question,
    string Location,
    string? Visit,
    string Answer,
    string? Day,
    string Counted,
    bool Early,
    string Protocol,
    RuleText Rule,
    ImmutableArray<SettingLine> Settings,
    ImmutableArray<InputLine> Inputs,
    ImmutableArray<GapLine> Missing,
    ImmutableArray<AlternativeLine>? Alternatives
)
{
    /// <summary>What sources say of the disputed rules among the alternatives.</summary>
    public ImmutableArray<SourceLine> Evidence { get; init; } = [];

    /// <summary>Who answered by hand, when and why; null where the record answers.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>What the last pass recorded, where these rules answer otherwise; null where they agree.</summary>
    public string? Recorded { get; init; }
}

/// <param name="Of">The disputed rule (<c>D1</c>) or the figure.</param>
/// <param name="Stance">Towards the choice of this protocol.</param>
internal sealed record SourceLine(string Of, string Source, string Stance, string Says, string Citation, string? Url);

/// <param name="What">Null when only the resource is known.</param>
internal sealed record InputLine(string? What, string? Says, string? Day, string Resource);

/// <param name="Queries">FHIR searches, relative to the site's base.</param>
internal sealed record GapLine(
    string Site,
    string Patient,
    string Gap,
    string? Question,
    string Location,
    string? Visit,
    string? From,
    string? To,
    ImmutableArray<string> Missing,
    ImmutableArray<string> Resources,
    int? DaysInPlace,
    ImmutableArray<string> Advice,
    ImmutableArray<string> Queries
);

/// <param name="Counted">Null when the other rule does not ask the question.</param>
internal sealed record AlternativeLine(
    string? Decision,
    string Setting,
    string Choice,
    string Answer,
    string? Counted,
    bool Standing,
    bool Differs
);

/// <param name="NotInStudy">Why the patient does not belong to the study, each reason with the searches that would have found what is
/// lacking; empty for one who belongs.</param>
internal sealed record PatientExplanation(
    string Site,
    string Patient,
    bool Eligible,
    ImmutableArray<LackLine> NotInStudy,
    ImmutableArray<OutcomeExplanation> Outcomes
);

internal sealed record LackLine(string Reason, ImmutableArray<string> Queries);

/// <summary>One figure, followed down to its patients.</summary>
/// <param name="Alternatives">Null when the facts are not at hand for every patient.</param>
internal sealed record FigureExplanation(
    string Figure,
    string Label,
    string Study,
    string ProtocolVersion,
    string ProtocolHash,
    int N,
    int Of,
    int Missing,
    string Value,
    string? Interval,
    string Estimator,
    ImmutableArray<RuleText> Rules,
    ImmutableArray<SettingLine> Settings,
    ImmutableArray<MemberLine> Counted,
    ImmutableArray<MemberLine> NotCounted,
    ImmutableArray<FigureAlternativeLine>? Alternatives
)
{
    /// <summary>What sources say of the figure, and of the disputed rules among the alternatives.</summary>
    public ImmutableArray<SourceLine> Evidence { get; init; } = [];
}

/// <param name="Answer">Null when not counted.</param>
/// <param name="Reasons">Why not counted; empty when counted.</param>
internal sealed record MemberLine(
    string Site,
    string Patient,
    string? Answer,
    ImmutableArray<string> Reasons,
    ImmutableArray<MemberOutcome> Outcomes
);

internal sealed record MemberOutcome(string Outcome, string Question, string Location, string? Visit, ImmutableArray<string> Resources);

internal sealed record FigureAlternativeLine(
    string? Decision,
    string Setting,
    string Choice,
    int N,
    int Of,
    int Missing,
    string Value,
    string? Interval,
    bool Standing
);
