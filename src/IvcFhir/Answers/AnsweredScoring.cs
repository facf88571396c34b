using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Pull;

namespace IvcFhir.Answers;

/// <summary>
/// Scores a patient with the answers that were given by hand. An answer holds where the question is open and its sources say what they said
/// when it was given.
/// </summary>
internal sealed class AnsweredScoring(StudyProtocol protocol, AnswerBook book)
{
    public StudyProtocol Protocol => protocol;

    /// <returns>The facts, with the answers that hold among them and with digests of what open questions rest on; and the
    /// outcomes.</returns>
    public (PatientFacts Facts, PatientOutcomes Outcomes) Score(PatientFacts facts, PatientRecord record)
    {
        var content = new SourceContent(record);
        var outcomes = StudyScorer.Score(facts, protocol);
        facts = content.Note(facts, outcomes);
        var pending = book.Of(facts.Site, facts.Patient).ToList();
        // An answer can put a question of which another answer was given: whether the treatment succeeded decides what is asked of what
        // followed.
        while (pending.Count > 0 && Holding(pending, facts, outcomes) is { Count: > 0 } held)
        {
            pending.RemoveAll(answer => held.Exists(one => one.Given == answer));
            facts = facts with { Adjudications = facts.Adjudications.AddRange(held.Select(one => one.Fact)) };
            outcomes = StudyScorer.Score(facts, protocol);
            facts = content.Note(facts, outcomes);
        }

        // Of two answers that cannot both be true nobody knows which is: neither is taken.
        var atOdds = new List<DataIssue>();
        while (AtOdds(outcomes) is { Count: > 0 } keys)
        {
            atOdds.AddRange(
                outcomes
                    .Outcomes.Where(outcome => keys.Contains(outcome.Key))
                    .Select(outcome => new DataIssue(IssueCode.InconsistentItems, outcome.Sources[0]))
            );
            facts = facts with { Adjudications = facts.Adjudications.RemoveAll(given => keys.Any(given.Answers)) };
            outcomes = StudyScorer.Score(facts, protocol);
            facts = content.Note(facts, outcomes);
        }

        return (facts, outcomes with { Issues = [.. outcomes.Issues.Concat(Lapsed(pending, outcomes)).Concat(atOdds).Distinct().Order()] });
    }

    /// <summary>Answers by hand that contradict another answer.</summary>
    private HashSet<OutcomeKey> AtOdds(PatientOutcomes outcomes) =>
        [
            .. Contradictions
                .Of(outcomes.Outcomes, protocol)
                .SelectMany(pair => new[] { pair.One, pair.Other })
                .Where(outcome => outcome.Adjudication is not null)
                .Select(outcome => outcome.Key),
        ];

    /// <summary>What the sources of an outcome say, in 16 hexadecimal digits; null where that is not known.</summary>
    public static string? DigestOf(Outcome outcome, PatientFacts facts)
    {
        var known = facts.SourceDigests.ToDictionary(one => one.Reference, one => one.Digest, StringComparer.Ordinal);
        var sources = SourcesOf(outcome).Order(StringComparer.Ordinal).ToList();
        return sources.TrueForAll(known.ContainsKey)
            ? SourceContent.Hex(string.Concat(sources.Select(source => $"{source}={known[source]}\n")))
            : null;
    }

    private static IEnumerable<string> SourcesOf(Outcome outcome) =>
        outcome.Sources.Select(source => source.Container().Reference).Distinct(StringComparer.Ordinal);

    private List<(GivenAnswer Given, Adjudication Fact)> Holding(List<GivenAnswer> pending, PatientFacts facts, PatientOutcomes outcomes)
    {
        var dayZero = IndexTreatment.Find(facts, protocol)?.LastDay;
        return
        [
            .. from answer in pending
            from outcome in outcomes.Outcomes
            where answer.Asks(outcome.Key) && IsOpen(outcome) && DigestOf(outcome, facts) == answer.Sources
            let fact = answer.ToFact(outcome.Key, dayZero, protocol)
            where fact is not null && outcome.OpenTime?.Allows(fact.Value) != false
            select (answer, fact),
        ];
    }

    // Where the record answers by now, the answer by hand is not needed; where the question is not asked any more, nobody misses it.
    private static IEnumerable<DataIssue> Lapsed(List<GivenAnswer> pending, PatientOutcomes outcomes) =>
        outcomes
            .Outcomes.Where(outcome => IsOpen(outcome) && pending.Exists(answer => answer.Asks(outcome.Key)))
            .Select(outcome => new DataIssue(IssueCode.AnswerLapsed, outcome.Sources[0]));

    /// <summary>Whether a person may answer it: what the record answers is corrected there.</summary>
    public static bool IsOpen(Outcome outcome) => outcome.Value is OutcomeValue.Unanswered { Reason: not AbsenceReason.Undefined };

    /// <summary>Digests of single resources, each made once and only where it is needed.</summary>
    private sealed class SourceContent(PatientRecord record)
    {
        private readonly SortedDictionary<string, string> digests = new(StringComparer.Ordinal);
        private readonly Lazy<Dictionary<string, RawResource>> resources = new(() =>
            record.Resources.ToDictionary(one => one.Source.Reference, StringComparer.Ordinal)
        );

        /// <summary>The stays that name a resource as a diagnosis.</summary>
        private readonly Lazy<ILookup<string, RawResource>> stays = new(() =>
            record
                .Resources.Where(one => one.Type == "Encounter")
                .SelectMany(stay => stay.Json.Items("diagnosis").Select(diagnosis => (Names: diagnosis.Reference("condition"), Stay: stay)))
                .Where(one => one.Names is not null)
                .ToLookup(one => one.Names!, one => one.Stay, StringComparer.Ordinal)
        );

        public PatientFacts Note(PatientFacts facts, PatientOutcomes outcomes)
        {
            foreach (var source in outcomes.Outcomes.Where(IsOpen).SelectMany(SourcesOf).Where(source => !digests.ContainsKey(source)))
                digests[source] = Of(source);
            return facts with { SourceDigests = [.. digests.Select(one => new SourceDigest(one.Key, one.Value))] };
        }

        public static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

        /// <summary>
        /// What could not be read has no content: that it is there is all that is known. The stays to which it belongs say when it arose,
        /// and belong to it.
        /// </summary>
        private string Of(string source)
        {
            if (!resources.Value.TryGetValue(source, out var found))
                return "unread";
            var own =
                found.Json.Reference("encounter") is { } named && resources.Value.TryGetValue(named, out var stay) ? new[] { stay } : [];
            var around = stays.Value[source].Concat(own).DistinctBy(one => one.Source).OrderBy(one => one.Source).ToList();
            return around.Count == 0 ? HashOf(found) : Hex(string.Concat(around.Prepend(found).Select(one => HashOf(one) + "\n")));
        }

        private static string HashOf(RawResource resource) => CanonicalJson.Hash(resource.Json, name => name == "meta")[..16];
    }
}
