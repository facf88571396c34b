using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>ref-1: a reference that begins with # names a contained resource.</summary>
internal sealed record LocalReferenceRule() : ElementRule(RuleSource.R4("ref-1"))
{
    public override void Check(Base element, Walk walk)
    {
        if (element is not ResourceReference { Reference: ['#', ..] reference })
            return;
        walk.LocalReferences.Add(new(walk.Resource, reference));
        if (ReferenceTarget.Resolve(reference, walk) is null)
            walk.Report(FindingCode.InvariantFailed, Source);
    }
}
