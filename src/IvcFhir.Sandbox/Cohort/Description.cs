using System.Collections.Immutable;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>
/// One patient as described in <c>cohort.txt</c>. Days are counted from <see cref="DayZero"/>; words are those of the description.
/// </summary>
/// <param name="Id">Centre and number: <c>a-07</c>.</param>
/// <param name="Thrombosis">Sides with deep vein thrombosis: <c>left</c>, <c>right</c>, both or none.</param>
internal sealed record PatientStory(string Id, DateOnly Born, string Gender, DateOnly DayZero)
{
    public ImmutableArray<string> Thrombosis { get; init; } = [];

    public ImmutableArray<string> Refuted { get; init; } = [];

    /// <summary>The index session first, then later ones in the order of the description.</summary>
    public ImmutableArray<Session> Sessions { get; init; } = [];

    public ImmutableArray<PositionNote> Positions { get; init; } = [];

    public ImmutableArray<Visit> Visits { get; init; } = [];

    public ImmutableArray<Scan> Scans { get; init; } = [];

    public ImmutableArray<ComplicationNote> Complications { get; init; } = [];

    public ImmutableArray<OtherProcedure> Others { get; init; } = [];

    public int Number => int.Parse(Id.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture);

    public Centre Centre => Id[0] == 'a' ? Centre.A : Centre.B;
}

/// <param name="Start">Local time of the hospital.</param>
/// <param name="Status">A FHIR status that holds for every step; null for the usual one.</param>
internal sealed record Session(int Day, TimeOnly Start, string? Status, ImmutableArray<Step> Steps);

/// <param name="Kind">filter, mat, cdt, angioplasty, stent, retrieval or pause.</param>
/// <param name="Result">stopped or unsuccessful; null when it went well.</param>
internal sealed record Step(string Kind, string? Vein, int Minutes, string? Result);

internal sealed record PositionNote(int Day, string? Status, string Where);

internal sealed record Visit(int Day, string? Status, ImmutableArray<LegGrades> Legs);

/// <param name="Villalta">Eleven grades in the order of the instrument; null where the item was not recorded.</param>
/// <param name="Vcss">Ten grades, likewise.</param>
internal sealed record LegGrades(string Leg, ImmutableArray<int?> Villalta, bool Ulcer, ImmutableArray<int?> Vcss);

/// <param name="Vein"><c>ivc</c>, or side and segment: <c>left</c> (common iliac), <c>left-external</c>.</param>
internal sealed record Scan(string Vein, int Day, string Finding, bool Venography, string? Status);

internal sealed record ComplicationNote(int Day, string? Status, string Kind, string Grade);

internal sealed record OtherProcedure(int Day, string What);
