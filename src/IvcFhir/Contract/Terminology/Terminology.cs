using System.Collections.Concurrent;
using System.Net;
using Hl7.Fhir.Model;
using Hl7.Fhir.Rest;
using Hl7.Fhir.Specification.Terminology;

namespace IvcFhir.Contract;

/// <summary>
/// Whether codes are in a value set: by the embedded definitions first, by a terminology server where they cannot tell.
/// Answers are kept, each code by itself; a failure of the server is not.
/// </summary>
/// <param name="server">Null where there is none: then what only it could tell is a fault, which Firely tells as a warning of number
/// 6006.</param>
internal sealed class Terminology(DefinitionResolver definitions, TerminologyServer? server) : ICodeValidationTerminologyService
{
    /// <summary>Codes come from data: what is kept has a bound.</summary>
    private const int Kept = 50_000;

    private readonly MultiTerminologyService local = LocalTerminologyService.CreateDefaultForCore(definitions);
    private readonly ConcurrentDictionary<CodeQuestion, bool?> answers = new();

    public async Task<Parameters> ValueSetValidateCode(Parameters parameters, string? id = null, bool useGet = false)
    {
        var open = false;
        foreach (var question in CodeQuestion.In(parameters))
        {
            switch (await AnswerAsync(question))
            {
                case true:
                    return Result(true);
                case null:
                    open = true;
                    break;
            }
        }
        return open ? throw new FhirOperationException("Not known here.", HttpStatusCode.NotFound) : Result(false);
    }

    public Task<Parameters> Subsumes(Parameters parameters, string? id = null, bool useGet = false) =>
        local.Subsumes(parameters, id, useGet);

    private async Task<bool?> AnswerAsync(CodeQuestion question)
    {
        if (!answers.TryGetValue(question, out var known))
        {
            known = await AskHereAsync(question);
            if (answers.Count < Kept)
                answers[question] = known;
        }
        return known ?? (server is null ? null : await server.InSetAsync(question, Definition(question.ValueSet), CancellationToken.None));
    }

    /// <summary>Null where the value set cannot be written down here, or holds codes of the question's system that cannot.</summary>
    private async Task<bool?> AskHereAsync(CodeQuestion question)
    {
        if (question.System?.Length == 0)
            return false; // A coding without system names no code (R4, datatypes, Coding); Firely would match it by the code alone.
        if (!MayHold(question))
            return false;
        try
        {
            var answer = await local.ValueSetValidateCode(question.AsParameters());
            if (answer.GetSingleValue<FhirBoolean>("result")?.Value == true)
                return true;
            var isUnknownSystem = answer.Parameter.Exists(part => part.Name is "x-unknown-system" or "x-caused-by-unknown-system");
            return isUnknownSystem && TakesWhole(question) ? null : false;
        }
        catch (FhirOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether the set may hold a code of the question's system at all; a set that is not here may.</summary>
    private bool MayHold(CodeQuestion question) =>
        definitions.ResolveByCanonicalUri(question.ValueSet) is not ValueSet { Compose: { } compose }
        || compose.Include.Exists(include => question.System is null || include.ValueSet.Any() || include.System == question.System);

    /// <summary>Whether the set takes codes of the question's system in any other way than one by one.</summary>
    private bool TakesWhole(CodeQuestion question) =>
        definitions.ResolveByCanonicalUri(question.ValueSet) is not ValueSet { Compose: { } compose }
        || compose.Include.Exists(include => include.ValueSet.Any() || (include.System == question.System && include.Concept.Count == 0));

    /// <summary>A value set that no server knows goes along whole; one of HL7's goes by its address.</summary>
    private ValueSet? Definition(string url) =>
        url.StartsWith("http://hl7.org/", StringComparison.Ordinal)
        || url.StartsWith("http://terminology.hl7.org/", StringComparison.Ordinal)
            ? null
            : definitions.ResolveByCanonicalUri(url) as ValueSet;

    private static Parameters Result(bool member) => new Parameters().Add("result", new FhirBoolean(member));
}
