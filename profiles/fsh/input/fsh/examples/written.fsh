// Examples of what is written. All of them are synthetic.

RuleSet: Written(question, rule)
* contained = ivcfhir
* extension[protocol].valueString = "ivc-mat-cdt/1.0.0"
* extension[inclusion].valueCode = #included
* identifier.value = "{question}"
* status = #final
* subject = Reference(example-patient)
* method.coding = RuleCS#{rule}
* device.reference = "#ivcfhir"

RuleSet: NoAnswer(reason, general)
* dataAbsentReason.coding[general].code = #{general}
* dataAbsentReason.coding[study].code = #{reason}

Instance: ivcfhir
InstanceOf: ScoringSoftware
Usage: #inline
Title: "This software"
Description: "This software; synthetic."
* deviceName.name = "IvcFhir"
* deviceName.type = #manufacturer-name
* version.value = "1.0.0"

Instance: example-scoring-software
InstanceOf: ScoringSoftware
Usage: #example
Title: "This software"
Description: "This software; synthetic."
* deviceName.name = "IvcFhir"
* deviceName.type = #manufacturer-name
* version.value = "1.0.0"

Instance: example-outcome-technical-success
InstanceOf: TechnicalSuccessOutcome
Usage: #example
Title: "Technical success"
Description: "Technical success; synthetic."
* insert Written([[16a53fa249ce8013a48e49d8134737f2f1db6710]], [[technical-success-2]])
* effectiveDateTime = "2018-03-06"
* partOf[+] = Reference(example-thrombectomy)
* partOf[+] = Reference(example-thrombolysis)
* valueBoolean = true

Instance: example-outcome-procedure-duration
InstanceOf: ProcedureDurationOutcome
Usage: #example
Title: "Duration of the procedure"
Description: "Duration of the procedure; synthetic."
* insert Written([[b62003d46aa1a49d75ca80c92965ccf9f6f5fdfc]], [[procedure-duration-3]])
* effectiveDateTime = "2018-03-05"
* partOf = Reference(example-thrombectomy)
* valueQuantity.value = 70
* valueQuantity.unit = "min"

Instance: example-outcome-filter-position
InstanceOf: FilterPositionOutcome
Usage: #example
Title: "Filter position"
Description: "Filter position; synthetic."
* insert Written([[f41e35d6a408182607ef2cce582d806383bac418]], [[filter-position-1]])
* effectiveDateTime = "2018-03-05"
* derivedFrom = Reference(example-filter-position-finding)
* partOf = Reference(example-filter-placement)
* extension[source].valueReference = Reference(example-filter)
* valueCodeableConcept = FilterPositionCS#infrarenal

Instance: example-outcome-filter-position-not-recorded
InstanceOf: FilterPositionOutcome
Usage: #example
Title: "Filter position that was not recorded"
Description: "Filter position that was not recorded; synthetic."
* insert Written([[f15a91be70a00be3c35c5f91592afcb0e7f49382]], [[filter-position-1]])
* partOf = Reference(example-filter-placement)
* insert NoAnswer(not-recorded, unknown)

Instance: example-outcome-severe-complication
InstanceOf: SevereComplicationOutcome
Usage: #example
Title: "No severe complication"
Description: "No severe complication; synthetic."
* insert Written([[5a4aab5d8a326fdca6d2e4201fde0abcfcf03828]], [[severe-complication-3]])
* effectiveDateTime = "2018-03-06"
* partOf[+] = Reference(example-thrombectomy)
* partOf[+] = Reference(example-thrombolysis)
* derivedFrom = Reference(example-complication)
* valueBoolean = false

Instance: example-outcome-villalta
InstanceOf: VillaltaOutcome
Usage: #example
Title: "Villalta score"
Description: "Villalta score; synthetic."
* insert Written([[aed4b65a4154d9b60ea71246d28e6750c1deba17]], [[villalta-1]])
* effectiveDateTime = "2019-03-11"
* extension[visit].valueCode = #month-12
* bodySite = LocationCS#left-leg
* derivedFrom = Reference(example-villalta-panel)
* valueInteger = 5
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
* component[severity].valueCodeableConcept = PtsSeverityCS#mild

Instance: example-outcome-villalta-missing
InstanceOf: VillaltaOutcome
Usage: #example
Title: "Villalta without a total, items missing"
Description: "Villalta without a total, items missing; synthetic."
* insert Written([[fd49cc0d3aeb7f7057059451d53b745e703cd52b]], [[villalta-1]])
* effectiveDateTime = "2019-03-11"
* extension[visit].valueCode = #month-12
* bodySite = LocationCS#left-leg
* derivedFrom = Reference(example-villalta-item)
* insert NoAnswer(items-missing, unknown)
* component[pain].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[cramps].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[heaviness].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[paresthesia].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[pruritus].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[pretibial-edema].valueInteger = 2
* component[skin-induration].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[hyperpigmentation].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[redness].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[venous-ectasia].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[calf-compression-pain].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[ulcer].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown

Instance: example-outcome-vcss
InstanceOf: VcssOutcome
Usage: #example
Title: "Revised VCSS"
Description: "Revised VCSS; synthetic."
* insert Written([[0ca331dfd37996d22dd3a4a29b462d634ccf73e1]], [[vcss-1]])
* effectiveDateTime = "2019-03-11"
* extension[visit].valueCode = #month-12
* bodySite = LocationCS#left-leg
* derivedFrom = Reference(example-vcss-panel)
* valueInteger = 5
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
* component[without-compression].valueInteger = 3

Instance: example-outcome-vcss-without-compression
InstanceOf: VcssOutcome
Usage: #example
Title: "Revised VCSS of a protocol that counts without compression"
Description: "Revised VCSS of a protocol that counts without compression; synthetic."
* insert Written([[743442ad78b1ed031f4e4bbafb6d0de165f891fa]], [[vcss-1]])
* effectiveDateTime = "2019-03-11"
* extension[visit].valueCode = #month-12
* bodySite = LocationCS#left-leg
* derivedFrom = Reference(example-vcss-panel)
* valueInteger = 3
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
* component[with-compression].valueInteger = 5

Instance: example-outcome-post-thrombotic-syndrome
InstanceOf: PostThromboticSyndromeOutcome
Usage: #example
Title: "Post-thrombotic syndrome"
Description: "Post-thrombotic syndrome; synthetic."
* insert Written([[6e7c40f478164fb813a6db23ffcefc6fe325a022]], [[pts-1]])
* effectiveDateTime = "2019-03-11"
* extension[visit].valueCode = #month-12
* bodySite = LocationCS#left-leg
* derivedFrom = Reference(example-villalta-panel)
* extension[source].valueReference = Reference(example-diagnosis-both-legs)
* valueBoolean = true
* component[ulcer].valueBoolean = false
* component[severity].valueCodeableConcept = PtsSeverityCS#mild

Instance: example-outcome-primary-patency
InstanceOf: PrimaryPatencyOutcome
Usage: #example
Title: "Primary patency of the vena cava"
Description: "Primary patency of the vena cava; synthetic."
* insert Written([[dc12a5ea24936cab166d95130432145ff462332d]], [[patency-1]])
* effectiveDateTime = "2019-03-11"
* partOf = Reference(example-thrombectomy)
* derivedFrom = Reference(example-vein-finding)
* bodySite = LocationCS#inferior-vena-cava
* valueQuantity.value = 370
* valueQuantity.unit = "d"
* component[lost].valueBoolean = false
* component[reason].valueCodeableConcept = PatencyReasonCS#last-imaging

Instance: example-outcome-primary-patency-lost
InstanceOf: PrimaryPatencyOutcome
Usage: #example
Title: "Primary patency of the left iliac vein, lost"
Description: "Primary patency of the left iliac vein, lost; synthetic."
* insert Written([[0b49d84400e6845b36ba16b4be60cd7511ed9640]], [[patency-1]])
* effectiveDateTime = "2019-03-11"
* partOf = Reference(example-thrombectomy)
* derivedFrom = Reference(example-vein-finding)
* bodySite = LocationCS#left-iliac
* valueQuantity.value = 370
* valueQuantity.unit = "d"
* component[lost].valueBoolean = true
* component[reason].valueCodeableConcept = PatencyReasonCS#restenosis

Instance: example-outcome-assisted-primary-patency
InstanceOf: AssistedPrimaryPatencyOutcome
Usage: #example
Title: "Assisted primary patency"
Description: "Assisted primary patency; synthetic."
* insert Written([[fd56bbb5e781a13bbd1d94ea421eeb76de8655f2]], [[patency-1]])
* effectiveDateTime = "2019-03-11"
* partOf = Reference(example-thrombectomy)
* derivedFrom = Reference(example-vein-finding)
* bodySite = LocationCS#left-iliac
* valueQuantity.value = 370
* valueQuantity.unit = "d"
* component[lost].valueBoolean = false
* component[reason].valueCodeableConcept = PatencyReasonCS#last-imaging

Instance: example-outcome-secondary-patency
InstanceOf: SecondaryPatencyOutcome
Usage: #example
Title: "Secondary patency"
Description: "Secondary patency; synthetic."
* insert Written([[3c5669ea3b43775e1e6ba8f0f2c38a3d8d80bb81]], [[patency-1]])
* effectiveDateTime = "2019-03-11"
* partOf = Reference(example-thrombectomy)
* derivedFrom = Reference(example-vein-finding)
* bodySite = LocationCS#left-iliac
* valueQuantity.value = 370
* valueQuantity.unit = "d"
* component[lost].valueBoolean = false
* component[reason].valueCodeableConcept = PatencyReasonCS#last-imaging

Instance: example-outcome-patency-not-recorded
InstanceOf: SecondaryPatencyOutcome
Usage: #example
Title: "Patency without imaging"
Description: "Patency without imaging; synthetic."
* insert Written([[bc8c748e4e550d743fe5b48cb91a355f83bb26be]], [[patency-1]])
* partOf = Reference(example-thrombectomy)
* bodySite = LocationCS#right-iliac
* insert NoAnswer(not-recorded, unknown)

Instance: example-outcome-filter-dwell
InstanceOf: FilterDwellOutcome
Usage: #example
Title: "Filter dwell"
Description: "Filter dwell; synthetic."
* insert Written([[475fd4a6041e39cc6a7f0baabe53b82d1ed06d89]], [[filter-dwell-1]])
* effectiveDateTime = "2018-06-11"
* partOf[+] = Reference(example-filter-placement)
* partOf[+] = Reference(example-filter-retrieval)
* valueQuantity.value = 98
* valueQuantity.unit = "d"
* component[advisory].valueCodeableConcept = DwellAdvisoryCS#past-nine-weeks

Instance: example-outcome-filter-retrieval
InstanceOf: FilterRetrievalOutcome
Usage: #example
Title: "Filter retrieved"
Description: "Filter retrieved; synthetic."
* insert Written([[20b739e7df940cc30b4dad53196c7e015b66ead2]], [[filter-retrieval-4]])
* effectiveDateTime = "2018-06-11"
* partOf = Reference(example-filter-retrieval)
* valueCodeableConcept = RetrievalStatusCS#retrieved
* component[attempts].valueInteger = 1

Instance: example-outcome-complication-sir-2003
InstanceOf: ComplicationSir2003Outcome
Usage: #example
Title: "Worst complication on SIR 2003"
Description: "Worst complication on SIR 2003; synthetic."
* insert Written([[example-complication-sir-2003]], [[complication-class-1]])
* effectiveDateTime = "2018-03-06"
* derivedFrom = Reference(example-complication)
* valueCodeableConcept = Sir2003GradeCS#B
* component[kind].valueCodeableConcept = ComplicationKindCS#access-site-hematoma
* component[class].valueCodeableConcept = ComplicationClassCS#minor


Instance: example-outcome-complication-sir-2017
InstanceOf: ComplicationSir2017Outcome
Usage: #example
Title: "Worst complication on SIR 2017"
Description: "Worst complication on SIR 2017; synthetic."
* insert Written([[example-complication-sir-2017]], [[complication-class-1]])
* effectiveDateTime = "2018-03-06"
* derivedFrom = Reference(example-complication)
* valueCodeableConcept = Sir2017GradeCS#2
* component[kind].valueCodeableConcept = ComplicationKindCS#access-site-hematoma
* component[class].valueCodeableConcept = ComplicationClassCS#major


Instance: example-outcome-complication-cirse-2017
InstanceOf: ComplicationCirse2017Outcome
Usage: #example
Title: "Worst complication on CIRSE 2017"
Description: "Worst complication on CIRSE 2017; synthetic."
* insert Written([[example-complication-cirse-2017]], [[complication-class-1]])
* effectiveDateTime = "2018-03-07"
* derivedFrom = Reference(example-bleeding)
* valueCodeableConcept = Cirse2017GradeCS#3
* component[kind].valueCodeableConcept = ComplicationKindCS#bleeding
* component[class].valueCodeableConcept = ComplicationClassCS#major


Instance: example-outcome-major-bleeding
InstanceOf: MajorBleedingOutcome
Usage: #example
Title: "Major bleeding"
Description: "Major bleeding; synthetic."
* insert Written([[example-major-bleeding]], [[isth-major-bleeding-3]])
* effectivePeriod.start = "2018-03-05"
* effectivePeriod.end = "2018-03-06"
* derivedFrom = Reference(example-bleeding)
* valueBoolean = true
* component[+].code = BleedingCriterionCS#fatal
* component[=].dataAbsentReason = http://terminology.hl7.org/CodeSystem/data-absent-reason#unknown
* component[+].code = BleedingCriterionCS#critical-site
* component[=].valueBoolean = true


Instance: example-outcome-clinical-success
InstanceOf: ClinicalSuccessOutcome
Usage: #example
Title: "Clinical success"
Description: "Clinical success; synthetic."
* insert Written([[example-clinical-success]], [[clinical-success-1]])
* effectiveDateTime = "2018-03-09"
* derivedFrom = Reference(example-clinical-response)
* valueBoolean = true


Instance: example-outcome-filter-tilt
InstanceOf: FilterTiltOutcome
Usage: #example
Title: "Filter tilt"
Description: "Filter tilt; synthetic."
* insert Written([[example-filter-tilt]], [[filter-findings-2]])
* effectiveDateTime = "2018-04-10"
* derivedFrom = Reference(example-filter-tilt)
* valueQuantity.value = 15.1
* valueQuantity.unit = "deg"
* component[beyond-limit].valueBoolean = true


Instance: example-outcome-filter-migration
InstanceOf: FilterMigrationOutcome
Usage: #example
Title: "Filter migration"
Description: "Filter migration; synthetic."
* insert Written([[example-filter-migration]], [[filter-findings-2]])
* effectiveDateTime = "2018-04-10"
* derivedFrom = Reference(example-filter-migration)
* valueQuantity.value = -23
* valueQuantity.unit = "mm"
* component[beyond-limit].valueBoolean = true


Instance: example-outcome-filter-penetration
InstanceOf: FilterPenetrationOutcome
Usage: #example
Title: "Caval penetration"
Description: "Caval penetration; synthetic."
* insert Written([[example-filter-penetration]], [[filter-findings-2]])
* effectiveDateTime = "2018-04-10"
* derivedFrom = Reference(example-strut-penetration)
* valueQuantity.value = 4
* valueQuantity.unit = "mm"
* component[beyond-limit].valueBoolean = true
* component[beyond-3-mm].valueBoolean = true
* component[beyond-5-mm].valueBoolean = false


Instance: example-outcome-filter-fracture
InstanceOf: FilterFractureOutcome
Usage: #example
Title: "Filter fracture"
Description: "Filter fracture; synthetic."
* insert Written([[example-filter-fracture]], [[filter-findings-2]])
* effectiveDateTime = "2018-04-10"
* derivedFrom = Reference(example-filter-fracture)
* valueBoolean = false


Instance: example-outcome-caval-thrombus
InstanceOf: CavalThrombusOutcome
Usage: #example
Title: "Caval thrombus"
Description: "Caval thrombus; synthetic."
* insert Written([[example-caval-thrombus]], [[filter-findings-2]])
* effectiveDateTime = "2018-04-10"
* derivedFrom = Reference(example-caval-thrombus)
* valueCodeableConcept = CavalThrombusExtentCS#non-occlusive


Instance: example-outcome-recurrent-dvt
InstanceOf: RecurrentDvtOutcome
Usage: #example
Title: "Recurrent deep vein thrombosis"
Description: "Recurrent deep vein thrombosis; synthetic."
* insert Written([[example-recurrent-dvt]], [[recurrent-dvt-2]])
* effectiveDateTime = "2018-09-12"
* partOf = Reference(example-thrombectomy)
* extension[source].valueReference = Reference(example-diagnosis)
* valueQuantity.value = 190
* valueQuantity.unit = "d"
* component[happened].valueBoolean = true


Instance: example-outcome-pulmonary-embolism
InstanceOf: PulmonaryEmbolismOutcome
Usage: #example
Title: "No pulmonary embolism"
Description: "No pulmonary embolism; synthetic."
* insert Written([[example-pulmonary-embolism]], [[pulmonary-embolism-2]])
* effectiveDateTime = "2019-03-11"
* partOf = Reference(example-thrombectomy)
* valueQuantity.value = 370
* valueQuantity.unit = "d"
* component[happened].valueBoolean = false


Instance: example-outcome-lysis-grade
InstanceOf: LysisGradeOutcome
Usage: #example
Title: "Lysis grade"
Description: "Lysis grade; synthetic."
* insert Written([[c3210b2ac7dd3792164f0f38c0ef709855fcbff8]], [[lysis-grade-2]])
* effectiveDateTime = "2018-03-06"
* derivedFrom[+] = Reference(example-thrombus-before)
* derivedFrom[+] = Reference(example-thrombus-after)
* valueCodeableConcept = LysisGradeCS#ii
* component[cleared].valueQuantity.value = 80
* component[cleared].valueQuantity.unit = "%"

Instance: example-provenance
InstanceOf: OutcomeProvenance
Usage: #example
Title: "Where an outcome came from"
Description: "Where an outcome came from; synthetic."
* contained = ivcfhir
* extension[protocol].valueString = "ivc-mat-cdt/1.0.0"
* target = Reference(example-outcome-villalta)
* recorded = "2026-01-01T00:00:00Z"
* agent.who.reference = "#ivcfhir"
* entity.what = Reference(example-villalta-panel)

Instance: example-cohort-report
InstanceOf: CohortReport
Usage: #example
Title: "Table of the synthetic cohort"
Description: "Table of the synthetic cohort; synthetic."
* extension[protocol].valueString = "ivc-mat-cdt/1.0.0"
* meta.security = http://terminology.hl7.org/CodeSystem/v3-ActReason#HTEST
* status = #complete
* measure = "{{base}}/Measure/ivc-mat-cdt"
* date = "2026-01-01"
* period.start = "2015-01-01"
* period.end = "2020-12-31"
* group[+].code = FigureCS#technical-success
* group[=].extension[statistics].extension[estimator].valueString = "proportion"
* group[=].extension[evidence].valueRelatedArtifact.type = #citation
* group[=].extension[evidence].valueRelatedArtifact.label = "S70"
* group[=].extension[evidence].valueRelatedArtifact.citation = "Aspiration thrombectomy with low-dose urokinase, 89 patients"
* group[=].extension[evidence].valueRelatedArtifact.url = "https://synapse.koreamed.org/articles/1087010"
* group[=].population[denominator].count = 37
* group[=].population[numerator].count = 36
* group[=].measureScore.value = 97.3
* group[=].measureScore.unit = "%"
* group[=].measureScore.system = "http://unitsofmeasure.org"
* group[=].measureScore.code = #%
* group[+].code = FigureCS#villalta
* group[=].extension[statistics].extension[estimator].valueString = "mean, sample SD"
* group[=].extension[statistics].extension[sd].valueDecimal = 2.18799
* group[=].extension[statistics].extension[min].valueDecimal = 1
* group[=].extension[statistics].extension[max].valueDecimal = 10
* group[=].population[denominator].count = 36
* group[=].measureScore.value = 3.8889
* group[+].code = FigureCS#ivc-primary-patency
* group[=].extension[statistics].extension[estimator].valueString = "Kaplan-Meier, log 95 % CI"
* group[=].extension[statistics].extension[lower].valueDecimal = 85.9128
* group[=].extension[statistics].extension[upper].valueDecimal = 100
* group[=].extension[statistics].extension[events].valueInteger = 1
* group[=].population[denominator].count = 36
* group[=].measureScore.value = 95
* group[=].measureScore.unit = "%"
* group[=].measureScore.system = "http://unitsofmeasure.org"
* group[=].measureScore.code = #%

Instance: example-registry-patient
InstanceOf: RegistryPatient
Usage: #example
Title: "Patient under pseudonym"
Description: "Patient under pseudonym; synthetic."
* identifier.system = "{{base}}/sid/pseudonym"
* identifier.value = "p-0001"
* gender = #female
* birthDate = "1970"

Instance: example-registry-outcome
InstanceOf: TechnicalSuccessOutcome
Usage: #inline
* meta.profile = Canonical(TechnicalSuccessOutcome)
* insert Written([[d65bb6eab1a32b9bf54d57f583ffc00a663ee460]], [[technical-success-2]])
* subject.reference = "http://registry.example.org/fhir/Patient/example-registry-patient"
* effectiveDateTime = "2018-03-06"
* partOf.identifier.system = "{{base}}/sid/pseudonym"
* partOf.identifier.value = "p-0001-1"
* valueBoolean = true

Instance: example-registry-provenance
InstanceOf: OutcomeProvenance
Usage: #inline
* meta.profile = Canonical(OutcomeProvenance)
* contained = ivcfhir
* extension[protocol].valueString = "ivc-mat-cdt/1.0.0"
* target.reference = "http://registry.example.org/fhir/Observation/example-registry-outcome"
* recorded = "2026-01-01T00:00:00Z"
* agent.who.reference = "#ivcfhir"
* entity.what.reference = "urn:uuid:7d3ff0f3-28b8-4b28-9b1a-1f5a1d5f0a01"

Instance: example-registry-bundle
InstanceOf: RegistryBundle
Usage: #example
Title: "Bundle for a registry"
Description: "Bundle for a registry; synthetic."
* identifier.system = "{{base}}/sid/submission"
* identifier.value = "s-0001"
* type = #collection
* timestamp = "2026-01-01T00:00:00Z"
* entry[patient][0].fullUrl = "http://registry.example.org/fhir/Patient/example-registry-patient"
* entry[patient][0].resource = example-registry-patient
* entry[outcome][0].fullUrl = "http://registry.example.org/fhir/Observation/example-registry-outcome"
* entry[outcome][0].resource = example-registry-outcome
* entry[provenance][0].fullUrl = "http://registry.example.org/fhir/Provenance/example-registry-provenance"
* entry[provenance][0].resource = example-registry-provenance
* entry[report][0].fullUrl = "http://registry.example.org/fhir/MeasureReport/example-cohort-report"
* entry[report][0].resource = example-cohort-report
