// Questions that are asked once of a patient.

Invariant: dur-1
Description: "A duration is above zero."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this > 0)"

Profile: TechnicalSuccessOutcome
Parent: StudyOutcome
Id: outcome-technical-success
Title: "Technical success"
Description: "Whether thrombectomy and thrombolysis were both completed."
* insert Question(InstrumentCS, technical-success, procedure)
* insert OfPatient
* value[x] only boolean

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

Invariant: dwl-1
Description: "Days are whole and not negative, and it is said whether the filter was out at their end."
Severity: #error
Expression: "value.exists() implies (value.ofType(Quantity).value >= 0 and value.ofType(Quantity).value.toString().contains('.').not() and component.where(code.coding.where(code = 'retrieved').exists()).value.exists())"

Profile: FilterDwellOutcome
Parent: StudyOutcome
Id: outcome-filter-dwell
Title: "Filter dwell"
Description: "Days from placement to retrieval, or to the last day on which the filter was known to be in place."
* insert Question(RegistryInstrumentCS, filter-dwell, procedure)
* obeys dwl-1
* bodySite 0..0
* insert Measured(d)
* insert SlicedByCode(closed)
* component contains retrieved 0..1
* component[retrieved].code = OutcomeComponentCS#retrieved
* component[retrieved].value[x] only boolean

Profile: FilterRetrievalOutcome
Parent: StudyOutcome
Id: outcome-filter-retrieval
Title: "Filter retrieval"
Description: "Whether retrieval was tried, and whether it succeeded."
* insert Question(RegistryInstrumentCS, filter-retrieval, procedure)
* insert OfPatient
* value[x] only CodeableConcept
* value[x] from RetrievalStatusVS (required)

Profile: ComplicationGradeOutcome
Parent: StudyOutcome
Id: outcome-complication-grade
Title: "Complication grade"
Description: "The native grade of one complication, with its kind. The scale is the code system of the grade."
* insert Question(RegistryInstrumentCS, complication-grade, procedure)
* bodySite 0..0
* value[x] only CodeableConcept
* value[x] from ComplicationGradeVS (required)
* insert SlicedByCode(closed)
* component contains kind 1..1
* component[kind].code = OutcomeComponentCS#kind
* component[kind].value[x] 1..1
* component[kind].value[x] only CodeableConcept
* component[kind].value[x] from ComplicationKindVS (required)

Invariant: lys-1
Description: "Grade and percentage agree, whichever of the published limits is used: I below 50, II from 50 and below 100, III above 90. More thrombus than before is grade I."
Severity: #error
Expression: "(value.exists() and component.value.exists()) implies ((value.coding.where(code = 'i').exists() and component.value.ofType(Quantity).value < 50) or (value.coding.where(code = 'ii').exists() and component.value.ofType(Quantity).value >= 50 and component.value.ofType(Quantity).value < 100) or (value.coding.where(code = 'iii').exists() and component.value.ofType(Quantity).value > 90))"

Profile: LysisGradeOutcome
Parent: StudyOutcome
Id: outcome-lysis-grade
Title: "Lysis grade"
Description: "How much of the thrombus was cleared, as grade and as percentage."
* insert Question(RegistryInstrumentCS, lysis-grade, procedure)
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
