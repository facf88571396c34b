// Questions that are asked once of a patient.

Invariant: dur-1
Description: "A duration is above zero."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this > 0)"

Profile: ProcedureDurationOutcome
Parent: StudyOutcome
Id: outcome-procedure-duration
Title: "Duration of the procedure"
Description: "Minutes of the endovascular session."
* insert Question(InstrumentCS, procedure-duration, procedure)
* obeys dur-1
* insert OfPatient
* insert Measured(min)

Profile: FilterPositionOutcome
Parent: StudyOutcome
Id: outcome-filter-position
Title: "Filter position"
Description: "Where the filter that protected the treatment was placed."
* insert Question(InstrumentCS, filter-position, procedure)
* insert OfPatient
* value[x] only CodeableConcept
* value[x] from FilterPositionVS (required)

Profile: SevereComplicationOutcome
Parent: StudyOutcome
Id: outcome-severe-complication
Title: "Severe complication"
Description: "Whether a severe complication happened in the periprocedural window."
* insert Question(InstrumentCS, severe-complication, procedure)
* insert OfPatient
* value[x] only boolean

Invariant: day-1
Description: "Days are whole and not negative."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this >= 0 and $this.toString().contains('.').not())"

Profile: FilterDwellOutcome
Parent: StudyOutcome
Id: outcome-filter-dwell
Title: "Filter dwell"
Description: "Days from placement to retrieval of a filter that was taken out, with the last advice that there was on it before."
* insert Question(InstrumentCS, filter-dwell, procedure)
* obeys day-1
* bodySite 0..0
* insert Measured(d)
* insert SlicedByCode(closed)
* component contains advisory 0..1
* component[advisory].code = OutcomeComponentCS#advisory
* component[advisory].value[x] 1..1
* component[advisory].value[x] only CodeableConcept
* component[advisory].value[x] from DwellAdvisoryVS (required)

Invariant: ret-1
Description: "Of a filter that is in place without an attempt there was none; of any other there was at least one."
Severity: #error
Expression: "value.exists() implies (value.coding.where(code = 'not-attempted').exists() = (component.value.ofType(integer) = 0))"

Profile: FilterRetrievalOutcome
Parent: StudyOutcome
Id: outcome-filter-retrieval
Title: "Filter retrieval"
Description: "Whether retrieval was tried, how often, and whether it succeeded."
* insert Question(InstrumentCS, filter-retrieval, procedure)
* obeys ret-1
* bodySite 0..0
* value[x] only CodeableConcept
* value[x] from RetrievalStatusVS (required)
* insert SlicedByCode(closed)
* component contains attempts 0..1
* component[attempts].code = OutcomeComponentCS#attempts
* component[attempts].value[x] 1..1
* component[attempts].value[x] only integer
* component[attempts].valueInteger ^minValueInteger = 0

RuleSet: YesNoSlice(code)
* component contains {code} 0..1
* component[{code}].code = OutcomeComponentCS#{code}
* component[{code}].value[x] 1..1
* component[{code}].value[x] only boolean

Invariant: bey-1
Description: "A measured finding says whether it lies beyond the limit."
Severity: #error
Expression: "value.exists() implies component.where(code.coding.where(code = 'beyond-limit').exists()).value.exists()"

Invariant: til-1
Description: "Tilted is above 15 degrees, without the sign."
Severity: #error
Expression: "value.exists() implies ((value.ofType(Quantity).value > 15 or value.ofType(Quantity).value < -15) = component.where(code.coding.where(code = 'beyond-limit').exists()).value)"

Profile: FilterTiltOutcome
Parent: StudyOutcome
Id: outcome-filter-tilt
Title: "Filter tilt"
Description: "The largest angle that was found while the filter was in place, and whether it is above 15 degrees."
* insert Question(InstrumentCS, filter-tilt, procedure)
* obeys bey-1 and til-1
* bodySite 0..0
* insert Measured(deg)
* insert SlicedByCode(closed)
* insert YesNoSlice(beyond-limit)

Invariant: mig-1
Description: "Migrated is above 20 mm, without the sign."
Severity: #error
Expression: "value.exists() implies ((value.ofType(Quantity).value > 20 or value.ofType(Quantity).value < -20) = component.where(code.coding.where(code = 'beyond-limit').exists()).value)"

Profile: FilterMigrationOutcome
Parent: StudyOutcome
Id: outcome-filter-migration
Title: "Filter migration"
Description: "The largest distance from where the filter was placed, with its sign (below zero towards the feet), and whether it is above 20 mm."
* insert Question(InstrumentCS, filter-migration, procedure)
* obeys bey-1 and mig-1
* bodySite 0..0
* insert Measured(mm)
* insert SlicedByCode(closed)
* insert YesNoSlice(beyond-limit)

Invariant: pen-1
Description: "Both limits that sources use are answered from the millimetres, and the protocol follows one of them."
Severity: #error
Expression: "value.exists() implies (((value.ofType(Quantity).value > 3) = component.where(code.coding.where(code = 'beyond-3-mm').exists()).value) and ((value.ofType(Quantity).value > 5) = component.where(code.coding.where(code = 'beyond-5-mm').exists()).value))"

Profile: FilterPenetrationOutcome
Parent: StudyOutcome
Id: outcome-filter-penetration
Title: "Caval penetration"
Description: "The largest distance of a strut outside the wall, and whether it is above 3 mm, above 5 mm, and above the limit of the protocol."
* insert Question(InstrumentCS, filter-penetration, procedure)
* obeys bey-1 and pen-1
* bodySite 0..0
* insert Measured(mm)
* insert SlicedByCode(closed)
* insert YesNoSlice(beyond-limit)
* insert YesNoSlice(beyond-3-mm)
* insert YesNoSlice(beyond-5-mm)

Invariant: cgr-1
Description: "A grade goes with its kind and its class."
Severity: #error
Expression: "value.exists() implies (component.where(code.coding.where(code = 'kind').exists()).value.exists() and component.where(code.coding.where(code = 'class').exists()).value.exists())"

Profile: ComplicationGradeOutcome
Parent: StudyOutcome
Id: outcome-complication-grade
Title: "Worst complication on a scale"
Description: "The worst native grade on one scale in the periprocedural window, with the kind of the complication that has it. The scale is the question and the code system of the grade."
* insert Published
* ^abstract = true
* category = http://terminology.hl7.org/CodeSystem/observation-category#procedure
* obeys cgr-1
* bodySite 0..0
* value[x] only CodeableConcept
* value[x] from ComplicationGradeVS (required)
* insert SlicedByCode(closed)
* component contains kind 0..1 and class 0..1
* component[kind].code = OutcomeComponentCS#kind
* component[kind].value[x] 1..1
* component[kind].value[x] only CodeableConcept
* component[kind].value[x] from ComplicationKindVS (required)
* component[class].code = OutcomeComponentCS#class
* component[class].value[x] 1..1
* component[class].value[x] only CodeableConcept
* component[class].value[x] from ComplicationClassVS (required)

Profile: ComplicationSir2003Outcome
Parent: ComplicationGradeOutcome
Id: outcome-complication-sir-2003
Title: "Worst complication on SIR 2003"
Description: "The worst native grade on SIR 2003."
* insert Published
* code = InstrumentCS#complication-sir-2003
* value[x] from Sir2003GradeVS (required)

Profile: ComplicationSir2017Outcome
Parent: ComplicationGradeOutcome
Id: outcome-complication-sir-2017
Title: "Worst complication on SIR 2017"
Description: "The worst native grade on SIR 2017."
* insert Published
* code = InstrumentCS#complication-sir-2017
* value[x] from Sir2017GradeVS (required)

Profile: ComplicationCirse2017Outcome
Parent: ComplicationGradeOutcome
Id: outcome-complication-cirse-2017
Title: "Worst complication on CIRSE 2017"
Description: "The worst native grade on CIRSE 2017."
* insert Published
* code = InstrumentCS#complication-cirse-2017
* value[x] from Cirse2017GradeVS (required)

Invariant: bld-1
Description: "Where a criterion is met the bleed is major."
Severity: #error
Expression: "component.where(value.ofType(boolean) = true).exists() implies value = true"

Profile: MajorBleedingOutcome
Parent: StudyOutcome
Id: outcome-major-bleeding
Title: "Major bleeding"
Description: "Whether a major bleed by the ISTH happened in the periprocedural window, with each criterion; a criterion that was not recorded has a reason in place of a value."
* insert Question(InstrumentCS, major-bleeding, procedure)
* obeys bld-1
* bodySite 0..0
* value[x] only boolean
* component.code from BleedingCriterionVS (required)
* component.value[x] only boolean

Invariant: evt-1
Description: "A time says whether the event happened at its end."
Severity: #error
Expression: "value.exists() implies component.where(code.coding.where(code = 'happened').exists()).value.exists()"

Profile: LaterEventOutcome
Parent: StudyOutcome
Id: outcome-later-event
Title: "Later event"
Description: "Days from the end of the index treatment to the first event, or to the end of observation."
* insert Published
* ^abstract = true
* category = http://terminology.hl7.org/CodeSystem/observation-category#procedure
* obeys day-1 and evt-1
* bodySite 0..0
* insert Measured(d)
* insert SlicedByCode(closed)
* insert YesNoSlice(happened)

Profile: RecurrentDvtOutcome
Parent: LaterEventOutcome
Id: outcome-recurrent-dvt
Title: "Recurrent deep vein thrombosis"
Description: "Time to the first new deep vein thrombosis."
* insert Published
* code = InstrumentCS#recurrent-dvt

Profile: PulmonaryEmbolismOutcome
Parent: LaterEventOutcome
Id: outcome-pulmonary-embolism
Title: "Pulmonary embolism"
Description: "Time to the first pulmonary embolism after the index treatment."
* insert Published
* code = InstrumentCS#pulmonary-embolism

Invariant: lys-1
Description: "Grade and percentage agree, whichever of the published limits is used: I below 50, II from 50 and below 100, III above 90. More thrombus than before is grade I."
Severity: #error
Expression: "(value.exists() and component.value.exists()) implies ((value.coding.where(code = 'i').exists() and component.value.ofType(Quantity).value < 50) or (value.coding.where(code = 'ii').exists() and component.value.ofType(Quantity).value >= 50 and component.value.ofType(Quantity).value < 100) or (value.coding.where(code = 'iii').exists() and component.value.ofType(Quantity).value > 90))"

Profile: LysisGradeOutcome
Parent: StudyOutcome
Id: outcome-lysis-grade
Title: "Lysis grade"
Description: "How much of the thrombus was cleared, as grade and as percentage."
* insert Question(InstrumentCS, lysis-grade, procedure)
* obeys lys-1
* value[x] only CodeableConcept
* value[x] from LysisGradeVS (required)
* insert SlicedByCode(closed)
* component contains cleared 0..1
* component[cleared].code = OutcomeComponentCS#cleared
* component[cleared].value[x] only Quantity
* component[cleared].valueQuantity.value 1..1
* component[cleared].valueQuantity.value ^maxValueDecimal = 100
* component[cleared].valueQuantity.system 1..1
* component[cleared].valueQuantity.system = "http://unitsofmeasure.org" (exactly)
* component[cleared].valueQuantity.code 1..1
* component[cleared].valueQuantity.code = #% (exactly)
* component contains progressed 0..1
* component[progressed].code = OutcomeComponentCS#progressed
* component[progressed].value[x] 1..1
* component[progressed].value[x] only boolean
