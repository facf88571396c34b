using System.Text;
using Hl7.Fhir.Model;

namespace IvcFhir.Map;

/// <summary>
/// A unique device identifier, taken apart. Three agencies issue them: GS1, HIBCC and ICCBBA (FDA, UDI formats by issuing agency). No
/// package for it restores from the package source of this project, and only what identifies a device is needed, so it is read here.
/// </summary>
/// <param name="DeviceIdentifier">The labeler's model.</param>
/// <param name="CheckDigitFits">True also where the format has none. Published samples fail their own check digit: a warning, never a
/// reason to reject.</param>
internal sealed record Udi(string DeviceIdentifier, string? Lot, string? Serial, bool CheckDigitFits)
{
    /// <summary>Null when the text is no UDI of the three formats.</summary>
    public static Udi? Parse(string? text) =>
        text?.Trim() switch
        {
            null or "" => null,
            { } trimmed => HibccUdi.Parse(trimmed) ?? IccbbaUdi.Parse(trimmed) ?? Gs1Udi.Parse(trimmed),
        };

    /// <summary>From the carrier as people read it, as machines read it, or from the device identifier alone.</summary>
    public static Udi? Of(Device.UdiCarrierComponent carrier)
    {
        var machine = carrier.CarrierAIDC is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes) : null;
        return Parse(carrier.CarrierHRF) ?? Parse(machine) ?? OfIdentifier(carrier.DeviceIdentifier);
    }

    /// <summary>Parts that stand in elements of their own fill what the carrier leaves out.</summary>
    public Udi WithParts(Device device) => this with { Lot = Lot ?? device.LotNumber, Serial = Serial ?? device.SerialNumber };

    /// <summary>
    /// Whether both name one physical device: the same model, and the same serial; a lot or a model alone fits many devices.
    /// </summary>
    public bool IsSameAs(Udi? other) =>
        other is not null && DeviceIdentifier == other.DeviceIdentifier && Serial is not null && Serial == other.Serial;

    private static Udi? OfIdentifier(string? identifier) =>
        identifier?.Trim() switch
        {
            null or "" => null,
            { Length: 14 } gtin when gtin.All(char.IsAsciiDigit) => new(gtin, null, null, Gs1Udi.CheckDigitFits(gtin)),
            { } other => new(other, null, null, CheckDigitFits: true),
        };
}
