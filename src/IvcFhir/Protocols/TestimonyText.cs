using IvcFhir.Profiles;

namespace IvcFhir.Protocols;

/// <summary>How a source stands to a choice, in one word.</summary>
internal static class TestimonyText
{
    public static string Of(Stance stance) =>
        stance switch
        {
            Stance.Supports => "supports",
            Stance.Contrasts => "contrasts",
            Stance.Informs => "informs",
            _ => throw new ArgumentOutOfRangeException(nameof(stance), stance, "Not a stance."),
        };
}
