// How the code maps are written: a group per source code system, a code, its target.
//   equivalent, wider        the code proves the concept
//   inexact with dependsOn   a candidate: counts when the named corroboration is found in the same encounter or on the same day
//   inexact without          true in part; used only when nothing else says more
//   several targets          all of them hold (both sides); each is wider and says so
//   disjoint                 an exclusion: wins over every other code
//   unmatched                known and not used, with the reason
// A code that ends in a hyphen is the prefix of a family; the longest match wins. CPT codes stand without descriptors, which are licensed.

RuleSet: StudyMap(id, name, title, description)
* id = "{id}"
* url = "{{base}}/ConceptMap/{id}"
* name = "{name}"
* title = {title}
* description = {description}
* insert PublishedMap

RuleSet: PublishedMap
* copyright = "SNOMED CT is used by permission of SNOMED International; CPT codes stand without descriptors, which are copyright of the American Medical Association."
* version = "{{version}}"
* status = #active
* experimental = false
* publisher = "IvcFhir project"

RuleSet: Group(system, target)
* group[+].source = "{system}"
* group[=].target = "{{base}}/CodeSystem/{target}"

RuleSet: SourceGroup(system)
* group[+].source = "{system}"

RuleSet: Code(code, display)
* group[=].element[+].code = #{code}
* group[=].element[=].display = {display}

RuleSet: Bare(code)
* group[=].element[+].code = #{code}

RuleSet: To(target, equivalence)
* group[=].element[=].target[+].code = #{target}
* group[=].element[=].target[=].equivalence = #{equivalence}

RuleSet: ToWith(target, equivalence, comment)
* insert To({target}, {equivalence})
* group[=].element[=].target[=].comment = {comment}

RuleSet: Candidate(target, corroboration, comment)
* insert ToWith({target}, inexact, [[{comment}]])
* group[=].element[=].target[=].dependsOn.property = "{{base}}/CodeSystem/corroboration"
* group[=].element[=].target[=].dependsOn.system = "{{base}}/CodeSystem/corroboration"
* group[=].element[=].target[=].dependsOn.value = "{corroboration}"

RuleSet: NotUsed(reason)
* group[=].element[=].target[+].equivalence = #unmatched
* group[=].element[=].target[=].comment = {reason}
