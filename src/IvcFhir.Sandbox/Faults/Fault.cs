using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox;

/// <summary>What can go wrong with one request, on demand.</summary>
public abstract record Fault
{
    /// <summary>The answer comes late.</summary>
    public sealed record Delay(TimeSpan For) : Fault;

    /// <summary>No answer, until the client gives up, the fault is lifted or the hospital stops.</summary>
    public sealed record Hang : Fault;

    /// <summary>This status and an OperationOutcome instead of the answer.</summary>
    public sealed record Answer(int Status, TimeSpan? RetryAfter = null) : Fault;

    /// <summary>A web page instead of JSON, as login pages and proxies send it.</summary>
    public sealed record Html(int Status = 200) : Fault;

    /// <summary>The first half of the answer, as if it were all of it. It happens after the commit, whatever the rule's moment.</summary>
    public sealed record Truncate : Fault;

    /// <summary>The connection breaks without an answer.</summary>
    public sealed record Drop : Fault;

    /// <summary>
    /// A search or a condition as if it did not carry this parameter, without a word: lenient servers, and gateways that drop the body of a
    /// POST.
    /// </summary>
    public sealed record Ignores(string Parameter) : Fault;

    /// <summary>The answer with another status and the same body. It happens after the commit.</summary>
    public sealed record OtherStatus(int As) : Fault;

    /// <summary>The answer with another header, or without it where the value is empty. It happens after the commit.</summary>
    public sealed record Header(string Name, string Value) : Fault;

    /// <summary>The answer, and then blanks without end, one after each of these times.</summary>
    public sealed record Drip(TimeSpan Every) : Fault;

    /// <summary>The answer, and then so many blanks at once.</summary>
    public sealed record Flood(long Bytes) : Fault;

    /// <summary>
    /// The text of the answer with this for that, also where the result is no JSON any more. It happens after the commit.
    /// </summary>
    public sealed record Replace(string This, string By) : Fault;

    /// <summary>
    /// The answer as a strange server, or one between, would have it; null for one without a body. It happens after the commit; what is no
    /// JSON object is left as it is.
    /// </summary>
    public sealed record Edit(Func<JsonObject, JsonNode?> How) : Fault;
}

/// <summary>
/// Before the commit a write that fails has not happened; after it the write has happened, and only the client does not know.
/// </summary>
public enum FaultMoment
{
    BeforeCommit,
    AfterCommit,
}

/// <summary>Which requests a fault hits. Every part that is set must fit.</summary>
public sealed record FaultRule(Fault Fault)
{
    /// <summary>GET, POST, PUT or DELETE; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>The beginning of the path below the base, such as <c>Observation</c> or <c>Observation/7</c>.</summary>
    public string Path { get; init; } = "";

    /// <summary>Only what may change the hospital: creates, updates, deletes, batches and transactions.</summary>
    public bool WritesOnly { get; init; }

    public FaultMoment Moment { get; init; }

    /// <summary>So many fitting requests pass unharmed first: 2 hits the third.</summary>
    public int Skip { get; init; }

    /// <summary>So many fitting requests are hit then; <see cref="int.MaxValue"/> for all.</summary>
    public int Times { get; init; } = 1;
}
