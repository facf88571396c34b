namespace IvcFhir.Commands;

/// <summary>
/// Some patients were recorded before their facts were kept. Their answers are by whichever rules stood then, so that a figure may mix two.
/// </summary>
internal static class WithoutFacts
{
    /// <summary>Tells of them, where there are any, and gives the exit code that says so.</summary>
    public static int Exit(int patients, Terminal terminal)
    {
        if (patients == 0)
            return ExitCode.Done;
        terminal.Messages.WriteLine(
            $"{patients} patients were recorded without their facts; the next pass over their site brings them. "
                + "Until then this is incomplete."
        );
        return ExitCode.SetAside;
    }
}
