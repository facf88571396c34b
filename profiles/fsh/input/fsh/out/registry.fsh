// What goes with outcomes: where they came from, the table of a cohort, and what a registry receives.

Profile: OutcomeProvenance
Parent: Provenance
Id: outcome-provenance
Title: "Provenance of an outcome"
Description: "Which software made which outcomes from which resources, when, and under which protocol."
* insert Published
* extension contains StudyProtocol named protocol 1..1 MS
* target MS
* target only Reference(StudyOutcome)
* recorded MS
* activity MS
* agent 1..1 MS
* agent.type 1..1
* agent.type = http://terminology.hl7.org/CodeSystem/provenance-participant-type#assembler
* agent.who only Reference(ScoringSoftware)
* entity 1..* MS
* entity.role = #source
* entity.what.reference 1..1

Invariant: rep-1
Description: "Each figure stands once."
Severity: #error
Expression: "group.code.coding.where(system = '{{base}}/CodeSystem/figure').code.isDistinct()"

Invariant: rep-2
Description: "Not more units have a property than were asked."
Severity: #error
Expression: "group.where(population.code.coding.where(code = 'numerator').exists()).all(population.where(code.coding.where(code = 'numerator').exists()).count <= population.where(code.coding.where(code = 'denominator').exists()).count)"

Profile: CohortReport
Parent: MeasureReport
Id: cohort-report
Title: "Cohort report"
Description: "The table of the study over a cohort: one group for each figure, with its counts, its value and its statistics. The evidence for the rules stands with the report, that for a figure with the figure; a count that is withheld has the reason masked in place of a number. Synthetic data are said to be so by the security label of test data."
* insert Published
* obeys rep-1 and rep-2
* extension contains StudyProtocol named protocol 1..1 MS and EvidenceCitation named evidence 0..*
* status MS
* type = #summary
* measure MS
* subject 0..0
* date 1..1 MS
* reporter MS
* group 1..* MS
* group.extension contains FigureStatistics named statistics 1..1 MS and EvidenceCitation named evidence 0..*
* group.code 1..1 MS
* group.code from FigureVS (required)
* group.population ^slicing.discriminator.type = #pattern
* group.population ^slicing.discriminator.path = "code"
* group.population ^slicing.rules = #open
* group.population contains denominator 1..1 MS and numerator 0..1 MS
* group.population[denominator].code = http://terminology.hl7.org/CodeSystem/measure-population#denominator
* group.population[denominator].count 1..1
* group.population[denominator].count ^minValueInteger = 0
* group.population[numerator].code = http://terminology.hl7.org/CodeSystem/measure-population#numerator
* group.population[numerator].count 1..1
* group.population[numerator].count ^minValueInteger = 0
* group.measureScore MS

Invariant: reg-1
Description: "The pseudonym is the only identifier."
Severity: #error
Expression: "identifier.count() = 1"

Profile: RegistryPatient
Parent: Patient
Id: registry-patient
Title: "Patient of a registry"
Description: "A pseudonym with sex and year of birth: nothing that names the patient."
* insert Published
* obeys reg-1
* identifier 1..1
* identifier.system 1..1
* identifier.value 1..1
* name 0..0
* telecom 0..0
* address 0..0
* photo 0..0
* contact 0..0
* birthDate ^maxLength = 4
* generalPractitioner 0..0
* link 0..0

Invariant: bun-1
Description: "A transaction says what is to be done with each resource; a collection does not."
Severity: #error
Expression: "(type = 'transaction' and entry.all(request.exists())) or (type = 'collection' and entry.all(request.empty()))"

Invariant: bun-2
Description: "Every outcome is of a patient of the Bundle."
Severity: #error
Expression: "entry.resource.ofType(Observation).subject.reference.all($this in %resource.entry.fullUrl)"

RuleSet: Entry(slice, profile)
* entry[{slice}].fullUrl 1..1
* entry[{slice}].resource 1..1
* entry[{slice}].resource only {profile}
* entry[{slice}].search 0..0
* entry[{slice}].response 0..0

Profile: RegistryBundle
Parent: Bundle
Id: registry-bundle
Title: "Registry Bundle"
Description: "What a registry receives: patients under pseudonym, then their outcomes, then where the outcomes came from, then the table. In this order, and nothing else, so that a reader knows a patient before anything that refers to it."
* insert Published
* obeys bun-1 and bun-2
* identifier 1..1
* identifier.system 1..1
* identifier.value 1..1
* type from BundleKindVS (required)
* timestamp 1..1
* total 0..0
* entry 1..*
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #closed
* entry ^slicing.ordered = true
* entry contains patient 1..* and outcome 1..* and provenance 0..* and report 0..1
* insert Entry(patient, RegistryPatient)
* insert Entry(outcome, StudyOutcome)
* insert Entry(provenance, OutcomeProvenance)
* insert Entry(report, CohortReport)
