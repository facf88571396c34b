namespace IvcFhir.Sandbox.Http;

/// <summary>
/// A request that cannot be answered as asked. An exception, because one throw deep in a transaction must undo the whole transaction;
/// it is caught once per request, in <see cref="FhirServer"/>, and becomes an OperationOutcome.
/// </summary>
/// <param name="issue">A code of the value set issue-type.</param>
internal sealed class FhirFault(int status, string issue, string diagnostics) : Exception(diagnostics)
{
    public int Status { get; } = status;

    public string Issue { get; } = issue;

    public static FhirFault Invalid(string diagnostics) => new(400, "invalid", diagnostics);

    public static FhirFault Unsupported(int status, string diagnostics) => new(status, "not-supported", diagnostics);

    public FhirFault Within(string place) => new(Status, Issue, $"{place}: {Message}");
}
