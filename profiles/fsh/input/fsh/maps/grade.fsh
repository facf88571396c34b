Instance: GradeMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Answers to the grade of an item"
Description: "Coded answers in the words of the scales (none, mild, moderate, severe) to the grade of an item of Villalta or VCSS."
* insert StudyMap([[grade]], [[GradeMap]], [["Answers to the grade of an item"]], [["Coded answers in the words of the scales (none, mild, moderate, severe) to the grade of an item of Villalta or VCSS. Answers in other words, such as those of the compression item, belong into a site map."]])
* targetUri = "{{base}}/ValueSet/grade"

* insert Group([[http://snomed.info/sct]], [[grade]])
* insert Code([[260413007]], [["None"]])
* insert To([[0]], [[equivalent]])
* insert Code([[255604002]], [["Mild"]])
* insert To([[1]], [[equivalent]])
* insert Code([[6736007]], [["Moderate (severity modifier)"]])
* insert To([[2]], [[equivalent]])
* insert Code([[1255665007]], [["Moderate"]])
* insert To([[2]], [[equivalent]])
* insert Code([[24484000]], [["Severe (severity modifier)"]])
* insert To([[3]], [[equivalent]])

* insert Group([[http://loinc.org]], [[grade]])
* insert Code([[LA137-2]], [["None"]])
* insert To([[0]], [[equivalent]])
* insert Code([[LA6752-5]], [["Mild"]])
* insert To([[1]], [[equivalent]])
* insert Code([[LA6751-7]], [["Moderate"]])
* insert To([[2]], [[equivalent]])
* insert Code([[LA6750-9]], [["Severe"]])
* insert To([[3]], [[equivalent]])
