Instance: PresentMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Answers to yes or no"
Description: "Coded answers to a question of yes or no, such as that for a venous ulcer."
* insert StudyMap([[present]], [[PresentMap]], [["Answers to yes or no"]], [["Coded answers to a question of yes or no, such as that for a venous ulcer. They say nothing without their question, and are read nowhere else."]])
* targetUri = "{{base}}/ValueSet/present"

* insert Group([[http://snomed.info/sct]], [[present]])
* insert Code([[52101004]], [["Present"]])
* insert To([[yes]], [[equivalent]])
* insert Code([[2667000]], [["Absent"]])
* insert To([[no]], [[equivalent]])
* insert Code([[373066001]], [["Yes"]])
* insert To([[yes]], [[equivalent]])
* insert Code([[373067005]], [["No"]])
* insert To([[no]], [[equivalent]])

* insert Group([[http://loinc.org]], [[present]])
* insert Code([[LA33-6]], [["Yes"]])
* insert To([[yes]], [[equivalent]])
* insert Code([[LA32-8]], [["No"]])
* insert To([[no]], [[equivalent]])

* insert Group([[http://terminology.hl7.org/CodeSystem/v2-0136]], [[present]])
* insert Code([[Y]], [["Yes"]])
* insert To([[yes]], [[equivalent]])
* insert Code([[N]], [["No"]])
* insert To([[no]], [[equivalent]])
