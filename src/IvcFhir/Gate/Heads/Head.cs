namespace IvcFhir.Gate;

/// <summary>What one pass over the bytes of a resource tells of it. Texts still stand in the bytes.</summary>
internal ref struct Head
{
    public GateFault Fault;

    /// <summary>Where the fault stands, in bytes from the first of the resource.</summary>
    public long FaultAt;

    /// <summary>Whether the JSON ended before it was complete: the rest may follow on another line.</summary>
    public bool IsUnfinished;

    public bool IsArray;

    public JsonText Type,
        Id,
        VersionId,
        LastUpdated,
        Status,
        Encounter;

    /// <summary>The reference of <c>subject</c>, else of <c>patient</c>.</summary>
    public JsonText Subject,
        Patient;

    /// <summary>Whether a code or text of <c>code</c> or <c>medicationCodeableConcept</c> is known to the maps.</summary>
    public bool HasKnownCode;

    /// <summary>Whether it has such a concept, and all of it could be read: what cannot be read is not unknown.</summary>
    public bool HasPlainCode;

    /// <summary>Whether <c>bodySite</c> names a vein or a leg: then an unknown code may be an image or an examination of it.</summary>
    public bool IsAtVein;

    public bool HasContained,
        HasMembers;

    /// <summary>Whether this program wrote it.</summary>
    public bool IsOwn;

    /// <summary>What it points to, where that is needed to understand it; null when it names none.</summary>
    public List<string>? Named;

    /// <summary>Of a Patient: the others and how they are linked; null when there are none.</summary>
    public List<(string Other, string Type)>? Links;

    /// <summary>
    /// Whether it is an Observation or a drug given that no map knows, that stands at no vein, and that holds and names nothing.
    /// </summary>
    public readonly bool IsPassedOver(CodeSieve sieve) =>
        !sieve.LooksAtAll
        && Fault == GateFault.None
        && HasPlainCode
        && !HasKnownCode
        && !IsAtVein
        && !HasMembers
        && !HasContained
        && (Type.Is("Observation"u8) || (Type.Is("MedicationAdministration"u8) && Named is null));

    public readonly JsonText Owner => Subject.IsThere ? Subject : Patient;
}
