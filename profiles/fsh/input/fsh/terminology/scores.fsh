// The instruments: items, grades and categories.

CodeSystem: VillaltaItemCS
Id: villalta-item
Title: "Item of the Villalta scale"
Description: "Five symptoms rated by the patient and six signs rated by the clinician, each graded 0 to 3 for one leg (0 to 33 together)."
* insert StudyCodes
* #pain "Pain" "Symptom: pain in the leg."
* insert Cite([[pain]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #cramps "Cramps" "Symptom: cramps in the leg."
* insert Cite([[cramps]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #heaviness "Heaviness" "Symptom: the leg feels heavy."
* insert Cite([[heaviness]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #paresthesia "Paresthesia" "Symptom: abnormal sensations in the leg."
* insert Cite([[paresthesia]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #pruritus "Pruritus" "Symptom: itching of the leg."
* insert Cite([[pruritus]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #pretibial-edema "Pretibial edema" "Sign: swelling over the shin."
* insert Cite([[pretibial-edema]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #skin-induration "Skin induration" "Sign: hardened skin."
* insert Cite([[skin-induration]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #hyperpigmentation "Hyperpigmentation" "Sign: darkened skin."
* insert Cite([[hyperpigmentation]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #redness "Redness" "Sign: reddened skin."
* insert Cite([[redness]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #venous-ectasia "Venous ectasia" "Sign: widened veins."
* insert Cite([[venous-ectasia]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])
* #calf-compression-pain "Pain on calf compression" "Sign: pain when the calf is pressed."
* insert Cite([[calf-compression-pain]], [["Villalta scale: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts; Kahn 2009, doi 10.1111/j.1538-7836.2009.03294.x"]])

CodeSystem: VcssItemCS
Id: vcss-item
Title: "Attribute of the revised Venous Clinical Severity Score"
Description: "Ten attributes, each graded 0 to 3 for one leg (0 to 30 together, 0 to 27 without compression)."
* insert StudyCodes
* #pain "Pain" "Pain or other discomfort of venous origin, by how much it limits the day."
* #varicose-veins "Varicose veins" "Varicose veins of at least 3 mm while standing, by extent."
* insert Cite([[varicose-veins]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #venous-edema "Venous edema" "Swelling of venous origin, by how far up the leg it reaches."
* insert Cite([[venous-edema]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #skin-pigmentation "Skin pigmentation" "Darkened skin not over varicose veins and not of another disease, by extent."
* insert Cite([[skin-pigmentation]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #inflammation "Inflammation" "Redness, cellulitis, eczema or dermatitis, more than recent pigmentation, by extent."
* insert Cite([[inflammation]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #induration "Induration" "Hardened skin and fibrosis below it, by extent."
* insert Cite([[induration]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #active-ulcer-number "Number of active ulcers" "0, 1, 2, or 3 and more."
* insert Cite([[active-ulcer-number]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #active-ulcer-duration "Duration of the active ulcer" "The longest one: none; under 3 months; 3 months to under 1 year; 1 year and more. The source leaves the two borders open; they are counted upwards."
* insert Cite([[active-ulcer-duration]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #active-ulcer-size "Size of the active ulcer" "The largest diameter: none; under 2 cm; 2 to 6 cm; over 6 cm."
* insert Cite([[active-ulcer-size]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* #compression-use "Use of compression" "Rises with adherence: none; now and then; most days; every day."
* insert Cite([[compression-use]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
* insert Cite([[pain]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])

CodeSystem: GradeCS
Id: grade
Title: "Grade of an item"
Description: "Grade of one item of the Villalta scale or of the Venous Clinical Severity Score."
* insert StudyCodes
* #0 "None" "Not present."
* insert Cite([[0]], [["Villalta scale and revised VCSS: 0 none, 1 mild, 2 moderate, 3 severe"]])
* #0 ^extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* #0 ^extension.valueDecimal = 0
* #1 "Mild" "Present, mild."
* insert Cite([[1]], [["Villalta scale and revised VCSS: 0 none, 1 mild, 2 moderate, 3 severe"]])
* #1 ^extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* #1 ^extension.valueDecimal = 1
* #2 "Moderate" "Moderate, or in the way of daily life or work."
* #2 ^extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* #2 ^extension.valueDecimal = 2
* insert Cite([[2]], [["wjgnet.com/2220-3141/full/v4/i1/29-T2.htm"]])
* #3 "Severe" "Severe, or invalidating."
* #3 ^extension.url = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
* #3 ^extension.valueDecimal = 3
* insert Cite([[3]], [["wjgnet.com/2220-3141/full/v4/i1/29-T2.htm"]])

CodeSystem: PresentCS
Id: present
Title: "Present or not"
Description: "Whether something is there, for sites that code it."
* insert StudyCodes
* #yes "Yes" "It is there."
* #no "No" "It is not there."

CodeSystem: PtsSeverityCS
Id: pts-severity
Title: "Severity of post-thrombotic syndrome"
Description: "Classes of the Villalta total. An ulcer makes it severe whatever the total."
* insert StudyCodes
* #none "None" "Total 0 to 4, no ulcer."
* #mild "Mild" "Total 5 to 9, no ulcer."
* #moderate "Moderate" "Total 10 to 14, no ulcer."
* #severe "Severe" "Total 15 or more, or an ulcer."
* insert Cite([[none]], [["ISTH-style classes: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts"]])
* insert Cite([[mild]], [["ISTH-style classes: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts"]])
* insert Cite([[moderate]], [["ISTH-style classes: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts"]])
* insert Cite([[severe]], [["ISTH-style classes: mdcalc.com/villalta-score-post-thrombotic-syndrome-pts"]])

CodeSystem: ObservationKindCS
Id: observation-kind
Title: "Kind of observation"
Description: "What an Observation that comes in is about."
* insert StudyCodes
* #villalta-assessment "Villalta assessment" "The panel that holds the items of one leg on one day."
* #villalta-ulcer "Venous ulcer present" "Whether an ulcer is present; the twelfth answer of the Villalta scale, not graded."
* #villalta-total "Villalta total as reported" "A total that the site states itself; compared with the computed one, and used as it only where the protocol accepts it."
* #vcss-assessment "VCSS assessment" "The panel that holds the attributes of one leg on one day."
* #vcss-total "VCSS total as reported" "A total that the site states itself; compared with the computed one, and used as it only where the protocol accepts it."
* #vein-finding "Vein finding" "The state of one vein segment on one day, from duplex or venography."
* #filter-position "Filter position" "Where the filter sits."
* #complication "Complication" "A complication of the intervention or the filter, with its grade."
* #leg "Leg" "Answer of a form that says which leg its other answers are about."
* #procedure-start "Start of a procedure" "The time at which a procedure, or the procedures of one session, began."
* #procedure-end "End of a procedure" "The time at which a procedure, or the procedures of one session, ended."
* #stenosis "Stenosis" "How much of the diameter of a vein is lost, in percent."
* #narrowest-diameter "Narrowest diameter" "Diameter of the open lumen where the vein is narrowest, in mm or cm."
* #reference-diameter "Reference diameter" "Diameter of the same vein where it is not narrowed, in mm or cm."
* #filter-tilt "Filter tilt" "Angle between the axes of filter and vena cava, in degrees."
* #filter-migration "Filter migration" "Distance from where the filter was placed, in mm or cm: above zero towards the head, below zero towards the feet."
* #strut-penetration "Strut penetration" "Distance of a strut outside the wall of the vena cava, in mm or cm."
* #filter-fracture "Filter fracture" "Whether the filter is broken."
* #caval-thrombus "Caval thrombus" "Thrombus in the filter or the vena cava around it: none, non-occlusive, occlusive."
* #thrombus-extent "Thrombus extent" "Thrombus of a segment, 0 to 3; the time tells whether it is before or after treatment."
* insert Cite([[thrombus-extent]], [["SVS/ISCVS reporting standards: medicalalgorithms.com, International Consensus Committee"]])
* #thrombus-before-treatment "Thrombus extent before treatment" "Thrombus of a segment, 0 to 3, before or at the start of the index treatment."
* #thrombus-after-treatment "Thrombus extent after treatment" "Thrombus of a segment, 0 to 3, at the end of the index treatment."
* #clinical-response "Clinical response" "Whether the symptoms were significantly reduced after treatment, before discharge."
* insert Cite([[clinical-response]], [["synapse.koreamed.org/articles/1087010"]])

CodeSystem: VcssVersionCS
Id: vcss-version
Title: "Version of the VCSS"
Description: "The two texts of the score. They differ in their anchors and are never pooled."
* insert StudyCodes
* #original-2000 "Original 2000" "Nine clinical attributes, and conservative therapy: compression and elevation."
* insert Cite([[original-2000]], [["Rutherford 2000"]])
* #revised-2010 "Revised 2010" "Ten attributes, the last being use of compression."
* insert Cite([[revised-2010]], [["Vasquez 2010, doi 10.1016/j.jvs.2010.06.161"]])
