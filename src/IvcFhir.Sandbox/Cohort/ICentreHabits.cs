using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>How one hospital records what the description tells: the two differ in codes, shapes and links, never in content.</summary>
internal interface ICentreHabits
{
    IEnumerable<JsonObject> Diagnoses(Chart chart);

    /// <summary>Interventions of one session with their devices; the encounter is made apart.</summary>
    IEnumerable<JsonObject> Session(Chart chart, Session session);

    IEnumerable<JsonObject> Position(Chart chart, PositionNote note);

    IEnumerable<JsonObject> Assessment(Chart chart, Visit visit);

    /// <summary>All scans of one patient, in the order of the description.</summary>
    IEnumerable<JsonObject> Imaging(Chart chart);

    IEnumerable<JsonObject> Complication(Chart chart, ComplicationNote note);
}
