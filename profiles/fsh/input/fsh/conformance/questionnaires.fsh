// Forms for the two leg scores, in the project's own words. An answer becomes an Observation of the item (SDC observationExtract);
// the leg, whose item points to Observation.bodySite, goes into every one of them, and so does the day on which the form was filled in.

RuleSet: Form(id, name, title, kind)
* id = "{id}"
* url = "{{base}}/Questionnaire/{id}"
* insert PublishedInstance({name}, {title})
* subjectType = #Patient
* code = ObservationKindCS#{kind}

RuleSet: PublishedInstance(name, title)
* name = "{name}"
* title = {title}
* version = "{{version}}"
* status = #active
* experimental = false
* publisher = "IvcFhir project"

RuleSet: LegItem
* item[+].linkId = "leg"
* item[=].definition = "http://hl7.org/fhir/StructureDefinition/Observation#Observation.bodySite"
* item[=].text = "Leg"
* item[=].type = #choice
* item[=].required = true
* item[=].answerOption[+].valueCoding = LocationCS#left-leg "Left leg"
* item[=].answerOption[+].valueCoding = LocationCS#right-leg "Right leg"

RuleSet: Extracted
* item[=].extension.url = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-observationExtract"
* item[=].extension.valueBoolean = true

RuleSet: GradedItem(item, system, text)
* item[+].linkId = "{item}"
* insert Extracted
* item[=].code = {system}#{item}
* item[=].text = {text}
* item[=].type = #choice
* item[=].required = false
* item[=].answerOption[+].valueCoding = GradeCS#0 "None"
* item[=].answerOption[+].valueCoding = GradeCS#1 "Mild"
* item[=].answerOption[+].valueCoding = GradeCS#2 "Moderate"
* item[=].answerOption[+].valueCoding = GradeCS#3 "Severe"

RuleSet: Anchors(item, text)
* item[=].item.linkId = "{item}-anchors"
* item[=].item.text = {text}
* item[=].item.type = #display

Instance: VillaltaForm
InstanceOf: Questionnaire
Usage: #definition
Title: "Villalta form"
Description: "Five symptoms, answered by the patient, and six signs, answered by the clinician; and whether there is an ulcer."
* insert Form([[villalta]], [[VillaltaForm]], [["Villalta scale"]], [[villalta-assessment]])
* insert LegItem
* insert GradedItem([[pain]], [[VillaltaItemCS]], [["Pain in the leg"]])
* insert GradedItem([[cramps]], [[VillaltaItemCS]], [["Cramps in the leg"]])
* insert GradedItem([[heaviness]], [[VillaltaItemCS]], [["The leg feels heavy"]])
* insert GradedItem([[paresthesia]], [[VillaltaItemCS]], [["Tingling or other abnormal sensations in the leg"]])
* insert GradedItem([[pruritus]], [[VillaltaItemCS]], [["Itching of the leg"]])
* insert GradedItem([[pretibial-edema]], [[VillaltaItemCS]], [["Swelling over the shin"]])
* insert GradedItem([[skin-induration]], [[VillaltaItemCS]], [["Hardened skin"]])
* insert GradedItem([[hyperpigmentation]], [[VillaltaItemCS]], [["Darkened skin"]])
* insert GradedItem([[redness]], [[VillaltaItemCS]], [["Reddened skin"]])
* insert GradedItem([[venous-ectasia]], [[VillaltaItemCS]], [["Widened veins"]])
* insert GradedItem([[calf-compression-pain]], [[VillaltaItemCS]], [["Pain when the calf is pressed"]])
* item[+].linkId = "ulcer"
* insert Extracted
* item[=].code = ObservationKindCS#villalta-ulcer
* item[=].text = "An open venous ulcer is present"
* item[=].type = #boolean
* item[=].required = false

Instance: VcssForm
InstanceOf: Questionnaire
Usage: #definition
Title: "VCSS form"
Description: "Ten attributes, answered by the clinician; what each grade means stands below the attribute."
* insert Form([[vcss]], [[VcssForm]], [["Revised Venous Clinical Severity Score"]], [[vcss-assessment]])
* insert LegItem
* insert GradedItem([[pain]], [[VcssItemCS]], [["Pain or other discomfort that comes from the veins"]])
* insert Anchors([[pain]], [["0: none; 1: now and then, the day is not limited; 2: every day, disturbs the day without preventing anything; 3: every day, limits most of what is done"]])
* insert GradedItem([[varicose-veins]], [[VcssItemCS]], [["Varicose veins of 3 mm or more, standing"]])
* insert Anchors([[varicose-veins]], [["0: none; 1: few and scattered, or around the ankle; 2: in the calf or in the thigh; 3: in calf and thigh"]])
* insert GradedItem([[venous-edema]], [[VcssItemCS]], [["Swelling that comes from the veins"]])
* insert Anchors([[venous-edema]], [["0: none; 1: foot and ankle only; 2: above the ankle, below the knee; 3: up to the knee and above"]])
* insert GradedItem([[skin-pigmentation]], [[VcssItemCS]], [["Darkened skin, not over varicose veins and not of another disease"]])
* insert Anchors([[skin-pigmentation]], [["0: none, or a spot; 1: around the ankle only; 2: over the lower third of the calf; 3: above the lower third"]])
* insert GradedItem([[inflammation]], [[VcssItemCS]], [["Redness, cellulitis, eczema or dermatitis"]])
* insert Anchors([[inflammation]], [["0: none; 1: around the ankle; 2: over the lower third; 3: above the lower third"]])
* insert GradedItem([[induration]], [[VcssItemCS]], [["Hardened skin and scarred tissue below it, white atrophy"]])
* insert Anchors([[induration]], [["0: none; 1: around the ankle; 2: over the lower third; 3: above the lower third"]])
* insert GradedItem([[active-ulcer-number]], [[VcssItemCS]], [["Number of active ulcers"]])
* insert Anchors([[active-ulcer-number]], [["0: none; 1: one; 2: two; 3: three or more"]])
* insert GradedItem([[active-ulcer-duration]], [[VcssItemCS]], [["How long the oldest active ulcer has been open"]])
* insert Anchors([[active-ulcer-duration]], [["0: no ulcer; 1: under 3 months; 2: 3 months to under 1 year; 3: 1 year and more"]])
* insert GradedItem([[active-ulcer-size]], [[VcssItemCS]], [["Largest diameter of the largest active ulcer"]])
* insert Anchors([[active-ulcer-size]], [["0: no ulcer; 1: under 2 cm; 2: 2 to 6 cm; 3: over 6 cm"]])
* insert GradedItem([[compression-use]], [[VcssItemCS]], [["Use of compression stockings"]])
* insert Anchors([[compression-use]], [["0: none; 1: now and then; 2: most days; 3: every day"]])
