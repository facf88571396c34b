using System.Collections.Immutable;
using IvcFhir.Codes;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Profiles;

namespace IvcFhir.Map;

/// <summary>
/// A code that proves nothing alone counts with one witness of the kind that its map asks for, in the same session or on the same day;
/// otherwise it goes to review. An exclusion of the same kind in the session or on the day wins over every witness.
/// </summary>
internal sealed class Corroborations(
    Chart chart,
    ConceptIndex concepts,
    DeviceResolver devices,
    IReadOnlyCollection<Candidate> candidates,
    IEnumerable<Intervention> excluded
)
{
    private readonly Occasions proven = new(
        candidates.Where(candidate => candidate.Needs.IsEmpty).Select(candidate => candidate.Intervention)
    );
    private readonly Occasions ruledOut = new(excluded);
    private readonly Lazy<LysisCourse> lysis = new(() =>
        new(
            candidates
                .Where(candidate => candidate.Needs.IsEmpty && candidate.Intervention.Kind == InterventionKind.Thrombolysis)
                .Select(candidate => candidate.Intervention),
            candidates.Where(candidate => candidate.Needs.Contains(Corroboration.VenousLysis)).Select(candidate => candidate.Intervention)
        )
    );
    private readonly SystemicLysis systemic = new(chart, concepts);
    private readonly BodySites sites = new(concepts);

    public bool Accepts(Candidate candidate)
    {
        if (IsOfNoStudyVein(candidate))
            return false;
        var isLysis = candidate.Intervention.Kind == InterventionKind.Thrombolysis;
        if (candidate.Needs.IsEmpty && !(isLysis && candidate.Intervention.Sites.IsEmpty && systemic.IsReason(candidate)))
            return true;
        if (isLysis && systemic.IsReason(candidate))
        {
            chart.RuleOut(candidate.Intervention.Source);
            return false;
        }

        var accepted = candidate.Needs.Any(needs => Holds(candidate, needs));
        if (!accepted)
            chart.Report(IssueCode.AmbiguousCode, candidate.Intervention.Source, "Procedure.code");
        return accepted;
    }

    /// <summary>
    /// What treats a vein and states a site is of the study only where the site may be one of its veins: lytics are given into lungs and
    /// brain, and clots are drawn from arms. What is surely elsewhere is none of the study's; of a site that nobody knows it is told.
    /// </summary>
    private bool IsOfNoStudyVein(Candidate candidate)
    {
        var act = candidate.Intervention;
        if (
            !act.Sites.IsEmpty
            || act.Kind is InterventionKind.FilterPlacement or InterventionKind.FilterRetrieval or InterventionKind.FilterRepositioning
        )
            return false;
        if (sites.AreElsewhere(candidate.Procedure.BodySite))
        {
            chart.RuleOut(act.Source);
            return true;
        }

        if (!sites.AreUnknown(candidate.Procedure.BodySite))
            return false;
        chart.Report(IssueCode.UnknownCode, act.Source, "Procedure.bodySite");
        return true;
    }

    private bool Holds(Candidate candidate, Corroboration needs)
    {
        var one = candidate.Intervention;
        if (ruledOut.With(one).Any(other => other.Kind == one.Kind))
            return false;
        var together = proven.With(one).ToList();
        return together.Exists(other => other.Kind == one.Kind)
            || IsSaid(candidate, needs)
            || needs switch
            {
                Corroboration.FilterDevice => HasFilter(candidate),
                Corroboration.CavalSite => one.Sites.Contains(VeinSite.Ivc) || HasFilter(candidate),
                Corroboration.VeinSite => !one.Sites.IsEmpty,
                Corroboration.DeepVeinSite when one.Kind == InterventionKind.Thrombolysis => !systemic.IsAsked(candidate)
                    && (
                        candidate.Procedure.BodySite.Count > 0 && one.Sites.Any(BodySites.IsDeep)
                        || (
                            !IsElsewhere(candidate)
                            && together.Exists(other => other.Sites.Any(BodySites.IsDeep) && SupportsLysis(candidate, other))
                        )
                    ),
                Corroboration.DeepVeinSite => one.Sites.Any(BodySites.IsDeep)
                    || together.Exists(other => other.Sites.Any(BodySites.IsDeep)),
                Corroboration.VenousLysis => lysis.Value.Holds(one),
                _ => false, // the approach, or a second statement: only a code that proves the same intervention, or a text rule, says it
            };
    }

    /// <summary>
    /// An act in a deep vein makes an infusion one into that vein where their times overlap; where times are missing, on the same day, as
    /// long as nothing in the stay speaks of a lytic for another disease. Another day's act never does.
    /// </summary>
    private bool SupportsLysis(Candidate candidate, Intervention other)
    {
        var (one, act) = (candidate.Intervention.Performed, other.Performed);
        return one is { Start: { } begin, End: { } end } && act is { Start: { } otherBegin, End: { } otherEnd }
            ? begin <= otherEnd && otherBegin <= end
            : one.Day.IsExact && one.Day.First <= act.LastDay.Last && act.Day.First <= one.LastDay.Last && !systemic.IsInStay(candidate);
    }

    /// <summary>
    /// Its own site is stated, and is no deep vein as far as anybody can tell. One that names only a side says nothing of it.
    /// </summary>
    private bool IsElsewhere(Candidate candidate) =>
        candidate.Procedure.BodySite.Exists(site => !sites.SitesOf(site).Any(BodySites.IsDeep) && sites.SidesOf(site).IsEmpty);

    private bool HasFilter(Candidate candidate) =>
        devices.Uses(candidate.Procedure, candidate.Intervention.Kind, candidate.Intervention.Performed.Day);

    private bool IsSaid(Candidate candidate, Corroboration needs)
    {
        var code = candidate.Procedure.Code;
        return (code?.Coding ?? [])
            .Select(coding => coding.Display)
            .Append(code?.Text)
            .SelectMany(text => concepts.Corroborated(RuledText.Code, text))
            .Concat(candidate.Procedure.Note.SelectMany(note => concepts.Corroborated(RuledText.Note, note.Text)))
            .Contains(needs);
    }

    /// <summary>Interventions by day and by session.</summary>
    private sealed class Occasions(IEnumerable<Intervention> interventions)
    {
        private readonly ILookup<DayInterval, Intervention> byDay = interventions
            .Where(one => one.Performed.Day.IsExact)
            .ToLookup(one => one.Performed.Day);
        private readonly ILookup<string, Intervention> bySession = interventions
            .Where(one => one.Session is not null)
            .ToLookup(one => one.Session!, StringComparer.Ordinal);

        /// <summary>Those of the same day or session; the same month is not the same day. What shares both stands twice.</summary>
        public IEnumerable<Intervention> With(Intervention one) =>
            byDay[one.Performed.Day].Concat(one.Session is { } session ? bySession[session] : []);
    }
}
