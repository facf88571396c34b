// Questions that are asked of each leg at each visit.

RuleSet: ScoredSlice(item, system)
* component contains {item} 0..1 MS
* component[{item}].code = {system}#{item}
* component[{item}].value[x] only integer
* component[{item}].value[x] ^minValueInteger = 0
* component[{item}].value[x] ^maxValueInteger = 3

RuleSet: SeveritySlice
* component contains severity 0..1
* component[severity].code = OutcomeComponentCS#severity
* component[severity].value[x] 1..1
* component[severity].value[x] only CodeableConcept
* component[severity].value[x] from PtsSeverityVS (required)
* component contains severity-at-least 0..1
* component[severity-at-least].code = OutcomeComponentCS#severity-at-least
* component[severity-at-least].value[x] 1..1
* component[severity-at-least].value[x] only CodeableConcept
* component[severity-at-least].value[x] from PtsSeverityVS (required)

RuleSet: UlcerSlice
* component contains ulcer 0..1
* component[ulcer].code = ObservationKindCS#villalta-ulcer
* component[ulcer].value[x] only boolean

Invariant: vil-1
Description: "A total needs all eleven items, unless it is one that the site stated."
Severity: #error
Expression: "value.exists() implies (extension.where(url = '{{base}}/StructureDefinition/reported-total').exists() or (component.where(value.exists() and code.coding.where(system = '{{base}}/CodeSystem/villalta-item').exists()).count() = 11))"

Invariant: vil-2
Description: "The total is the sum of the items; with an ulcer it may, as the protocol says, be raised to 15 or by 15."
Severity: #error
Expression: "value.exists() implies (extension.where(url = '{{base}}/StructureDefinition/reported-total').exists() or ((value = component.where(code.coding.where(system = '{{base}}/CodeSystem/villalta-item').exists()).value.ofType(integer).aggregate($this + $total, 0) or (component.where(code.coding.where(code = 'villalta-ulcer').exists() and value = true).exists() and (value = 15 or value - 15 = component.where(code.coding.where(system = '{{base}}/CodeSystem/villalta-item').exists()).value.ofType(integer).aggregate($this + $total, 0))))))"

Invariant: vil-3
Description: "The class follows from the total and the ulcer."
Severity: #error
Expression: "(value.exists() and component.where(code.coding.where(code = 'severity').exists()).exists()) implies component.where(code.coding.where(code = 'severity').exists()).value.coding.where(system = '{{base}}/CodeSystem/pts-severity').code = iif(value >= 15 or component.where(code.coding.where(code = 'villalta-ulcer').exists() and value = true).exists(), 'severe', iif(value >= 10, 'moderate', iif(value >= 5, 'mild', 'none')))"

Invariant: vil-4
Description: "The sum of the items is what it says."
Severity: #error
Expression: "component.where(code.coding.where(code = 'items-total').exists()).exists() implies component.where(code.coding.where(code = 'items-total').exists()).value = component.where(code.coding.where(system = '{{base}}/CodeSystem/villalta-item').exists()).value.ofType(integer).aggregate($this + $total, 0)"

Profile: VillaltaOutcome
Parent: StudyOutcome
Id: outcome-villalta
Title: "Villalta score"
Description: "Sum of the eleven items of one leg at one visit. Where an item is missing there is a reason instead of a total, and the items that were recorded stand as components."
* insert Question(InstrumentCS, villalta, survey)
* obeys vil-1 and vil-2 and vil-3 and vil-4
* insert OfLeg
* value[x] only integer
* value[x] ^minValueInteger = 0
* value[x] ^maxValueInteger = 33
* insert SlicedByCode(closed)
* insert ScoredSlice(pain, VillaltaItemCS)
* insert ScoredSlice(cramps, VillaltaItemCS)
* insert ScoredSlice(heaviness, VillaltaItemCS)
* insert ScoredSlice(paresthesia, VillaltaItemCS)
* insert ScoredSlice(pruritus, VillaltaItemCS)
* insert ScoredSlice(pretibial-edema, VillaltaItemCS)
* insert ScoredSlice(skin-induration, VillaltaItemCS)
* insert ScoredSlice(hyperpigmentation, VillaltaItemCS)
* insert ScoredSlice(redness, VillaltaItemCS)
* insert ScoredSlice(venous-ectasia, VillaltaItemCS)
* insert ScoredSlice(calf-compression-pain, VillaltaItemCS)
* insert UlcerSlice
* insert SeveritySlice
* component contains items-total 0..1
* component[items-total].code = OutcomeComponentCS#items-total
* component[items-total].value[x] 1..1
* component[items-total].value[x] only integer
* component[items-total].value[x] ^minValueInteger = 0
* component[items-total].value[x] ^maxValueInteger = 33

Invariant: vcs-1
Description: "A total needs all ten attributes, unless it is one that the site stated."
Severity: #error
Expression: "value.exists() implies (extension.where(url = '{{base}}/StructureDefinition/reported-total').exists() or (component.where(value.exists() and code.coding.where(system = '{{base}}/CodeSystem/vcss-item').exists()).count() = 10))"

Invariant: vcs-2
Description: "The total with compression is the sum of the attributes; it is the value, unless it stands beside it."
Severity: #error
Expression: "value.exists() implies (extension.where(url = '{{base}}/StructureDefinition/reported-total').exists() or ((value | component.where(code.coding.where(code = 'with-compression').exists()).value).ofType(integer).aggregate(iif($total.empty() or $this > $total, $this, $total)) = component.where(code.coding.where(system = '{{base}}/CodeSystem/vcss-item').exists()).value.ofType(integer).aggregate($this + $total, 0)))"

Invariant: vcs-3
Description: "Number, duration and size of the active ulcer are all zero or none of them is."
Severity: #error
Expression: "value.exists() implies component.where(code.coding.where(system = '{{base}}/CodeSystem/vcss-item' and code.startsWith('active-ulcer')).exists()).value.ofType(integer).select(iif($this > 0, 1, 0)).distinct().count() <= 1"

Invariant: vcs-4
Description: "The total without compression is the total less the grade of compression."
Severity: #error
Expression: "(value.exists() and component.where(code.coding.where(code = 'without-compression').exists()).exists()) implies value = component.where(code.coding.where(code = 'without-compression' or code = 'compression-use').exists()).value.ofType(integer).aggregate($this + $total, 0)"

Invariant: vcs-5
Description: "Where the value counts without compression, the total with it is the value and the grade of compression."
Severity: #error
Expression: "(value.exists() and component.where(code.coding.where(code = 'with-compression').exists()).exists()) implies component.where(code.coding.where(code = 'with-compression').exists()).value = value + component.where(code.coding.where(code = 'compression-use').exists()).value"

Profile: VcssOutcome
Parent: StudyOutcome
Id: outcome-vcss
Title: "Revised VCSS"
Description: "Sum of the ten attributes of one leg at one visit, and the sum by the other reading: without compression, or with it where the protocol counts without."
* insert Question(InstrumentCS, vcss, survey)
* obeys vcs-1 and vcs-2 and vcs-3 and vcs-4 and vcs-5
* insert OfLeg
* value[x] only integer
* value[x] ^minValueInteger = 0
* value[x] ^maxValueInteger = 30
* insert SlicedByCode(closed)
* insert ScoredSlice(pain, VcssItemCS)
* insert ScoredSlice(varicose-veins, VcssItemCS)
* insert ScoredSlice(venous-edema, VcssItemCS)
* insert ScoredSlice(skin-pigmentation, VcssItemCS)
* insert ScoredSlice(inflammation, VcssItemCS)
* insert ScoredSlice(induration, VcssItemCS)
* insert ScoredSlice(active-ulcer-number, VcssItemCS)
* insert ScoredSlice(active-ulcer-duration, VcssItemCS)
* insert ScoredSlice(active-ulcer-size, VcssItemCS)
* insert ScoredSlice(compression-use, VcssItemCS)
* component contains without-compression 0..1
* component[without-compression].code = OutcomeComponentCS#without-compression
* component[without-compression].value[x] 1..1
* component[without-compression].value[x] only integer
* component[without-compression].value[x] ^minValueInteger = 0
* component[without-compression].value[x] ^maxValueInteger = 27
* component contains with-compression 0..1
* component[with-compression].code = OutcomeComponentCS#with-compression
* component[with-compression].value[x] 1..1
* component[with-compression].value[x] only integer
* component[with-compression].value[x] ^minValueInteger = 0
* component[with-compression].value[x] ^maxValueInteger = 30

Invariant: pts-1
Description: "By the rule of one visit, the class agrees with the answer: none goes with no, every other class with yes."
Severity: #error
Expression: "(value.exists() and method.coding.where(code = 'pts-1').exists() and component.where(code.coding.where(code = 'severity').exists()).exists()) implies (value = component.where(code.coding.where(code = 'severity').exists()).value.coding.where(system = '{{base}}/CodeSystem/pts-severity' and code = 'none').empty())"

Invariant: pts-2
Description: "An ulcer is never without the syndrome."
Severity: #error
Expression: "component.where(code.coding.where(code = 'villalta-ulcer').exists() and value = true).exists() implies (value.empty() or value = true)"

Invariant: pts-3
Description: "By the rule of one visit, recorded items that sum to 5 or more are never without the syndrome."
Severity: #error
Expression: "method.coding.where(code = 'pts-1').empty() or component.where(code.coding.where(system = '{{base}}/CodeSystem/villalta-item').exists()).value.ofType(integer).aggregate($this + $total, 0) < 5 or value.empty() or value = true"

Profile: PostThromboticSyndromeOutcome
Parent: StudyOutcome
Id: outcome-post-thrombotic-syndrome
Title: "Post-thrombotic syndrome"
Description: "Whether one leg with deep vein thrombosis has the syndrome at one visit, with its class. The items of the Villalta scale may stand as components; bounds may decide where some are missing."
* insert Question(InstrumentCS, post-thrombotic-syndrome, survey)
* obeys pts-1 and pts-2 and pts-3
* insert OfLeg
* value[x] only boolean
* insert SlicedByCode(open)
* insert UlcerSlice
* insert SeveritySlice
