using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Sandbox.Http;
using IvcFhir.Sandbox.Storage;

namespace IvcFhir.Sandbox;

/// <summary>
/// The faults in force. They may be added and lifted while the hospital runs, from any thread; several may hit one request.
/// </summary>
public sealed class SandboxFaults
{
    private readonly Lock gate = new();
    private readonly List<ActiveFault> active = [];

    public ActiveFault Add(FaultRule rule)
    {
        var fault = new ActiveFault(rule, this);
        lock (gate)
            active.Add(fault);
        return fault;
    }

    public void Clear()
    {
        ActiveFault[] all;
        lock (gate)
            all = [.. active];
        foreach (var fault in all)
            fault.Dispose();
    }

    internal void Remove(ActiveFault fault)
    {
        lock (gate)
            active.Remove(fault);
    }

    /// <summary>The faults that hit this request; asking counts the request against every rule that it fits.</summary>
    internal IReadOnlyList<ActiveFault> Hitting(FhirRequest request)
    {
        lock (gate)
            return active.Count == 0 ? [] : [.. active.Where(fault => fault.Hits(request))];
    }
}

/// <summary>One rule in force. Disposing lifts it and lets requests that hang on it go on.</summary>
public sealed class ActiveFault : IDisposable
{
    private readonly FaultRule rule;
    private readonly SandboxFaults owner;
    private readonly TaskCompletionSource firstHit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource lifted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int fitting;
    private int hits;

    internal ActiveFault(FaultRule rule, SandboxFaults owner)
    {
        this.rule = rule;
        this.owner = owner;
    }

    /// <summary>Done when the fault first takes effect; for one after the commit, the commit has then happened.</summary>
    public Task FirstHit => firstHit.Task;

    /// <summary>How many requests the rule has hit.</summary>
    public int Count => Volatile.Read(ref hits);

    public void Dispose()
    {
        owner.Remove(this);
        lifted.TrySetResult();
    }

    internal bool Hits(FhirRequest request)
    {
        var fits =
            (rule.Method is null || rule.Method == request.Method)
            && request.Path.StartsWith(rule.Path, StringComparison.Ordinal)
            && (!rule.WritesOnly || request.Kind is RequestKind.Write or RequestKind.Bundle);
        return fits && fitting++ is var before && before >= rule.Skip && before - rule.Skip < rule.Times;
    }

    /// <summary>The request as this fault lets it arrive.</summary>
    internal FhirRequest Hidden(FhirRequest request)
    {
        if (rule.Fault is not Fault.Ignores { Parameter: var parameter })
            return request;
        Interlocked.Increment(ref hits);
        firstHit.TrySetResult();
        return request with { Query = Without(request.Query, parameter) ?? "", IfNoneExist = Without(request.IfNoneExist, parameter) };
    }

    /// <summary>The response as this fault leaves it: unchanged, another one, or none yet (null) when the request may go on.</summary>
    internal async Task<FhirResponse?> ApplyAsync(FaultMoment moment, FhirResponse? response, CancellationToken ct)
    {
        if (moment != (ChangesAnswer(rule.Fault) ? FaultMoment.AfterCommit : rule.Moment) || rule.Fault is Fault.Ignores)
            return response;
        Interlocked.Increment(ref hits);
        firstHit.TrySetResult();
        switch (rule.Fault)
        {
            case Fault.Delay delay:
                await Task.Delay(delay.For, ct);
                return response;
            case Fault.Hang:
                await lifted.Task.WaitAsync(ct);
                return response;
            case Fault.Answer answer:
                return FhirResponse.Outcome(answer.Status, "transient", "A fault that was asked for.") with
                {
                    RetryAfter = answer.RetryAfter,
                };
            case Fault.Html html:
                return new(html.Status, "<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>"u8.ToArray())
                {
                    ContentType = "text/html",
                };
            case Fault.Truncate:
                return response! with { Body = response.Body[..(response.Body.Length / 2)] };
            case Fault.OtherStatus other:
                return response! with { Status = other.As };
            case Fault.Header header:
                return response! with { Headers = [.. response.Headers, (header.Name, header.Value)] };
            case Fault.Drip drip:
                return response! with { Tail = (long.MaxValue, 1, drip.Every) };
            case Fault.Flood flood:
                return response! with { Tail = (flood.Bytes, 1 << 16, TimeSpan.Zero) };
            case Fault.Replace replace:
                var text = Encoding.UTF8.GetString(response!.Body).Replace(replace.This, replace.By, StringComparison.Ordinal);
                return response with { Body = Encoding.UTF8.GetBytes(text) };
            case Fault.Edit edit:
                return ResourceJson.Parse(response!.Body) is ({ } whole, null) ? response with { Body = Bytes(edit.How(whole)) } : response;
            default:
                throw new ConnectionDropped();
        }
    }

    private static bool ChangesAnswer(Fault fault) =>
        fault is Fault.Truncate or Fault.Drip or Fault.Flood or Fault.Replace or Fault.OtherStatus or Fault.Header or Fault.Edit;

    private static byte[] Bytes(JsonNode? answer) => answer is null ? [] : Encoding.UTF8.GetBytes(answer.ToJsonString());

    private static string? Without(string? query, string parameter) =>
        query is null ? null
        : string.Join('&', query.TrimStart('?').Split('&').Where(pair => pair.Split('=', ':')[0] != parameter)) is { Length: > 0 } rest
            ? rest
        : null;
}

internal sealed class ConnectionDropped() : Exception("The connection is dropped on demand.");
