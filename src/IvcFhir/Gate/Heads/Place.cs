using System.Globalization;
using IvcFhir.Core.Facts;

namespace IvcFhir.Gate;

/// <summary>Where something stands in the input, for messages.</summary>
/// <param name="File">The name of the file, or of the site's answer.</param>
/// <param name="Line">From 1; 0 for the file as a whole.</param>
/// <param name="Entry">From 1, in a Bundle or array; 0 outside.</param>
internal readonly record struct Place(string File, int Line, int Entry = 0)
{
    /// <summary>In place of a reference, for what has none. The sign of what is contained stands in no place.</summary>
    public SourceRef ToSource() => new(ToString().Replace('#', '_'));

    public override string ToString() =>
        (Line, Entry) switch
        {
            (0, 0) => File,
            (0, _) => string.Create(CultureInfo.InvariantCulture, $"{File} entry {Entry}"),
            (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line} entry {Entry}"),
        };
}
