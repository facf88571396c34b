using System.Globalization;
using System.Text;
using Hl7.Fhir.Model;
using IvcFhir.Validate.Rules;
using IvcFhir.Validate.Terminology;

namespace IvcFhir.Validate;

/// <summary>One pass over one resource: where it stands and what it has found.</summary>
internal sealed class Walk(Resource root, Contract contract, CompiledProfile? demanded = null)
{
    private readonly List<Step> steps = [new("", null, root)];
    private readonly List<Finding> findings = [];
    private readonly List<PendingCode> pending = [];
    private readonly List<LocalReference> localReferences = [];

    private readonly record struct Step(string Name, int? Index, Base Element);

    public Contract Contract => contract;

    public Resource Root => root;

    /// <summary>Each finding once, however many slices and profiles came to it.</summary>
    public IReadOnlyList<Finding> Findings => findings.Count < 2 ? findings : [.. findings.Distinct()];

    public IReadOnlyList<PendingCode> Pending => pending;

    public bool HasError => findings.Exists(finding => finding.Verdict == Verdict.Error);

    /// <summary>The resource around the element: the innermost, so a contained one before its container.</summary>
    public Resource Resource => steps.FindLast(step => step.Element is Resource).Element as Resource ?? root;

    /// <summary>The resource that may hold contained ones for the element.</summary>
    public DomainResource? Container => steps.Find(step => step.Element is DomainResource).Element as DomainResource;

    /// <summary>The element that holds the present one; null at the root.</summary>
    public Base? Parent => steps.Count > 1 ? steps[^2].Element : null;

    public string LastName => steps[^1].Name;

    /// <summary>The profile that the caller demands of the resource on which the walk stands. What is demanded of a Bundle, and is no profile for Bundles, is demanded of its entries.</summary>
    public CompiledProfile? Demanded => demanded is not null && (root is Bundle && demanded.Type != "Bundle" ? steps.Count == 3 && LastName == "resource" : steps.Count == 1) ? demanded : null;

    /// <summary>Those met so far.</summary>
    public List<LocalReference> LocalReferences => localReferences;

    public void Enter(Base element, string name, int? index) => steps.Add(new(name, index, element));

    public void Leave() => steps.RemoveAt(steps.Count - 1);

    /// <param name="below">The name of a child that is meant and may not be there.</param>
    public void Report(FindingCode code, RuleSource source, Verdict verdict = Verdict.Error, string? below = null, int? index = null) =>
        findings.Add(new(code, verdict, Location(below, index), source.Label, verdict != Verdict.Error || !source.BearsMeaning));

    /// <summary>A finding that an answer from a terminology server may settle.</summary>
    public void Ask(CodeQuestion question, RuleSource source, Verdict ifNotMember)
    {
        Report(FindingCode.CodeNotChecked, source, Verdict.CouldNotCheck);
        var settled = findings[^1] with { Code = FindingCode.CodeNotInValueSet, Verdict = ifNotMember, AcceptableForScoring = ifNotMember != Verdict.Error || !source.BearsMeaning };
        pending.Add(new(findings[^1], question, settled));
    }

    /// <summary>The definition's path of the element that holds the present one: <c>Observation.component</c>, from the innermost resource.</summary>
    public string ParentPath()
    {
        var from = steps.FindLastIndex(steps.Count - 2, step => step.Element is Resource);
        return string.Join('.', steps.Skip(from + 1).Take(steps.Count - from - 2).Select(step => step.Name).Prepend(steps[from].Element.TypeName));
    }

    private string Location(string? below, int? index)
    {
        var path = new StringBuilder(root.TypeName, 64);
        foreach (var step in steps.Skip(1))
            Append(path, step.Name, step.Index);
        if (below is not null)
            Append(path, below, index);
        return path.ToString();
    }

    private static void Append(StringBuilder path, string name, int? index)
    {
        path.Append('.').Append(name);
        if (index is not null)
            path.Append(CultureInfo.InvariantCulture, $"[{index}]");
    }
}
