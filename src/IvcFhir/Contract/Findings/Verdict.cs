namespace IvcFhir.Contract;

/// <summary>What a finding says about the resource.</summary>
internal enum Verdict
{
    /// <summary>The resource breaks a rule.</summary>
    Error,

    /// <summary>The resource departs from what is expected of it, and may.</summary>
    Warning,

    Information,

    /// <summary>The rule needs knowledge that is not here, such as a terminology server. Nothing is claimed either way.</summary>
    CouldNotCheck,
}
