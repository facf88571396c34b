// Answers to the forms.

Invariant: qr-1
Description: "Only completed and amended answers are used."
Severity: #warning
Expression: "status = 'completed' or status = 'amended'"

Invariant: qr-2
Description: "A grade as a number is 0, 1, 2 or 3."
Severity: #error
Expression: "item.answer.value.ofType(integer).all($this >= 0 and $this <= 3) and item.answer.value.ofType(decimal).all($this = 0 or $this = 1 or $this = 2 or $this = 3)"

RuleSet: AnsweredSlice(item)
* item contains {item} 0..1 MS
* item[{item}].linkId = "{item}" (exactly)
* item[{item}].answer 0..1
* item[{item}].answer.value[x] only Coding or integer or decimal
* item[{item}].answer.value[x] from GradeVS (required)

Invariant: vil-q
Description: "The answers are those to this form."
Severity: #error
Expression: "questionnaire = '{{base}}/Questionnaire/villalta' or questionnaire.startsWith('{{base}}/Questionnaire/villalta|')"

Profile: VillaltaResponse
Parent: QuestionnaireResponse
Id: villalta-response
Title: "Answers to the Villalta form"
Description: "One leg on one day, as answers to the form. An item that was not answered is missing, never zero."
* insert Published
* obeys vil-q and qr-1 and qr-2
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* item ^slicing.discriminator.type = #value
* item ^slicing.discriminator.path = "linkId"
* item ^slicing.rules = #open
* item contains leg 1..1 MS
* item[leg].linkId = "leg" (exactly)
* item[leg].answer 1..1
* item[leg].answer.value[x] 1..1
* item[leg].answer.value[x] only Coding
* item[leg].answer.value[x] from LegVS (required)
* insert AnsweredSlice(pain)
* insert AnsweredSlice(cramps)
* insert AnsweredSlice(heaviness)
* insert AnsweredSlice(paresthesia)
* insert AnsweredSlice(pruritus)
* insert AnsweredSlice(pretibial-edema)
* insert AnsweredSlice(skin-induration)
* insert AnsweredSlice(hyperpigmentation)
* insert AnsweredSlice(redness)
* insert AnsweredSlice(venous-ectasia)
* insert AnsweredSlice(calf-compression-pain)
* item contains ulcer 0..1 MS
* item[ulcer].linkId = "ulcer" (exactly)
* item[ulcer].answer 0..1
* item[ulcer].answer.value[x] only boolean

Invariant: vcs-q
Description: "The answers are those to this form."
Severity: #error
Expression: "questionnaire = '{{base}}/Questionnaire/vcss' or questionnaire.startsWith('{{base}}/Questionnaire/vcss|')"

Profile: VcssResponse
Parent: QuestionnaireResponse
Id: vcss-response
Title: "Answers to the VCSS form"
Description: "One leg on one day, as answers to the form. An item that was not answered is missing, never zero."
* insert Published
* obeys vcs-q and qr-1 and qr-2
* questionnaire 1..1 MS
* status MS
* subject 1..1 MS
* subject only Reference(Patient)
* authored 1..1 MS
* item ^slicing.discriminator.type = #value
* item ^slicing.discriminator.path = "linkId"
* item ^slicing.rules = #open
* item contains leg 1..1 MS
* item[leg].linkId = "leg" (exactly)
* item[leg].answer 1..1
* item[leg].answer.value[x] 1..1
* item[leg].answer.value[x] only Coding
* item[leg].answer.value[x] from LegVS (required)
* insert AnsweredSlice(pain)
* insert AnsweredSlice(varicose-veins)
* insert AnsweredSlice(venous-edema)
* insert AnsweredSlice(skin-pigmentation)
* insert AnsweredSlice(inflammation)
* insert AnsweredSlice(induration)
* insert AnsweredSlice(active-ulcer-number)
* insert AnsweredSlice(active-ulcer-duration)
* insert AnsweredSlice(active-ulcer-size)
* insert AnsweredSlice(compression-use)
