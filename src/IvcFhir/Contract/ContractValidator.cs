using System.Collections.Frozen;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using IvcFhir.Profiles;

namespace IvcFhir.Contract;

/// <summary>
/// Judges a resource by FHIR R4, by the profiles that it claims and by one that is demanded of it: Firely's validator over the embedded
/// definitions, the rules to which it is blind (<see cref="ComplementRules"/>), and findings that name elements and rules and never a
/// value. No clock and no I/O but a terminology server's. Safe to call from several threads. Loading costs memory and time: what needs no
/// verdict does not load it.
/// </summary>
internal sealed class ContractValidator
{
    /// <summary>What the model tells more exactly where it tells it too.</summary>
    private static readonly FrozenSet<FindingCode> OfShape =
    [
        FindingCode.UnknownElement,
        FindingCode.EmptyElement,
        FindingCode.WrongShape,
        FindingCode.InvalidLiteral,
        FindingCode.ElementMissing,
    ];

    private readonly DefinitionResolver definitions;
    private readonly ElementMeaning meaning;
    private readonly IElementSchemaResolver schemas;
    private readonly Terminology terminology;

    /// <param name="terminologyServer">Answers what the definitions cannot: membership in external code systems.</param>
    /// <param name="package">Profiles of somebody else's, which join the contract's own.</param>
    public ContractValidator(TerminologyServer? terminologyServer = null, IDefinitions? package = null)
    {
        definitions = new(package is null ? [DefinitionArchive.Open()] : [DefinitionArchive.Open(), package]);
        meaning = new(definitions);
        schemas = ComplementRules.Schemas(definitions);
        terminology = new(definitions, terminologyServer);
    }

    private static readonly Lazy<Task<ContractValidator>> s_ofWhatIsWritten = new(() => Task.Run(Warm));

    /// <summary>
    /// The one of the process that has met every profile of what is written, so that its first verdict does not wait. Whoever asks first
    /// begins to load it, beside other work such as the pull.
    /// </summary>
    public static Task<ContractValidator> OfWhatIsWritten => s_ofWhatIsWritten.Value;

    private static ContractValidator Warm()
    {
        var validator = new ContractValidator();
        foreach (
            var url in DefinitionArchive
                .Open()
                .Entries.Select(entry => entry.Url)
                .Where(url => url.StartsWith(StudyContract.StructureDefinition("outcome-"), StringComparison.Ordinal))
        )
            validator.Validate(new Observation { Meta = new() { Profile = [url] } }, []);
        return validator;
    }

    /// <summary>Whether there is a profile of that address, for whatever type.</summary>
    public bool Knows(string profile) => definitions.Find(profile) is { Resource: "StructureDefinition" };

    /// <summary>Judges a resource that was built here.</summary>
    public IReadOnlyList<Finding> Check(Resource resource) => Validate(resource, ModelFindings.Of(resource));

    /// <summary>Judges a resource that was read.</summary>
    /// <param name="ofModel">What the SDK's model found in it.</param>
    /// <param name="profile">To be met besides those that the resource claims in meta.profile; of a Bundle, by its entries, unless it is
    /// for Bundles.</param>
    public IReadOnlyList<Finding> Validate(Resource resource, IReadOnlyList<Finding> ofModel, string? profile = null)
    {
        var claims = new Claims(
            definitions,
            profile is null ? null : definitions.Find(profile) ?? throw new ArgumentException("There is no such profile.", nameof(profile))
        );
        var faulty = ofModel.Select(finding => finding.Location).ToHashSet(StringComparer.Ordinal);
        var told = ofModel.Select(finding => (finding.Code, finding.Location)).ToHashSet();
        var further = Judge(resource, claims)
            .Where(finding =>
                !told.Contains((finding.Code, finding.Location)) && !(OfShape.Contains(finding.Code) && faulty.Contains(finding.Location))
            );
        return [.. ofModel.DistinctBy(finding => (finding.Code, finding.Location)).Concat(further.Distinct())];
    }

    private IReadOnlyList<Finding> Judge(Resource resource, Claims claims)
    {
        try
        {
            return [.. claims.Findings(resource), .. new FirelyFindings(resource, meaning).Of(Validator(claims).Validate(resource))];
        }
        catch (Exception e) when (IsFaultOfValidator(e))
        {
            return [new(FindingCode.NotJudged, Verdict.CouldNotCheck, resource.TypeName, e.GetType().Name, AcceptableForScoring: true)];
        }
    }

    /// <summary>Made anew for each resource: it holds the claims, and everything that costs is shared.</summary>
    private Validator Validator(Claims claims) =>
        new(
            definitions,
            terminology,
            settings: new()
            {
                SelectValidationProfiles = (location, stated, node, _) => claims.Usable(location, stated, node),
                FollowExtensionUrl = (_, url) => claims.Extension(url),
                ConstraintBestPractices = ValidateBestPracticesSeverity.Warning,
            },
            schemaResolver: schemas
        );

    /// <summary>
    /// Firely throws what its parts throw; its message may quote a value. Whatever it is, it costs this resource its verdict and no other.
    /// </summary>
    private static bool IsFaultOfValidator(Exception e) => e is not (OutOfMemoryException or OperationCanceledException);
}
