Instance: ComplicationKindMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Finding and diagnosis codes to the kind of complication"
Description: "Procedure.complication and Condition.code to the complications of the study."
* insert StudyMap([[complication-kind]], [[ComplicationKindMap]], [["Finding and diagnosis codes to the kind of complication"]], [["Procedure.complication and Condition.code to the complications of the study."]])
* targetUri = "{{base}}/ValueSet/complication-kind"

* insert Group([[http://snomed.info/sct]], [[complication-kind]])
* insert Code([[131148009]], [["Bleeding"]])
* insert Candidate([[bleeding]], [[intervention]], [["Counts only after an intervention of the study."]])
* insert Code([[110265006]], [["Postoperative hemorrhage"]])
* insert Candidate([[bleeding]], [[intervention]], [["Counts only after an intervention of the study."]])
* insert Code([[1386000]], [["Intracranial hemorrhage"]])
* insert Candidate([[bleeding]], [[intervention]], [["Counts only after an intervention of the study."]])
* insert Code([[50960005]], [["Hemorrhage"]])
* insert Candidate([[bleeding]], [[intervention]], [["Names a morphology, not a finding; counts only after an intervention of the study."]])

* insert Group([[http://hl7.org/fhir/sid/icd-10-cm]], [[complication-kind]])
* insert Code([[I97.618]], [["Postprocedural hemorrhage following other circulatory system procedure"]])
* insert Candidate([[bleeding]], [[intervention]], [["Counts only after an intervention of the study."]])
* insert Code([[T82.515A]], [["Breakdown (mechanical) of umbrella device, initial encounter"]])
* insert ToWith([[filter-fracture]], [[wider]], [["The classification calls a caval filter an umbrella device; seventh character A, D or S."]])
* insert Code([[T82.525A]], [["Displacement of umbrella device, initial encounter"]])
* insert ToWith([[filter-migration]], [[wider]], [["The classification calls a caval filter an umbrella device; seventh character A, D or S."]])
* insert Code([[T82.535A]], [["Leakage of umbrella device, initial encounter"]])
* insert ToWith([[other]], [[wider]], [["The classification calls a caval filter an umbrella device; seventh character A, D or S."]])
* insert Code([[T82.518A]], [["Breakdown (mechanical) of other cardiac and vascular devices and implants, initial encounter"]])
* insert Candidate([[filter-fracture]], [[filter-device]], [["Other vascular devices: needs the filter named."]])
* insert Code([[T82.528A]], [["Displacement of other cardiac and vascular devices and implants, initial encounter"]])
* insert Candidate([[filter-migration]], [[filter-device]], [["Other vascular devices: needs the filter named."]])
* insert Code([[T82.818A]], [["Embolism due to vascular prosthetic devices, implants and grafts, initial encounter"]])
* insert Candidate([[other]], [[filter-device]], [["Embolism from any vascular device: needs the filter named."]])
