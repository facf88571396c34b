using System.Collections.Frozen;
using System.Text.Json;

namespace IvcFhir.Sandbox.Search;

/// <summary>
/// The search parameters of FHIR R4 (each resource page, section "Search Parameters") that this server knows, as one table.
/// </summary>
internal static class SearchTable
{
    // type · parameter · kind · elements. A '+' puts the parameter in the index; references are always there, for _include and _revinclude.
    // 'patient' is a reference that counts only when it points at a Patient. Type '*' holds for every type; a row of the type itself wins.
    private const string Rows = """
        * _id token id
        * _lastUpdated date meta.lastUpdated
        * _tag token meta.tag
        * _profile uri meta.profile
        * identifier token+ identifier
        * patient patient patient subject
        * subject reference subject

        Patient name string name.family name.given name.text
        Patient family string name.family
        Patient given string name.given
        Patient gender token gender
        Patient birthdate date birthDate
        Patient active token active
        Patient death-date date deceasedDateTime
        Patient link reference link.other
        Patient organization reference managingOrganization

        Procedure code token+ code
        Procedure category token category
        Procedure status token status
        Procedure date date performedDateTime performedPeriod
        Procedure encounter reference encounter
        Procedure part-of reference partOf
        Procedure based-on reference basedOn
        Procedure performer reference performer.actor
        Procedure reason-code token reasonCode
        Procedure reason-reference reference reasonReference

        Device type token+ type
        Device status token status
        Device patient patient patient
        Device device-name string deviceName.name type.text type.coding.display
        Device manufacturer string manufacturer
        Device model string modelNumber
        Device udi-carrier string udiCarrier.carrierHRF
        Device udi-di string udiCarrier.deviceIdentifier
        Device organization reference owner

        DeviceUseStatement patient patient subject
        DeviceUseStatement device reference device

        Observation code token+ code
        Observation component-code token component.code
        Observation combo-code token code component.code
        Observation category token category
        Observation status token status
        Observation date date effectiveDateTime effectivePeriod effectiveInstant
        Observation encounter reference encounter
        Observation device reference device
        Observation has-member reference hasMember
        Observation derived-from reference derivedFrom
        Observation focus reference focus
        Observation part-of reference partOf
        Observation based-on reference basedOn
        Observation performer reference performer
        Observation method token method
        Observation value-concept token valueCodeableConcept
        Observation data-absent-reason token dataAbsentReason

        Condition code token+ code
        Condition category token category
        Condition clinical-status token clinicalStatus
        Condition verification-status token verificationStatus
        Condition body-site token bodySite
        Condition severity token severity
        Condition encounter reference encounter
        Condition onset-date date onsetDateTime onsetPeriod
        Condition abatement-date date abatementDateTime abatementPeriod
        Condition recorded-date date recordedDate

        Encounter status token status
        Encounter class token class
        Encounter type token+ type
        Encounter date date period
        Encounter part-of reference partOf
        Encounter reason-code token reasonCode
        Encounter diagnosis reference diagnosis.condition
        Encounter service-provider reference serviceProvider

        DiagnosticReport code token+ code
        DiagnosticReport category token category
        DiagnosticReport status token status
        DiagnosticReport date date effectiveDateTime effectivePeriod
        DiagnosticReport issued date issued
        DiagnosticReport encounter reference encounter
        DiagnosticReport result reference result
        DiagnosticReport based-on reference basedOn
        DiagnosticReport conclusion token conclusionCode

        QuestionnaireResponse status token status
        QuestionnaireResponse questionnaire canonical questionnaire
        QuestionnaireResponse authored date authored
        QuestionnaireResponse encounter reference encounter
        QuestionnaireResponse author reference author
        QuestionnaireResponse source reference source
        QuestionnaireResponse based-on reference basedOn
        QuestionnaireResponse part-of reference partOf

        AdverseEvent event token+ event
        AdverseEvent actuality token actuality
        AdverseEvent date date date
        AdverseEvent subject reference subject
        AdverseEvent severity token severity

        Provenance patient patient target
        Provenance target reference target
        Provenance recorded date recorded
        Provenance when date occurredDateTime occurredPeriod
        Provenance agent reference agent.who
        Provenance entity reference entity.what
        """;

    private static readonly FrozenDictionary<string, FrozenDictionary<string, SearchParameter>> ByType = Read();

    private static readonly FrozenDictionary<string, SearchParameter[]> Indexed = ByType.ToFrozenDictionary(
        type => type.Key,
        type => type.Value.Values.Where(p => p.Indexed).ToArray(),
        StringComparer.Ordinal
    );

    /// <summary>The types with rows of their own.</summary>
    public static IEnumerable<string> NamedTypes => ByType.Keys.Where(type => type != "*").Order(StringComparer.Ordinal);

    public static IEnumerable<SearchParameter> Of(string type) => Table(type).Values.OrderBy(p => p.Name, StringComparer.Ordinal);

    public static SearchParameter? Find(string type, string name) => Table(type).GetValueOrDefault(name);

    public static List<IndexKey> KeysOf(string type, JsonElement resource, string baseUrl)
    {
        var keys = new List<IndexKey>();
        foreach (var parameter in Indexed.TryGetValue(type, out var indexed) ? indexed : Indexed["*"])
        {
            if (parameter.Kind == ParameterKind.Reference)
                SearchValues.References(parameter, resource, baseUrl).ForEach(r => keys.Add(new(parameter.Name, SearchValues.LastPart(r))));
            else
                keys.AddRange(SearchValues.Tokens(parameter, resource).Select(t => new IndexKey(parameter.Name, t.Code)));
        }

        return keys;
    }

    private static FrozenDictionary<string, SearchParameter> Table(string type) =>
        ByType.TryGetValue(type, out var table) ? table : ByType["*"];

    private static FrozenDictionary<string, FrozenDictionary<string, SearchParameter>> Read()
    {
        var rows = Rows.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToLookup(cells => cells[0], Parameter, StringComparer.Ordinal);
        return rows.ToFrozenDictionary(
            type => type.Key,
            type =>
                type.Concat(rows["*"])
                    .DistinctBy(p => p.Name, StringComparer.Ordinal)
                    .ToFrozenDictionary(p => p.Name, StringComparer.Ordinal),
            StringComparer.Ordinal
        );
    }

    private static SearchParameter Parameter(string[] cells)
    {
        var kind = cells[2].TrimEnd('+') switch
        {
            "token" => ParameterKind.Token,
            "reference" or "patient" => ParameterKind.Reference,
            "date" => ParameterKind.Date,
            "string" => ParameterKind.String,
            "canonical" => ParameterKind.Canonical,
            _ => ParameterKind.Uri,
        };
        var indexed = kind == ParameterKind.Reference || cells[2].EndsWith('+');
        return new(cells[1], kind, indexed, cells[2] == "patient" ? "Patient" : null, [.. cells[3..].Select(path => path.Split('.'))]);
    }
}
