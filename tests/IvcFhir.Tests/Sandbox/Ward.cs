namespace IvcFhir.Tests.Sandbox;

/// <summary>One hospital that many tests read and none changes. Its clock stands at noon (UTC) of 1 July 2024.</summary>
public sealed class Ward : IAsyncLifetime
{
    private static readonly string[] Resources =
    [
        """{"resourceType":"Patient","id":"p1","identifier":[{"system":"urn:mrn","value":"1"},{"value":"A,1"}],"name":[{"family":"Özil","given":["Mary Ann"]}],"gender":"female","birthDate":"1960-05","active":true}""",
        """{"resourceType":"Patient","id":"p2","identifier":[{"system":"urn:ssn","value":"1"}],"name":[{"text":"Jan Smith"}]}""",
        """{"resourceType":"Procedure","id":"r1","status":"completed","category":{"coding":[{"code":"387713003"}]},"code":{"coding":[{"system":"http://snomed.info/sct","code":"11"},{"system":"http://www.ama-assn.org/go/cpt","code":"37187"}]},"subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},"performedPeriod":{"start":"2024-02-28T22:00:00Z","end":"2024-03-01T01:00:00Z"}}""",
        """{"resourceType":"Procedure","id":"r2","status":"not-done","code":{"coding":[{"code":"11"}]},"subject":{"reference":"Patient/p2/_history/1"},"performedDateTime":"2024"}""",
        """{"resourceType":"Procedure","id":"r3","status":"completed","code":{"text":"free"},"subject":{"reference":"Group/p1"}}""",
        """{"resourceType":"Device","id":"d1","type":{"coding":[{"system":"http://snomed.info/sct","code":"360054005"}]},"patient":{"reference":"Patient/p1"},"manufacturer":"Acme"}""",
        """{"resourceType":"DeviceUseStatement","id":"u1","status":"active","subject":{"reference":"Patient/p1"},"device":{"reference":"Device/d1"}}""",
        """{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"IMP"},"type":[{"coding":[{"code":"inpatient"}]}],"subject":{"reference":"Patient/p1"},"period":{"start":"2024-02-28"}}""",
        """{"resourceType":"Observation","id":"o1","status":"final","category":[{"coding":[{"code":"survey"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"1-1"}]},"subject":{"reference":"Patient/p1"},"device":{"reference":"Device/d1"},"effectiveDateTime":"2024-03-01T10:00:00+02:00"}""",
        """{"resourceType":"Observation","id":"o2","status":"amended","code":{"coding":[{"system":"urn:local","code":"1-1"}]},"subject":{"reference":"Patient/p1"},"hasMember":[{"reference":"Observation/o1"}],"component":[{"code":{"coding":[{"code":"c"}]}}],"effectiveDateTime":"2024-03-02"}""",
        """{"resourceType":"Condition","id":"c1","code":{"coding":[{"code":"I82.422"}]},"clinicalStatus":{"coding":[{"code":"active"}]},"subject":{"reference":"Patient/p1"},"onsetDateTime":"2023-12"}""",
        """{"resourceType":"DiagnosticReport","id":"t1","status":"preliminary","category":[{"coding":[{"code":"RAD"}]}],"code":{"coding":[{"code":"us"}]},"subject":{"reference":"Patient/p1"},"result":[{"reference":"Observation/o1"}],"effectiveDateTime":"2024-03-01"}""",
        """{"resourceType":"QuestionnaireResponse","id":"q1","status":"completed","questionnaire":"urn:villalta|1","subject":{"reference":"Patient/p1"},"authored":"2024-03-04"}""",
        """{"resourceType":"Provenance","id":"v1","target":[{"reference":"Observation/o1"},{"reference":"Patient/p1"}],"recorded":"2024-03-05T00:00:00Z"}""",
        """{"resourceType":"Specimen","id":"s1","identifier":[{"value":"S-1"}],"subject":{"reference":"Patient/p1"}}""",
    ];

    internal Visit Visit { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Visit = await Visit.StartAsync(new() { Clock = new Noon() }, Resources);

    public ValueTask DisposeAsync() => Visit.DisposeAsync();

    private sealed class Noon : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero);
    }
}
