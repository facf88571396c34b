using System.Collections.Immutable;
using System.Globalization;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Core.Scores;
using IvcFhir.Profiles;
using Location = IvcFhir.Core.Location;

namespace IvcFhir.WriteBack;

/// <summary>An outcome → the Observation that is written. The same outcome gives the same bytes, from whatever source it came.</summary>
internal sealed class OutcomeRenderer(StudyProtocol protocol)
{
    private const string Ucum = "http://unitsofmeasure.org";
    private const string AbsentReasons = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    private const string Categories = "http://terminology.hl7.org/CodeSystem/observation-category";

    private static readonly string SoftwareVersion = typeof(OutcomeRenderer).Assembly.GetName().Version!.ToString(3);

    public string Study => protocol.Study;

    public Observation Render(Outcome outcome) => new()
    {
        Meta = new() { Profile = [StudyContract.StructureDefinition($"outcome-{StudyCode.Of(outcome.Key.Instrument)}")] },
        Contained = [Software()],
        Identifier = [new(StudyContract.Identifiers("outcome"), OutcomeIdentity.Of(outcome.Key))],
        Extension = [.. Extensions(outcome)],
        PartOf = [.. References(outcome, IsPartOf)],
        Status = ObservationStatus.Final,
        Category = [new(Categories, outcome.Key.Instrument is Instrument.Villalta or Instrument.Vcss or Instrument.PostThromboticSyndrome ? "survey" : "procedure")],
        Code = Concept(outcome.Key.Instrument),
        Subject = new(outcome.Key.Patient),
        BodySite = outcome.Key.Location == Location.Patient ? null : Concept(outcome.Key.Location),
        Effective = Effective(outcome.Day),
        Value = Value(outcome.Value),
        DataAbsentReason = outcome.Value is OutcomeValue.Unanswered absent ? AbsentReason(absent) : null,
        Method = new() { Coding = [new(StudyContract.CodeSystem("rule"), outcome.Rule.Replace('/', '-'))], Text = outcome.Rule },
        Device = new("#ivcfhir"),
        DerivedFrom = [.. References(outcome, IsDerivedFrom)],
        Component = [.. Components(outcome)],
    };

    private static Device Software() => new()
    {
        Id = "ivcfhir",
        DeviceName = [new() { Name = "IvcFhir", Type = DeviceNameType.ManufacturerName }],
        Version = [new() { Value = SoftwareVersion }],
    };

    private IEnumerable<Extension> Extensions(Outcome outcome)
    {
        yield return new(StudyContract.StructureDefinition("study-protocol"), new FhirString($"{protocol.Study}/{protocol.Version}"));
        if (protocol.Hash.Length > 0)
            yield return new(StudyContract.StructureDefinition("protocol-hash"), new FhirString(protocol.Hash));
        yield return new(StudyContract.StructureDefinition("inclusion"), new Code(StudyCode.Of(outcome.Inclusion)));
        if (outcome.Key.Visit.Length > 0)
            yield return new(StudyContract.StructureDefinition("visit"), new Code(outcome.Key.Visit));
        if (outcome.Early)
            yield return new(StudyContract.StructureDefinition("assessed-early"), new FhirBoolean(true));
        foreach (var reference in References(outcome, source => !IsPartOf(source) && !IsDerivedFrom(source)))
            yield return new(StudyContract.StructureDefinition("outcome-source"), reference);
    }

    private static bool IsPartOf(SourceRef source) => source.Reference.StartsWith("Procedure/", StringComparison.Ordinal);

    private static bool IsDerivedFrom(SourceRef source) =>
        source.Reference.StartsWith("Observation/", StringComparison.Ordinal) || source.Reference.StartsWith("QuestionnaireResponse/", StringComparison.Ordinal);

    private static IEnumerable<ResourceReference> References(Outcome outcome, Func<SourceRef, bool> which) =>
        outcome.Sources.Where(which).Select(source => new ResourceReference(source.Reference));

    private static DataType? Effective(DayInterval? day) => day switch
    {
        null => null,
        { IsExact: true } exact => new FhirDateTime(Date(exact.First)),
        { } interval => new Period { Start = Date(interval.First), End = Date(interval.Last) },
    };

    private static DataType? Value(OutcomeValue value) => value switch
    {
        OutcomeValue.Score score => new Integer(score.Total),
        OutcomeValue.YesNo answer => new FhirBoolean(answer.Yes),
        OutcomeValue.Minutes minutes => new Quantity(minutes.Value, "min", Ucum) { Unit = "min" },
        OutcomeValue.Position position => Concept(position.Value),
        OutcomeValue.TimeToLoss time => new Quantity(time.Days, "d", Ucum) { Unit = "d" },
        _ => null,
    };

    private static CodeableConcept AbsentReason(OutcomeValue.Unanswered absent) => new()
    {
        Coding =
        [
            new(AbsentReasons, absent.Reason == AbsenceReason.ItemsInconsistent ? "error" : "unknown"),
            new(StudyContract.CodeSystem(StudyCode.SystemOf<AbsenceReason>()), StudyCode.Of(absent.Reason)),
        ],
        Text = absent.Missing.IsEmpty ? null : $"missing: {string.Join(", ", absent.Missing)}",
    };

    private IEnumerable<Observation.ComponentComponent> Components(Outcome outcome)
    {
        foreach (var item in outcome.Items)
            yield return item.Item == Villalta.UlcerCode ? Ulcer(item) : Graded(outcome.Key.Instrument, item);
        if (outcome.Value is OutcomeValue.TimeToLoss time)
        {
            yield return new() { Code = Concept("outcome-component", "lost"), Value = new FhirBoolean(time.Lost) };
            yield return new() { Code = Concept("outcome-component", "reason"), Value = Concept(time.Reason) };
        }
        if (outcome.OtherTotal is { } other)
            yield return new() { Code = Concept("outcome-component", OtherTotalCode(outcome)), Value = new Integer(other) };
        if (outcome.Key.Instrument is Instrument.Villalta or Instrument.PostThromboticSyndrome && outcome.Qualifier is { } severity)
            yield return new() { Code = Concept("outcome-component", "severity"), Value = Concept("pts-severity", severity) };
    }

    private string OtherTotalCode(Outcome outcome) =>
        outcome.Key.Instrument == Instrument.Villalta ? "items-total" : protocol.VcssIncludesCompression ? "without-compression" : "with-compression";

    private static Observation.ComponentComponent Graded(Instrument instrument, OutcomeItem item) => new()
    {
        Code = Concept(instrument == Instrument.Vcss ? StudyCode.SystemOf<VcssItem>() : StudyCode.SystemOf<VillaltaItem>(), item.Item),
        Value = item.Grade is { } grade ? new Integer(grade) : null,
        DataAbsentReason = item.Grade is null ? new(AbsentReasons, "unknown") : null,
    };

    /// <summary>Present or absent, never a grade.</summary>
    private static Observation.ComponentComponent Ulcer(OutcomeItem item) => new()
    {
        Code = Concept(ObservationKind.VillaltaUlcer),
        Value = item.Grade is { } grade ? new FhirBoolean(grade > 0) : null,
        DataAbsentReason = item.Grade is null ? new(AbsentReasons, "unknown") : null,
    };

    private static CodeableConcept Concept<T>(T value)
        where T : struct, Enum => Concept(StudyCode.SystemOf<T>(), StudyCode.Of(value));

    private static CodeableConcept Concept(string system, string code) => new(StudyContract.CodeSystem(system), code);

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
