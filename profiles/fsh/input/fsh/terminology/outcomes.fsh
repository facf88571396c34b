// What IvcFhir answers.

CodeSystem: InstrumentCS
Id: instrument
Title: "Instrument"
Description: "The questions that the study asks of a patient, a limb or a segment; the code of a written Observation."
* insert StudyCodes
* #technical-success "Technical success" "Whether thrombectomy and thrombolysis were both completed."
* #procedure-duration "Duration of the procedure" "Minutes from the start to the end of the endovascular session."
* #filter-position "Filter position" "Where the filter was placed."
* #severe-complication "Severe complication" "Whether a complication graded severe happened in the periprocedural window."
* #villalta "Villalta score" "Sum of the eleven items of one leg, 0 to 33."
* insert Cite([[villalta]], [["doi 10.1111/j.1538-7836.2009.03294.x"]])
* #vcss "Revised VCSS" "Sum of the ten attributes of one leg, 0 to 30."
* insert Cite([[vcss]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #post-thrombotic-syndrome "Post-thrombotic syndrome" "Whether the leg has the syndrome: Villalta total of 5 or more, or an ulcer."
* insert Cite([[post-thrombotic-syndrome]], [["ATTRACT, N Engl J Med 2017, PMC5763501"]])
* #primary-patency "Primary patency" "Time from the end of the index treatment to the first occlusion, reintervention, or stenosis above half of the diameter."
* insert Cite([[primary-patency]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739"]])
* #assisted-primary-patency "Assisted primary patency" "Time to the first occlusion; a reintervention on an open segment does not end it."
* #secondary-patency "Secondary patency" "Time to an occlusion that is not reopened."

CodeSystem: LocationCS
Id: location
Title: "Location"
Description: "What a question is asked of."
* insert StudyCodes
* #patient "Patient" "The patient as a whole."
* #left-leg "Left leg" "The patient's left leg."
* #right-leg "Right leg" "The patient's right leg."
* #inferior-vena-cava "Inferior vena cava" "The inferior vena cava."
* #left-iliac "Left iliac vein" "Common and external iliac vein of the left side."
* #right-iliac "Right iliac vein" "Common and external iliac vein of the right side."

CodeSystem: PatencyReasonCS
Id: patency-reason
Title: "Reason for the end of follow-up or patency"
Description: "Why follow-up of a segment ended, or why patency was lost."
* insert StudyCodes
* #last-imaging "Last imaging" "Open at the last imaging; follow-up ends there."
* #occlusion "Occlusion" "No flow in the segment."
* #restenosis "Restenosis" "Stenosis above half of the diameter."
* #reintervention "Reintervention" "A further intervention on the segment that was not planned at the index procedure."
* #technical-failure "Technical failure" "The index treatment failed; time zero."

CodeSystem: AbsenceReasonCS
Id: absence-reason
Title: "Why there is no answer"
Description: "Why a question stands and the data do not answer it."
* insert StudyCodes
* #items-missing "Items missing" "At least one item that the score needs was not recorded."
* #items-inconsistent "Items inconsistent" "Items contradict each other."
* #not-recorded "Not recorded" "Nothing that answers the question was recorded."
* #date-imprecise "Date imprecise" "The date is not precise enough for the question."

CodeSystem: InclusionCS
Id: inclusion
Title: "Inclusion"
Description: "Whether an outcome enters the figures of the study."
* insert StudyCodes
* #included "Included" "Enters the figures."
* #leg-not-affected "Leg not affected" "The leg has no recorded deep vein thrombosis."
* #too-early "Too early" "Assessed before the protocol allows the diagnosis."
* #not-in-analysis-set "Not in the analysis set" "The patient is not in the analysis set because the index treatment failed technically."

CodeSystem: IssueCodeCS
Id: issue-code
Title: "Issue"
Description: "Why a datum was set aside. A code is never renamed and its meaning never changed."
* insert StudyCodes
* #malformed-input "Malformed input" "Not JSON, or not a FHIR resource."
* #id-missing "Id missing" "A resource without an id: nothing could be traced to it."
* #invalid-resource "Invalid resource" "The FHIR model rejects the resource."
* #unknown-modifier "Unknown modifier" "A modifier extension that is not known may turn the meaning around."
* #status-not-usable "Status not usable" "The status says that the datum must not be used although it looks relevant."
* #unknown-code "Unknown code" "A code of a relevant resource that no map knows."
* #ambiguous-code "Ambiguous code" "A code that proves nothing without corroboration."
* #grade-out-of-range "Grade out of range" "A grade that is not an integer from 0 to 3."
* #conflicting-items "Conflicting items" "An item of a score is recorded twice with different grades."
* #unknown-unit "Unknown unit" "A value whose unit is missing or foreign."
* #comparator-not-usable "Comparator not usable" "A value with a comparator (less than, greater than)."
* #date-missing "Date missing" "There is no date."
* #date-too-imprecise "Date too imprecise" "The date is too partial for the question."
* #offset-missing "Offset missing" "A time without an offset is not an instant."
* #side-unstated "Side not stated" "The side of a limb or vein is not stated."
* #site-unstated "Site not stated" "The treated vein is not stated."
* #reference-unresolved "Reference unresolved" "A referenced resource cannot be read."
* #foreign-reference "Foreign reference" "A referenced resource belongs to another patient."
* #device-unresolved "Device unresolved" "The device of the filter cannot be linked to one placement."
* #item-missing "Item missing" "An item that the score needs is missing."
* #total-differs "Total differs" "The total that the site states differs from the computed one."
* #inconsistent-items "Inconsistent items" "Items of a score contradict each other."
* #conflicting-findings "Conflicting findings" "Findings of the same segment and day contradict each other."
* #complication-ungraded "Complication ungraded" "A complication without a grade: whether it was severe is not known."
* #negative-period "Negative period" "The end lies before the start."
* #device-ambiguous "Device ambiguous" "Several devices, or several placements, fit equally well; none is chosen."
* #udi-check-digit "UDI check digit" "The check digit of a unique device identifier does not fit. A warning: the identifier is used all the same."

CodeSystem: CorroborationCS
Id: corroboration
Title: "Corroboration of a candidate code"
Description: "What must be found in the same encounter or on the same day before a candidate code counts. One finding is enough; without it the code goes to review."
* insert StudyCodes
* #filter-device "Filter device" "A device of the kind filter linked to the procedure, a second code that proves a filter, or a text that names one."
* #caval-site "Inferior vena cava" "A body site, second code or text that names the inferior vena cava, or a device of the kind filter."
* #vein-site "Vein of the study" "A body site, second code or text that names a vein of the study."
* #deep-vein-site "Deep vein" "A body site, second code or text that names the vena cava, a pelvic vein or a deep vein of the leg, or a code that proves another endovascular intervention there."
* #endovascular-approach "Endovascular approach" "A second code that proves the same intervention as endovascular, a device for it, or a text that says so."
* #venous-lysis "Venous lysis" "A code that proves catheter-directed lysis of a vein earlier in the same course of treatment."
* #intervention "Intervention of the study" "An intervention of the study in the periprocedural window before it."
* #second-statement "Second statement" "A second code, component or text of the same record that says which of the possible meanings is meant."
