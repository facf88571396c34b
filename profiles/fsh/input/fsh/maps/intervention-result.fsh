Instance: InterventionResultMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Outcome codes to the result of an intervention"
Description: "Procedure.outcome to the result of an intervention."
* insert StudyMap([[intervention-result]], [[InterventionResultMap]], [["Outcome codes to the result of an intervention"]], [["Procedure.outcome to the result of an intervention."]])
* targetUri = "{{base}}/ValueSet/intervention-result"

* insert Group([[http://snomed.info/sct]], [[intervention-result]])
* insert Code([[385669000]], [["Successful"]])
* insert To([[successful]], [[equivalent]])
* insert Code([[385670004]], [["Partially successful"]])
* insert To([[partially-successful]], [[equivalent]])
* insert Code([[385671000]], [["Unsuccessful"]])
* insert To([[unsuccessful]], [[equivalent]])
