using System.CommandLine;
using IvcFhir.Codes;
using IvcFhir.Gate;
using IvcFhir.Hosting;

namespace IvcFhir.Commands;

/// <summary>Files that a command is given, and how they are understood.</summary>
/// <param name="Site">The name of the site whose embedded map is used; also part of every outcome's identity.</param>
/// <param name="MapFile">The path of a site map, in place of the embedded one.</param>
/// <param name="Bases">The bases of absolute references.</param>
internal sealed record FileInput(string[] Paths, string? Site, string? MapFile, KnownBases Bases)
{
    public static readonly Option<string[]> Base = new("--base")
    {
        Description =
            "What stands before Type/id in the absolute references of the files; may be given several times. "
            + "Lines of a bulk export say no base of their own.",
        HelpName = "URL",
    };

    public static readonly Option<string?> Zone = new("--time-zone")
    {
        Description =
            "The zone on whose days the times of the files are laid, in place of the protocol's; where neither "
            + "is given, the day of a time is the one that its own offset writes.",
        HelpName = "IANA NAME",
    };

    public static readonly Option<string?> AnswerFile = new("--answers")
    {
        Description = "Answers that were given by hand to what the records leave open, as 'ivcfhir answer' writes them.",
        HelpName = "FILE",
    };

    /// <summary>The path of the answer file; null: nobody answered anything.</summary>
    public string? Answers { get; init; }

    /// <summary>An IANA name; null: the protocol's.</summary>
    public string? TimeZone { get; init; }

    /// <summary>The map that explains local codes; null for none.</summary>
    public SiteMap? Map { get; } =
        MapFile is not null ? SiteMap.Load(Path.GetFullPath(MapFile))
        : Site is not null ? SiteMap.Load(Site)
        : null;

    /// <summary>The name of the site, in every outcome's identity.</summary>
    public string Name => Site ?? Map?.Site ?? "files";

    /// <summary>Null where no files are given.</summary>
    /// <exception cref="ConfigurationFault">A zone is unknown, a base is no address, or is given without files. The message does not repeat
    /// it.</exception>
    public static FileInput? Of(ParseResult parsed, string[]? paths, Option<string?> site)
    {
        var bases = parsed.GetValue(Base) ?? [];
        if (KnownBases.Of(bases) is not { } known)
            throw new ConfigurationFault(
                "--base: not an http or https address. The form is URL, what stands before Type/id in a "
                    + "reference, such as https://fhir.example.org/r4; several are given one by one."
            );
        var zone = parsed.GetValue(Zone);
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new ConfigurationFault(
                $"--time-zone is '{zone}', which is unknown. The form is an IANA name such as Europe/Berlin or UTC."
            );
        if (paths is { Length: > 0 })
            return new(paths, parsed.GetValue(site), parsed.GetValue(ScoreCommand.Map), known)
            {
                TimeZone = zone,
                Answers = parsed.GetValue(AnswerFile),
            };
        if (zone is not null)
            throw new ConfigurationFault("--time-zone: goes with files.");
        if (parsed.GetValue(AnswerFile) is not null)
            throw new ConfigurationFault("--answers: goes with files; of sites, Answers in the settings names the file.");
        return bases.Length == 0 ? null : throw new ConfigurationFault("--base: goes with files.");
    }
}
