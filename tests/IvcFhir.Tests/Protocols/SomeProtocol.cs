using System.Text;
using System.Text.Json.Nodes;
using IvcFhir.Protocols;

namespace IvcFhir.Tests.Protocols;

/// <summary>Protocol documents for tests.</summary>
internal static class SomeProtocol
{
    /// <summary>A document that states only what it must, with one member changed.</summary>
    public static string With(string path, string json)
    {
        var document = new JsonObject
        {
            ["id"] = "some-study",
            ["version"] = "1.0.0",
            ["title"] = "Some study",
        };
        var names = path.Split('.');
        JsonObject owner = document;
        foreach (var name in names[..^1])
            owner = (JsonObject)(owner[name] ??= new JsonObject());
        owner[names[^1]] = JsonNode.Parse(json);
        return document.ToJsonString();
    }

    public static ProtocolDocument Read(string json) => ProtocolReader.Read("test", Encoding.UTF8.GetBytes(json));

    /// <summary>The lines of the message, without the first.</summary>
    public static string[] Faults(string json)
    {
        var fault = Assert.Throws<ConfigurationFault>(() => Read(json));
        return [.. fault.Message.Split(Environment.NewLine)[1..].Select(line => line.Trim())];
    }
}
