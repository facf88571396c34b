Instance: DeviceKindMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Device codes to the kind of device"
Description: "Device.type, and supply codes, to the kind of device."
* insert StudyMap([[device-kind]], [[DeviceKindMap]], [["Device codes to the kind of device"]], [["Device.type, and supply codes, to the kind of device."]])
* targetUri = "{{base}}/ValueSet/device-kind"

* insert Group([[http://snomed.info/sct]], [[device-kind]])
* insert Code([[257409000]], [["Vena cava filter"]])
* insert To([[filter]], [[equivalent]])
* insert Code([[65818007]], [["Stent, device"]])
* insert To([[stent]], [[wider]])
* insert Code([[102319006]], [["Percutaneous transluminal angioplasty balloon, device"]])
* insert To([[balloon]], [[equivalent]])

* insert Group([[https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets]], [[device-kind]])
* insert Code([[C1880]], [["Vena cava filter"]])
* insert ToWith([[filter]], [[equivalent]], [["Supply code: stands on claims, not in Procedure.code."]])
