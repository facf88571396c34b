Instance: ImagingModalityMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Imaging codes to the modality"
Description: "Codes of imaging studies and reports to the modality."
* insert StudyMap([[imaging-modality]], [[ImagingModalityMap]], [["Imaging codes to the modality"]], [["Codes of imaging studies and reports to the modality."]])
* targetUri = "{{base}}/ValueSet/imaging-modality"

* insert Group([[http://www.ama-assn.org/go/cpt]], [[imaging-modality]])
* insert Bare([[75820]])
* insert To([[venography]], [[wider]])
* insert Bare([[75822]])
* insert To([[venography]], [[wider]])
* insert Bare([[75825]])
* insert To([[venography]], [[wider]])
* insert Bare([[93970]])
* insert To([[duplex]], [[wider]])
* insert Bare([[93971]])
* insert To([[duplex]], [[wider]])
* insert Bare([[93978]])
* insert To([[duplex]], [[wider]])
* insert Bare([[93979]])
* insert To([[duplex]], [[wider]])

* insert Group([[http://loinc.org]], [[imaging-modality]])
* insert Code([[69385-3]], [["US Lower extremity veins - bilateral"]])
* insert To([[duplex]], [[wider]])
* insert Code([[69392-9]], [["US Lower extremity veins - left"]])
* insert To([[duplex]], [[wider]])
* insert Code([[80860-0]], [["US Lower extremity veins - unilateral limited"]])
* insert To([[duplex]], [[wider]])
* insert Code([[93604-7]], [["US.doppler Lower extremity arteries and veins - bilateral"]])
* insert To([[duplex]], [[wider]])
