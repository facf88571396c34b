// What comes in: findings, assessments of legs, positions, complications.

Invariant: obs-in-1
Description: "Only final, amended and corrected results are used; others wait or are set aside."
Severity: #warning
Expression: "status in ('final' | 'amended' | 'corrected')"

Invariant: obs-in-2
Description: "The day should be known."
Severity: #warning
Expression: "effective.ofType(dateTime).all($this.toString().length() >= 10)"

Invariant: obs-in-3
Description: "A value with a comparator is not a value of the study."
Severity: #error
Expression: "value.ofType(Quantity).comparator.empty() and component.value.ofType(Quantity).comparator.empty()"

Invariant: fnd-1
Description: "A finding states the status of the vein, or why there is none."
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists()"

Invariant: srv-1
Description: "Each component states the status of its segment, or why there is none."
Severity: #error
Expression: "component.all(value.exists() xor dataAbsentReason.exists())"

Invariant: pnl-1
Description: "An assessment carries its items as components or as members."
Severity: #error
Expression: "component.exists() or hasMember.exists()"

Invariant: pnl-2
Description: "A grade is a whole number from 0 to 3."
Severity: #error
Expression: "component.value.ofType(integer).all($this >= 0 and $this <= 3) and component.value.ofType(Quantity).value.all($this = 0 or $this = 1 or $this = 2 or $this = 3)"

Invariant: itm-1
Description: "A grade as a quantity is 0, 1, 2 or 3."
Severity: #error
Expression: "value.ofType(Quantity).value.all($this = 0 or $this = 1 or $this = 2 or $this = 3)"

RuleSet: IncomingObservation
* insert Published
* obeys obs-in-1 and obs-in-2 and obs-in-3
* status MS
* code MS
* subject 1..1 MS
* subject only Reference(Patient)
* encounter MS
* effective[x] 1..1 MS
* effective[x] only dateTime or Period or instant

Profile: VeinFinding
Parent: Observation
Id: vein-finding
Title: "Vein finding"
Description: "The state of one vein segment on one day, from duplex or venography."
* insert IncomingObservation
* obeys fnd-1
* code = ObservationKindCS#vein-finding
* value[x] only CodeableConcept
* value[x] MS
* value[x] from VeinStatusCodeVS (extensible)
* dataAbsentReason MS
* bodySite 1..1 MS
* bodySite from VeinSiteVS (extensible)
* method MS
* method from ImagingCodeVS (extensible)

Profile: VeinSurvey
Parent: Observation
Id: vein-survey
Title: "Vein survey"
Description: "The state of several segments on one day: one component for each segment, whose code is the vein. The side may stand once, as body site."
* insert IncomingObservation
* obeys srv-1
* code = ObservationKindCS#vein-finding
* value[x] 0..0
* bodySite MS
* method MS
* method from ImagingCodeVS (extensible)
* component 1..* MS
* component.code MS
* component.code from VeinSiteVS (extensible)
* component.value[x] only CodeableConcept
* component.value[x] MS
* component.value[x] from VeinStatusCodeVS (extensible)
* component.dataAbsentReason MS

Profile: VeinReport
Parent: DiagnosticReport
Id: vein-report
Title: "Vein report"
Description: "A report of duplex or venography with its findings as results. What it withdraws is withdrawn with it."
* insert Published
* status MS
* code MS
* code from ImagingCodeVS (extensible)
* subject 1..1 MS
* subject only Reference(Patient)
* effective[x] 1..1 MS
* result 1..* MS
* result only Reference(VeinFinding or VeinSurvey)

// One graded item of an assessment.
RuleSet: GradedSlice(item, system)
* component contains {item} 0..1 MS
* component[{item}].code = {system}#{item}
* component[{item}].value[x] only integer or Quantity or CodeableConcept or string

RuleSet: VillaltaSlices
* insert GradedSlice(pain, VillaltaItemCS)
* insert GradedSlice(cramps, VillaltaItemCS)
* insert GradedSlice(heaviness, VillaltaItemCS)
* insert GradedSlice(paresthesia, VillaltaItemCS)
* insert GradedSlice(pruritus, VillaltaItemCS)
* insert GradedSlice(pretibial-edema, VillaltaItemCS)
* insert GradedSlice(skin-induration, VillaltaItemCS)
* insert GradedSlice(hyperpigmentation, VillaltaItemCS)
* insert GradedSlice(redness, VillaltaItemCS)
* insert GradedSlice(venous-ectasia, VillaltaItemCS)
* insert GradedSlice(calf-compression-pain, VillaltaItemCS)

RuleSet: VcssSlices
* insert GradedSlice(pain, VcssItemCS)
* insert GradedSlice(varicose-veins, VcssItemCS)
* insert GradedSlice(venous-edema, VcssItemCS)
* insert GradedSlice(skin-pigmentation, VcssItemCS)
* insert GradedSlice(inflammation, VcssItemCS)
* insert GradedSlice(induration, VcssItemCS)
* insert GradedSlice(active-ulcer-number, VcssItemCS)
* insert GradedSlice(active-ulcer-duration, VcssItemCS)
* insert GradedSlice(active-ulcer-size, VcssItemCS)
* insert GradedSlice(compression-use, VcssItemCS)

RuleSet: SlicedByCode(rules)
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #{rules}

Profile: VillaltaPanel
Parent: Observation
Id: villalta-panel
Title: "Villalta panel"
Description: "The Villalta assessment of one leg: its items as components, or as members. An item that was not recorded is left out or has a reason; it is never zero."
* insert IncomingObservation
* obeys pnl-1 and pnl-2
* code = ObservationKindCS#villalta-assessment
* bodySite 1..1 MS
* bodySite from LegSiteVS (extensible)
* hasMember MS
* hasMember only Reference(VillaltaItem or VillaltaUlcer or VillaltaReportedTotal)
* insert SlicedByCode(open)
* insert VillaltaSlices
* component contains ulcer 0..1 MS
* component[ulcer].code = ObservationKindCS#villalta-ulcer
* component[ulcer].value[x] only boolean or CodeableConcept or string

Profile: VillaltaItem
Parent: Observation
Id: villalta-item
Title: "Villalta item"
Description: "One item of the Villalta scale. Items without a panel are put together by patient, leg and day."
* insert IncomingObservation
* obeys itm-1
* code from VillaltaItemVS (required)
* bodySite MS
* bodySite from LegSiteVS (extensible)
* value[x] only integer or Quantity or CodeableConcept or string
* value[x] MS
* valueInteger ^minValueInteger = 0
* valueInteger ^maxValueInteger = 3
* valueCodeableConcept from GradeVS (extensible)
* dataAbsentReason MS

Profile: VillaltaUlcer
Parent: Observation
Id: villalta-ulcer
Title: "Villalta ulcer"
Description: "Whether the leg has a venous ulcer. Only an ulcer present at the visit counts."
* insert IncomingObservation
* code = ObservationKindCS#villalta-ulcer
* bodySite MS
* bodySite from LegSiteVS (extensible)
* value[x] only boolean or CodeableConcept or string
* value[x] MS
* valueCodeableConcept from PresentVS (extensible)

Profile: VillaltaReportedTotal
Parent: Observation
Id: villalta-reported-total
Title: "Villalta total as reported"
Description: "A total that the site states. It is compared with the computed one, and used as it only where the protocol accepts it."
* insert IncomingObservation
* code = ObservationKindCS#villalta-total
* bodySite MS
* bodySite from LegSiteVS (extensible)
* value[x] only integer or Quantity
* value[x] MS
* valueInteger ^minValueInteger = 0
* valueInteger ^maxValueInteger = 33

Profile: VcssPanel
Parent: Observation
Id: vcss-panel
Title: "VCSS panel"
Description: "The revised VCSS of one leg: its attributes as components, or as members."
* insert IncomingObservation
* obeys pnl-1 and pnl-2
* code = ObservationKindCS#vcss-assessment
* bodySite 1..1 MS
* bodySite from LegSiteVS (extensible)
* hasMember MS
* hasMember only Reference(VcssItem or VcssReportedTotal)
* method MS
* method from VcssVersionVS (extensible)
* method ^short = "Version of the instrument; revised 2010 where absent"
* insert SlicedByCode(open)
* insert VcssSlices

Profile: VcssItem
Parent: Observation
Id: vcss-item
Title: "VCSS attribute"
Description: "One attribute of the revised VCSS."
* insert IncomingObservation
* obeys itm-1
* code from VcssItemVS (required)
* bodySite MS
* bodySite from LegSiteVS (extensible)
* value[x] only integer or Quantity or CodeableConcept or string
* value[x] MS
* valueInteger ^minValueInteger = 0
* valueInteger ^maxValueInteger = 3
* valueCodeableConcept from GradeVS (extensible)
* dataAbsentReason MS

Profile: VcssReportedTotal
Parent: Observation
Id: vcss-reported-total
Title: "VCSS total as reported"
Description: "A total that the site states. It is compared with the computed one, and used as it only where the protocol accepts it."
* insert IncomingObservation
* code = ObservationKindCS#vcss-total
* bodySite MS
* bodySite from LegSiteVS (extensible)
* value[x] only integer or Quantity
* value[x] MS
* valueInteger ^minValueInteger = 0
* valueInteger ^maxValueInteger = 30

Profile: FilterPositionFinding
Parent: Observation
Id: filter-position-finding
Title: "Filter position, as recorded"
Description: "Where the filter sits, as the site recorded it."
* insert IncomingObservation
* code = ObservationKindCS#filter-position
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from FilterPositionVS (extensible)
* device MS

Invariant: cpl-1
Description: "A complication should be graded: without a grade it is not known whether it was severe."
Severity: #warning
Expression: "component.where(code.coding.where(system = '{{base}}/CodeSystem/complication-scale').exists()).value.exists()"

Profile: ComplicationObservation
Parent: Observation
Id: complication-observation
Title: "Complication"
Description: "A complication with its native grade. A grade has a meaning on its own scale only, so the scale is the code of the component."
* insert IncomingObservation
* obeys cpl-1
* code = ObservationKindCS#complication
* partOf MS
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from ComplicationCodeVS (extensible)
* insert SlicedByCode(open)
* component contains sir-2003 0..1 MS and sir-2017 0..1 MS and cirse-2017 0..1 MS
* component[sir-2003].code = ComplicationScaleCS#sir-2003
* component[sir-2003].value[x] only CodeableConcept
* component[sir-2003].value[x] from Sir2003GradeVS (required)
* component[sir-2017].code = ComplicationScaleCS#sir-2017
* component[sir-2017].value[x] only CodeableConcept
* component[sir-2017].value[x] from Sir2017GradeVS (required)
* component[cirse-2017].code = ComplicationScaleCS#cirse-2017
* component[cirse-2017].value[x] only CodeableConcept
* component[cirse-2017].value[x] from Cirse2017GradeVS (required)
* component contains prolonged-stay 0..1 and bleeding-site 0..1 and bleeding-overt 0..1 and bleeding-fatal 0..1 and hemoglobin-fall 0..1 and hemoglobin-before 0..1 and hemoglobin-after 0..1 and transfused-units 0..1
* component[prolonged-stay].code = ComplicationDetailCS#prolonged-stay
* component[prolonged-stay].value[x] only Quantity
* component[bleeding-site].code = ComplicationDetailCS#bleeding-site
* component[bleeding-site].value[x] only CodeableConcept
* component[bleeding-site].value[x] from BleedingSiteVS (extensible)
* component[bleeding-overt].code = ComplicationDetailCS#bleeding-overt
* component[bleeding-overt].value[x] only boolean
* component[bleeding-fatal].code = ComplicationDetailCS#bleeding-fatal
* component[bleeding-fatal].value[x] only boolean
* component[hemoglobin-fall].code = ComplicationDetailCS#hemoglobin-fall
* component[hemoglobin-fall].value[x] only Quantity
* component[hemoglobin-before].code = ComplicationDetailCS#hemoglobin-before
* component[hemoglobin-before].value[x] only Quantity
* component[hemoglobin-after].code = ComplicationDetailCS#hemoglobin-after
* component[hemoglobin-after].value[x] only Quantity
* component[transfused-units].code = ComplicationDetailCS#transfused-units
* component[transfused-units].value[x] only integer or Quantity

Invariant: ffd-1
Description: "Tilt is in degrees; migration and penetration are in mm or cm; the unit is UCUM."
Severity: #error
Expression: "value.ofType(Quantity).all(system.exists() and code.exists()) and value.ofType(Quantity).system.all($this = 'http://unitsofmeasure.org') and value.ofType(Quantity).code.all($this in ('deg' | 'mm' | 'cm'))"

Invariant: ffd-2
Description: "A finding has a value, or the reason why there is none."
Severity: #error
Expression: "value.exists() or dataAbsentReason.exists()"

Profile: FilterFinding
Parent: Observation
Id: filter-finding
Title: "Finding at a filter"
Description: "One finding at the filter on one day: tilt (deg), migration and penetration of a strut (mm or cm), fracture (yes or no), thrombus (none, non-occlusive, occlusive)."
* insert IncomingObservation
* obeys ffd-1 and ffd-2
* code from FilterFindingCodeVS (required)
* value[x] only Quantity or boolean or CodeableConcept
* value[x] MS
* valueCodeableConcept from CavalThrombusExtentVS (extensible)
* dataAbsentReason MS
* method MS
* method from ImagingModalityVS (extensible)
* device MS

Invariant: thr-1
Description: "A thrombus score is a whole number from 0 to 3."
Severity: #error
Expression: "value.ofType(integer).all($this >= 0 and $this <= 3) and component.value.ofType(integer).all($this >= 0 and $this <= 3)"

Invariant: thr-2
Description: "A score is the value for the body site, or a component for each segment."
Severity: #error
Expression: "(value.exists() and bodySite.exists()) or component.exists() or dataAbsentReason.exists()"

Profile: ThrombusExtent
Parent: Observation
Id: thrombus-extent
Title: "Thrombus extent"
Description: "Thrombus of one segment as value (0 none, 1 subsegmental and not occlusive, 2 subsegmental and occlusive, 3 occlusive throughout), or of several segments as components whose code is the vein."
* insert IncomingObservation
* obeys thr-1 and thr-2
* code from ThrombusExtentCodeVS (required)
* value[x] only integer or Quantity or CodeableConcept
* value[x] MS
* dataAbsentReason MS
* bodySite MS
* bodySite from VeinSiteVS (extensible)
* method MS
* method from ImagingModalityVS (extensible)
* component MS
* component.code from VeinSiteVS (extensible)
* component.value[x] only integer or Quantity or CodeableConcept

Profile: ClinicalResponse
Parent: Observation
Id: clinical-response
Title: "Clinical response"
Description: "Whether the symptoms were significantly reduced after treatment, before discharge."
* insert IncomingObservation
* code = ObservationKindCS#clinical-response
* value[x] 1..1 MS
* value[x] only boolean or CodeableConcept
* valueCodeableConcept from PresentVS (extensible)
