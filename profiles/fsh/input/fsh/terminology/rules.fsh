// {{base}} stands for the canonical of sushi-config.yaml; profiles/build.sh puts it in before SUSHI runs. In place of {{question …}} it writes
// the profile and the example of a question (tools/questions.mjs).

Alias: $sct = http://snomed.info/sct
Alias: $cpt = http://www.ama-assn.org/go/cpt
Alias: $icd10pcs = http://www.cms.gov/Medicare/Coding/ICD10
Alias: $icd10cm = http://hl7.org/fhir/sid/icd-10-cm
Alias: $icd10gm = http://fhir.de/CodeSystem/bfarm/icd-10-gm
Alias: $icd10 = http://hl7.org/fhir/sid/icd-10
Alias: $ops = http://fhir.de/CodeSystem/bfarm/ops
Alias: $opcs = https://fhir.hl7.org.uk/Id/opcs-4
Alias: $hcpcs = https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets
Alias: $loinc = http://loinc.org
Alias: $ucum = http://unitsofmeasure.org

// What every code system of the study has: complete, case-sensitive, with a property for the source of a definition.
RuleSet: StudyCodes
* ^experimental = false
* ^publisher = "IvcFhir project"
* ^caseSensitive = true
* ^property[+].code = #citation
* ^property[=].description = "The publication on which the definition rests."
* ^property[=].type = #string

RuleSet: Cite(code, text)
* #{code} ^property[+].code = #citation
* #{code} ^property[=].valueString = {text}

// Every code of one code system.
RuleSet: AllCodes
* ^experimental = false
* ^publisher = "IvcFhir project"
