using System.Globalization;
using System.Text.Json.Nodes;

namespace IvcFhir.Sandbox.Cohort;

/// <summary>
/// Filters and stents with their unique device identification: GS1 numbers from the range that GS1 keeps for examples (prefix 952).
/// </summary>
internal static class Implants
{
    public static string Gtin(int product)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"0952{product:000000000}");
        return digits + CheckDigit(digits);
    }

    /// <summary>GS1 modulo 10: weights 3 and 1 alternate from the right.</summary>
    public static char CheckDigit(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[^(i + 1)] - '0') * (i % 2 == 0 ? 3 : 1);
        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    public static JsonObject Device(Chart chart, string id, Code type, int product, int day)
    {
        var gtin = Gtin(product);
        var lot = string.Create(CultureInfo.InvariantCulture, $"L{product % 1000}");
        var serial = string.Create(CultureInfo.InvariantCulture, $"S{chart.Story.Number:000}{day:0000}");
        var expires = chart.Story.DayZero.AddYears(2);
        return new JsonObject
        {
            ["resourceType"] = "Device",
            ["id"] = chart.Id(id),
            ["udiCarrier"] = new JsonArray(
                new JsonObject
                {
                    ["deviceIdentifier"] = gtin,
                    ["issuer"] = "http://hl7.org/fhir/NamingSystem/gs1",
                    ["carrierHRF"] = $"(01){gtin}(17){expires.ToString("yyMMdd", CultureInfo.InvariantCulture)}(10){lot}(21){serial}",
                    ["entryType"] = "barcode",
                }
            ),
            ["status"] = "active",
            ["expirationDate"] = expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["lotNumber"] = lot,
            ["serialNumber"] = serial,
            ["type"] = Elements.Concept(type),
        };
    }
}
