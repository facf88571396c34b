// Questions that are asked of a vein segment: the vena cava by patient, the iliac veins by limb.

Invariant: pat-1
Description: "A time says whether patency was lost at its end, and why it ended."
Severity: #error
Expression: "value.exists() implies (component.where(code.coding.where(code = 'lost').exists()).value.exists() and component.where(code.coding.where(code = 'reason').exists()).value.exists())"

Invariant: pat-2
Description: "Days are whole and not negative."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this.toString().contains('.').not())"

Invariant: pat-3
Description: "Follow-up that ended without a loss ended with the last imaging; a loss has another reason."
Severity: #error
Expression: "(value.exists() and component.where(code.coding.where(code = 'lost').exists()).value.exists()) implies component.where(code.coding.where(code = 'lost').exists()).value = component.where(code.coding.where(code = 'reason').exists()).value.coding.where(code = 'last-imaging').empty()"

Profile: PatencyOutcome
Parent: StudyOutcome
Id: outcome-patency
Title: "Patency"
Description: "Days from the end of the index treatment to the loss of patency of one segment, or to the end of its follow-up."
* insert Published
* ^abstract = true
* obeys pat-1 and pat-2 and pat-3
* category = http://terminology.hl7.org/CodeSystem/observation-category#procedure
* bodySite 1..1
* bodySite from SegmentVS (required)
* insert Measured(d)
* insert SlicedByCode(closed)
* component contains lost 0..1 and reason 0..1 and later-image-unread 0..1
* component[lost].code = OutcomeComponentCS#lost
* component[lost].value[x] 1..1
* component[lost].value[x] only boolean
* component[reason].code = OutcomeComponentCS#reason
* component[reason].value[x] 1..1
* component[reason].value[x] only CodeableConcept
* component[reason].value[x] from PatencyReasonVS (required)
* component[later-image-unread].code = OutcomeComponentCS#later-image-unread
* component[later-image-unread].value[x] 1..1
* component[later-image-unread].value[x] only boolean

Profile: PrimaryPatencyOutcome
Parent: PatencyOutcome
Id: outcome-primary-patency
Title: "Primary patency"
Description: "Time to the first occlusion, reintervention, or stenosis above half of the diameter."
* insert Published
* code = InstrumentCS#primary-patency

Profile: AssistedPrimaryPatencyOutcome
Parent: PatencyOutcome
Id: outcome-assisted-primary-patency
Title: "Assisted primary patency"
Description: "Time to the first occlusion."
* insert Published
* code = InstrumentCS#assisted-primary-patency

Profile: SecondaryPatencyOutcome
Parent: PatencyOutcome
Id: outcome-secondary-patency
Title: "Secondary patency"
Description: "Time to an occlusion that is not reopened."
* insert Published
* code = InstrumentCS#secondary-patency
