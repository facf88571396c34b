using Hl7.Fhir.Model;
using IvcFhir.Validate.Compile;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Validate;

/// <summary>
/// Judges a resource by the profiles of the contract. It adds to the SDK's model validation and does not repeat it: read the resource with <see cref="ModelReader"/>,
/// or check one built here with <see cref="ModelReader.Check"/>.
/// </summary>
internal sealed class ProfileValidator(Contract contract, TerminologyServer? terminology = null)
{
    /// <summary>A validator of the embedded contract. Profiles are compiled when they are first met.</summary>
    /// <param name="terminology">Answers what the contract cannot: membership in external code systems.</param>
    public static ProfileValidator Load(TerminologyServer? terminology = null) => new(Contract.Embedded, terminology);

    public bool Knows(string profile) => contract.Find(profile) is not null;

    /// <summary>By what is known here alone. No I/O, no clock; safe to call from several threads.</summary>
    /// <param name="profile">A profile of the contract to be met besides those that the resource claims in meta.profile; of a Bundle, by its entries, unless it is for Bundles.</param>
    public IReadOnlyList<Finding> Validate(Resource resource, string? profile = null) => Judge(resource, profile).Findings;

    /// <summary>As <see cref="Validate"/>, with what could not be checked put to the terminology server, if there is one.</summary>
    public async Task<IReadOnlyList<Finding>> ValidateAsync(Resource resource, string? profile, CancellationToken ct)
    {
        var walk = Judge(resource, profile);
        if (terminology is null || walk.Pending.Count == 0)
            return walk.Findings;
        var findings = walk.Findings.ToList();
        foreach (var pending in walk.Pending)
        {
            if (await terminology.AnyInSetAsync(pending.Question, ct) is not { } member)
                continue;
            findings.Remove(pending.Open);
            if (!member && !findings.Contains(pending.NotMember))
                findings.Add(pending.NotMember);
        }
        return findings;
    }

    private Walk Judge(Resource resource, string? profile)
    {
        var demanded = profile is null ? null : contract.Find(profile) ?? throw new ArgumentException("The contract has no such profile.", nameof(profile));
        var walk = new Walk(resource, contract, demanded);
        contract.Check(resource, walk);
        return walk;
    }
}
