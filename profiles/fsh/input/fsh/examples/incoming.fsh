// Examples of what comes in. All of them are synthetic.

Instance: example-patient
InstanceOf: Patient
Usage: #example
Title: "Patient"
Description: "Patient; synthetic."
* identifier.system = "urn:oid:1.2.999.1"
* identifier.value = "0001"
* gender = #female
* birthDate = "1970"

Instance: example-encounter
InstanceOf: Encounter
Usage: #example
Title: "Stay in hospital"
Description: "Stay in hospital; synthetic."
* status = #finished
* class = http://terminology.hl7.org/CodeSystem/v3-ActCode#IMP
* subject = Reference(example-patient)
* period.start = "2018-03-05T08:00:00+01:00"
* period.end = "2018-03-09T12:00:00+01:00"

Instance: example-filter-placement
InstanceOf: FilterPlacement
Usage: #example
Title: "Filter placement"
Description: "Filter placement; synthetic."
* status = #completed
* code = $sct#397913009 "Percutaneous insertion of inferior vena cava filter"
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedPeriod.start = "2018-03-05T09:10:00+01:00"
* performedPeriod.end = "2018-03-05T10:20:00+01:00"
* bodySite = $sct#64131007 "Inferior vena cava"
* outcome = $sct#385669000 "Successful"
* focalDevice.action = http://hl7.org/fhir/device-action#implanted
* focalDevice.manipulated = Reference(example-filter)

Instance: example-filter-placement-coded-twice
InstanceOf: FilterPlacement
Usage: #example
Title: "Filter placement, coded for the professional and for the facility"
Description: "Filter placement, coded for the professional and for the facility; synthetic."
* status = #completed
* code = $cpt#37191
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedPeriod.start = "2018-03-05T09:10:00+01:00"
* performedPeriod.end = "2018-03-05T10:20:00+01:00"
* code.coding[1] = $icd10pcs#06H03DZ
* usedReference = Reference(example-filter)

Instance: example-filter-retrieval
InstanceOf: FilterRetrieval
Usage: #example
Title: "Filter retrieval"
Description: "Filter retrieval; synthetic."
* status = #completed
* code = $sct#233439000 "Removal of inferior vena caval filter"
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedDateTime = "2018-06-11"
* bodySite = $sct#64131007 "Inferior vena cava"
* focalDevice.action = http://hl7.org/fhir/device-action#explanted
* focalDevice.manipulated = Reference(example-filter)

Instance: example-filter-repositioning
InstanceOf: FilterRepositioning
Usage: #example
Title: "Filter repositioning"
Description: "Filter repositioning; synthetic."
* status = #completed
* code = $cpt#37192
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedDateTime = "2018-03-06"

Instance: example-thrombectomy
InstanceOf: Thrombectomy
Usage: #example
Title: "Thrombectomy of the vena cava"
Description: "Thrombectomy of the vena cava; synthetic."
* status = #completed
* code = $sct#708969008 "Endovascular thrombectomy of inferior vena cava"
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedPeriod.start = "2018-03-05T09:10:00+01:00"
* performedPeriod.end = "2018-03-05T10:20:00+01:00"
* bodySite = $sct#64131007 "Inferior vena cava"

Instance: example-thrombectomy-left-iliac
InstanceOf: Thrombectomy
Usage: #example
Title: "Thrombectomy of the left iliac vein, side inside the code"
Description: "Thrombectomy of the left iliac vein, side inside the code; synthetic."
* status = #completed
* code = $icd10pcs#06CD3ZZ "Extirpation of Matter from Left Common Iliac Vein, Percutaneous Approach"
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedPeriod.start = "2018-03-05T09:10:00+01:00"
* performedPeriod.end = "2018-03-05T10:20:00+01:00"

Instance: example-thrombolysis
InstanceOf: Thrombolysis
Usage: #example
Title: "Thrombolysis"
Description: "Thrombolysis; synthetic."
* status = #completed
* code = $sct#432948005 "Percutaneous thrombolysis of inferior vena cava using fluoroscopic guidance"
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedPeriod.start = "2018-03-05T10:20:00+01:00"
* performedPeriod.end = "2018-03-06T09:00:00+01:00"
* bodySite = $sct#64131007 "Inferior vena cava"
* partOf = Reference(example-thrombectomy)

Instance: example-thrombolysis-not-done
InstanceOf: Thrombolysis
Usage: #example
Title: "Thrombolysis that was not done"
Description: "Thrombolysis that was not done; synthetic."
* status = #not-done
* code = $cpt#37212
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedDateTime = "2018-03-05"
* bodySite = $sct#244411005 "Iliac vein"
* statusReason.text = "Not tolerated"

Instance: example-angioplasty
InstanceOf: Angioplasty
Usage: #example
Title: "Angioplasty"
Description: "Angioplasty; synthetic."
* status = #completed
* code = $sct#276894001 "Percutaneous balloon angioplasty of inferior vena cava"
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedDateTime = "2018-03-06"
* bodySite = $sct#64131007 "Inferior vena cava"

Instance: example-stent-placement
InstanceOf: StentPlacement
Usage: #example
Title: "Stent in the left common iliac vein"
Description: "Stent in the left common iliac vein; synthetic."
* status = #completed
* code = $cpt#37238
* subject = Reference(example-patient)
* encounter = Reference(example-encounter)
* performedDateTime = "2018-03-06"
* bodySite = $sct#46027005 "Common iliac vein"
* bodySite.coding[1] = $sct#7771000 "Left"

Instance: example-filter
InstanceOf: IvcFilter
Usage: #example
Title: "Caval filter"
Description: "Caval filter; synthetic."
* status = #active
* type = $sct#257409000 "Vena cava filter"
* patient = Reference(example-patient)
* lotNumber = "L18"
* serialNumber = "F-100"
* udiCarrier[printed].deviceIdentifier = "09501101020917"
* udiCarrier[printed].issuer = "http://hl7.org/fhir/NamingSystem/gs1"
* udiCarrier[printed].carrierHRF = "(01)09501101020917(17)220101(10)L18(21)F-100"
* udiCarrier[printed].entryType = #barcode

Instance: example-filter-parsed
InstanceOf: IvcFilter
Usage: #example
Title: "Caval filter, UDI in parts, no patient"
Description: "Caval filter, UDI in parts, no patient; synthetic."
* status = #active
* type = $hcpcs#C1880 "Vena cava filter"
* udiCarrier[parts].deviceIdentifier = "09501101020917"
* udiCarrier[parts].issuer = "http://hl7.org/fhir/NamingSystem/gs1"

Instance: example-filter-use
InstanceOf: IvcFilterUse
Usage: #example
Title: "Use of a filter"
Description: "Use of a filter; synthetic."
* status = #active
* subject = Reference(example-patient)
* timingDateTime = "2018-03-05"
* device = Reference(example-filter-parsed)
* derivedFrom = Reference(example-filter-placement-coded-twice)

Instance: example-diagnosis
InstanceOf: StudyDiagnosis
Usage: #example
Title: "Thrombosis of the vena cava"
Description: "Thrombosis of the vena cava; synthetic."
* code = $icd10cm#I82.220 "Acute embolism and thrombosis of inferior vena cava"
* verificationStatus = http://terminology.hl7.org/CodeSystem/condition-ver-status#confirmed
* clinicalStatus = http://terminology.hl7.org/CodeSystem/condition-clinical#active
* subject = Reference(example-patient)
* onsetDateTime = "2018-03-03"

Instance: example-diagnosis-both-legs
InstanceOf: StudyDiagnosis
Usage: #example
Title: "Thrombosis of both iliac veins"
Description: "Thrombosis of both iliac veins; synthetic."
* code = $icd10cm#I82.423 "Acute embolism and thrombosis of iliac vein, bilateral"
* verificationStatus = http://terminology.hl7.org/CodeSystem/condition-ver-status#confirmed
* clinicalStatus = http://terminology.hl7.org/CodeSystem/condition-clinical#active
* subject = Reference(example-patient)
* recordedDate = "2018-03-03"

Instance: example-vein-finding
InstanceOf: VeinFinding
Usage: #example
Title: "Left common iliac vein open on duplex"
Description: "Left common iliac vein open on duplex; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* valueCodeableConcept = VeinStatusCS#patent
* bodySite = $sct#46027005 "Common iliac vein"
* bodySite.coding[1] = $sct#7771000 "Left"
* method = ImagingModalityCS#duplex

Instance: example-vein-finding-occluded
InstanceOf: VeinFinding
Usage: #example
Title: "Vena cava occluded on duplex"
Description: "Vena cava occluded on duplex; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* valueCodeableConcept = $sct#26036001 "Occlusion"
* bodySite = $sct#64131007 "Inferior vena cava"
* method = ImagingModalityCS#duplex

Instance: example-vein-survey
InstanceOf: VeinSurvey
Usage: #example
Title: "Several segments of the left side"
Description: "Several segments of the left side; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#7771000 "Left"
* method = ImagingModalityCS#duplex
* component[+].code = $sct#46027005 "Common iliac vein"
* component[=].valueCodeableConcept = VeinStatusCS#patent
* component[+].code = $sct#63507001 "External iliac vein"
* component[=].valueCodeableConcept = VeinStatusCS#stenosed
* component[+].code = $sct#397363009 "Common femoral vein"
* component[=].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#not-performed

Instance: example-vein-report
InstanceOf: VeinReport
Usage: #example
Title: "Duplex report"
Description: "Duplex report; synthetic."
* status = #final
* code = $loinc#69385-3 "US Lower extremity veins - bilateral"
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11T14:10:00+01:00"
* result[+] = Reference(example-vein-finding)
* result[+] = Reference(example-vein-survey)

Instance: example-villalta-panel
InstanceOf: VillaltaPanel
Usage: #example
Title: "Villalta panel with components"
Description: "Villalta panel with components; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* component[pain].valueInteger = 1
* component[cramps].valueInteger = 1
* component[heaviness].valueInteger = 1
* component[paresthesia].valueInteger = 0
* component[pruritus].valueInteger = 0
* component[pretibial-edema].valueInteger = 1
* component[skin-induration].valueInteger = 1
* component[hyperpigmentation].valueInteger = 0
* component[redness].valueInteger = 0
* component[venous-ectasia].valueInteger = 0
* component[calf-compression-pain].valueInteger = 0
* component[ulcer].valueBoolean = false

Instance: example-villalta-panel-members
InstanceOf: VillaltaPanel
Usage: #example
Title: "Villalta panel with members"
Description: "Villalta panel with members; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* hasMember[+] = Reference(example-villalta-item)
* hasMember[+] = Reference(example-villalta-ulcer)
* hasMember[+] = Reference(example-villalta-reported-total)

Instance: example-villalta-item
InstanceOf: VillaltaItem
Usage: #example
Title: "One Villalta item, coded"
Description: "One Villalta item, coded; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* code = VillaltaItemCS#pretibial-edema
* valueCodeableConcept = GradeCS#2 "Moderate"

Instance: example-villalta-ulcer
InstanceOf: VillaltaUlcer
Usage: #example
Title: "No ulcer"
Description: "No ulcer; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* valueBoolean = false

Instance: example-villalta-reported-total
InstanceOf: VillaltaReportedTotal
Usage: #example
Title: "Villalta total as reported"
Description: "Villalta total as reported; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* valueInteger = 5

Instance: example-vcss-panel
InstanceOf: VcssPanel
Usage: #example
Title: "VCSS panel with components"
Description: "VCSS panel with components; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* component[pain].valueInteger = 1
* component[varicose-veins].valueInteger = 1
* component[venous-edema].valueInteger = 1
* component[skin-pigmentation].valueInteger = 0
* component[inflammation].valueInteger = 0
* component[induration].valueInteger = 0
* component[active-ulcer-number].valueInteger = 0
* component[active-ulcer-duration].valueInteger = 0
* component[active-ulcer-size].valueInteger = 0
* component[compression-use].valueInteger = 2

Instance: example-vcss-panel-incomplete
InstanceOf: VcssPanel
Usage: #example
Title: "VCSS panel of quantities, one attribute not recorded"
Description: "VCSS panel of quantities, one attribute not recorded; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#62175007 "Right lower limb structure"
* component[pain].valueQuantity = 1 '{score}' "points"
* component[varicose-veins].valueQuantity = 1 '{score}' "points"
* component[venous-edema].valueQuantity = 1 '{score}' "points"
* component[skin-pigmentation].valueQuantity = 0 '{score}' "points"
* component[inflammation].valueQuantity = 0 '{score}' "points"
* component[induration].valueQuantity = 0 '{score}' "points"
* component[active-ulcer-number].valueQuantity = 0 '{score}' "points"
* component[active-ulcer-duration].valueQuantity = 0 '{score}' "points"
* component[active-ulcer-size].valueQuantity = 0 '{score}' "points"
* component[compression-use].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#not-performed

Instance: example-vcss-item
InstanceOf: VcssItem
Usage: #example
Title: "One VCSS attribute"
Description: "One VCSS attribute; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* code = VcssItemCS#varicose-veins
* valueInteger = 1

Instance: example-vcss-reported-total
InstanceOf: VcssReportedTotal
Usage: #example
Title: "VCSS total as reported"
Description: "VCSS total as reported; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2019-03-11"
* bodySite = $sct#32153003 "Left lower limb structure"
* valueInteger = 5

Instance: example-filter-position-finding
InstanceOf: FilterPositionFinding
Usage: #example
Title: "Filter position"
Description: "Filter position; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-03-05"
* valueCodeableConcept = FilterPositionCS#infrarenal
* device = Reference(example-filter)

Instance: example-complication
InstanceOf: ComplicationObservation
Usage: #example
Title: "Hematoma of the puncture"
Description: "Hematoma of the puncture; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-03-06"
* valueCodeableConcept = ComplicationKindCS#access-site-hematoma
* partOf = Reference(example-thrombectomy)
* component[sir-2003].valueCodeableConcept = Sir2003GradeCS#B

Instance: example-bleeding
InstanceOf: ComplicationObservation
Usage: #example
Title: "Bleeding with its details"
Description: "Bleeding with its details; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-03-07"
* valueCodeableConcept = ComplicationKindCS#bleeding
* component[cirse-2017].valueCodeableConcept = Cirse2017GradeCS#3
* component[prolonged-stay].valueQuantity = 72 'h' "h"
* component[bleeding-site].valueCodeableConcept = BleedingSiteCS#retroperitoneal
* component[bleeding-overt].valueBoolean = true
* component[hemoglobin-fall].valueQuantity = 25 'g/L' "g/L"
* component[transfused-units].valueInteger = 2

Instance: example-villalta-response
InstanceOf: VillaltaResponse
Usage: #example
Title: "Answers to the villalta form"
Description: "Answers to the villalta form; synthetic."
* questionnaire = "{{base}}/Questionnaire/villalta"
* status = #completed
* subject = Reference(example-patient)
* authored = "2019-03-11T11:00:00+01:00"
* item[leg].answer.valueCoding = LocationCS#left-leg "Left leg"
* item[pain].answer.valueCoding = GradeCS#1 "Mild"
* item[cramps].answer.valueCoding = GradeCS#1 "Mild"
* item[heaviness].answer.valueCoding = GradeCS#1 "Mild"
* item[paresthesia].answer.valueCoding = GradeCS#0 "None"
* item[pruritus].answer.valueCoding = GradeCS#0 "None"
* item[pretibial-edema].answer.valueCoding = GradeCS#1 "Mild"
* item[skin-induration].answer.valueCoding = GradeCS#1 "Mild"
* item[hyperpigmentation].answer.valueCoding = GradeCS#0 "None"
* item[redness].answer.valueCoding = GradeCS#0 "None"
* item[venous-ectasia].answer.valueCoding = GradeCS#0 "None"
* item[calf-compression-pain].answer.valueCoding = GradeCS#0 "None"
* item[ulcer].answer.valueBoolean = false

Instance: example-vcss-response
InstanceOf: VcssResponse
Usage: #example
Title: "Answers to the vcss form"
Description: "Answers to the vcss form; synthetic."
* questionnaire = "{{base}}/Questionnaire/vcss"
* status = #completed
* subject = Reference(example-patient)
* authored = "2019-03-11T11:00:00+01:00"
* item[leg].answer.valueCoding = LocationCS#left-leg "Left leg"
* item[pain].answer.valueCoding = GradeCS#1 "Mild"
* item[varicose-veins].answer.valueCoding = GradeCS#1 "Mild"
* item[venous-edema].answer.valueCoding = GradeCS#1 "Mild"
* item[skin-pigmentation].answer.valueCoding = GradeCS#0 "None"
* item[inflammation].answer.valueCoding = GradeCS#0 "None"
* item[induration].answer.valueCoding = GradeCS#0 "None"
* item[active-ulcer-number].answer.valueCoding = GradeCS#0 "None"
* item[active-ulcer-duration].answer.valueCoding = GradeCS#0 "None"
* item[active-ulcer-size].answer.valueCoding = GradeCS#0 "None"
* item[compression-use].answer.valueCoding = GradeCS#2 "Moderate"

Instance: example-filter-tilt
InstanceOf: FilterFinding
Usage: #example
Title: "Tilt of the filter"
Description: "Tilt of the filter; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-04-10"
* code = ObservationKindCS#filter-tilt
* valueQuantity = 15.1 'deg' "deg"
* method = ImagingModalityCS#computed-tomography
* device = Reference(example-filter)

Instance: example-filter-migration
InstanceOf: FilterFinding
Usage: #example
Title: "Migration towards the feet"
Description: "Migration towards the feet; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-04-10"
* code = ObservationKindCS#filter-migration
* valueQuantity = -2.3 'cm' "cm"
* method = ImagingModalityCS#computed-tomography
* device = Reference(example-filter)

Instance: example-strut-penetration
InstanceOf: FilterFinding
Usage: #example
Title: "A strut outside the wall"
Description: "A strut outside the wall; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-04-10"
* code = ObservationKindCS#strut-penetration
* valueQuantity = 4 'mm' "mm"
* method = ImagingModalityCS#computed-tomography
* device = Reference(example-filter)

Instance: example-filter-fracture
InstanceOf: FilterFinding
Usage: #example
Title: "No fracture"
Description: "No fracture; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-04-10"
* code = ObservationKindCS#filter-fracture
* valueBoolean = false
* method = ImagingModalityCS#computed-tomography
* device = Reference(example-filter)

Instance: example-caval-thrombus
InstanceOf: FilterFinding
Usage: #example
Title: "Thrombus in the filter"
Description: "Thrombus in the filter; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-04-10"
* code = ObservationKindCS#caval-thrombus
* valueCodeableConcept = CavalThrombusExtentCS#non-occlusive
* method = ImagingModalityCS#computed-tomography
* device = Reference(example-filter)

Instance: example-thrombus-before
InstanceOf: ThrombusExtent
Usage: #example
Title: "Thrombus before treatment"
Description: "Thrombus before treatment; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-03-05"
* code = ObservationKindCS#thrombus-before-treatment
* method = ImagingModalityCS#venography
* component[+].code = $sct#64131007 "Inferior vena cava"
* component[=].valueInteger = 3

Instance: example-thrombus-after
InstanceOf: ThrombusExtent
Usage: #example
Title: "Thrombus after treatment"
Description: "Thrombus after treatment; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-03-06"
* code = ObservationKindCS#thrombus-after-treatment
* method = ImagingModalityCS#venography
* bodySite = $sct#64131007 "Inferior vena cava"
* valueInteger = 1

Instance: example-clinical-response
InstanceOf: ClinicalResponse
Usage: #example
Title: "Symptoms reduced"
Description: "Symptoms reduced; synthetic."
* status = #final
* subject = Reference(example-patient)
* effectiveDateTime = "2018-03-09"
* valueBoolean = true
