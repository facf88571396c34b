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
