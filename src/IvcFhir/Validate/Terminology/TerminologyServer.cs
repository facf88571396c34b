using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace IvcFhir.Validate.Terminology;

/// <summary>
/// A FHIR terminology server, asked by <c>ValueSet/$validate-code</c> about one code of one set. Codes are all that it is told: no resource, no patient.
/// Answers are kept; a failure is not, and means "not known".
/// </summary>
/// <param name="http">Its base address is the server's FHIR base, with a slash at the end.</param>
internal sealed class TerminologyServer(HttpClient http)
{
    private static readonly FhirJsonSerializer Serializer = new();

    private readonly ConcurrentDictionary<(string Set, CodedValue Code), bool> answers = new();

    /// <summary>Whether one of the codes is in the set; null when the server does not say so of any, and leaves one open.</summary>
    public async Task<bool?> AnyInSetAsync(CodeQuestion question, CancellationToken ct)
    {
        bool? any = false;
        foreach (var code in question.Codes)
        {
            switch (await InSetAsync(question.Set, code, ct))
            {
                case true: return true;
                case null: any = null; break;
            }
        }
        return any;
    }

    private async Task<bool?> InSetAsync(CodeSet set, CodedValue code, CancellationToken ct)
    {
        if (answers.TryGetValue((set.Url, code), out var known))
            return known;
        var answer = await AskAsync(set, code, ct);
        if (answer is not null)
            answers[(set.Url, code)] = answer.Value;
        return answer;
    }

    private async Task<bool?> AskAsync(CodeSet set, CodedValue code, CancellationToken ct)
    {
        try
        {
            using var body = new StringContent(Serializer.SerializeToString(Question(set, code)), Encoding.UTF8, "application/fhir+json");
            using var request = new HttpRequestMessage(HttpMethod.Post, "ValueSet/$validate-code") { Content = body };
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/fhir+json"));
            using var response = await http.SendAsync(request, ct);
            return response.IsSuccessStatusCode ? Answer(await response.Content.ReadAsStringAsync(ct)) : null;
        }
        catch (Exception e) when (IsFaultOfServer(e) && !ct.IsCancellationRequested)
        {
            return null;
        }
    }

    private static bool IsFaultOfServer(Exception e) => e is HttpRequestException or TaskCanceledException or JsonException or DeserializationFailedException or IOException;

    /// <summary>Our own set goes along whole, since no server knows it; another's goes by its address.</summary>
    private static Parameters Question(CodeSet set, CodedValue code)
    {
        var question = new Parameters();
        if (set.Definition is { } definition)
            question.Add("valueSet", definition);
        else
            question.Add("url", new FhirUri(set.Url));
        question.Add("code", new Code(code.Code));
        return code.System is null ? question.Add("inferSystem", new FhirBoolean(true)) : question.Add("system", new FhirUri(code.System));
    }

    /// <summary>A server that does not have the code system answers "false" and names the system as the cause: then it has not answered.</summary>
    private static bool? Answer(string json)
    {
        using var document = JsonDocument.Parse(json);
        if (!document.RootElement.TryGetProperty("parameter", out var parameters))
            return null;
        var byName = parameters.EnumerateArray().ToLookup(parameter => parameter.GetProperty("name").GetString(), StringComparer.Ordinal);
        if (byName.Contains("x-caused-by-unknown-system") || byName.Contains("x-unknown-system"))
            return null;
        return byName["result"].Select(result => result.GetProperty("valueBoolean").GetBoolean()).Cast<bool?>().FirstOrDefault();
    }
}
