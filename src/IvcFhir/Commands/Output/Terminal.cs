namespace IvcFhir.Commands;

/// <summary>Where a command reads and writes: results to <c>Output</c> (or its stream), progress and messages to <c>Messages</c>.</summary>
internal sealed record Terminal(Stream Input, Stream OutputStream, TextWriter Output, TextWriter Messages);
