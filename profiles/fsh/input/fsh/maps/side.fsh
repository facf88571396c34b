Instance: SideMap
InstanceOf: ConceptMap
Usage: #definition
Title: "Laterality and limb codes to the side"
Description: "Laterality qualifiers and limb structures to the side. A code of both sides has two targets; both hold."
* insert StudyMap([[side]], [[SideMap]], [["Laterality and limb codes to the side"]], [["Laterality qualifiers and limb structures to the side. A code of both sides has two targets; both hold."]])
* targetUri = "{{base}}/ValueSet/side"

* insert Group([[http://snomed.info/sct]], [[side]])
* insert Code([[7771000]], [["Left"]])
* insert To([[left]], [[equivalent]])
* insert Code([[24028007]], [["Right"]])
* insert To([[right]], [[equivalent]])
* insert Code([[51440002]], [["Bilateral"]])
* insert ToWith([[left]], [[wider]], [["Both sides: gives one fact per side."]])
* insert ToWith([[right]], [[wider]], [["Both sides: gives one fact per side."]])
* insert Code([[66459002]], [["Unilateral"]])
* insert ToWith([[unstated]], [[wider]], [["One side, without saying which."]])
* insert Code([[32153003]], [["Left lower limb structure"]])
* insert ToWith([[left]], [[wider]], [["The structure implies the side."]])
* insert Code([[62175007]], [["Right lower limb structure"]])
* insert ToWith([[right]], [[wider]], [["The structure implies the side."]])
* insert Code([[61685007]], [["Lower limb structure"]])
* insert ToWith([[unstated]], [[wider]], [["A leg, without saying which."]])

* insert Group([[http://www.ama-assn.org/go/cpt]], [[side]])
* insert Bare([[LT]])
* insert ToWith([[left]], [[equivalent]], [["Modifier: a coding of its own, or after a hyphen at the end of a procedure code."]])
* insert Bare([[RT]])
* insert ToWith([[right]], [[equivalent]], [["Modifier: a coding of its own, or after a hyphen at the end of a procedure code."]])
* insert Bare([[50]])
* insert ToWith([[left]], [[wider]], [["Modifier of both sides: gives one fact per side."]])
* insert ToWith([[right]], [[wider]], [["Modifier of both sides: gives one fact per side."]])

* insert Group([[https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets]], [[side]])
* insert Bare([[LT]])
* insert ToWith([[left]], [[equivalent]], [["Modifier: a coding of its own, or after a hyphen at the end of a procedure code."]])
* insert Bare([[RT]])
* insert ToWith([[right]], [[equivalent]], [["Modifier: a coding of its own, or after a hyphen at the end of a procedure code."]])
* insert Bare([[50]])
* insert ToWith([[left]], [[wider]], [["Modifier of both sides: gives one fact per side."]])
* insert ToWith([[right]], [[wider]], [["Modifier of both sides: gives one fact per side."]])
