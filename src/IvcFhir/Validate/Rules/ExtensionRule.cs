using Hl7.Fhir.Model;
using IvcFhir.Profiles;

namespace IvcFhir.Validate.Rules;

/// <summary>An extension, wherever it stands: ext-1, then its own definition if the contract has one. A foreign modifier is never known.</summary>
internal sealed record ExtensionRule() : ElementRule(RuleSource.R4("ext-1"))
{
    private static readonly RuleSource Modifier = RuleSource.R4("modifierExtension", bearsMeaning: true);
    private static readonly RuleSource Unknown = RuleSource.R4("extension");

    public override void Check(Base element, Walk walk)
    {
        var extension = (Extension)element;
        if (extension.Value is null == (extension.Extension.Count == 0))
            walk.Report(FindingCode.InvariantFailed, Source);
        if (extension.Url is { } url && walk.Contract.Find(url) is { } definition)
            CheckDefined(extension, definition, walk);
        else if (walk.LastName == "modifierExtension")
            walk.Report(FindingCode.ModifierUnknown, Modifier);
        else if (extension.Url?.StartsWith(StudyContract.StructureDefinition(""), StringComparison.Ordinal) == true)
            walk.Report(FindingCode.ExtensionUnknown, Unknown);
    }

    private static void CheckDefined(Extension extension, CompiledProfile definition, Walk walk)
    {
        if (definition.Type != "Extension")
            walk.Report(FindingCode.ExtensionUnknown, Unknown);
        else if (!definition.Contexts.IsEmpty && !definition.Contexts.Any(context => IsAt(context, walk)))
            walk.Report(FindingCode.ExtensionMisplaced, definition.Source);
        else
            definition.Shape.CheckContent(extension, walk);
    }

    private static bool IsAt(string context, Walk walk) => walk.Parent switch
    {
        null => false,
        Resource resource => context == resource.TypeName || context == "Resource" || (context == "DomainResource" && resource is DomainResource) || context == "Element",
        { } parent => context == "Element" || context == parent.TypeName || context == walk.ParentPath(),
    };
}
