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

    public StudyProtocol Protocol => protocol;

    public Observation Render(Outcome outcome) =>
        new()
        {
            Meta = new() { Profile = [StudyContract.StructureDefinition($"outcome-{StudyCode.Of(outcome.Key.Instrument)}")] },
            Contained = [Software()],
            Identifier = [new(StudyContract.Identifiers("outcome"), OutcomeIdentity.Of(outcome.Key))],
            Extension = [.. Extensions(outcome)],
            PartOf = [.. References(outcome, IsPartOf)],
            Status = ObservationStatus.Final,
            Category = [new(Categories, Instruments.Of(outcome.Key.Instrument).AskedOf == AskedOf.Leg ? "survey" : "procedure")],
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

    private static Device Software() =>
        new()
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
        if (outcome.IsReportedTotal)
            yield return new(StudyContract.StructureDefinition("reported-total"), new FhirBoolean(true));
        if (outcome.Adjudication is { } given)
            yield return new(StudyContract.StructureDefinition("answered-by-hand"), new FhirDateTime(given.When.ToUniversalTime()));
        foreach (var reference in References(outcome, source => !IsPartOf(source) && !IsDerivedFrom(source)))
            yield return new(StudyContract.StructureDefinition("outcome-source"), reference);
    }

    private static bool IsPartOf(SourceRef source) => source.Reference.StartsWith("Procedure/", StringComparison.Ordinal);

    private static bool IsDerivedFrom(SourceRef source) =>
        source.Reference.StartsWith("Observation/", StringComparison.Ordinal)
        || source.Reference.StartsWith("QuestionnaireResponse/", StringComparison.Ordinal);

    /// <summary>What is contained has no address (FHIR R4, 2.3.0.4): its container is named, once.</summary>
    private static IEnumerable<ResourceReference> References(Outcome outcome, Func<SourceRef, bool> which) =>
        outcome
            .Sources.Select(source => source.Container())
            .Distinct()
            .Where(which)
            .Select(source => new ResourceReference(source.Reference));

    private static DataType? Effective(DayInterval? day) =>
        day switch
        {
            null => null,
            { IsExact: true } exact => new FhirDateTime(Date(exact.First)),
            { } interval => new Period { Start = Date(interval.First), End = Date(interval.Last) },
        };

    private static DataType? Value(OutcomeValue value) =>
        value switch
        {
            OutcomeValue.Score score => new Integer(score.Total),
            OutcomeValue.YesNo answer => new FhirBoolean(answer.Yes),
            OutcomeValue.Minutes minutes => new Quantity(minutes.Value, "min", Ucum) { Unit = "min" },
            OutcomeValue.Position position => Concept(position.Value),
            OutcomeValue.TimeToLoss time => new Quantity(time.Days, "d", Ucum) { Unit = "d" },
            OutcomeValue.TimeToEvent time => new Quantity(time.Days, "d", Ucum) { Unit = "d" },
            OutcomeValue.DayCount days => new Quantity(days.Value, "d", Ucum) { Unit = "d" },
            OutcomeValue.Measured { Unit: MeasuredUnit.Degrees } angle => new Quantity(angle.Value, "deg", Ucum) { Unit = "deg" },
            OutcomeValue.Measured length => new Quantity(length.Value, "mm", Ucum) { Unit = "mm" },
            OutcomeValue.Retrieval retrieval => Concept(retrieval.Status),
            OutcomeValue.Thrombus thrombus => Concept(thrombus.Extent),
            OutcomeValue.Lysis lysis => Concept("lysis-grade", lysis.Grade.ToString().ToLowerInvariant()),
            OutcomeValue.Graded graded => Concept($"{StudyCode.Of(graded.Grade.Scale)}-grade", graded.Grade.Grade),
            _ => null,
        };

    private static CodeableConcept AbsentReason(OutcomeValue.Unanswered absent) =>
        new()
        {
            Coding =
            [
                new(
                    AbsentReasons,
                    absent.Reason switch
                    {
                        AbsenceReason.ItemsInconsistent => "error",
                        AbsenceReason.Undefined => "not-applicable",
                        _ => "unknown",
                    }
                ),
                new(StudyContract.CodeSystem(StudyCode.SystemOf<AbsenceReason>()), StudyCode.Of(absent.Reason)),
            ],
            Text = absent.Missing.IsEmpty ? null : $"missing: {string.Join(", ", absent.Missing)}",
        };

    private IEnumerable<Observation.ComponentComponent> Components(Outcome outcome)
    {
        foreach (var item in outcome.Items)
            yield return outcome.Key.Instrument == Instrument.MajorBleeding
                ? YesNo(Concept(StudyCode.SystemOf<BleedingCriterion>(), item.Item), item)
            : item.Item == Villalta.UlcerCode ? YesNo(Concept(ObservationKind.VillaltaUlcer), item)
            : Graded(outcome.Key.Instrument, item);
        if (outcome.OtherTotal is { } other)
            yield return new() { Code = Concept("outcome-component", OtherTotalCode(outcome)), Value = new Integer(other) };
        foreach (var (code, value) in BesideValue(outcome))
            yield return new() { Code = Concept("outcome-component", code), Value = value };
    }

    /// <summary>What goes with the value, by its code in outcome-component.</summary>
    private static IEnumerable<(string Code, DataType Value)> BesideValue(Outcome outcome) =>
        outcome switch
        {
            { Value: OutcomeValue.TimeToLoss time } =>
            [
                ("lost", new FhirBoolean(time.Lost)),
                ("reason", Concept(time.Reason)),
                .. outcome.LaterImageUnread ? [("later-image-unread", new FhirBoolean(true))] : Array.Empty<(string, DataType)>(),
            ],
            { Value: OutcomeValue.TimeToEvent time } => [("happened", new FhirBoolean(time.Happened))],
            { Value: OutcomeValue.Retrieval retrieval } => [("attempts", new Integer(retrieval.Attempts))],
            { Value: OutcomeValue.DayCount, Qualifier: { } advisory } =>
            [
                ("advisory", Concept(StudyCode.SystemOf<DwellAdvisory>(), advisory)),
            ],
            { Key.Instrument: Instrument.FilterPenetration, Value: OutcomeValue.Measured depth } =>
            [
                ("beyond-limit", new FhirBoolean(depth.Beyond)),
                ("beyond-3-mm", new FhirBoolean(FilterFindings.Penetrates(depth.Value, PenetrationThreshold.Sir))),
                ("beyond-5-mm", new FhirBoolean(FilterFindings.Penetrates(depth.Value, PenetrationThreshold.Preserve))),
            ],
            { Value: OutcomeValue.Measured measured } => [("beyond-limit", new FhirBoolean(measured.Beyond))],
            { Value: OutcomeValue.Lysis lysis } =>
            [
                ("cleared", new Quantity(lysis.Percent, "%", Ucum) { Unit = "%" }),
                ("progressed", new FhirBoolean(outcome.Qualifier is not null)),
            ],
            { Value: OutcomeValue.Graded graded, Qualifier: { } grade } =>
            [
                ("kind", Concept(graded.Kind)),
                ("class", Concept("complication-class", grade)),
            ],
            { Key.Instrument: Instrument.Villalta or Instrument.PostThromboticSyndrome, Qualifier: { } severity } =>
            [
                (outcome.AtLeast ? "severity-at-least" : "severity", Concept("pts-severity", severity)),
            ],
            _ => [],
        };

    private string OtherTotalCode(Outcome outcome) =>
        outcome.Key.Instrument == Instrument.Villalta ? "items-total"
        : protocol.VcssIncludesCompression ? "without-compression"
        : "with-compression";

    private static Observation.ComponentComponent Graded(Instrument instrument, OutcomeItem item) =>
        new()
        {
            Code = Concept(instrument == Instrument.Vcss ? StudyCode.SystemOf<VcssItem>() : StudyCode.SystemOf<VillaltaItem>(), item.Item),
            Value = item.Grade is { } grade ? new Integer(grade) : null,
            DataAbsentReason = item.Grade is null ? new(AbsentReasons, "unknown") : null,
        };

    /// <summary>Present or absent, never a grade.</summary>
    private static Observation.ComponentComponent YesNo(CodeableConcept code, OutcomeItem item) =>
        new()
        {
            Code = code,
            Value = item.Grade is { } grade ? new FhirBoolean(grade > 0) : null,
            DataAbsentReason = item.Grade is null ? new(AbsentReasons, "unknown") : null,
        };

    private static CodeableConcept Concept<T>(T value)
        where T : struct, Enum => Concept(StudyCode.SystemOf<T>(), StudyCode.Of(value));

    private static CodeableConcept Concept(string system, string code) => new(StudyContract.CodeSystem(system), code);

    private static string Date(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
