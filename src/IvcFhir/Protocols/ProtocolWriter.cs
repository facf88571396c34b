using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Core;

namespace IvcFhir.Protocols;

/// <summary>A protocol as a document that states every setting, those with their default value too.</summary>
internal static class ProtocolWriter
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(ProtocolDocument document)
    {
        var json = Rules(document.Rules);
        json.Insert(2, "title", document.Title);
        json["evidence"] = document.Evidence;
        return json.ToJsonString(Readable) + "\n";
    }

    public static JsonObject Rules(StudyProtocol rules)
    {
        var json = new JsonObject();
        foreach (var setting in ProtocolSettings.All)
        {
            var names = setting.Path.Split('.');
            var owner = names[..^1]
                .Aggregate(
                    json,
                    (parent, name) =>
                    {
                        if (parent[name] is null)
                            parent[name] = new JsonObject();
                        return parent[name]!.AsObject();
                    }
                );
            owner[names[^1]] = setting.Get(rules);
        }

        return json;
    }
}
