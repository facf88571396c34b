using IvcFhir.Sandbox.Http;

namespace IvcFhir.Sandbox;

/// <summary>
/// What has been asked of a hospital. Counted on arrival, so retries and refused requests count too; the entries of a batch or transaction
/// count one by one. A conditional create that found its match is a write here, but commits nothing: see <see cref="FhirStore.Committed"/>.
/// </summary>
public sealed class SandboxRequests
{
    private long reads;
    private long searches;
    private long writes;
    private long bundles;

    /// <summary>Single resources, versions, histories and metadata.</summary>
    public long Reads => Interlocked.Read(ref reads);

    /// <summary>Searches, each further page counted.</summary>
    public long Searches => Interlocked.Read(ref searches);

    /// <summary>Creates, updates and deletes, conditional ones too.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <summary>Batches and transactions as such.</summary>
    public long Bundles => Interlocked.Read(ref bundles);

    internal void Record(RequestKind kind)
    {
        switch (kind)
        {
            case RequestKind.Read:
                Interlocked.Increment(ref reads);
                break;
            case RequestKind.Search:
                Interlocked.Increment(ref searches);
                break;
            case RequestKind.Write:
                Interlocked.Increment(ref writes);
                break;
            default:
                Interlocked.Increment(ref bundles);
                break;
        }
    }
}
