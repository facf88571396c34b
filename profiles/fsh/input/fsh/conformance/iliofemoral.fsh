// The second study that ships: its figures are those that its protocol asks for.

Instance: IliofemoralCdtStudy
InstanceOf: ResearchStudy
Usage: #definition
Title: "Study of iliofemoral thrombosis"
Description: "The second study whose outcomes are computed."
* id = "iliofemoral-cdt"
* identifier.system = "{{base}}/sid/study"
* identifier.value = "iliofemoral-cdt"
* title = "Catheter-directed thrombolysis of acute iliofemoral deep vein thrombosis"
* status = #active
* description = "Thrombolysis by catheter of deep vein thrombosis of pelvis and thigh, without a filter being asked for. Limbs are the unit; post-thrombotic syndrome takes two visits."
* condition = DiagnosisKindCS#deep-vein-thrombosis
* focus[+] = InterventionKindCS#thrombolysis

Instance: IliofemoralCdtMeasure
InstanceOf: Measure
Usage: #definition
Title: "Table of the study of iliofemoral thrombosis"
Description: "The figures of the study, and each patency with failed treatments left out. Only outcomes whose inclusion is included count; of several visits of a leg the last one counts."
* id = "iliofemoral-cdt"
* url = "{{base}}/Measure/iliofemoral-cdt"
* insert PublishedInstance([[IliofemoralCdtMeasure]], [["Table of the iliofemoral thrombosis study"]])
* description = "The figures of the study, and each patency with failed treatments left out. Only outcomes whose inclusion is included count; of several visits of a leg the last one counts."
* subjectCodeableConcept = http://hl7.org/fhir/resource-types#Patient
* definition = "Cumulative patency is the Kaplan-Meier estimate at the end of the curve, with the log-log confidence interval, limbs clustered by patient; means carry the sample standard deviation; proportions carry both counts."
* insert CitedSources
* insert Proportion([[technical-success]], [[technical-success]], [[value = true]], [["Thrombolysis completed, of all treated."]])
* insert Proportion([[lysis-success]], [[lysis-grade]], [[value.coding.where(code = 'ii' or code = 'iii').exists()]], [["Lysis grade II or III, of those graded."]])
* insert Proportion([[clinical-success]], [[clinical-success]], [[value = true]], [["Symptoms significantly reduced before discharge, of those with a recorded response."]])
* insert Proportion([[severe-complications]], [[severe-complication]], [[value = true]], [["Major complication in the periprocedural window."]])
* insert Proportion([[major-bleeding]], [[major-bleeding]], [[value = true]], [["Major bleed by the ISTH in the periprocedural window."]])
* insert Curve([[iliac-primary-patency]], [[primary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; a failed treatment is a loss at time zero."]])
* insert Curve([[iliac-assisted-primary-patency]], [[assisted-primary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; a failed treatment is a loss at time zero."]])
* insert Curve([[iliac-secondary-patency]], [[secondary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; a failed treatment is a loss at time zero."]])
* insert Proportion([[pts]], [[post-thrombotic-syndrome]], [[value = true]], [["Post-thrombotic syndrome on two visits, by affected leg."]])
* insert Mean([[villalta]], [[villalta]], [["Mean and sample standard deviation at follow-up, by affected leg."]])
* insert Mean([[vcss]], [[vcss]], [["Mean and sample standard deviation at follow-up, by affected leg, without compression."]])
* insert Events([[recurrent-dvt]], [[recurrent-dvt]], [["Cumulative freedom from a new deep vein thrombosis."]])
* insert Events([[pulmonary-embolism]], [[pulmonary-embolism]], [["Cumulative freedom from a pulmonary embolism after the treatment."]])
* insert Events([[death]], [[death]], [["Cumulative survival. Deaths are not written back: the population is the program's own."]])
* insert CurveOfSuccesses([[iliac-primary-patency-without-failures]], [[primary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; failed treatments are left out."]])
* insert CurveOfSuccesses([[iliac-assisted-primary-patency-without-failures]], [[assisted-primary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; failed treatments are left out."]])
* insert CurveOfSuccesses([[iliac-secondary-patency-without-failures]], [[secondary-patency]], [[code = 'left-iliac' or code = 'right-iliac']], [["By limb; failed treatments are left out."]])
