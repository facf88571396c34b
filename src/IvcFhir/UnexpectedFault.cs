using System.Diagnostics;

namespace IvcFhir;

/// <summary>
/// A bug, told so that it can be found and no patient can: the types of the exceptions and the places in the code, never their messages,
/// which may quote what was read.
/// </summary>
internal static class UnexpectedFault
{
    private const int Frames = 6;

    /// <summary><c>InvalidOperationException at IvcFhir.Json.Text &lt; IvcFhir.Pull.References.Subject</c></summary>
    public static string Told(Exception exception)
    {
        var types = new List<string>();
        for (var e = exception; e is not null; e = e.InnerException)
            types.Add(e.GetType().Name);
        var places = new StackTrace(exception).GetFrames().Select(Place).OfType<string>().Take(Frames).ToList();
        return $"{string.Join(" of ", types)} at {(places.Count == 0 ? "an unknown place" : string.Join(" < ", places))}";
    }

    private static string? Place(StackFrame frame)
    {
        if (frame.GetMethod() is not { DeclaringType: { } type } method)
            return null;
        // Of an async method only its compiled state machine is seen: "Type+<Method>d__7.MoveNext".
        var name = $"{type.FullName}.{method.Name}";
        var (from, to) = (name.IndexOf("+<", StringComparison.Ordinal), name.IndexOf(">d__", StringComparison.Ordinal));
        return from > 0 && to > from ? $"{name[..from]}.{name[(from + 2)..to]}" : name;
    }
}
