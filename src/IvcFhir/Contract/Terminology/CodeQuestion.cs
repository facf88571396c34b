using Hl7.Fhir.Model;

namespace IvcFhir.Contract;

/// <summary>Is this code in that value set? An element of type code states no system: its value set says which is meant.</summary>
internal sealed record CodeQuestion(string ValueSet, string? System, string Code)
{
    /// <summary>One question for each code that the parameters of <c>$validate-code</c> hold.</summary>
    public static IEnumerable<CodeQuestion> In(Parameters parameters)
    {
        var set = parameters.GetSingleValue<FhirUri>("url")?.Value ?? parameters.GetSingleValue<Canonical>("url")?.Value ?? "";
        IEnumerable<Coding> codings =
            parameters.GetSingleValue<CodeableConcept>("codeableConcept")?.Coding
            ?? (parameters.GetSingleValue<Coding>("coding") is { } coding ? [coding] : []);
        foreach (var stated in codings.Where(stated => stated.Code is not null))
            yield return new(set, stated.System ?? "", stated.Code!);
        if (parameters.GetSingleValue<Code>("code")?.Value is { } code)
            yield return new(set, null, code);
    }

    public Parameters AsParameters()
    {
        var parameters = new Parameters().Add("url", new FhirUri(ValueSet));
        return System is null
            ? parameters.Add("code", new Code(Code)).Add("inferSystem", new FhirBoolean(true))
            : parameters.Add("coding", new Coding(System.Length == 0 ? null : System, Code));
    }
}
