using Hl7.Fhir.Model;

namespace IvcFhir.Validate.Rules;

/// <summary>An invariant that R4 gives to a data type, wherever it is used. The profiles' snapshots do not repeat these.</summary>
internal sealed record DatatypeInvariant(string Key, Func<Base, bool> Holds) : ElementRule(RuleSource.R4(Key))
{
    public override void Check(Base element, Walk walk)
    {
        if (!Holds(element))
            walk.Report(FindingCode.InvariantFailed, Source);
    }
}
