// One value set per code system: all of its codes.

ValueSet: InterventionKindVS
Id: intervention-kind
Title: "Kind of intervention"
Description: "All codes of the code system intervention-kind."
* insert AllCodes
* include codes from system InterventionKindCS

ValueSet: InterventionResultVS
Id: intervention-result
Title: "Result of an intervention"
Description: "All codes of the code system intervention-result."
* insert AllCodes
* include codes from system InterventionResultCS

ValueSet: DeviceKindVS
Id: device-kind
Title: "Kind of device"
Description: "All codes of the code system device-kind."
* insert AllCodes
* include codes from system DeviceKindCS

ValueSet: VeinSegmentVS
Id: vein-segment
Title: "Vein segment"
Description: "All codes of the code system vein-segment."
* insert AllCodes
* include codes from system VeinSegmentCS

ValueSet: SideVS
Id: side
Title: "Side"
Description: "All codes of the code system side."
* insert AllCodes
* include codes from system SideCS

ValueSet: VeinStatusVS
Id: vein-status
Title: "Status of a vein segment"
Description: "All codes of the code system vein-status."
* insert AllCodes
* include codes from system VeinStatusCS

ValueSet: ImagingModalityVS
Id: imaging-modality
Title: "Imaging modality"
Description: "All codes of the code system imaging-modality."
* insert AllCodes
* include codes from system ImagingModalityCS

ValueSet: FilterPositionVS
Id: filter-position
Title: "Position of the caval filter"
Description: "All codes of the code system filter-position."
* insert AllCodes
* include codes from system FilterPositionCS

ValueSet: DiagnosisKindVS
Id: diagnosis-kind
Title: "Kind of diagnosis"
Description: "All codes of the code system diagnosis-kind."
* insert AllCodes
* include codes from system DiagnosisKindCS

ValueSet: ComplicationKindVS
Id: complication-kind
Title: "Kind of complication"
Description: "All codes of the code system complication-kind."
* insert AllCodes
* include codes from system ComplicationKindCS

ValueSet: ComplicationScaleVS
Id: complication-scale
Title: "Scale of complications"
Description: "All codes of the code system complication-scale."
* insert AllCodes
* include codes from system ComplicationScaleCS

ValueSet: Sir2003GradeVS
Id: sir-2003-grade
Title: "SIR 2003 grade"
Description: "All codes of the code system sir-2003-grade."
* insert AllCodes
* include codes from system Sir2003GradeCS

ValueSet: Sir2017GradeVS
Id: sir-2017-grade
Title: "SIR 2017 grade"
Description: "All codes of the code system sir-2017-grade."
* insert AllCodes
* include codes from system Sir2017GradeCS

ValueSet: Cirse2017GradeVS
Id: cirse-2017-grade
Title: "CIRSE 2017 grade"
Description: "All codes of the code system cirse-2017-grade."
* insert AllCodes
* include codes from system Cirse2017GradeCS

ValueSet: BleedingSiteVS
Id: bleeding-site
Title: "Site of a bleeding"
Description: "All codes of the code system bleeding-site."
* insert AllCodes
* include codes from system BleedingSiteCS

ValueSet: ComplicationDetailVS
Id: complication-detail
Title: "Detail of a complication"
Description: "All codes of the code system complication-detail."
* insert AllCodes
* include codes from system ComplicationDetailCS

ValueSet: VillaltaItemVS
Id: villalta-item
Title: "Item of the Villalta scale"
Description: "All codes of the code system villalta-item."
* insert AllCodes
* include codes from system VillaltaItemCS

ValueSet: VcssItemVS
Id: vcss-item
Title: "Attribute of the revised Venous Clinical Severity Score"
Description: "All codes of the code system vcss-item."
* insert AllCodes
* include codes from system VcssItemCS

ValueSet: GradeVS
Id: grade
Title: "Grade of an item"
Description: "All codes of the code system grade."
* insert AllCodes
* include codes from system GradeCS

ValueSet: PresentVS
Id: present
Title: "Present or not"
Description: "All codes of the code system present."
* insert AllCodes
* include codes from system PresentCS

ValueSet: PtsSeverityVS
Id: pts-severity
Title: "Severity of post-thrombotic syndrome"
Description: "All codes of the code system pts-severity."
* insert AllCodes
* include codes from system PtsSeverityCS

ValueSet: ObservationKindVS
Id: observation-kind
Title: "Kind of observation"
Description: "All codes of the code system observation-kind."
* insert AllCodes
* include codes from system ObservationKindCS

ValueSet: VcssVersionVS
Id: vcss-version
Title: "Version of the VCSS"
Description: "All codes of the code system vcss-version."
* insert AllCodes
* include codes from system VcssVersionCS

ValueSet: InstrumentVS
Id: instrument
Title: "Instrument"
Description: "All codes of the code system instrument."
* insert AllCodes
* include codes from system InstrumentCS

ValueSet: LocationVS
Id: location
Title: "Location"
Description: "All codes of the code system location."
* insert AllCodes
* include codes from system LocationCS

ValueSet: PatencyReasonVS
Id: patency-reason
Title: "Reason for the end of follow-up or patency"
Description: "All codes of the code system patency-reason."
* insert AllCodes
* include codes from system PatencyReasonCS

ValueSet: AbsenceReasonVS
Id: absence-reason
Title: "Why there is no answer"
Description: "All codes of the code system absence-reason."
* insert AllCodes
* include codes from system AbsenceReasonCS

ValueSet: InclusionVS
Id: inclusion
Title: "Inclusion"
Description: "All codes of the code system inclusion."
* insert AllCodes
* include codes from system InclusionCS

ValueSet: IssueCodeVS
Id: issue-code
Title: "Issue"
Description: "All codes of the code system issue-code."
* insert AllCodes
* include codes from system IssueCodeCS

ValueSet: CorroborationVS
Id: corroboration
Title: "Corroboration of a candidate code"
Description: "All codes of the code system corroboration."
* insert AllCodes
* include codes from system CorroborationCS

ValueSet: DwellAdvisoryVS
Id: dwell-advisory
Title: "Advice on a filter in place"
Description: "All codes of the code system dwell-advisory."
* insert AllCodes
* include codes from system DwellAdvisoryCS

ValueSet: ComplicationClassVS
Id: complication-class
Title: "Class of a complication grade"
Description: "All codes of the code system complication-class."
* insert AllCodes
* include codes from system ComplicationClassCS

ValueSet: BleedingCriterionVS
Id: bleeding-criterion
Title: "Criterion of major bleeding"
Description: "All codes of the code system bleeding-criterion."
* insert AllCodes
* include codes from system BleedingCriterionCS

ValueSet: CavalThrombusExtentVS
Id: caval-thrombus-extent
Title: "Extent of caval thrombus"
Description: "All codes of the code system caval-thrombus-extent."
* insert AllCodes
* include codes from system CavalThrombusExtentCS

ValueSet: OutcomeComponentVS
Id: outcome-component
Title: "Component of an outcome"
Description: "All codes of the code system outcome-component."
* insert AllCodes
* include codes from system OutcomeComponentCS

ValueSet: RetrievalStatusVS
Id: retrieval-status
Title: "Retrieval status"
Description: "All codes of the code system retrieval-status."
* insert AllCodes
* include codes from system RetrievalStatusCS

ValueSet: LysisGradeVS
Id: lysis-grade
Title: "Lysis grade"
Description: "All codes of the code system lysis-grade."
* insert AllCodes
* include codes from system LysisGradeCS

ValueSet: RuleVS
Id: rule
Title: "Rule"
Description: "All codes of the code system rule."
* insert AllCodes
* include codes from system RuleCS

ValueSet: VisitVS
Id: visit
Title: "Visit"
Description: "All codes of the code system visit."
* insert AllCodes
* include codes from system VisitCS

ValueSet: FigureVS
Id: figure
Title: "Figure"
Description: "All codes of the code system figure."
* insert AllCodes
* include codes from system FigureCS

// Parts of code systems, and public codes, that profiles need.

ValueSet: OutcomeCodeVS
Id: outcome-code
Title: "Outcome"
Description: "Every question that a written Observation may answer."
* insert AllCodes
* include codes from system InstrumentCS

ValueSet: OutcomeStatusVS
Id: outcome-status
Title: "Status of a written outcome"
Description: "Final when first written, amended after a change of the answer, entered in error when withdrawn."
* insert AllCodes
* http://hl7.org/fhir/observation-status#final
* http://hl7.org/fhir/observation-status#amended
* http://hl7.org/fhir/observation-status#entered-in-error

ValueSet: LegVS
Id: leg
Title: "Leg"
Description: "The left or the right leg, as written outcomes say it."
* insert AllCodes
* LocationCS#left-leg
* LocationCS#right-leg

ValueSet: SegmentVS
Id: segment
Title: "Segment"
Description: "The segments whose patency the study follows."
* insert AllCodes
* LocationCS#inferior-vena-cava
* LocationCS#left-iliac
* LocationCS#right-iliac

ValueSet: LossReasonVS
Id: loss-reason
Title: "Reason for a loss"
Description: "Why patency was lost."
* insert AllCodes
* include codes from system PatencyReasonCS
* exclude PatencyReasonCS#last-imaging

ValueSet: ComplicationGradeVS
Id: complication-grade
Title: "Complication grade"
Description: "Grades of every scale."
* insert AllCodes
* include codes from system Sir2003GradeCS
* include codes from system Sir2017GradeCS
* include codes from system Cirse2017GradeCS

ValueSet: BundleKindVS
Id: bundle-kind
Title: "Kind of registry Bundle"
Description: "A collection to be read, or a transaction to be carried out."
* insert AllCodes
* http://hl7.org/fhir/bundle-type#collection
* http://hl7.org/fhir/bundle-type#transaction

ValueSet: FilterFindingCodeVS
Id: filter-finding-code
Title: "Finding at a filter"
Description: "What can be found at a filter."
* insert AllCodes
* ObservationKindCS#filter-tilt
* ObservationKindCS#filter-migration
* ObservationKindCS#strut-penetration
* ObservationKindCS#filter-fracture
* ObservationKindCS#caval-thrombus

ValueSet: ThrombusExtentCodeVS
Id: thrombus-extent-code
Title: "Thrombus extent"
Description: "Thrombus of a segment, before treatment, after it, or as the time tells."
* insert AllCodes
* ObservationKindCS#thrombus-extent
* ObservationKindCS#thrombus-before-treatment
* ObservationKindCS#thrombus-after-treatment
