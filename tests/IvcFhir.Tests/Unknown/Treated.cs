using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Tests.Support;

namespace IvcFhir.Tests.Unknown;

/// <summary>
/// A patient of the study from raw FHIR: filter, thrombectomy of the cava and the left iliac vein, and lysis, all on 4 March 2021; further
/// resources are added by each test.
/// </summary>
internal sealed class Treated
{
    public const string LeftIliac =
        """["sct:64131007", {"coding":[{"system":"http://snomed.info/sct","code":"46027005"},{"system":"http://snomed.info/sct","code":"7771000"}]}]""";

    private readonly Recorded record = new();

    private Treated() { }

    public StudyProtocol Protocol { get; init; } = StudyProtocol.Default;

    public static Treated WithoutLysis(StudyProtocol? protocol = null) =>
        new Treated { Protocol = protocol ?? StudyProtocol.Default }
            .With("Patient/p", "")
            .With("Procedure/filter", """ "code":"sct:397913009","performedDateTime":"2021-03-04" """)
            .With("Procedure/mat", $$""" "code":"sct:276977004","performedDateTime":"2021-03-04","bodySite":{{LeftIliac}} """);

    /// <summary>A patient, and nothing else.</summary>
    public static Treated Empty() => new Treated().With("Patient/p", "");

    /// <summary>Of a Patient that says something of itself.</summary>
    public static Treated OfPatient(string members) => new Treated().With("Patient/p", members);

    /// <summary>With a filter, and no treatment.</summary>
    public static Treated Untreated() =>
        new Treated().With("Patient/p", "").With("Procedure/filter", """ "code":"sct:397913009","performedDateTime":"2021-03-04" """);

    public static Treated Fully(StudyProtocol? protocol = null) =>
        WithoutLysis(protocol).With("Procedure/cdt", """ "code":"sct:432948005","performedDateTime":"2021-03-04" """);

    /// <summary>With the stay of the treatment and its coded diagnosis, which could have told of a complication.</summary>
    public Treated InStay() =>
        With(
                "Encounter/stay",
                """ "status":"finished","class":{"code":"IMP"},"subject":{"reference":"Patient/p"},"period":{"start":"2021-03-03","end":"2021-03-09"},"diagnosis":[{"condition":{"reference":"Condition/dvt"}}] """
            )
            .With("Condition/dvt", """ "code":"icd:I82.422","onsetDateTime":"2021-03-01","encounter":{"reference":"Encounter/stay"} """);

    public Treated With(string reference, string members)
    {
        record.With(reference, members);
        return this;
    }

    public Treated MappedBy(string map)
    {
        record.MappedBy(map);
        return this;
    }

    public PatientFacts Facts(string? zone = null) => record.Facts(zone);

    public PatientOutcomes Outcomes() => StudyScorer.Score(Facts(), Protocol);

    public Outcome? Of(Instrument instrument, Location location = Location.Patient) =>
        Outcomes()
            .Outcomes.SingleOrDefault(outcome =>
                outcome.Key.Instrument == instrument && outcome.Key.Location == location && outcome.Key.Visit.Length == 0
            );

    /// <summary><c>yes</c>, <c>no</c>, or why there is no answer; null where the question is not asked.</summary>
    public string? Say(Instrument instrument, Location location = Location.Patient) =>
        Of(instrument, location)?.Value switch
        {
            null => null,
            OutcomeValue.YesNo yes => yes.Yes ? "yes" : "no",
            OutcomeValue.TimeToLoss time => FormattableString.Invariant($"{(time.Lost ? "lost" : "open")} {time.Days}"),
            OutcomeValue.TimeToEvent time => FormattableString.Invariant($"{(time.Happened ? "event" : "none")} {time.Days}"),
            OutcomeValue.Retrieval retrieval => retrieval.Status.ToString(),
            OutcomeValue.Unanswered none => none.Reason.ToString(),
            var other => other.ToString(),
        };
}
