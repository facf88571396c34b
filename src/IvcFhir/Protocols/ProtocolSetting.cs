using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using IvcFhir.Core;
using IvcFhir.Profiles;

namespace IvcFhir.Protocols;

/// <summary>
/// One setting: where it stands in the document, and how it is read into the rules and written from them. Values have been checked before
/// they are read.
/// </summary>
internal sealed record ProtocolSetting(string Path, Func<StudyProtocol, JsonNode> Get, Func<StudyProtocol, JsonElement, StudyProtocol> Set)
{
    public static ProtocolSetting Text(string path, Func<StudyProtocol, string> get, Func<StudyProtocol, string, StudyProtocol> set) =>
        new(path, rules => get(rules), (rules, value) => set(rules, value.GetString()!));

    public static ProtocolSetting Whole(string path, Func<StudyProtocol, int> get, Func<StudyProtocol, int, StudyProtocol> set) =>
        new(path, rules => get(rules), (rules, value) => set(rules, value.GetInt32()));

    public static ProtocolSetting Flag(string path, Func<StudyProtocol, bool> get, Func<StudyProtocol, bool, StudyProtocol> set) =>
        new(path, rules => get(rules), (rules, value) => set(rules, value.GetBoolean()));

    public static ProtocolSetting Choice<T>(string path, Func<StudyProtocol, T> get, Func<StudyProtocol, T, StudyProtocol> set)
        where T : struct, Enum => new(path, rules => StudyCode.Of(get(rules)), (rules, value) => set(rules, Parsed<T>(value)));

    /// <summary>
    /// Several of an enumeration. In which order a document names them says nothing, so it is laid aside: else two documents that say the
    /// same would have two hashes.
    /// </summary>
    public static ProtocolSetting Choices<T>(
        string path,
        Func<StudyProtocol, ImmutableArray<T>> get,
        Func<StudyProtocol, ImmutableArray<T>, StudyProtocol> set
    )
        where T : struct, Enum =>
        new(
            path,
            rules => List(get(rules), one => StudyCode.Of(one)),
            (rules, value) => set(rules, [.. value.EnumerateArray().Select(Parsed<T>).Order()])
        );

    public static JsonArray List<T>(IEnumerable<T> values, Func<T, JsonNode> write) => new([.. values.Select(write)]);

    private static T Parsed<T>(JsonElement value)
        where T : struct, Enum =>
        StudyCode.Parse<T>(value.GetString()!)
        ?? throw new InvalidOperationException($"The schema allows {value}, which is no {typeof(T).Name}.");
}
