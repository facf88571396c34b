using System.Collections.Frozen;
using System.Text.Json;
using IvcFhir.Pull;

namespace IvcFhir.Gate;

/// <summary>Which types of resource a server offers, as far as its CapabilityStatement can be believed.</summary>
internal sealed class OfferedTypes
{
    private readonly FrozenSet<string> declared;

    private OfferedTypes(IEnumerable<string> declared) => this.declared = declared.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A statement that cannot be read says nothing: then the searches tell.</summary>
    public static async Task<OfferedTypes> AskAsync(SiteReader reader, CancellationToken ct)
    {
        try
        {
            return new(await reader.StatementAsync(ct) is { } statement ? Declared(statement) : []);
        }
        catch (SiteFault)
        {
            return new([]);
        }
    }

    /// <summary>
    /// Whether the server says that it does not offer a type. A statement that leaves out what no site can do without is no account of this
    /// server, and is not believed in anything: it would cost data that are there.
    /// </summary>
    public bool Lacks(string type) => SiteSource.Necessary.All(declared.Contains) && !declared.Contains(type);

    private static IEnumerable<string> Declared(JsonElement statement) =>
        statement.Text("resourceType") != "CapabilityStatement"
            ? []
            : statement
                .Items("rest")
                .Where(rest => rest.Text("mode") == "server")
                .SelectMany(rest => rest.Items("resource"))
                .Select(resource => resource.Text("type"))
                .OfType<string>();
}
