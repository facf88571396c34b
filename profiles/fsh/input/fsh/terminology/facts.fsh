// What happened to a patient. One code system per enumeration of the core; the codes are its members in kebab case.

CodeSystem: InterventionKindCS
Id: intervention-kind
Title: "Kind of intervention"
Description: "Endovascular interventions that the study counts."
* insert StudyCodes
* #filter-placement "Filter placement" "Placement of a filter in the inferior vena cava through a vein."
* #filter-retrieval "Filter retrieval" "Removal of a caval filter through a vein. An attempt that fails is a retrieval with its own result."
* #filter-repositioning "Filter repositioning" "Moving a caval filter that stays in place afterwards."
* #thrombectomy "Endovascular thrombectomy" "Removal of thrombus from a vein through a catheter, by manual aspiration (MAT) or mechanically. Open surgery does not belong here."
* #thrombolysis "Catheter-directed thrombolysis" "Infusion of a thrombolytic through a catheter into a vein (CDT). Systemic and arterial infusion do not belong here."
* #angioplasty "Venous angioplasty" "Dilation of a vein with a balloon, without leaving an implant."
* #stent-placement "Venous stent placement" "Placement of a stent in a vein, with or without dilation."

CodeSystem: InterventionResultCS
Id: intervention-result
Title: "Result of an intervention"
Description: "How an intervention ended, as the site recorded it."
* insert StudyCodes
* #completed "Completed" "Carried out to the end; nothing is said of its success."
* #successful "Successful" "Recorded as successful."
* #partially-successful "Partially successful" "Recorded as partially successful."
* #unsuccessful "Unsuccessful" "Recorded as not successful."
* #stopped "Stopped" "Begun and not carried out to the end."

CodeSystem: DeviceKindCS
Id: device-kind
Title: "Kind of device"
Description: "Devices that tell what an intervention was."
* insert StudyCodes
* #filter "Vena cava filter" "A filter meant for the inferior vena cava."
* #stent "Stent" "A stent; the vein in which it lies is stated elsewhere."
* #balloon "Angioplasty balloon" "A balloon catheter for dilation."

CodeSystem: VeinSegmentCS
Id: vein-segment
Title: "Vein segment"
Description: "Segments of veins as the study reports them. The side is a code of its own."
* insert StudyCodes
* #inferior-vena-cava "Inferior vena cava" "From the confluence of the common iliac veins to the right atrium."
* #common-iliac "Common iliac vein" "Between the caval confluence and the junction of internal and external iliac vein."
* #external-iliac "External iliac vein" "Between the inguinal ligament and the junction with the internal iliac vein."
* #internal-iliac "Internal iliac vein" "The pelvic branch; not part of the segment whose patency the study follows."
* #iliac "Iliac vein, part not stated" "Iliac vein where the record does not say which part."
* #common-femoral "Common femoral vein" "Between the junction of femoral and deep femoral vein and the inguinal ligament."
* #femoral "Femoral vein" "The vein of the thigh formerly called superficial femoral; a deep vein."
* #deep-femoral "Deep femoral vein" "Profunda femoris vein."
* #popliteal "Popliteal vein" "Vein of the hollow of the knee."
* #tibial "Tibial veins" "Anterior or posterior tibial veins."
* #superior-vena-cava "Superior vena cava" "Named so that a finding there is never read as one of the inferior vena cava."
* #great-saphenous "Great saphenous vein" "A superficial vein, named so that it is never read as a deep one."
* #small-saphenous "Small saphenous vein" "A superficial vein, named so that it is never read as a deep one."

CodeSystem: SideCS
Id: side
Title: "Side"
Description: "Side of the body to which a leg or a vein belongs. A record of both sides gives one fact per side."
* insert StudyCodes
* #not-applicable "Not applicable" "A structure of the midline, such as the vena cava."
* #left "Left" "The patient's left."
* #right "Right" "The patient's right."
* #unstated "Not stated" "The record does not say which side; never guessed."

CodeSystem: VeinStatusCS
Id: vein-status
Title: "Status of a vein segment"
Description: "What imaging says of a segment."
* insert StudyCodes
* #patent "Patent" "Open, with no stenosis above half of the diameter."
* insert Cite([[patent]], [["Modern stent trials: freedom from target vessel revascularization, thrombotic occlusion, or stenosis above 50 % (VERNACULAR, PMC8451739)"]])
* #stenosed "Stenosed" "Open, with a stenosis above half of the diameter."
* insert Cite([[stenosed]], [["VERNACULAR, PMC8451739"]])
* #partial-thrombus "Partial thrombus" "Open, with thrombus that leaves flow."
* #occluded "Occluded" "No flow."
* insert Cite([[occluded]], [["VERNACULAR, PMC8451739"]])

CodeSystem: ImagingModalityCS
Id: imaging-modality
Title: "Imaging modality"
Description: "How a vein was looked at."
* insert StudyCodes
* #duplex "Duplex ultrasound" "Ultrasound with compression and colour or spectral Doppler."
* #venography "Venography" "Fluoroscopic imaging of veins with contrast."
* #computed-tomography "Computed tomography" "With or without contrast."
* #radiography "Radiography" "Plain film, or fluoroscopy without contrast."
* #unstated "Not stated" "The record does not say how."

CodeSystem: FilterPositionCS
Id: filter-position
Title: "Position of the caval filter"
Description: "Where the filter sits. The position is kept as recorded; a registry that only knows above and below the renal veins gets it mapped upwards."
* insert StudyCodes
* #infrarenal "Infrarenal" "Tip at or just below the lowest renal vein."
* insert Cite([[infrarenal]], [["Default zone from the renal ostia to the iliac confluence: rad-call.com/guides/procedures/ivc-filter"]])
* #suprarenal "Suprarenal" "At or above the renal veins."
* #infrahepatic "Infrahepatic" "Above the renal veins and below the liver."
* #retrohepatic "Retrohepatic" "Behind the liver (intrahepatic segment); a part of suprarenal."
* #suprahepatic "Suprahepatic" "Above the liver, below the right atrium."
* #iliac "Iliac" "In an iliac vein."
* #superior-vena-cava "Superior vena cava" "In the superior vena cava."
* #unknown "Unknown" "Recorded as not known."

CodeSystem: DiagnosisKindCS
Id: diagnosis-kind
Title: "Kind of diagnosis"
Description: "Diagnoses that decide who belongs to the study and which leg is affected."
* insert StudyCodes
* #ivc-thrombosis "Thrombosis of the inferior vena cava" "Thrombus in the inferior vena cava."
* #deep-vein-thrombosis "Deep vein thrombosis" "Thrombus in a deep vein of a leg or the pelvis."
* #pulmonary-embolism "Pulmonary embolism" "Thrombus in a pulmonary artery."
* #post-thrombotic-syndrome "Post-thrombotic syndrome" "A diagnosis of post-thrombotic syndrome stated by the site; never used as the computed one."
* #venous-compression "Venous compression" "Compression of a vein from outside, such as the left iliac vein by the artery (May-Thurner)."

CodeSystem: ComplicationKindCS
Id: complication-kind
Title: "Kind of complication"
Description: "Complications of the intervention and of the filter."
* insert StudyCodes
* #bleeding "Bleeding" "Bleeding at any site other than a hematoma of the puncture."
* insert Cite([[bleeding]], [["ISTH major bleeding in non-surgical patients: Schulman 2005"]])
* #access-site-hematoma "Access site hematoma" "Hematoma at the puncture."
* #pulmonary-embolism "Pulmonary embolism" "New pulmonary embolism, confirmed by imaging."
* #filter-migration "Filter migration" "Filter found more than 20 mm from where it was placed, in either direction."
* insert Cite([[filter-migration]], [["The Option trial counted 23 mm as significant migration (JVIR 2010)"]])
* #filter-fracture "Filter fracture" "Any loss of the structural integrity of the filter, with or without a displaced fragment."
* #filter-tilt "Filter tilt" "More than 15 degrees between the axis of the filter and that of the vena cava."
* insert Cite([[filter-tilt]], [["Trial end point of DENALI: tilt greater than 15 degrees"]])
* #caval-penetration "Caval penetration" "A strut outside the wall of the vena cava; the distance in millimetres is kept because thresholds differ (3 mm, 5 mm)."
* #caval-thrombosis "Caval thrombosis" "New thrombus in the filter or the vena cava."
* #access-site-thrombosis "Access site thrombosis" "Thrombus in the vein of the puncture."
* #other "Other" "Another complication."

CodeSystem: ComplicationScaleCS
Id: complication-scale
Title: "Scale of complications"
Description: "A grade has a meaning on its own scale only."
* insert StudyCodes
* #sir-2003 "SIR 2003" "Letters A to F by outcome; see the code system sir-2003-grade."
* insert Cite([[sir-2003]], [["cjasn.asnjournals.org/highwire/markup/19127"]])
* #sir-2017 "SIR 2017" "Grades 1 to 5 by severity; see the code system sir-2017-grade."
* insert Cite([[sir-2017]], [["Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285"]])
* #cirse-2017 "CIRSE 2017" "Grades 1 to 6; see the code system cirse-2017-grade."
* insert Cite([[cirse-2017]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])

CodeSystem: Sir2003GradeCS
Id: sir-2003-grade
Title: "SIR 2003 grade"
Description: "Complications by outcome, A to F. A and B are minor, C to F major."
* insert StudyCodes
* #A "A" "Minor: no therapy, no consequence."
* insert Cite([[A]], [["SIR 2003, as in cjasn.asnjournals.org/highwire/markup/19127, whose table prints under 48 hours for both C and D"]])
* #B "B" "Minor: nominal therapy, no consequence; a night in hospital for observation only is included."
* insert Cite([[B]], [["SIR 2003, as in cjasn.asnjournals.org/highwire/markup/19127, whose table prints under 48 hours for both C and D"]])
* #C "C" "Major: therapy needed, short stay in hospital (under 48 hours)."
* insert Cite([[C]], [["SIR 2003, as in cjasn.asnjournals.org/highwire/markup/19127, whose table prints under 48 hours for both C and D"]])
* #D "D" "Major: major therapy, unplanned higher level of care, or long stay (over 48 hours)."
* insert Cite([[D]], [["SIR 2003, as in cjasn.asnjournals.org/highwire/markup/19127, whose table prints under 48 hours for both C and D"]])
* #E "E" "Major: permanent harm."
* insert Cite([[E]], [["SIR 2003, as in cjasn.asnjournals.org/highwire/markup/19127, whose table prints under 48 hours for both C and D"]])
* #F "F" "Major: death."
* insert Cite([[F]], [["SIR 2003, as in cjasn.asnjournals.org/highwire/markup/19127, whose table prints under 48 hours for both C and D"]])

CodeSystem: Sir2017GradeCS
Id: sir-2017-grade
Title: "SIR 2017 grade"
Description: "Adverse events by severity, 1 to 5 (Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285)."
* insert StudyCodes
* #1 "1" "Mild: no or nominal treatment."
* insert Cite([[1]], [["Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285"]])
* #2 "2" "Moderate: moderate escalation of care or substantial treatment; admission or longer stay under 24 hours."
* insert Cite([[2]], [["Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285"]])
* #3 "3" "Severe: marked escalation of care; stay longer than 24 hours, intensive care or complex intervention."
* insert Cite([[3]], [["Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285"]])
* #4 "4" "Threatening life or disabling."
* insert Cite([[4]], [["Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285"]])
* #5 "5" "Death."
* insert Cite([[5]], [["Khalilzadeh, J Vasc Interv Radiol 2017;28:1432, PMID 28757285"]])

CodeSystem: Cirse2017GradeCS
Id: cirse-2017-grade
Title: "CIRSE 2017 grade"
Description: "Complications by consequence, 1 to 6 (doi 10.1007/s00270-017-1703-4)."
* insert StudyCodes
* #1 "1" "Solved within the same procedure."
* insert Cite([[1]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])
* #2 "2" "Unplanned longer stay under 48 hours, no further therapy."
* insert Cite([[2]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])
* #3 "3" "Further therapy, or stay of 48 hours or more; no lasting harm. Exactly 48 hours, which the source leaves open, is counted here."
* insert Cite([[3]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])
* #4 "4" "Mild lasting harm."
* insert Cite([[4]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])
* #5 "5" "Severe lasting harm that needs help in daily life."
* insert Cite([[5]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])
* #6 "6" "Death."
* insert Cite([[6]], [["Cardiovasc Intervent Radiol 2017, doi 10.1007/s00270-017-1703-4"]])

CodeSystem: BleedingSiteCS
Id: bleeding-site
Title: "Site of a bleeding"
Description: "Sites that make a bleeding major by themselves, and all others."
* insert StudyCodes
* #other "Other" "Any other site."
* #intracranial "Intracranial" "Inside the skull."
* #intraspinal "Intraspinal" "Inside the spinal canal."
* insert Cite([[intraspinal]], [["Critical sites: Schulman 2005"]])
* #intraocular "Intraocular" "Inside the eye."
* insert Cite([[intraocular]], [["Critical sites: Schulman 2005"]])
* #retroperitoneal "Retroperitoneal" "Behind the peritoneum."
* insert Cite([[retroperitoneal]], [["Critical sites: Schulman 2005"]])
* #intra-articular "Intra-articular" "Inside a joint."
* insert Cite([[intra-articular]], [["Critical sites: Schulman 2005"]])
* #pericardial "Pericardial" "Around the heart."
* insert Cite([[pericardial]], [["Critical sites: Schulman 2005"]])
* #intramuscular-with-compartment-syndrome "Intramuscular with compartment syndrome" "Inside a muscle whose compartment is under pressure."
* insert Cite([[intramuscular-with-compartment-syndrome]], [["Critical sites: Schulman 2005"]])
* insert Cite([[intracranial]], [["Critical sites: Schulman 2005"]])

CodeSystem: ComplicationDetailCS
Id: complication-detail
Title: "Detail of a complication"
Description: "What is recorded of a complication beyond kind and grade. What is not recorded is unknown, never no."
* insert StudyCodes
* #prolonged-stay "Prolonged stay" "Time by which the complication prolonged the stay."
* #bleeding-site "Site of the bleeding" "Where it bled."
* #bleeding-overt "Overt bleeding" "Whether blood was seen to be lost."
* #bleeding-fatal "Fatal bleeding" "Whether the patient died of the bleeding."
* #hemoglobin-fall "Fall of hemoglobin" "Fall of hemoglobin; 2 g/dL is 20 g/L."
* #hemoglobin-before "Hemoglobin before" "The last hemoglobin before the bleeding; the fall is taken from before and after where it is not stated."
* #hemoglobin-after "Hemoglobin after" "The lowest hemoglobin after the bleeding."
* #transfused-units "Transfused units" "Units of whole blood or red cells."

CodeSystem: CavalThrombusExtentCS
Id: caval-thrombus-extent
Title: "Extent of caval thrombus"
Description: "Thrombus in the filter or the vena cava around it."
* insert StudyCodes
* #none "None" "No thrombus."
* #non-occlusive "Non-occlusive" "Thrombus that leaves flow."
* #occlusive "Occlusive" "No flow."
