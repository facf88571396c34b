using System.Collections.Immutable;
using IvcFhir.Core.Explain;
using IvcFhir.Core.Facts;

namespace IvcFhir.Core;

/// <summary>What a question is asked of.</summary>
public enum AskedOf
{
    /// <summary>The patient as a whole, once.</summary>
    Patient,

    /// <summary>Each leg, at each visit: it is assessed by items.</summary>
    Leg,

    /// <summary>The vena cava and each iliac vein, once.</summary>
    Vein,
}

/// <summary>A question as it stands in the list: what the program must know of it beside its rule.</summary>
public sealed class DeclaredInstrument
{
    /// <param name="ask">Adds the outcome, where the question is asked of the patient. One function may ask several questions.</param>
    internal DeclaredInstrument(Instrument instrument, AskedOf askedOf, AnswerShape answer, Action<OutcomeSheet> ask)
    {
        (Instrument, AskedOf, Answer, Ask) = (instrument, askedOf, answer, ask);
        NotAsked = askedOf switch
        {
            AskedOf.Leg => FigureRows.NeverAssessed,
            AskedOf.Vein => FigureRows.NotTreated,
            _ => FigureRows.NothingRecorded,
        };
        WhenUnrecorded = askedOf == AskedOf.Vein ? GapKind.NoImaging : GapKind.NotRecorded;
    }

    public Instrument Instrument { get; }

    public AskedOf AskedOf { get; }

    public AnswerShape Answer { get; }

    internal Action<OutcomeSheet> Ask { get; }

    /// <summary>The settings that bear on the answer, by their paths in the document of a protocol: <c>complications.days</c>.</summary>
    public ImmutableArray<string> Settings { get; internal init; } = [];

    /// <summary>The kinds of unread datum that leave it open by default; a study may choose others (D14).</summary>
    public ImmutableArray<UnreadKind> OpenedBy { get; internal init; } = [];

    /// <summary>Whether an event that is not understood leaves it open by default (D14).</summary>
    public bool OpenedByEvents { get; internal init; }

    /// <summary>
    /// Where Observations answer it: their kinds, as codes of the contract (<c>observation-kind</c>), for who looks for what is missing.
    /// </summary>
    public ImmutableArray<string> RecordedAs { get; internal init; } = [];

    /// <summary>What is said to be missing where nothing that answers it is recorded.</summary>
    public GapKind WhenUnrecorded { get; internal init; }

    /// <summary>Why a patient of whom it is not asked is not in its figure: a code of <see cref="FigureRows"/>.</summary>
    public string NotAsked { get; internal init; }

    /// <summary>Whether the answer goes into the hospital's chart, or is kept for figures only.</summary>
    public bool IsWrittenBack { get; internal init; } = true;
}
