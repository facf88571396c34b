using IvcFhir.Core;

namespace IvcFhir.WriteBack;

/// <summary>Which answers go into the hospital's chart.</summary>
internal static class WrittenBack
{
    /// <summary>
    /// Death is kept in the ledger, because figures need it, and is not written back: the hospital already knows, and a second statement of
    /// it could only come to contradict the first.
    /// </summary>
    public static bool Includes(OutcomeKey key) => Instruments.Of(key.Instrument).IsWrittenBack;
}
