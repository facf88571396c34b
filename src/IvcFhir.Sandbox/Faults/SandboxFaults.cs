using IvcFhir.Sandbox.Http;

namespace IvcFhir.Sandbox;

/// <summary>The faults in force. They may be added and lifted while the hospital runs, from any thread; several may hit one request.</summary>
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
        var fits = (rule.Method is null || rule.Method == request.Method)
            && request.Path.StartsWith(rule.Path, StringComparison.Ordinal)
            && (!rule.WritesOnly || request.Kind is RequestKind.Write or RequestKind.Bundle);
        return fits && fitting++ is var before && before >= rule.Skip && before - rule.Skip < rule.Times;
    }

    /// <summary>The response as this fault leaves it: unchanged, another one, or none yet (null) when the request may go on.</summary>
    internal async Task<FhirResponse?> ApplyAsync(FaultMoment moment, FhirResponse? response, CancellationToken ct)
    {
        if (moment != (rule.Fault is Fault.Truncate ? FaultMoment.AfterCommit : rule.Moment))
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
                return FhirResponse.Outcome(answer.Status, "transient", "A fault that was asked for.") with { RetryAfter = answer.RetryAfter };
            case Fault.Html html:
                return new(html.Status, "<!DOCTYPE html><html><body><h1>Please sign in</h1></body></html>"u8.ToArray()) { ContentType = "text/html" };
            case Fault.Truncate:
                return response! with { Body = response.Body[..(response.Body.Length / 2)] };
            default:
                throw new ConnectionDropped();
        }
    }
}

internal sealed class ConnectionDropped() : Exception("The connection is dropped on demand.");
