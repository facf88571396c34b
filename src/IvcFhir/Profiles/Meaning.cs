namespace IvcFhir.Profiles;

/// <summary>How much a source code says.</summary>
internal enum Strength
{
    /// <summary>The code alone proves the concept.</summary>
    Proves,

    /// <summary>The code is compatible with the concept and needs corroboration.</summary>
    Candidate,

    /// <summary>The code rules the concept out, whatever else is coded.</summary>
    Excludes,
}

/// <summary>What must be found with a candidate, in the same session or on the same day, before it counts. One finding is enough.</summary>
internal enum Corroboration
{
    FilterDevice,
    CavalSite,
    VeinSite,
    DeepVeinSite,
    EndovascularApproach,
    VenousLysis,
    Intervention,
    SecondStatement,
}

/// <summary>A concept of the study that a source code stands for: <c>{CodeSystem id}#{code}</c>.</summary>
/// <param name="Needs">For a candidate: the corroboration that it needs; otherwise null.</param>
internal readonly record struct Meaning(string System, string Code, Strength Strength, Corroboration? Needs = null)
{
    public T? As<T>()
        where T : struct, Enum => System == StudyCode.SystemOf<T>() ? StudyCode.Parse<T>(Code) : null;
}
