using System.Collections.Immutable;
using Hl7.Fhir.Model;
using IvcFhir.Core;
using IvcFhir.Core.Facts;
using IvcFhir.Gate;
using IvcFhir.Pull;

namespace IvcFhir.Validate;

/// <summary>
/// Judges each resource by the SDK's model and by what FHIR R4 demands of its type; profiles are for the site to hold its extract against,
/// and no condition of use. One bad resource costs one issue, never its neighbours.
/// </summary>
internal sealed class RecordValidator
{
    private readonly TolerantReader reader = new();

    public CheckedRecord Check(PatientRecord record)
    {
        var resources = ImmutableArray.CreateBuilder<CheckedResource>(record.Resources.Length);
        var doubtful = ImmutableArray.CreateBuilder<CheckedResource>();
        var issues = record.Issues.ToBuilder();
        foreach (var unfolded in record.Resources.Select(raw => ContainedResources.Of(raw, record.Patient)))
        {
            // What a resource contains stands with it: if nothing can be said of the one, nothing is said of the other.
            var set = Add(unfolded.Container, inDoubt: false);
            if (set is not (null or IssueCode.UnknownModifier))
                continue;
            issues.AddRange(unfolded.Issues);
            foreach (var part in unfolded.Parts)
                Add(part, inDoubt: set is not null);
        }

        return new(record.Site, record.Patient, resources.ToImmutable(), doubtful.ToImmutable(), issues.ToImmutable())
        {
            IsCutShort = record.IsCutShort,
        };

        IssueCode? Add(RawResource raw, bool inDoubt)
        {
            var code = Check(raw, out var resource, out var told);
            issues.AddRange(told.Select(one => new DataIssue(one.Code, raw.Source, one.Element)));
            if (code is { } fault)
                issues.Add(new(fault, raw.Source));
            if (code is null && !inDoubt)
                resources.Add(new(raw.Source, resource!));
            else if (code is null or IssueCode.UnknownModifier)
                doubtful.Add(new(raw.Source, resource!));
            return code;
        }
    }

    private IssueCode? Check(RawResource raw, out Resource? resource, out ImmutableArray<(IssueCode Code, string Element)> told)
    {
        (resource, told) = reader.Read(raw.Json.Utf8());
        if (resource is null || ContradictsItself(resource))
            return IssueCode.InvalidResource;

        // FHIR R4, 2.1.0.4: a processor that does not understand a modifier extension must not use the element that carries it. What an
        // element below the root means for the whole is not known here, so the whole is set aside.
        return raw.Json.HasAnywhere("modifierExtension") ? IssueCode.UnknownModifier : null;
    }

    /// <summary>
    /// A value beside the reason why there is none (R4, obs-6), or beside a component of the same code (obs-7): nobody can tell which is
    /// meant.
    /// </summary>
    private static bool ContradictsItself(Resource resource) =>
        resource is Observation { Value: not null } observation
        && (observation.DataAbsentReason is not null || observation.Component.Exists(part => SameCode(part.Code, observation.Code)));

    private static bool SameCode(CodeableConcept? one, CodeableConcept? other) =>
        one is not null
        && other is not null
        && one.Coding.Exists(coding => other.Coding.Exists(same => same.Code == coding.Code && same.System == coding.System));
}
