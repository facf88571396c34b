namespace IvcFhir.Commands;

/// <summary>What the program's exit code means.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Done, and some data were set aside (or, for the demo, a figure does not agree).</summary>
    public const int SetAside = 1;

    public const int Usage = 2;

    /// <summary>A site, the store or the program itself failed.</summary>
    public const int Failed = 3;
}
