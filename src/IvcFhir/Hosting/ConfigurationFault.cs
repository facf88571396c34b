namespace IvcFhir;

/// <summary>
/// The configuration cannot be used. The message names the key, the value's form and the allowed values; the program ends with 2.
/// </summary>
internal sealed class ConfigurationFault(string message) : Exception(message);
