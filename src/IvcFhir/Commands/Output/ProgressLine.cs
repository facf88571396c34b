namespace IvcFhir.Commands;

/// <summary>One line on stderr that counts patients; nothing when stderr is not a terminal.</summary>
internal sealed class ProgressLine(Terminal terminal) : IProgress<PassProgress>, IDisposable
{
    private readonly bool shown = !Console.IsErrorRedirected && ReferenceEquals(terminal.Messages, Console.Error);
    private readonly Lock gate = new();

    public void Report(PassProgress value)
    {
        if (!shown)
            return;
        lock (gate)
            terminal.Messages.Write($"\r{value.Site}: {value.Done} of {value.Total} patients ");
    }

    public void Clear()
    {
        if (shown)
            terminal.Messages.Write("\r" + new string(' ', 60) + "\r");
    }

    public void Dispose() => Clear();
}
