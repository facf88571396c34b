// What IvcFhir answers.

CodeSystem: InstrumentCS
Id: instrument
Title: "Instrument"
Description: "The questions that the study asks of a patient, a limb or a segment; the code of a written Observation."
* insert StudyCodes
* #technical-success "Technical success" "Whether thrombectomy and thrombolysis were both completed."
{{question technical-success yes-no}}
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
* #lysis-grade "Lysis grade" "How much of the thrombus the index treatment cleared, over all segments that were scored before and after it."
* insert Cite([[lysis-grade]], [["Mewissen, Radiology 1999;211:39"]])
* #clinical-success "Clinical success" "Whether the symptoms were significantly reduced before discharge."
* insert Cite([[clinical-success]], [["synapse.koreamed.org/articles/1087010"]])
{{question clinical-success yes-no}}
* #filter-dwell "Filter dwell" "Days from placement to retrieval of a filter that was taken out."
* insert Cite([[filter-dwell]], [["Advisory limits: FDA 2014-05-06, 29 to 54 days; BSIR, 63 days"]])
* #filter-retrieval "Filter retrieval" "Whether retrieval of the filter was tried, and whether it succeeded. Retrieval rate and success are told apart by it."
* insert Cite([[filter-retrieval]], [["REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #filter-tilt "Filter tilt" "The largest angle that was found between filter and vena cava, in degrees; tilted above 15."
* insert Cite([[filter-tilt]], [["Trial end point of DENALI: tilt greater than 15 degrees"]])
* #filter-migration "Filter migration" "The largest distance at which the filter was found from where it was placed, in mm; migrated above 20 in either direction."
* insert Cite([[filter-migration]], [["The Option trial counted 23 mm as significant migration (JVIR 2010)"]])
* #filter-penetration "Caval penetration" "The largest distance of a strut outside the wall of the vena cava, in mm; above 3 or above 5, as the protocol says."
* #filter-fracture "Filter fracture" "Whether the filter was ever found broken."
{{question filter-fracture yes-no}}
* #caval-thrombus "Caval thrombus" "The most thrombus that was found in the filter or the vena cava around it."
{{question caval-thrombus of CavalThrombusExtentVS}}
* #complication-sir-2003 "Worst complication on SIR 2003" "The worst native grade on SIR 2003 in the periprocedural window."
* #complication-sir-2017 "Worst complication on SIR 2017" "The worst native grade on SIR 2017 in the periprocedural window."
* #complication-cirse-2017 "Worst complication on CIRSE 2017" "The worst native grade on CIRSE 2017 in the periprocedural window."
* #major-bleeding "Major bleeding" "Whether a major bleed by the ISTH happened in the periprocedural window."
* insert Cite([[major-bleeding]], [["Schulman 2005"]])
* #recurrent-dvt "Recurrent deep vein thrombosis" "Time from the end of the index treatment to the first new deep vein thrombosis, or to the end of observation."
* #pulmonary-embolism "Pulmonary embolism" "Time from the end of the index treatment to the first pulmonary embolism after it, or to the end of observation."
* #death "Death" "Time from the end of the index treatment to death. Kept for figures and never written back: the hospital knows."

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
* insert Cite([[occlusion]], [["Freedom from reintervention, thrombotic occlusion, or stenosis above 50 %: VERNACULAR, PMC8451739"]])
* #restenosis "Restenosis" "Stenosis above half of the diameter."
* insert Cite([[restenosis]], [["Freedom from reintervention, thrombotic occlusion, or stenosis above 50 %: VERNACULAR, PMC8451739"]])
* #reintervention "Reintervention" "A further intervention on the segment that was not planned at the index procedure."
* insert Cite([[reintervention]], [["Freedom from reintervention, thrombotic occlusion, or stenosis above 50 %: VERNACULAR, PMC8451739"]])
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
* #undefined "Undefined" "The question has no answer in this patient: there was no thrombus to be cleared."
* #not-understood "Not understood" "Something that could change the answer was set aside or not understood; the sources name it."

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
* #type-not-offered "Type not offered" "The site's server does not offer a type of resource: what it would say is not known."
* #device-unresolved "Device unresolved" "The device of the filter cannot be linked to one placement."
* #item-missing "Item missing" "An item that the score needs is missing."
* #total-differs "Total differs" "The total that the site states differs from the computed one."
* #other-instrument-version "Other version of the instrument" "The assessment uses another version of the instrument than the protocol; versions are never pooled."
* #inconsistent-items "Inconsistent items" "Items of a score contradict each other."
* #conflicting-findings "Conflicting findings" "Findings of the same segment and day contradict each other."
* #complication-ungraded "Complication ungraded" "A complication without a grade: whether it was severe is not known."
* #negative-period "Negative period" "The end lies before the start."
* #device-ambiguous "Device ambiguous" "Several devices, or several placements, fit equally well; none is chosen."
* #udi-check-digit "UDI check digit" "The check digit of a unique device identifier does not fit. A warning: the identifier is used all the same."
* #outcome-invalid "Outcome invalid" "An outcome that the contract does not allow. It was not sent: the fault is this program's."
* #outcome-held "Outcome held" "A written outcome stands as it is, because what it rested on was set aside or not returned: that is no reason to withdraw or change it."
* #versions-disagree "Versions disagree" "A resource stands in several versions of which none is surely the newest: none of them is used."
* #element-invalid "Element invalid" "An element is not as FHIR demands: it was not read, and the rest of the resource was."
* #event-unclear "Event unclear" "A diagnosis, an event or a treatment that may be a complication: whether it is one, and when it arose, must be read."
* #value-impossible "Value impossible" "A value that the measure cannot have: most often a number in another unit than the one that stands beside it."
* #value-unlikely "Value unlikely" "A value that the measure hardly has. It is used all the same."
* #zone-unstated "Zone unstated" "Times in UTC stand beside plain dates, and nothing says in which zone the site's day is a day. They are used all the same."
* #answer-lapsed "Answer lapsed" "An answer that was given by hand does not hold any more: what it rested on has changed. The question is open again."
* #links-disagree "Links disagree" "Links between patients do not name exactly one who stands for all: they are not joined."
* #outcome-refused "Outcome refused" "The site does not take a scored outcome, or holds it twice: the others are written, and this one is tried again by each pass."

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

CodeSystem: OutcomeComponentCS
Id: outcome-component
Title: "Component of an outcome"
Description: "What goes with the value of a written outcome."
* insert StudyCodes
* #lost "Lost" "Whether patency was lost at the end of the time; false means that follow-up ended there."
* #reason "Reason" "Why the time ended."
* #later-image-unread "Later image unread" "True where reports of later imaging hold words only, which nobody read here; the time ends with the last image that was read."
* #severity "Severity" "Class of the Villalta total, severe whenever there is an ulcer."
* #severity-at-least "Severity at least" "The least class that is possible where the ulcer was not recorded: an ulcer would make it severe."
* #without-compression "Total without compression" "VCSS without the use of compression, 0 to 27: a well treated leg scores higher on that attribute."
* #with-compression "Total with compression" "VCSS with the use of compression, 0 to 30, where the protocol counts without it."
* #items-total "Sum of the items" "Villalta items without what the protocol adds for an ulcer, 0 to 33, where it adds something."
* #advisory "Advisory" "The last advice that there was on the filter before it was taken out."
* #attempts "Attempts" "How many retrievals were begun."
* #beyond-limit "Beyond the limit" "Whether the finding lies beyond the limit of the rule under the protocol."
* #beyond-3-mm "Beyond 3 mm" "Whether a strut lies more than 3 mm outside the wall (SIR; text not seen)."
* #beyond-5-mm "Beyond 5 mm" "Whether a strut lies more than 5 mm outside the wall (core laboratory of PRESERVE; text not seen)."
* #class "Class" "Whether the grade is minor or major on its own scale."
* #happened "Happened" "Whether the event happened at the end of the time; false means that observation ended there."
* #progressed "Progressed" "Whether there was more thrombus after treatment than before."
* #cleared "Cleared" "Thrombus cleared, in percent of what was there before: 100 x (before - after) / before."
* #kind "Kind" "Kind of the complication that is graded."

CodeSystem: DwellAdvisoryCS
Id: dwell-advisory
Title: "Advice on a filter in place"
Description: "Advice that comes from population models and registries; it is no rule for a patient. The days are settings of the protocol."
* insert StudyCodes
* #review "Review" "Removal is to be considered: from day 29 on."
* insert Cite([[review]], [["FDA safety communication of 2014-05-06: 29 to 54 days"]])
* #overdue "Overdue" "Past day 54, although the risk of embolism has passed."
* insert Cite([[overdue]], [["FDA safety communication of 2014-05-06: 29 to 54 days"]])
* #past-nine-weeks "Past nine weeks" "Past day 63: retrieval succeeded less often."
* insert Cite([[past-nine-weeks]], [["BSIR registry, doi 10.1007/s00270-013-0606-2"]])

CodeSystem: ComplicationClassCS
Id: complication-class
Title: "Class of a complication grade"
Description: "The two classes that all scales have; grades themselves are never converted."
* insert StudyCodes
* #minor "Minor" "SIR 2003 A and B, SIR 2017 grade 1, CIRSE 2017 grades 1 and 2."
* #major "Major" "SIR 2003 C to F, SIR 2017 from grade 2, CIRSE 2017 from grade 3."

CodeSystem: BleedingCriterionCS
Id: bleeding-criterion
Title: "Criterion of major bleeding"
Description: "Any one of them makes a bleed major (ISTH, patients without surgery)."
* insert StudyCodes
* #fatal "Fatal" "The patient died of it."
* #critical-site "Critical site" "In a critical area or organ."
* #hemoglobin-fall "Fall of hemoglobin" "Hemoglobin fell by 2 g/dL (20 g/L, 1.24 mmol/L) or more with overt bleeding."
* #transfusion "Transfusion" "Two or more units of whole blood or red cells with overt bleeding."
* insert Cite([[fatal]], [["Schulman 2005"]])

CodeSystem: RetrievalStatusCS
Id: retrieval-status
Title: "Retrieval status"
Description: "What became of the retrieval of a filter."
* insert StudyCodes
* #not-attempted "Not attempted" "In place, no retrieval begun."
* insert Cite([[not-attempted]], [["Retrieval of attempts and of placements: REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #attempt-failed "Attempt failed" "Retrieval was begun and the filter is in place."
* insert Cite([[attempt-failed]], [["Retrieval of attempts and of placements: REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #retrieved "Retrieved" "Taken out."
* insert Cite([[retrieved]], [["Retrieval of attempts and of placements: REFiVeC, doi 10.1186/s42155-020-00114-5"]])

CodeSystem: LysisGradeCS
Id: lysis-grade
Title: "Lysis grade"
Description: "Thrombus cleared by treatment, in the limits of the Venous Registry. Other limits of grade II are in use (90 or 95 percent)."
* insert StudyCodes
* #i "I" "Less than 50 percent cleared."
* insert Cite([[i]], [["Mewissen, Radiology 1999;211:39"]])
* #ii "II" "50 percent and more, less than all."
* insert Cite([[ii]], [["Mewissen, Radiology 1999;211:39"]])
* #iii "III" "All cleared."
* insert Cite([[iii]], [["Mewissen, Radiology 1999;211:39"]])

CodeSystem: RuleCS
Id: rule
Title: "Rule"
Description: "Rules that give an answer, each with its version. The name and version that the software states as villalta/1 is the code villalta-1. A change of a rule gets a new code."
* insert StudyCodes
* #technical-success-2 "Technical success, version 2" "What the protocol asks for was completed in the index treatment: by default thrombectomy and thrombolysis both. Open where a treatment that was set aside may be the one that is missing."
* insert Cite([[technical-success-2]], [["Thrombectomy and thrombolysis both completed, as the abstract of the study has it; no residual stenosis is named there"]])
* #procedure-duration-1 "Procedure duration, version 1" "First start to last end of the interventions of one session."
* #procedure-duration-3 "Procedure duration, version 3" "First start to last end of the interventions of the session in which the treatment began; none where no time of that session is recorded. Open where a part of the treatment was set aside."
* #filter-position-1 "Filter position, version 1" "Recorded position of the filter that protected the index treatment."
* insert Cite([[filter-position-1]], [["Zones as in procedure guides (rad-call.com/guides/procedures/ivc-filter); retrohepatic as the abstract of the study names it"]])
* #severe-complication-1 "Severe complication, version 1" "A complication within the periprocedural window that the protocol calls severe: by default SIR 2003 D and above, SIR 2017 grade 3 and above, CIRSE 2017 grade 4 and above (3 with a stay over 48 hours), a major bleed by the ISTH, death."
* insert Cite([[severe-complication-1]], [["The classes are those of SIR 2003, of SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432) and of CIRSE 2017 (doi 10.1007/s00270-017-1703-4); which of them are severe is decided by this project"]])
* #severe-complication-2 "Severe complication, version 2" "A complication within the periprocedural window that the protocol calls severe: by default SIR 2003 D and above, SIR 2017 grade 3 and above, CIRSE 2017 grade 4 and above (3 with a stay over 48 hours), a major bleed by the ISTH, death; of a complication that was graded on several scales, by any of them."
* insert Cite([[severe-complication-2]], [["The classes are those of SIR 2003, of SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432) and of CIRSE 2017 (doi 10.1007/s00270-017-1703-4); which of them are severe is decided by this project"]])
* #severe-complication-3 "Severe complication, version 3" "A complication within the periprocedural window that the protocol calls severe: by default SIR 2003 D and above, SIR 2017 grade 3 and above, CIRSE 2017 grade 4 and above (3 with a stay over 48 hours), a major bleed by the ISTH, death; of a complication that was graded on several scales, by any of them. Open where a bleed is major if it was overt and nobody recorded that."
* insert Cite([[severe-complication-3]], [["The classes are those of SIR 2003, of SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432) and of CIRSE 2017 (doi 10.1007/s00270-017-1703-4); which of them are severe is decided by this project"]])
* #severe-complication-5 "Severe complication, version 5" "A complication within the periprocedural window that the protocol calls severe: by default SIR 2003 D and above, SIR 2017 grade 3 and above, CIRSE 2017 grade 4 and above (3 with a stay over 48 hours), a major bleed by the ISTH, death; of a complication that was graded on several scales, by any of them. Open where a bleed is major if it was overt and nobody recorded that. Open where nobody knows whether the patient outlived the window and death is severe. Coded diagnoses, adverse events, named complications and treatments are judged by what their code can mean and by when they arose; what may be one leaves the question open, and no takes a record that could have told."
* insert Cite([[severe-complication-5]], [["The classes are those of SIR 2003, of SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432) and of CIRSE 2017 (doi 10.1007/s00270-017-1703-4); which of them are severe is decided by this project"]])
* #severe-complication-6 "Severe complication, version 6" "A complication within the periprocedural window that the protocol calls severe: by default SIR 2003 D and above, SIR 2017 grade 3 and above, CIRSE 2017 grade 4 and above (3 with a stay over 48 hours), a major bleed by the ISTH, death; of a complication that was graded on several scales, by any of them. Open where a bleed is major if it was overt and nobody recorded that. Open where nobody knows whether the patient outlived the window and death is severe. Coded diagnoses, adverse events, named complications and treatments are judged by what their code can mean and by when they arose; what may be one leaves the question open, and no takes a record that could have told. An observed complication that was not read, a report that is not final, and the reason of a later stay open; an act or an image of the period earns no no; a death before the treatment is a contradiction."
* insert Cite([[severe-complication-6]], [["The classes are those of SIR 2003, of SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432) and of CIRSE 2017 (doi 10.1007/s00270-017-1703-4); which of them are severe is decided by this project"]])
* #severe-complication-7 "Severe complication, version 7" "A complication within the periprocedural window that the protocol calls severe: by default SIR 2003 D and above, SIR 2017 grade 3 and above, CIRSE 2017 grade 4 and above (3 with a stay over 48 hours), a major bleed by the ISTH, death; of a complication that was graded on several scales, by any of them. Open where a bleed is major if it was overt and nobody recorded that. Open where nobody knows whether the patient outlived the window and death is severe. Coded diagnoses, adverse events, named complications and treatments are judged by what their code can mean and by when they arose; what may be one leaves the question open, and no takes a record that could have told. An observed complication that was not read, a report that is not final, and the reason of a later stay open; an act or an image of the period earns no no; a death before the treatment is a contradiction. A rise of creatinine by the limits of KDIGO 2012 and free hemoglobin of the plasma above what it normally holds open."
* insert Cite([[severe-complication-7]], [["The classes are those of SIR 2003, of SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432) and of CIRSE 2017 (doi 10.1007/s00270-017-1703-4); which of them are severe is decided by this project"]])
* #villalta-1 "Villalta, version 1" "Sum of eleven items; none where one is missing. The ulcer enters as the protocol says."
* insert Cite([[villalta-1]], [["Kahn, J Thromb Haemost 2009;7:879, doi 10.1111/j.1538-7836.2009.03294.x; complete cases as in REVERSE"]])
* #vcss-1 "Revised VCSS, version 1" "Sum of ten attributes; none where one is missing or the ulcer attributes contradict each other."
* insert Cite([[vcss-1]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #vcss-original-1 "Original VCSS, version 1" "Sum of the ten attributes of the original text, which asks for compression and elevation; never pooled with the revised one."
* insert Cite([[vcss-original-1]], [["Rutherford 2000"]])
* #pts-1 "Post-thrombotic syndrome, version 1" "Villalta total of 5 or more, or an ulcer, in a leg with deep vein thrombosis; decided from bounds where items are missing."
* insert Cite([[pts-1]], [["Kahn, J Thromb Haemost 2009;7:879, doi 10.1111/j.1538-7836.2009.03294.x; ATTRACT, N Engl J Med 2017, PMC5763501; the bounds are decided by this project"]])
* #pts-2 "Post-thrombotic syndrome, version 2" "Villalta total of 5 or more, or an ulcer, in a leg with deep vein thrombosis; decided from bounds where items are missing. An ulcer, or an assessment that is positive by its bounds, counts at its visit although another stands for the visit."
* insert Cite([[pts-2]], [["Kahn, J Thromb Haemost 2009;7:879, doi 10.1111/j.1538-7836.2009.03294.x; ATTRACT, N Engl J Med 2017, PMC5763501; the bounds are decided by this project"]])
* #pts-3 "Post-thrombotic syndrome, version 3" "Villalta total of 5 or more, or an ulcer, in a leg with deep vein thrombosis; decided from bounds where items are missing. An ulcer, or an assessment that is positive by its bounds, counts at its visit although another stands for the visit. No is open where an assessment that may be of the visit was set aside."
* insert Cite([[pts-3]], [["Kahn, J Thromb Haemost 2009;7:879, doi 10.1111/j.1538-7836.2009.03294.x; ATTRACT, N Engl J Med 2017, PMC5763501; the bounds are decided by this project"]])
* #pts-two-visits-1 "Post-thrombotic syndrome on two visits, version 1" "Villalta total of 5 or more on two visits as far apart as the protocol asks, by default three months, or one ulcer."
* insert Cite([[pts-two-visits-1]], [["CAVA, J Am Heart Assoc 2021, doi 10.1161/JAHA.120.018973"]])
* #pts-two-visits-2 "Post-thrombotic syndrome on two visits, version 2" "Villalta total of 5 or more on two visits as far apart as the protocol asks, by default three months, or one ulcer. No class where what was not recorded could change it."
* insert Cite([[pts-two-visits-2]], [["CAVA, J Am Heart Assoc 2021, doi 10.1161/JAHA.120.018973"]])
* #pts-two-visits-3 "Post-thrombotic syndrome on two visits, version 3" "Villalta total of 5 or more on two occasions as far apart as the protocol asks, by default three months, or one ulcer; two occasions may lie in one visit window. No class where what was not recorded could change it, and no answer where a partial date leaves open how far apart they were."
* insert Cite([[pts-two-visits-3]], [["CAVA, J Am Heart Assoc 2021, doi 10.1161/JAHA.120.018973"]])
* #pts-two-visits-4 "Post-thrombotic syndrome on two visits, version 4" "Villalta total of 5 or more on two occasions as far apart as the protocol asks, by default three months, or one ulcer; two occasions may lie in one visit window, and one that is positive counts although items are missing. No class where what was not recorded could change it, and no answer where a partial date leaves open how far apart they were."
* insert Cite([[pts-two-visits-4]], [["CAVA, J Am Heart Assoc 2021, doi 10.1161/JAHA.120.018973"]])
* #pts-two-visits-5 "Post-thrombotic syndrome on two visits, version 5" "Villalta total of 5 or more on two occasions as far apart as the protocol asks, by default three months, or one ulcer; two occasions may lie in one visit window, and one that is positive counts although items are missing. No class where what was not recorded could change it, and no answer where a partial date leaves open how far apart they were. No is open where an assessment that may be of the visit was set aside."
* insert Cite([[pts-two-visits-5]], [["CAVA, J Am Heart Assoc 2021, doi 10.1161/JAHA.120.018973"]])
* #patency-1 "Patency, version 1" "Time from the end of the index treatment to the first event that ends the patency in question, or to the last imaging. Primary ends with occlusion, unplanned reintervention or, as the protocol says, stenosis above 50 percent; assisted primary with occlusion; secondary with an occlusion that is never reopened."
* insert Cite([[patency-1]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739; follow-up ends with the last imaging"]])
* #patency-2 "Patency, version 2" "Time from the end of the index treatment to the first event that ends the patency in question, or to the last imaging. Primary ends with occlusion, unplanned reintervention or, as the protocol says, stenosis above 50 percent; assisted primary with occlusion; secondary with an occlusion that is never reopened. Thrombolysis that goes on the next day is the same treatment."
* insert Cite([[patency-2]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739; follow-up ends with the last imaging"]])
* #patency-3 "Patency, version 3" "Time from the end of the index treatment to the first event that ends the patency in question, or to the last imaging. Primary ends with occlusion, unplanned reintervention or, as the protocol says, stenosis above 50 percent; assisted primary with occlusion; secondary with an occlusion that is never reopened. Thrombolysis that goes on the next day is the same treatment. No answer where a day within a partial date would give another."
* insert Cite([[patency-3]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739; follow-up ends with the last imaging"]])
* #patency-5 "Patency, version 5" "Time from the end of the index treatment to the first event that ends the patency in question, or to the last imaging. Primary ends with occlusion, unplanned reintervention or, as the protocol says, stenosis above 50 percent; assisted primary with occlusion; secondary with an occlusion that is never reopened. Thrombolysis that goes on the next day is the same treatment. No answer where a day within a partial date would give another. An event of the day of treatment counts, at time zero, where its time lies after the end of the treatment. Images that contradict each other, a reintervention without a word of its result, and what was set aside leave open what they could change."
* insert Cite([[patency-5]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739; follow-up ends with the last imaging"]])
* #patency-6 "Patency, version 6" "Time from the end of the index treatment to the first event that ends the patency in question, or to the last imaging. Primary ends with occlusion, unplanned reintervention or, as the protocol says, stenosis above 50 percent; assisted primary with occlusion; secondary with an occlusion that is never reopened. Thrombolysis that goes on the next day is the same treatment. No answer where a day within a partial date would give another. An event of the day of treatment counts, at time zero, where its time lies after the end of the treatment. Images that contradict each other, a reintervention without a word of its result, and what was set aside leave open what they could change. An acute thrombosis that names the vein, and a reintervention between two occlusions whose result is not clear, leave open what they could change."
* insert Cite([[patency-6]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739; follow-up ends with the last imaging"]])
* #patency-7 "Patency, version 7" "Time from the end of the index treatment to the first event that ends the patency in question, or to the last imaging. Primary ends with occlusion, unplanned reintervention or, as the protocol says, stenosis above 50 percent; assisted primary with occlusion; secondary with an occlusion that is never reopened. Thrombolysis that goes on the next day is the same treatment. No answer where a day within a partial date would give another. An event of the day of treatment counts, at time zero, where its time lies after the end of the treatment. Images that contradict each other, a reintervention without a word of its result, and what was set aside leave open what they could change. An acute thrombosis that names the vein, and a reintervention between two occlusions whose result is not clear, leave open what they could change. An acute thrombosis that a report concludes, and an image of a leg that no map knows, open. Images of the day of the treatment that have a time follow one another."
* insert Cite([[patency-7]], [["Modern stent trials, e.g. VERNACULAR, PMC8451739; follow-up ends with the last imaging"]])
* #filter-dwell-1 "Filter dwell, version 1" "Calendar days from placement to retrieval."
* insert Cite([[filter-dwell-1]], [["Advisory limits: FDA 2014-05-06, 29 to 54 days; BSIR, 63 days"]])
* #filter-retrieval-1 "Filter retrieval, version 1" "From the placement and the recorded attempts."
* insert Cite([[filter-retrieval-1]], [["REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #filter-retrieval-2 "Filter retrieval, version 2" "From the placement and the attempts at the filters of the index treatment; an attempt before their placement was at another filter."
* insert Cite([[filter-retrieval-2]], [["REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #filter-retrieval-4 "Filter retrieval, version 4" "From the placement and the attempts at the filters of the index treatment; an attempt before their placement, or one that took out a filter placed later, was at another filter. Open where fewer filters were taken out than placed, and where what was set aside may have been the retrieval."
* insert Cite([[filter-retrieval-4]], [["REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #filter-retrieval-5 "Filter retrieval, version 5" "From the placement and the attempts at the filters of the index treatment; an attempt before their placement, or one that took out a filter placed later, was at another filter. Open where fewer filters were taken out than placed, and where what was set aside may have been the retrieval. Not attempted takes a record of a later day."
* insert Cite([[filter-retrieval-5]], [["REFiVeC, doi 10.1186/s42155-020-00114-5"]])
* #filter-findings-2 "Filter findings, version 2" "The worst finding while the filter was in place. Tilt, migration and penetration by their limits; each limit itself is still normal. Open where a measurement was set aside that may have been worse."
* insert Cite([[filter-findings-2]], [["Tilt: DENALI; migration: Option trial, JVIR 2010; the texts of the SIR were not seen"]])
* #complication-class-1 "Complication class, version 1" "The native grade, and whether it is minor or major on its own scale."
* insert Cite([[complication-class-1]], [["SIR 2003; SIR 2017 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432); CIRSE 2017 (doi 10.1007/s00270-017-1703-4)"]])
* #clinical-success-1 "Clinical success, version 1" "The last response recorded in the periprocedural window: symptoms significantly reduced or not."
* insert Cite([[clinical-success-1]], [["Significant reduction of symptoms before discharge: synapse.koreamed.org/articles/1087010; the window is decided by this project"]])
* #recurrent-dvt-2 "Recurrent deep vein thrombosis, version 2" "The first onset of a deep vein thrombosis after the day on which the index treatment ended; a diagnosis without onset is no event. A chronic thrombosis is no event, whatever its date; one that was written down later without onset, or is unconfirmed, leaves the question open."
* #recurrent-dvt-3 "Recurrent deep vein thrombosis, version 3" "The first onset of a deep vein thrombosis after the day on which the index treatment ended; a diagnosis without onset is no event. A chronic thrombosis is no event, whatever its date; one that was written down later without onset, or is unconfirmed, leaves the question open. An adverse event or the conclusion of a report is an event of its day; a thrombosis whose side is not stated may be that of the treated leg."
* #recurrent-dvt-4 "Recurrent deep vein thrombosis, version 4" "The first onset of a deep vein thrombosis after the day on which the index treatment ended; a diagnosis without onset is no event. A chronic thrombosis is no event, whatever its date; one that was written down later without onset, or is unconfirmed, leaves the question open. An adverse event or the conclusion of a report is an event of its day; a thrombosis whose side is not stated may be that of the treated leg. What is not understood may be an event; a thrombosis of the vena cava is one."
* #pulmonary-embolism-2 "Pulmonary embolism, version 2" "The first onset of a pulmonary embolism after the day on which the index treatment ended. A chronic embolism is no event; one that was written down later without onset, or is unconfirmed, leaves the question open."
* #pulmonary-embolism-3 "Pulmonary embolism, version 3" "The first onset of a pulmonary embolism after the day on which the index treatment ended. A chronic embolism is no event; one that was written down later without onset, or is unconfirmed, leaves the question open. An adverse event or the conclusion of a report is an event of its day."
* #pulmonary-embolism-4 "Pulmonary embolism, version 4" "The first onset of a pulmonary embolism after the day on which the index treatment ended. A chronic embolism is no event; one that was written down later without onset, or is unconfirmed, leaves the question open. An adverse event or the conclusion of a report is an event of its day. What is not understood may be an event, as may an embolism of the stay of the treatment of which nobody says that it was brought along."
* #death-1 "Death, version 1" "Days from the end of the index treatment to death."
* #death-2 "Death, version 2" "Days from the end of the index treatment to death, or to the last day on which the patient was seen; no answer where nobody knows whether the patient lives."
* #isth-major-bleeding-1 "Major bleeding, version 1" "Any one of four criteria; a fall of hemoglobin or a transfusion counts with overt bleeding only."
* insert Cite([[isth-major-bleeding-1]], [["Schulman 2005"]])
* #isth-major-bleeding-3 "Major bleeding, version 3" "Any one of four criteria; a fall of hemoglobin or a transfusion counts with overt bleeding only. A bleed that was graded, and not as death, was not fatal. A coded bleed at a critical site is one; any other coded bleed, a transfusion and a fall of hemoglobin leave the question open."
* insert Cite([[isth-major-bleeding-3]], [["Schulman 2005"]])
* #isth-major-bleeding-4 "Major bleeding, version 4" "Any one of four criteria; a fall of hemoglobin or a transfusion counts with overt bleeding only. A bleed that was graded, and not as death, was not fatal. A coded bleed at a critical site is one; any other coded bleed, a transfusion and a fall of hemoglobin leave the question open. A criterion is denied only where the record of the bleed says so."
* insert Cite([[isth-major-bleeding-4]], [["Schulman 2005"]])
* #isth-major-bleeding-5 "Major bleeding, version 5" "Any one of four criteria; a fall of hemoglobin or a transfusion counts with overt bleeding only. A bleed that was graded, and not as death, was not fatal. A coded bleed at a critical site is one; any other coded bleed, a transfusion and a fall of hemoglobin leave the question open. A criterion is denied only where the record of the bleed says so. What is not understood leaves it open."
* insert Cite([[isth-major-bleeding-5]], [["Schulman 2005"]])
* #lysis-grade-1 "Lysis grade, version 1" "Percent cleared over all segments that were scored before and after treatment, graded in the limits that the protocol names."
* insert Cite([[lysis-grade-1]], [["Mewissen, Radiology 1999;211:39"]])
* #lysis-grade-2 "Lysis grade, version 2" "Percent cleared over all segments that were scored before and after treatment, graded in the limits that the protocol names. Open where an image of which it is not known on which side of the treatment it lies would change it."
* insert Cite([[lysis-grade-2]], [["Mewissen, Radiology 1999;211:39"]])

CodeSystem: VisitCS
Id: visit
Title: "Visit"
Description: "Visit windows of the default protocol, in days after the end of the index treatment, both ends included. A protocol may name others."
* insert StudyCodes
* #early "Early" "Day 0 to 89: too early for a diagnosis of post-thrombotic syndrome."
* #month-3 "3 months" "Day 90 to 136."
* #month-6 "6 months" "Day 137 to 273."
* #month-12 "12 months" "Day 274 to 547."
* #month-24 "24 months" "Day 548 to 912."
* #month-36 "36 months" "Day 913 to 1277."
* #month-48 "48 months" "Day 1278 to 1643."
* #month-60 "60 months" "Day 1644 to 2190."

CodeSystem: FigureCS
Id: figure
Title: "Figure"
Description: "Rows of the table of a study: the twelve of the study whose figures are published, those that other protocols can ask for, the rates of filter retrieval, and each patency under either reading of technical failures."
* insert StudyCodes
* #technical-success "Technical success" "Patients in whom thrombectomy and thrombolysis were both completed, of all treated."
* #procedure-duration "Duration of the procedure" "Minutes, mean and range, of patients with technical success."
* #filter-infrarenal "Filter infrarenal" "Patients with an infrarenal filter, of those with technical success."
* #filter-retrohepatic "Filter retrohepatic" "Patients with a retrohepatic filter, of those with technical success."
* #severe-complications "Severe complications" "Patients with a severe complication, of all treated."
* #ivc-primary-patency "IVC primary patency" "Cumulative primary patency of the inferior vena cava, by patient."
* #ivc-secondary-patency "IVC secondary patency" "Cumulative secondary patency of the inferior vena cava, by patient."
* #iliac-primary-patency "Iliac primary patency" "Cumulative primary patency of the iliac vein, by limb."
* #iliac-secondary-patency "Iliac secondary patency" "Cumulative secondary patency of the iliac vein, by limb."
* #vcss "VCSS" "Revised VCSS at follow-up, mean and sample standard deviation."
* #villalta "Villalta" "Villalta total at follow-up, mean and sample standard deviation."
* #pts "Post-thrombotic syndrome" "Patients with post-thrombotic syndrome at follow-up, of those assessed."
* #ivc-assisted-primary-patency "IVC assisted primary patency" "Cumulative assisted primary patency of the inferior vena cava, by patient."
* #iliac-assisted-primary-patency "Iliac assisted primary patency" "Cumulative assisted primary patency of the iliac vein, by limb."
* #lysis-success "Lysis grade II or III" "Patients with lysis grade II or III, of those graded."
* #clinical-success "Clinical success" "Patients whose symptoms were significantly reduced before discharge, of those with a recorded response."
* #filter-dwell "Filter dwell" "Days in place of retrieved filters, mean and sample standard deviation."
* #filter-tilt "Filter tilt" "Patients whose filter was tilted by more than 15 degrees, of those measured."
* #filter-migration "Filter migration" "Patients whose filter had moved by more than 20 mm, of those measured."
* #filter-penetration "Caval penetration" "Patients with a strut outside the wall beyond the limit of the protocol, of those measured."
* #filter-fracture "Filter fracture" "Patients whose filter was broken, of those looked at."
* #caval-thrombus "Caval thrombus" "Patients with thrombus in filter or vena cava, of those looked at."
* #major-bleeding "Major bleeding" "Patients with a major bleed by the ISTH in the periprocedural window, of all treated."
* #recurrent-dvt "Freedom from recurrent deep vein thrombosis" "Cumulative freedom from a new deep vein thrombosis."
* #pulmonary-embolism "Freedom from pulmonary embolism" "Cumulative freedom from a pulmonary embolism after the index treatment."
* #death "Survival" "Cumulative survival."
* #filter-retrieval-success "Filter retrieval success" "Patients whose filter was retrieved, of those with an attempt."
* #filter-retrieval-rate "Filter retrieval rate" "Patients whose filter was retrieved, of those with a filter placed."
* #filter-retrieval-adjusted "Filter retrieval rate, adjusted" "Patients whose filter was retrieved, of those with a filter placed who did not die with it."
* #ivc-primary-patency-with-failures "IVC primary patency with failures" "Cumulative primary patency of the inferior vena cava, by patient; a treatment that failed technically counts as a loss at time zero."
* #ivc-primary-patency-without-failures "IVC primary patency without failures" "Cumulative primary patency of the inferior vena cava, by patient; treatments that failed technically are left out."
* #ivc-secondary-patency-with-failures "IVC secondary patency with failures" "Cumulative secondary patency of the inferior vena cava, by patient; a treatment that failed technically counts as a loss at time zero."
* #ivc-secondary-patency-without-failures "IVC secondary patency without failures" "Cumulative secondary patency of the inferior vena cava, by patient; treatments that failed technically are left out."
* #ivc-assisted-primary-patency-with-failures "IVC assisted primary patency with failures" "Cumulative assisted primary patency of the inferior vena cava, by patient; a treatment that failed technically counts as a loss at time zero."
* #ivc-assisted-primary-patency-without-failures "IVC assisted primary patency without failures" "Cumulative assisted primary patency of the inferior vena cava, by patient; treatments that failed technically are left out."
* #iliac-primary-patency-with-failures "Iliac primary patency with failures" "Cumulative primary patency of the iliac vein, by limb; a treatment that failed technically counts as a loss at time zero."
* #iliac-primary-patency-without-failures "Iliac primary patency without failures" "Cumulative primary patency of the iliac vein, by limb; treatments that failed technically are left out."
* #iliac-secondary-patency-with-failures "Iliac secondary patency with failures" "Cumulative secondary patency of the iliac vein, by limb; a treatment that failed technically counts as a loss at time zero."
* #iliac-secondary-patency-without-failures "Iliac secondary patency without failures" "Cumulative secondary patency of the iliac vein, by limb; treatments that failed technically are left out."
* #iliac-assisted-primary-patency-with-failures "Iliac assisted primary patency with failures" "Cumulative assisted primary patency of the iliac vein, by limb; a treatment that failed technically counts as a loss at time zero."
* #iliac-assisted-primary-patency-without-failures "Iliac assisted primary patency without failures" "Cumulative assisted primary patency of the iliac vein, by limb; treatments that failed technically are left out."
