using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IvcFhir.Core.Facts;
using IvcFhir.Map;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Map;

/// <summary>Law: what belongs together is what a comparison of each with every other finds, however few comparisons are made.</summary>
public sealed class OccasionLaws
{
    private sealed record Act(bool Proven, int Day, int Days, bool MonthOnly, int? Encounter);

    [Fact]
    public void A_session_is_what_overlaps_one_after_another() =>
        Prop.ForAll(
                Gen.ArrayOf(Gen.Zip(Gen.Choose(0, 40), Gen.Choose(-3, 12))).Resize(14).ToArbitrary(),
                times =>
                {
                    var record = times
                        .Index()
                        .Aggregate(
                            new Recorded(),
                            (record, one) =>
                                record.With(
                                    $"Procedure/{one.Index:00}",
                                    $$"""
                                    "code":"sct:708969008","performedPeriod":{"start":"{{Minute(one.Item.Item1)}}","end":"{{Minute(
                                        one.Item.Item1 + one.Item.Item2
                                    )}}"}
                                    """
                                )
                        );
                    var sessions = Sessions.Of(new(record.Checked(), TimeZoneInfo.Utc));
                    var all = Enumerable.Range(0, times.Length).ToList();
                    var together = all;
                    foreach (
                        var (one, other) in from one in all
                        from other in all
                        where Overlap(times[one], times[other])
                        select (one, other)
                    )
                        together =
                        [
                            .. together.Select(name =>
                                name == together[one] || name == together[other] ? Math.Min(together[one], together[other]) : name
                            ),
                        ];

                    Assert.Equal(
                        together.Select(name => together.Count(other => other == name) > 1 ? $"Procedure/{name:00}" : null),
                        all.Select(i => sessions.Of(new($"Procedure/{i:00}")))
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Lysis_goes_on_from_what_is_proven_day_by_day() =>
        Prop.ForAll(
                Gen.ArrayOf(Acts).Resize(10).ToArbitrary(),
                acts =>
                {
                    var facts = acts.Index()
                        .Aggregate(new Recorded(), (record, one) => record.With($"Procedure/{one.Index:00}", Members(one.Item)))
                        .Facts();
                    var accepted = facts.Interventions.SelectMany(one => one.Twins.Add(one.Source)).Order();

                    Assert.Equal(
                        Enumerable
                            .Range(0, acts.Length)
                            .Where(i => acts[i].Proven || IsVenous(acts, i))
                            .Select(i => new SourceRef($"Procedure/{i:00}")),
                        accepted
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    private static Gen<Act> Acts =>
        from proven in Gen.Elements(true, false, false, false)
        from day in Gen.Choose(1, 25)
        from days in Gen.Elements(0, 0, 0, 1, 2)
        from monthOnly in Gen.Elements(false, false, false, false, true)
        from encounter in Gen.Elements<int?>(null, null, 1, 2, 3)
        select new Act(proven, day, days, monthOnly, encounter);

    /// <summary>
    /// By the definition: of the others, in the order of their days, each that belongs to or goes on from what is known before it; then
    /// whether this one does.
    /// </summary>
    private static bool IsVenous(Act[] acts, int asked)
    {
        var venous = acts.Where(act => act.Proven).ToList();
        foreach (
            var next in Enumerable
                .Range(0, acts.Length)
                .Where(i => i != asked && !acts[i].Proven)
                .Select(i => acts[i])
                .OrderBy(act => Span(act).First)
                .ThenBy(act => Span(act).DayLast)
        )
        {
            if (venous.Exists(known => Follows(next, known)))
                venous.Add(next);
        }
        return venous.Exists(known => Follows(acts[asked], known));
    }

    private static bool Follows(Act one, Act other) =>
        (one.Encounter is not null && one.Encounter == other.Encounter)
        || (!one.MonthOnly && !other.MonthOnly && one.Day == other.Day)
        || (
            (one.Encounter is null || other.Encounter is null)
            && Span(one).First >= Span(other).First
            && Span(one).First <= Span(other).Last + 1
        );

    private static (int First, int DayLast, int Last) Span(Act act) => act.MonthOnly ? (1, 31, 31) : (act.Day, act.Day, act.Day + act.Days);

    private static string Members(Act act) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            "code":"cpt:{{(act.Proven ? 37212 : 37213)}}",{{(
                act.MonthOnly
                    ? "\"performedDateTime\":\"2019-03\""
                    : $"\"performedPeriod\":{{\"start\":\"2019-03-{act.Day:00}\",\"end\":\"2019-03-{act.Day + act.Days:00}\"}}"
            )}}
            {{(act.Encounter is { } visit ? $",\"encounter\":{{\"reference\":\"Encounter/{visit}\"}}" : "")}}
            """
        );

    private static bool Overlap((int Start, int Lasting) one, (int Start, int Lasting) other) =>
        other.Start < one.Start + one.Lasting && one.Start < other.Start + other.Lasting;

    private static string Minute(int minute) =>
        new DateTime(2019, 3, 4, 8, 0, 0, DateTimeKind.Utc)
            .AddMinutes(minute)
            .ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
