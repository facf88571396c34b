// What is written. Every scored Observation has the shape of study-outcome; the profile of each question narrows it.

Invariant: out-1
Description: "An outcome has an answer, or the reason why there is none; never both, never neither."
Severity: #error
Expression: "value.exists() xor dataAbsentReason.exists()"

Invariant: out-2
Description: "An answer holds for a day."
Severity: #error
Expression: "value.exists() implies effective.exists()"

Invariant: out-3
Description: "An outcome names what it rests on."
Severity: #error
Expression: "derivedFrom.exists() or partOf.exists() or extension.where(url = '{{base}}/StructureDefinition/outcome-source').exists()"

Invariant: out-4
Description: "A component has a value, or the reason why there is none."
Severity: #error
Expression: "component.all(value.exists() xor dataAbsentReason.exists())"

Profile: ScoringSoftware
Parent: Device
Id: scoring-software
Title: "Scoring software"
Description: "The software that gave the answer, contained in what it wrote."
* insert Published
* deviceName 1..1
* deviceName.name 1..1
* version 1..1
* version.value 1..1
* patient 0..0
* udiCarrier 0..0

Profile: StudyOutcome
Parent: Observation
Id: study-outcome
Title: "Outcome"
Description: "One answered, or unanswerable, question of one patient, limb or segment. The identifier is the question, so a correction changes the Observation and never adds a second one."
* insert Published
* ^abstract = true
* obeys out-1 and out-2 and out-3 and out-4
* extension contains
    StudyProtocol named protocol 1..1 MS and
    ProtocolHash named protocolHash 0..1 MS and
    InclusionExtension named inclusion 1..1 MS and
    VisitExtension named visit 0..1 MS and
    AssessedEarly named early 0..1 MS and
    AnsweredByHand named byHand 0..1 MS and
    ReportedTotal named reportedTotal 0..1 MS and
    OutcomeSource named source 0..* MS
* identifier 1..1 MS
* identifier.system 1..1
* identifier.system = "{{base}}/sid/outcome" (exactly)
* identifier.value 1..1
* identifier.value ^maxLength = 64
* basedOn 0..0
* partOf MS
* partOf only Reference(Procedure)
* status MS
* status from OutcomeStatusVS (required)
* category 1..1 MS
* code MS
* code from OutcomeCodeVS (required)
* subject 1..1 MS
* subject only Reference(Patient)
* subject.reference 1..1
* focus 0..0
* effective[x] MS
* effective[x] only dateTime or Period
* value[x] MS
* dataAbsentReason MS
* dataAbsentReason.coding ^slicing.discriminator.type = #value
* dataAbsentReason.coding ^slicing.discriminator.path = "system"
* dataAbsentReason.coding ^slicing.rules = #open
* dataAbsentReason.coding contains general 1..1 and study 1..1
* dataAbsentReason.coding[general].system = "http://terminology.hl7.org/CodeSystem/data-absent-reason" (exactly)
* dataAbsentReason.coding[general].code 1..1
* dataAbsentReason.coding[study] from AbsenceReasonVS (required)
* dataAbsentReason.coding[study].system = "{{base}}/CodeSystem/absence-reason" (exactly)
* dataAbsentReason.coding[study].code 1..1
* bodySite MS
* bodySite from LocationVS (required)
* method 1..1 MS
* method from RuleVS (required)
* specimen 0..0
* device 1..1 MS
* device only Reference(ScoringSoftware)
* referenceRange 0..0
* hasMember 0..0
* derivedFrom MS
* derivedFrom only Reference(QuestionnaireResponse or Observation)
* component MS

RuleSet: Question(system, code, category)
* insert Published
* code = {system}#{code}
* category = http://terminology.hl7.org/CodeSystem/observation-category#{category}

RuleSet: OfPatient
* bodySite 0..0
* component 0..0

RuleSet: OfLeg
* bodySite 1..1
* bodySite from LegVS (required)
* extension[visit] 1..1

RuleSet: Measured(unit)
* value[x] only Quantity
* valueQuantity.value 1..1
* valueQuantity.comparator 0..0
* valueQuantity.unit 1..1
* valueQuantity.system 1..1
* valueQuantity.system = "http://unitsofmeasure.org" (exactly)
* valueQuantity.code 1..1
* valueQuantity.code = #{unit} (exactly)
