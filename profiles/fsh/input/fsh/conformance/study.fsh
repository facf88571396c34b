// The study, its measure, and what the adapter needs from a server.

Instance: IvcMatCdtStudy
InstanceOf: ResearchStudy
Usage: #definition
Title: "Study"
Description: "The study whose outcomes are computed."
* id = "ivc-mat-cdt"
* identifier.system = "{{base}}/sid/study"
* identifier.value = "ivc-mat-cdt"
* title = "Endovascular treatment of inferior vena cava thrombosis secondary to deep vein thrombosis of the legs"
* status = #completed
* description = "Retrospective study of two centres: under the protection of a caval filter, manual aspiration thrombectomy (MAT) followed by catheter-directed thrombolysis (CDT). Recorded: technical aspects, complications, patency, VCSS, Villalta score. Only the abstract is known; what it does not state is not stated here."
* condition = DiagnosisKindCS#ivc-thrombosis
* focus[+] = InterventionKindCS#thrombectomy
* focus[+] = InterventionKindCS#thrombolysis
* period.start = "2015-01"
* period.end = "2020-12"

Instance: StudyIdentifier
InstanceOf: NamingSystem
Usage: #definition
* insert Named([[study]], [[StudyIdentifier]], [[identifier]], [["Identifier of a study: the name that its protocol carries."]])
* insert PreferredUri([[{{base}}/sid/study]])

RuleSet: Row(code, description)
* group[+].code = FigureCS#{code}
* group[=].description = {description}

// Counts of written outcomes that enter the figures, as FHIRPath over a Bundle of outcomes.
RuleSet: Population(population, instrument, condition)
* group[=].population[+].code = http://terminology.hl7.org/CodeSystem/measure-population#{population}
* group[=].population[=].criteria.language = #text/fhirpath
* group[=].population[=].criteria.expression = "Bundle.entry.resource.ofType(Observation).where(code.coding.where(system = '{{base}}/CodeSystem/instrument' and code = '{instrument}').exists() and extension('{{base}}/StructureDefinition/inclusion').value = 'included'{condition})"

RuleSet: Proportion(code, instrument, condition, description)
* insert Row([[{code}]], [[{description}]])
* insert Population(denominator, {instrument}, [[ and value.exists()]])
* insert Population(numerator, {instrument}, [[ and {condition}]])
* insert DividedBy(site)
* insert DividedBy(filter position)
* insert DividedBy(side)
* insert DividedBy(period)

// Groups are known to the program, not to a query over outcomes: they have a name and no criteria.
RuleSet: DividedBy(words)
* group[=].stratifier[+].code.text = "{words}"

RuleSet: Mean(code, instrument, description)
* insert Row([[{code}]], [[{description}]])
* insert AnyPopulation(denominator, {instrument}, [[extension('{{base}}/StructureDefinition/inclusion').value = 'included']])
* insert Population(measure-observation, {instrument}, [[ and value.exists()]])

RuleSet: Curve(code, instrument, segment, description)
* insert Row([[{code}]], [[{description}]])
* insert Population(denominator, {instrument}, [[ and bodySite.coding.where({segment}).exists()]])
* insert Population(measure-observation, {instrument}, [[ and value.exists() and bodySite.coding.where({segment}).exists()]])

RuleSet: Events(code, instrument, description)
* insert Row([[{code}]], [[{description}]])
* insert AnyPopulation(denominator, {instrument}, [[extension('{{base}}/StructureDefinition/inclusion').value = 'included']])
* insert Population(measure-observation, {instrument}, [[ and value.exists()]])

RuleSet: Share(code, instrument, asked, condition, description)
* insert Row([[{code}]], [[{description}]])
* insert Population(denominator, {instrument}, [[ and {asked}]])
* insert Population(numerator, {instrument}, [[ and {condition}]])

// A failed treatment is answered as a loss at time zero that is not in the analysis set, or is in it, as the protocol has it: the other reading counts it the other way.
RuleSet: CurveOfAllTreated(code, instrument, segment, description)
* insert Row([[{code}]], [[{description}]])
* insert AnyPopulation(denominator, {instrument}, [[(extension('{{base}}/StructureDefinition/inclusion').value = 'included' or component.value.coding.where(code = 'technical-failure').exists()) and bodySite.coding.where({segment}).exists()]])
* insert AnyPopulation(measure-observation, {instrument}, [[(extension('{{base}}/StructureDefinition/inclusion').value = 'included' or component.value.coding.where(code = 'technical-failure').exists()) and value.exists() and bodySite.coding.where({segment}).exists()]])

RuleSet: CurveOfSuccesses(code, instrument, segment, description)
* insert Row([[{code}]], [[{description}]])
* insert Population(denominator, {instrument}, [[ and component.value.coding.where(code = 'technical-failure').empty() and bodySite.coding.where({segment}).exists()]])
* insert Population(measure-observation, {instrument}, [[ and component.value.coding.where(code = 'technical-failure').empty() and value.exists() and bodySite.coding.where({segment}).exists()]])

RuleSet: AnyPopulation(population, instrument, condition)
* group[=].population[+].code = http://terminology.hl7.org/CodeSystem/measure-population#{population}
* group[=].population[=].criteria.language = #text/fhirpath
* group[=].population[=].criteria.expression = "Bundle.entry.resource.ofType(Observation).where(code.coding.where(system = '{{base}}/CodeSystem/instrument' and code = '{instrument}').exists() and {condition})"

Instance: IvcMatCdtMeasure
InstanceOf: Measure
Usage: #definition
Title: "Table of the study"
Description: "The twelve figures of the study, the rates of filter retrieval, and each patency with failed treatments read the other way. Only outcomes whose inclusion is included count, where a group does not say otherwise; of several visits of a leg the last one counts."
* id = "ivc-mat-cdt"
* url = "{{base}}/Measure/ivc-mat-cdt"
* insert PublishedInstance([[IvcMatCdtMeasure]], [["Table of the IVC thrombosis study"]])
* description = "The twelve figures of the study, the rates of filter retrieval, and each patency with failed treatments read the other way. Only outcomes whose inclusion is included count, where a group does not say otherwise; of several visits of a leg the last one counts."
* subjectCodeableConcept = http://hl7.org/fhir/resource-types#Patient
* definition = "Cumulative patency is the Kaplan-Meier estimate at the end of the curve, with the log confidence interval; means carry the sample standard deviation; proportions carry both counts."
* insert CitedSources
* insert Proportion([[technical-success]], [[technical-success]], [[value = true]], [["Thrombectomy and thrombolysis both completed, of all treated."]])
* insert Mean([[procedure-duration]], [[procedure-duration]], [["Mean and range in minutes."]])
* insert Proportion([[filter-infrarenal]], [[filter-position]], [[value.coding.where(code = 'infrarenal').exists()]], [["Infrarenal filter, of patients with technical success."]])
* insert Proportion([[filter-retrohepatic]], [[filter-position]], [[value.coding.where(code = 'retrohepatic').exists()]], [["Retrohepatic filter, of patients with technical success."]])
* insert Proportion([[severe-complications]], [[severe-complication]], [[value = true]], [["Severe complication in the periprocedural window."]])
* insert Curve([[ivc-primary-patency]], [[primary-patency]], [[code = 'inferior-vena-cava']], [["By patient."]])
* insert Curve([[ivc-secondary-patency]], [[secondary-patency]], [[code = 'inferior-vena-cava']], [["By patient."]])
* insert Curve([[iliac-primary-patency]], [[primary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; the two limbs of a patient are correlated."]])
* insert Curve([[iliac-secondary-patency]], [[secondary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; the two limbs of a patient are correlated."]])
* insert Mean([[vcss]], [[vcss]], [["Mean and sample standard deviation at follow-up."]])
* insert Mean([[villalta]], [[villalta]], [["Mean and sample standard deviation at follow-up."]])
* insert Proportion([[pts]], [[post-thrombotic-syndrome]], [[value = true]], [["Post-thrombotic syndrome at follow-up, of those assessed."]])
* insert Share([[filter-retrieval-success]], [[filter-retrieval]], [[value.coding.where(code = 'retrieved' or code = 'attempt-failed').exists()]], [[value.coding.where(code = 'retrieved').exists()]], [["Retrieved, of filters with an attempt at retrieval."]])
* insert Share([[filter-retrieval-rate]], [[filter-retrieval]], [[value.exists()]], [[value.coding.where(code = 'retrieved').exists()]], [["Retrieved, of filters placed."]])
* insert Share([[filter-retrieval-adjusted]], [[filter-retrieval]], [[value.exists()]], [[value.coding.where(code = 'retrieved').exists()]], [["Retrieved, of filters placed in patients who did not die with it. Deaths are not written back: the denominator is the program's own."]])
* insert CurveOfAllTreated([[ivc-primary-patency-with-failures]], [[primary-patency]], [[code = 'inferior-vena-cava']], [["By patient; a failed treatment is a loss at time zero."]])
* insert CurveOfAllTreated([[ivc-secondary-patency-with-failures]], [[secondary-patency]], [[code = 'inferior-vena-cava']], [["By patient; a failed treatment is a loss at time zero."]])
* insert CurveOfAllTreated([[iliac-primary-patency-with-failures]], [[primary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; a failed treatment is a loss at time zero."]])
* insert CurveOfAllTreated([[iliac-secondary-patency-with-failures]], [[secondary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; a failed treatment is a loss at time zero."]])

RuleSet: Reads(type)
* rest.resource[+].type = #{type}
* rest.resource[=].interaction[+].code = #read
* rest.resource[=].interaction[+].code = #search-type

RuleSet: Wanted
* rest.resource[=].documentation = "Wanted, not needed: a server that does not offer it costs one issue for each patient, and what it would say is not known."

RuleSet: Param(name, type)
* rest.resource[=].searchParam[+].name = "{name}"
* rest.resource[=].searchParam[=].type = #{type}

RuleSet: Understands(profile)
* rest.resource[=].supportedProfile[+] = "{{base}}/StructureDefinition/{profile}"

Instance: SiteRequirements
InstanceOf: CapabilityStatement
Usage: #definition
Title: "What a site's server must offer"
Description: "What IvcFhir needs from the FHIR server of a hospital."
* id = "site"
* url = "{{base}}/CapabilityStatement/site"
* insert PublishedInstance([[SiteRequirements]], [["What a site's server must offer"]])
* date = "2026-01-01"
* description = "Search by patient and by code, paging by next links, reading of what is referenced; for writing back, search by identifier, create and update of Observations. Everything else makes it faster or safer and is used where the server declares it: _lastUpdated, conditional create, versioned update."
* kind = #requirements
* fhirVersion = #4.0.1
* format[+] = #application/fhir+json
* format[+] = #json
* rest.mode = #server
* rest.documentation = "The next link of a page is followed as it is. Missing rows must not be hidden: a failed page is an error. Searches are sent by POST to [type]/_search, so that identifiers stay out of access logs."
* rest.security.service = http://terminology.hl7.org/CodeSystem/restful-security-service#SMART-on-FHIR
* insert Reads(Patient)
* insert Param(_id, token)
* insert Param(_lastUpdated, date)
* insert Reads(Procedure)
* insert Understands(filter-placement)
* insert Understands(filter-retrieval)
* insert Understands(filter-repositioning)
* insert Understands(thrombectomy)
* insert Understands(thrombolysis)
* insert Understands(angioplasty)
* insert Understands(stent-placement)
* insert Param(patient, reference)
* insert Param(code, token)
* insert Param(_lastUpdated, date)
* insert Reads(Device)
* insert Wanted
* insert Understands(ivc-filter)
* insert Param(patient, reference)
* insert Reads(DeviceUseStatement)
* insert Wanted
* insert Understands(ivc-filter-use)
* insert Param(patient, reference)
* insert Reads(Observation)
* rest.resource[=].interaction[+].code = #create
* rest.resource[=].interaction[+].code = #update
* rest.resource[=].versioning = #versioned-update
* rest.resource[=].conditionalCreate = true
* insert Understands(vein-finding)
* insert Understands(vein-survey)
* insert Understands(villalta-panel)
* insert Understands(villalta-item)
* insert Understands(villalta-ulcer)
* insert Understands(villalta-reported-total)
* insert Understands(vcss-panel)
* insert Understands(vcss-item)
* insert Understands(vcss-reported-total)
* insert Understands(filter-position-finding)
* insert Understands(complication-observation)
* insert Understands(study-outcome)
* insert Param(patient, reference)
* insert Param(code, token)
* insert Param(identifier, token)
* insert Param(_lastUpdated, date)
* insert Reads(Condition)
* insert Wanted
* insert Understands(study-diagnosis)
* insert Param(patient, reference)
* insert Param(code, token)
* insert Reads(Encounter)
* insert Wanted
* insert Param(patient, reference)
* insert Reads(DiagnosticReport)
* insert Wanted
* insert Understands(vein-report)
* insert Param(patient, reference)
* insert Reads(QuestionnaireResponse)
* insert Wanted
* insert Understands(villalta-response)
* insert Understands(vcss-response)
* insert Param(patient, reference)
* insert Reads(AdverseEvent)
* insert Wanted
* insert Param(subject, reference)
