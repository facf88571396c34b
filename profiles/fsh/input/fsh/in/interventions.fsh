// What comes in: interventions, devices, diagnoses. These profiles describe what is understood without a site map;
// what does not follow them may still be understood through one.

RuleSet: Published
* ^experimental = false
* ^publisher = "IvcFhir project"

Invariant: int-1
Description: "When it was performed should be known to the day."
Severity: #warning
Expression: "performed.ofType(dateTime).all($this.toString().length() >= 10) and performed.ofType(Period).start.all($this.toString().length() >= 10)"

Invariant: int-2
Description: "Start and end should be stated: the duration of the session is computed from them."
Severity: #warning
Expression: "status != 'completed' or performed.ofType(Period).where(start.exists() and end.exists()).exists()"

Invariant: int-3
Description: "An intervention that was not carried out has neither an outcome nor a complication."
Severity: #error
Expression: "status = 'not-done' implies (outcome.empty() and complication.empty() and complicationDetail.empty())"

Invariant: int-4
Description: "The vein should be stated, by body site or by a code that implies it."
Severity: #warning
Expression: "bodySite.exists() or code.coding.where(system = 'http://www.cms.gov/Medicare/Coding/ICD10' or system = 'http://snomed.info/sct').exists()"

Invariant: flt-1
Description: "The filter should be named, as focal device or as used device."
Severity: #warning
Expression: "status != 'completed' or focalDevice.exists() or usedReference.exists()"

Profile: StudyIntervention
Parent: Procedure
Id: study-intervention
Title: "Intervention of the study"
Description: "What every endovascular intervention of the study must carry to be used: kind, patient, time; and what it should carry: vein, result, device."
* insert Published
* ^abstract = true
* obeys int-1 and int-3
* status MS
* statusReason MS
* code 1..1 MS
* code from InterventionCodeVS (extensible)
* subject MS
* subject only Reference(Patient)
* encounter MS
* partOf MS
* performed[x] 1..1 MS
* performed[x] only dateTime or Period
* performedPeriod.start 1..1
* bodySite MS
* bodySite from VeinSiteVS (extensible)
* outcome MS
* outcome from InterventionResultCodeVS (extensible)
* complication MS
* complication from ComplicationCodeVS (extensible)
* focalDevice MS
* focalDevice.action MS
* focalDevice.manipulated MS
* usedReference MS
* usedReference only Reference(Device)

Profile: FilterPlacement
Parent: StudyIntervention
Id: filter-placement
Title: "Filter placement"
Description: "Placement of a filter in the vena cava."
* insert Published
* obeys flt-1
* code from FilterPlacementCodeVS (extensible)

Profile: FilterRetrieval
Parent: StudyIntervention
Id: filter-retrieval
Title: "Filter retrieval"
Description: "Removal of a caval filter, or the attempt."
* insert Published
* obeys flt-1
* code from FilterRetrievalCodeVS (extensible)

Profile: FilterRepositioning
Parent: StudyIntervention
Id: filter-repositioning
Title: "Filter repositioning"
Description: "Moving a caval filter that stays."
* insert Published
* code from FilterRepositioningCodeVS (extensible)

Profile: Thrombectomy
Parent: StudyIntervention
Id: thrombectomy
Title: "Endovascular thrombectomy"
Description: "Removal of thrombus through a catheter, by manual aspiration or mechanically. Open surgery is another procedure."
* insert Published
* obeys int-2 and int-4
* code from ThrombectomyCodeVS (extensible)

Profile: Thrombolysis
Parent: StudyIntervention
Id: thrombolysis
Title: "Catheter-directed thrombolysis"
Description: "Infusion of a thrombolytic through a catheter into a vein; may last days. One session may be several Procedures."
* insert Published
* obeys int-2 and int-4
* code from ThrombolysisCodeVS (extensible)

Profile: Angioplasty
Parent: StudyIntervention
Id: angioplasty
Title: "Venous angioplasty"
Description: "Dilation of a vein with a balloon."
* insert Published
* obeys int-4
* code from AngioplastyCodeVS (extensible)

Profile: StentPlacement
Parent: StudyIntervention
Id: stent-placement
Title: "Venous stent placement"
Description: "Placement of a stent in a vein."
* insert Published
* obeys int-4
* code from StentPlacementCodeVS (extensible)

Invariant: udi-1
Description: "A recorded identifier of the device should come with its carrier string or with its parsed parts."
Severity: #warning
Expression: "udiCarrier.exists() or identifier.exists() or serialNumber.exists() or lotNumber.exists()"

Profile: IvcFilter
Parent: Device
Id: ivc-filter
Title: "IVC filter"
Description: "A caval filter. A Device without a patient is found through the Procedure or the DeviceUseStatement that names it."
* insert Published
* obeys udi-1
* status MS
* type 1..1 MS
* type from FilterDeviceCodeVS (extensible)
* patient MS
* manufacturer MS
* modelNumber MS
* lotNumber MS
* serialNumber MS
* expirationDate MS
* udiCarrier MS
* udiCarrier ^slicing.discriminator.type = #exists
* udiCarrier ^slicing.discriminator.path = "carrierHRF"
* udiCarrier ^slicing.rules = #closed
* udiCarrier ^slicing.description = "With the carrier string as printed, or with its parts."
* udiCarrier contains parts 0..* and printed 0..* // In this order: Firely tells every item to be one in which the element must be absent, if it comes to that slice second.
* udiCarrier[parts].carrierHRF 0..0
* udiCarrier[parts].deviceIdentifier 1..1
* udiCarrier[printed].carrierHRF 1..1

Profile: IvcFilterUse
Parent: DeviceUseStatement
Id: ivc-filter-use
Title: "Use of an IVC filter"
Description: "Links a filter to its patient where the Procedure names no device."
* insert Published
* status MS
* subject MS
* subject only Reference(Patient)
* timing[x] 1..1 MS
* timing[x] only dateTime or Period
* timingPeriod.start 1..1
* device MS
* device only Reference(IvcFilter)
* derivedFrom MS
* bodySite MS
* bodySite from VeinSiteVS (extensible)

Invariant: dia-1
Description: "When the diagnosis began, or when it was recorded, should be known."
Severity: #warning
Expression: "onset.exists() or recordedDate.exists()"

Profile: StudyDiagnosis
Parent: Condition
Id: study-diagnosis
Title: "Diagnosis of the study"
Description: "Thrombosis and what follows it. Both legs may be one code, one code with two body sites, or two Conditions."
* insert Published
* obeys dia-1
* verificationStatus MS
* code 1..1 MS
* code from DiagnosisCodeVS (extensible)
* bodySite MS
* subject MS
* subject only Reference(Patient)
* onset[x] MS
* recordedDate MS
