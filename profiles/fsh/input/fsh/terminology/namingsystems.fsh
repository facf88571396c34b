// Names of systems: the study's own identifiers, and every spelling under which a public code system arrives.
// The spelling marked as preferred is the one that the code maps use.

RuleSet: Named(id, name, kind, description)
* id = "{id}"
* name = "{name}"
* status = #active
* kind = #{kind}
* date = "2026-01-01"
* publisher = "IvcFhir project"
* description = {description}

RuleSet: PreferredUri(value)
* uniqueId[+].type = #uri
* uniqueId[=].value = "{value}"
* uniqueId[=].preferred = true

RuleSet: OtherUri(value)
* uniqueId[+].type = #uri
* uniqueId[=].value = "{value}"
* uniqueId[=].preferred = false

RuleSet: Oid(value)
* uniqueId[+].type = #oid
* uniqueId[=].value = "{value}"
* uniqueId[=].preferred = true

Instance: OutcomeIdentifier
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[outcome]], [[OutcomeIdentifier]], [[identifier]], [["Identifier of a written outcome: the question that it answers. It never depends on the answer, so a correction changes the Observation and does not add a second one."]])
* insert PreferredUri([[{{base}}/sid/outcome]])

Instance: SnomedSystem
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[snomed-ct]], [[SnomedCt]], [[codesystem]], [["SNOMED CT, and the spellings under which it arrives."]])
* insert PreferredUri([[http://snomed.info/sct]])
* insert Oid([[2.16.840.1.113883.6.96]])
* insert OtherUri([[https://snomed.info/sct]])

Instance: LoincSystem
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[loinc]], [[Loinc]], [[codesystem]], [["LOINC, and the spellings under which it arrives."]])
* insert PreferredUri([[http://loinc.org]])
* insert Oid([[2.16.840.1.113883.6.1]])
* insert OtherUri([[https://loinc.org]])

Instance: CptSystem
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[cpt]], [[Cpt]], [[codesystem]], [["CPT, and the spellings under which it arrives."]])
* insert PreferredUri([[http://www.ama-assn.org/go/cpt]])
* insert Oid([[2.16.840.1.113883.6.12]])
* insert OtherUri([[https://www.ama-assn.org/go/cpt]])

Instance: Icd10PcsSystem
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[icd-10-pcs]], [[Icd10Pcs]], [[codesystem]], [["ICD-10-PCS, and the spellings under which it arrives."]])
* insert PreferredUri([[http://www.cms.gov/Medicare/Coding/ICD10]])
* insert Oid([[2.16.840.1.113883.6.4]])
* insert OtherUri([[https://www.cms.gov/Medicare/Coding/ICD10]])
* insert OtherUri([[http://terminology.hl7.org/CodeSystem/icd10PCS]])
* insert OtherUri([[https://www.icd10data.com/icd10pcs]])
* insert OtherUri([[http://www.icd10data.com/icd10pcs]])
* insert OtherUri([[http://hl7.org/fhir/sid/icd-10-pcs]])

Instance: Icd10CmSystem
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[icd-10-cm]], [[Icd10Cm]], [[codesystem]], [["ICD-10-CM, and the spellings under which it arrives. Its codes arrive with and without the dot."]])
* insert PreferredUri([[http://hl7.org/fhir/sid/icd-10-cm]])
* insert Oid([[2.16.840.1.113883.6.90]])
* insert OtherUri([[https://hl7.org/fhir/sid/icd-10-cm]])
* insert OtherUri([[http://terminology.hl7.org/CodeSystem/icd10CM]])

Instance: HcpcsSystem
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[hcpcs]], [[Hcpcs]], [[codesystem]], [["HCPCS Level II, and the spellings under which it arrives."]])
* insert PreferredUri([[https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets]])
* insert Oid([[2.16.840.1.113883.6.285]])
* insert OtherUri([[http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets]])
* insert OtherUri([[http://terminology.hl7.org/CodeSystem/HCPCS-all-codes]])
* insert OtherUri([[http://terminology.hl7.org/CodeSystem/HCPCS]])
