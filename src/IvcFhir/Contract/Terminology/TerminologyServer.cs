using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;

namespace IvcFhir.Contract;

/// <summary>
/// A FHIR terminology server, asked by <c>ValueSet/$validate-code</c> about one code of one set. Codes are all that it is told: no
/// resource, no patient. Answers are kept; a failure is not, and means "not known".
/// </summary>
/// <param name="http">Its base address is the server's FHIR base, with a slash at the end.</param>
internal sealed class TerminologyServer(HttpClient http)
{
    private static readonly FhirJsonSerializer Serializer = new();

    private readonly ConcurrentDictionary<CodeQuestion, bool> answers = new();

    /// <summary>Whether the code is in the set; null when the server does not say.</summary>
    /// <param name="definition">A value set of ours, which goes along whole since no server knows it; null for another's, which goes by its
    /// address.</param>
    public async Task<bool?> InSetAsync(CodeQuestion question, ValueSet? definition, CancellationToken ct)
    {
        if (answers.TryGetValue(question, out var known))
            return known;
        var answer = await AskAsync(question, definition, ct);
        if (answer is not null)
            answers[question] = answer.Value;
        return answer;
    }

    private async Task<bool?> AskAsync(CodeQuestion question, ValueSet? definition, CancellationToken ct)
    {
        try
        {
            using var body = new StringContent(
                Serializer.SerializeToString(Asked(question, definition)),
                Encoding.UTF8,
                "application/fhir+json"
            );
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

    private static bool IsFaultOfServer(Exception e) =>
        e is HttpRequestException or TaskCanceledException or JsonException or DeserializationFailedException or IOException;

    private static Parameters Asked(CodeQuestion asked, ValueSet? definition)
    {
        var question = new Parameters();
        if (definition is not null)
            question.Add("valueSet", definition);
        else
            question.Add("url", new FhirUri(asked.ValueSet));
        question.Add("code", new Code(asked.Code));
        return asked.System is null
            ? question.Add("inferSystem", new FhirBoolean(true))
            : question.Add("system", new FhirUri(asked.System));
    }

    /// <summary>
    /// A server that does not have the code system answers "false" and names the system as the cause: then it has not answered.
    /// </summary>
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
