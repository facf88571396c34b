Instance: VeinStatusMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Finding codes to the status of a vein"
Description: "Coded imaging findings of a segment to its status."
* insert StudyMap([[vein-status]], [[VeinStatusMap]], [["Finding codes to the status of a vein"]], [["Coded imaging findings of a segment to its status."]])
* targetUri = "{{base}}/ValueSet/vein-status"

* insert Group([[http://snomed.info/sct]], [[vein-status]])
* insert Code([[26036001]], [["Occlusion"]])
* insert To([[occluded]], [[equivalent]])
* insert Code([[396339007]], [["Thrombus"]])
* insert Candidate([[partial-thrombus]], [[second-statement]], [["Thrombus may or may not occlude: needs a statement of flow."]])
* insert Code([[373140001]], [["No thrombus (DICOM grading)"]])
* insert Candidate([[patent]], [[second-statement]], [["Absence of thrombus does not exclude a stenosis: needs a statement of flow or patency."]])
