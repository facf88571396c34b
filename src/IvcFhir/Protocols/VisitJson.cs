using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Core;
using IvcFhir.Core.Cohort;

namespace IvcFhir.Protocols;

internal static class VisitJson
{
    public static JsonNode Write(VisitWindow window) =>
        new JsonObject
        {
            ["id"] = window.Id,
            ["firstDay"] = window.FirstDay,
            ["targetDay"] = window.TargetDay,
            ["lastDay"] = window.LastDay,
        };

    public static VisitWindow Read(JsonElement window) =>
        new(window.Text("id")!, Day(window, "firstDay"), Day(window, "targetDay"), Day(window, "lastDay"));

    private static int Day(JsonElement window, string member) => window.GetProperty(member).GetInt32();
}

/// <summary>Published figures keep the decimals with which they were printed.</summary>
internal static class PublishedJson
{
    public static JsonNode Write(ImmutableSortedDictionary<string, PublishedFigure> figures) =>
        new JsonObject(FigureKey.Known.Where(figures.ContainsKey).Select(key => KeyValuePair.Create(key, (JsonNode?)Write(figures[key]))));

    public static ImmutableSortedDictionary<string, PublishedFigure> Read(JsonElement figures) =>
        figures
            .EnumerateObject()
            .ToImmutableSortedDictionary(figure => figure.Name, figure => ReadOne(figure.Value), StringComparer.Ordinal);

    private static JsonObject Write(PublishedFigure figure)
    {
        var json = new JsonObject { ["printed"] = figure.Printed };
        if (figure.N is { } n)
            json["n"] = n;
        foreach (
            var (member, number) in new[]
            {
                ("percent", figure.Percent),
                ("mean", figure.Mean),
                ("sd", figure.Sd),
                ("min", figure.Min),
                ("max", figure.Max),
            }
        )
        {
            if (number is { } value)
                json[member] = value;
        }

        return json;
    }

    private static PublishedFigure ReadOne(JsonElement figure) =>
        new(figure.Text("printed")!)
        {
            N = figure.Member("n")?.GetInt32(),
            Percent = figure.Member("percent")?.GetDecimal(),
            Mean = figure.Member("mean")?.GetDecimal(),
            Sd = figure.Member("sd")?.GetDecimal(),
            Min = figure.Member("min")?.GetDecimal(),
            Max = figure.Member("max")?.GetDecimal(),
        };
}
