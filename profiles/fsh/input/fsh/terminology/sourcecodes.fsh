// Codes that a site may send without a site map: the study's own, and every code that a code map knows for the concept. build.sh holds them against the maps.

RuleSet: SourceCodes
* ^experimental = false
* ^publisher = "IvcFhir project"
* ^copyright = "SNOMED CT is used by permission of SNOMED International; CPT codes stand without descriptors, which are copyright of the American Medical Association."

ValueSet: FilterPlacementCodeVS
Id: filter-placement-code
Title: "Filter placement, codes"
Description: "Codes under which the intervention filter-placement arrives."
* insert SourceCodes
* InterventionKindCS#filter-placement
* $sct#397913009 "Percutaneous insertion of inferior vena cava filter"
* $sct#105373008 "Percutaneous insertion of intravascular filter"
* $cpt#37191
* $icd10pcs#06H03DZ "Insertion of Intraluminal Device into Inferior Vena Cava, Percutaneous Approach"
* $opcs#L79.1 "Insertion of filter into vena cava"

ValueSet: FilterRetrievalCodeVS
Id: filter-retrieval-code
Title: "Filter retrieval, codes"
Description: "Codes under which the intervention filter-retrieval arrives."
* insert SourceCodes
* InterventionKindCS#filter-retrieval
* $sct#233439000 "Removal of inferior vena caval filter"
* $cpt#37193
* $icd10pcs#06PY3DZ "Removal of Intraluminal Device from Lower Vein, Percutaneous Approach"
* $ops#8-839.2 "Perkutane Entfernung eines Antiembolie-Schirmes"
* $opcs#L79.5 "Removal of filter in vena cava"

ValueSet: FilterRepositioningCodeVS
Id: filter-repositioning-code
Title: "Filter repositioning, codes"
Description: "Codes under which the intervention filter-repositioning arrives."
* insert SourceCodes
* InterventionKindCS#filter-repositioning
* $cpt#37192
* $icd10pcs#06WY3DZ "Revision of Intraluminal Device in Lower Vein, Percutaneous Approach"
* $opcs#L79.4 "Attention to filter in vena cava"

ValueSet: ThrombectomyCodeVS
Id: thrombectomy-code
Title: "Endovascular thrombectomy, codes"
Description: "Codes under which the intervention thrombectomy arrives."
* insert SourceCodes
* InterventionKindCS#thrombectomy
* $sct#708969008 "Endovascular thrombectomy of inferior vena cava"
* $sct#432942006 "Percutaneous mechanical thrombectomy of inferior vena cava using fluoroscopic guidance with contrast"
* $sct#708968000 "Endovascular thrombectomy of abdominal vein"
* $sct#276977004 "Percutaneous venous thrombectomy"
* $sct#276982006 "Percutaneous thrombectomy of iliofemoral vein zone"
* $sct#431426008 "Percutaneous mechanical thrombectomy of vein of lower limb using fluoroscopic guidance with contrast"
* $sct#233423007 "Thrombectomy of iliofemoral vein"
* $sct#405315005 "Thrombectomy of common femoral vein"
* $sct#405317002 "Thrombectomy of superficial femoral vein"
* $sct#405318007 "Removal of thrombus from profunda femoris vein"
* $sct#397028007 "Removal of thrombus from vein"
* $sct#2977001 "Thrombectomy of lower limb vein"
* $sct#22276002 "Thrombectomy of abdominal vein"
* $sct#397034000 "Embolectomy of vein"
* $sct#397035004 "Fogarty embolectomy of vein"
* $sct#64622008 "Thrombectomy with catheter of femoropopliteal vein by leg incision"
* $sct#72988005 "Direct thrombectomy of femoropopliteal vein by leg incision"
* $cpt#37187
* $cpt#37188
* $icd10pcs#06C03ZZ "Extirpation of Matter from Inferior Vena Cava, Percutaneous Approach"
* $icd10pcs#06CD3ZZ "Extirpation of Matter from Left Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CN3ZZ "Extirpation of Matter from Left Femoral Vein, Percutaneous Approach"
* $icd10pcs#06CC3ZZ "Extirpation of Matter from Right Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CF3ZZ "Extirpation of Matter from Right External Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CG3ZZ "Extirpation of Matter from Left External Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CM3ZZ "Extirpation of Matter from Right Femoral Vein, Percutaneous Approach"
* $icd10pcs#06FC3ZZ "Fragmentation, percutaneous: right common iliac vein"
* $icd10pcs#06FC3Z0 "Fragmentation, ultrasonic, percutaneous: right common iliac vein"
* $icd10pcs#06FD3ZZ "Fragmentation, percutaneous: left common iliac vein"
* $icd10pcs#06FD3Z0 "Fragmentation, ultrasonic, percutaneous: left common iliac vein"
* $icd10pcs#06FF3ZZ "Fragmentation, percutaneous: right external iliac vein"
* $icd10pcs#06FF3Z0 "Fragmentation, ultrasonic, percutaneous: right external iliac vein"
* $icd10pcs#06FG3ZZ "Fragmentation, percutaneous: left external iliac vein"
* $icd10pcs#06FG3Z0 "Fragmentation, ultrasonic, percutaneous: left external iliac vein"
* $icd10pcs#06FM3ZZ "Fragmentation, percutaneous: right femoral vein"
* $icd10pcs#06FM3Z0 "Fragmentation, ultrasonic, percutaneous: right femoral vein"
* $icd10pcs#06FN3ZZ "Fragmentation, percutaneous: left femoral vein"
* $icd10pcs#06FN3Z0 "Fragmentation, ultrasonic, percutaneous: left femoral vein"
* $icd10pcs#06CH3ZZ "Extirpation of matter, percutaneous: right hypogastric vein"
* $icd10pcs#06CJ3ZZ "Extirpation of matter, percutaneous: left hypogastric vein"
* $icd10pcs#06CY3ZZ "Extirpation of matter, percutaneous: lower vein, not named"
* $icd10pcs#06FY3ZZ "Fragmentation, percutaneous: lower vein, not named vein"
* $icd10pcs#06FY3Z0 "Fragmentation, ultrasonic, percutaneous: lower vein, not named vein"
* $opcs#L90.2 "Open thrombectomy of vein of lower limb"
* $opcs#L90.8 "Other open removal of thrombus from vein"
* $opcs#L90.9 "Unspecified open removal of thrombus from vein"

ValueSet: ThrombolysisCodeVS
Id: thrombolysis-code
Title: "Catheter-directed thrombolysis, codes"
Description: "Codes under which the intervention thrombolysis arrives."
* insert SourceCodes
* InterventionKindCS#thrombolysis
* $sct#432948005 "Percutaneous thrombolysis of inferior vena cava using fluoroscopic guidance"
* $sct#307521008 "Intravenous infusion of thrombolytic"
* $sct#426347000 "Thrombolytic therapy"
* $sct#432869008 "Percutaneous thrombolysis of vein of lower limb using fluoroscopic guidance"
* $sct#442000009 "Percutaneous thrombolysis of femoral vein using fluoroscopic guidance"
* $sct#233431002 "Percutaneous thrombolysis of iliofemoral vein"
* $sct#276985008 "Percutaneous thrombolysis of vein"
* $sct#429141007 "Percutaneous transluminal thrombolysis of vein with reconstruction"
* $sct#240929001 "Percutaneous thrombolysis"
* $sct#431537006 "Percutaneous thrombolysis using fluoroscopic guidance"
* $sct#702571007 "Thrombolysis using fluoroscopic guidance with contrast"
* $sct#432093004 "Intravascular ultrasound thrombolysis using fluoroscopic guidance with contrast"
* $sct#233428003 "Thrombolysis of vein"
* $cpt#37212
* $cpt#37213
* $cpt#37214
* $icd10pcs#3E03317 "Introduction of Other Thrombolytic into Peripheral Vein, Percutaneous Approach"
* $icd10pcs#3E04317 "Introduction of Other Thrombolytic into Central Vein, Percutaneous Approach"
* $icd10pcs#3E03017 "Thrombolytic into peripheral vein, open"
* $icd10pcs#3E04017 "Thrombolytic into central vein, open"

ValueSet: AngioplastyCodeVS
Id: angioplasty-code
Title: "Venous angioplasty, codes"
Description: "Codes under which the intervention angioplasty arrives."
* insert SourceCodes
* InterventionKindCS#angioplasty
* $sct#232996007 "Angioplasty of inferior vena cava"
* $sct#276894001 "Percutaneous balloon angioplasty of inferior vena cava"
* $sct#441631000 "Percutaneous transluminal angioplasty of inferior vena cava using fluoroscopic guidance with contrast"
* $sct#432639003 "Percutaneous transluminal cutting balloon angioplasty of inferior vena cava using fluoroscopic guidance with contrast"
* $sct#68457009 "Percutaneous transluminal balloon angioplasty"
* $sct#431932006 "Percutaneous transluminal angioplasty of iliac vein using fluoroscopic guidance with contrast"
* $sct#432867005 "Percutaneous transluminal angioplasty of common femoral vein using fluoroscopic guidance with contrast"
* $sct#432640001 "Percutaneous transluminal angioplasty of superficial femoral vein using fluoroscopic guidance with contrast"
* $sct#276890005 "Percutaneous balloon angioplasty of vein"
* $sct#442881005 "Percutaneous transluminal angioplasty of vein using radiologic guidance"
* $cpt#37248
* $cpt#37249
* $icd10pcs#06703ZZ "Dilation of Inferior Vena Cava, Percutaneous Approach"
* $icd10pcs#067C3ZZ "Dilation of Right Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#067D3ZZ "Dilation of Left Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#067F3ZZ "Dilation, percutaneous: right external iliac vein"
* $icd10pcs#067G3ZZ "Dilation, percutaneous: left external iliac vein"
* $icd10pcs#067M3ZZ "Dilation, percutaneous: right femoral vein"
* $icd10pcs#067N3ZZ "Dilation, percutaneous: left femoral vein"

ValueSet: StentPlacementCodeVS
Id: stent-placement-code
Title: "Venous stent placement, codes"
Description: "Codes under which the intervention stent-placement arrives."
* insert SourceCodes
* InterventionKindCS#stent-placement
* $sct#232997003 "Insertion of stent in inferior vena cava"
* $sct#439092008 "Percutaneous transluminal insertion of stent into inferior vena cava using fluoroscopic guidance with contrast"
* $sct#431755004 "Fluoroscopic venography of inferior vena cava using contrast with insertion of stent graft"
* $sct#1296925008 "Insertion of stent"
* $sct#709021002 "Percutaneous transluminal angioplasty of vein with insertion of stent"
* $cpt#37238
* $cpt#37239
* $icd10pcs#067D3DZ "Dilation of Left Common Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067G3DZ "Dilation of Left External Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#06703DZ "Dilation of Inferior Vena Cava with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067C3DZ "Dilation of Right Common Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067F3DZ "Dilation of Right External Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067M3DZ "Dilation of Right Femoral Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067N3DZ "Dilation of Left Femoral Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067Y3DZ "Dilation with intraluminal device, percutaneous: lower vein, not named"
* $opcs#L79.3 "Insertion of stent into vena cava"

ValueSet: InterventionCodeVS
Id: intervention-code
Title: "Intervention, codes"
Description: "Codes under which interventions of the study arrive."
* insert SourceCodes
* include codes from system InterventionKindCS
* $sct#397913009 "Percutaneous insertion of inferior vena cava filter"
* $sct#105373008 "Percutaneous insertion of intravascular filter"
* $sct#233439000 "Removal of inferior vena caval filter"
* $sct#708969008 "Endovascular thrombectomy of inferior vena cava"
* $sct#432942006 "Percutaneous mechanical thrombectomy of inferior vena cava using fluoroscopic guidance with contrast"
* $sct#708968000 "Endovascular thrombectomy of abdominal vein"
* $sct#276977004 "Percutaneous venous thrombectomy"
* $sct#276982006 "Percutaneous thrombectomy of iliofemoral vein zone"
* $sct#431426008 "Percutaneous mechanical thrombectomy of vein of lower limb using fluoroscopic guidance with contrast"
* $sct#233423007 "Thrombectomy of iliofemoral vein"
* $sct#405315005 "Thrombectomy of common femoral vein"
* $sct#405317002 "Thrombectomy of superficial femoral vein"
* $sct#405318007 "Removal of thrombus from profunda femoris vein"
* $sct#397028007 "Removal of thrombus from vein"
* $sct#2977001 "Thrombectomy of lower limb vein"
* $sct#22276002 "Thrombectomy of abdominal vein"
* $sct#432948005 "Percutaneous thrombolysis of inferior vena cava using fluoroscopic guidance"
* $sct#307521008 "Intravenous infusion of thrombolytic"
* $sct#426347000 "Thrombolytic therapy"
* $sct#232996007 "Angioplasty of inferior vena cava"
* $sct#276894001 "Percutaneous balloon angioplasty of inferior vena cava"
* $sct#441631000 "Percutaneous transluminal angioplasty of inferior vena cava using fluoroscopic guidance with contrast"
* $sct#432639003 "Percutaneous transluminal cutting balloon angioplasty of inferior vena cava using fluoroscopic guidance with contrast"
* $sct#68457009 "Percutaneous transluminal balloon angioplasty"
* $sct#232997003 "Insertion of stent in inferior vena cava"
* $sct#439092008 "Percutaneous transluminal insertion of stent into inferior vena cava using fluoroscopic guidance with contrast"
* $sct#431755004 "Fluoroscopic venography of inferior vena cava using contrast with insertion of stent graft"
* $sct#1296925008 "Insertion of stent"
* $sct#432869008 "Percutaneous thrombolysis of vein of lower limb using fluoroscopic guidance"
* $sct#442000009 "Percutaneous thrombolysis of femoral vein using fluoroscopic guidance"
* $sct#233431002 "Percutaneous thrombolysis of iliofemoral vein"
* $sct#276985008 "Percutaneous thrombolysis of vein"
* $sct#429141007 "Percutaneous transluminal thrombolysis of vein with reconstruction"
* $sct#240929001 "Percutaneous thrombolysis"
* $sct#431537006 "Percutaneous thrombolysis using fluoroscopic guidance"
* $sct#702571007 "Thrombolysis using fluoroscopic guidance with contrast"
* $sct#432093004 "Intravascular ultrasound thrombolysis using fluoroscopic guidance with contrast"
* $sct#233428003 "Thrombolysis of vein"
* $sct#431932006 "Percutaneous transluminal angioplasty of iliac vein using fluoroscopic guidance with contrast"
* $sct#432867005 "Percutaneous transluminal angioplasty of common femoral vein using fluoroscopic guidance with contrast"
* $sct#432640001 "Percutaneous transluminal angioplasty of superficial femoral vein using fluoroscopic guidance with contrast"
* $sct#276890005 "Percutaneous balloon angioplasty of vein"
* $sct#442881005 "Percutaneous transluminal angioplasty of vein using radiologic guidance"
* $sct#709021002 "Percutaneous transluminal angioplasty of vein with insertion of stent"
* $sct#397034000 "Embolectomy of vein"
* $sct#397035004 "Fogarty embolectomy of vein"
* $sct#64622008 "Thrombectomy with catheter of femoropopliteal vein by leg incision"
* $sct#72988005 "Direct thrombectomy of femoropopliteal vein by leg incision"
* $cpt#37191
* $cpt#37192
* $cpt#37193
* $cpt#37187
* $cpt#37188
* $cpt#37212
* $cpt#37213
* $cpt#37214
* $cpt#37238
* $cpt#37239
* $cpt#37248
* $cpt#37249
* $icd10pcs#06H03DZ "Insertion of Intraluminal Device into Inferior Vena Cava, Percutaneous Approach"
* $icd10pcs#06PY3DZ "Removal of Intraluminal Device from Lower Vein, Percutaneous Approach"
* $icd10pcs#06WY3DZ "Revision of Intraluminal Device in Lower Vein, Percutaneous Approach"
* $icd10pcs#06C03ZZ "Extirpation of Matter from Inferior Vena Cava, Percutaneous Approach"
* $icd10pcs#06CD3ZZ "Extirpation of Matter from Left Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CN3ZZ "Extirpation of Matter from Left Femoral Vein, Percutaneous Approach"
* $icd10pcs#06CC3ZZ "Extirpation of Matter from Right Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CF3ZZ "Extirpation of Matter from Right External Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CG3ZZ "Extirpation of Matter from Left External Iliac Vein, Percutaneous Approach"
* $icd10pcs#06CM3ZZ "Extirpation of Matter from Right Femoral Vein, Percutaneous Approach"
* $icd10pcs#067D3DZ "Dilation of Left Common Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067G3DZ "Dilation of Left External Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#06703DZ "Dilation of Inferior Vena Cava with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067C3DZ "Dilation of Right Common Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067F3DZ "Dilation of Right External Iliac Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067M3DZ "Dilation of Right Femoral Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#067N3DZ "Dilation of Left Femoral Vein with Intraluminal Device, Percutaneous Approach"
* $icd10pcs#06703ZZ "Dilation of Inferior Vena Cava, Percutaneous Approach"
* $icd10pcs#067C3ZZ "Dilation of Right Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#067D3ZZ "Dilation of Left Common Iliac Vein, Percutaneous Approach"
* $icd10pcs#3E03317 "Introduction of Other Thrombolytic into Peripheral Vein, Percutaneous Approach"
* $icd10pcs#3E04317 "Introduction of Other Thrombolytic into Central Vein, Percutaneous Approach"
* $icd10pcs#3E03017 "Thrombolytic into peripheral vein, open"
* $icd10pcs#3E04017 "Thrombolytic into central vein, open"
* $icd10pcs#06FC3ZZ "Fragmentation, percutaneous: right common iliac vein"
* $icd10pcs#06FC3Z0 "Fragmentation, ultrasonic, percutaneous: right common iliac vein"
* $icd10pcs#06FD3ZZ "Fragmentation, percutaneous: left common iliac vein"
* $icd10pcs#06FD3Z0 "Fragmentation, ultrasonic, percutaneous: left common iliac vein"
* $icd10pcs#06FF3ZZ "Fragmentation, percutaneous: right external iliac vein"
* $icd10pcs#06FF3Z0 "Fragmentation, ultrasonic, percutaneous: right external iliac vein"
* $icd10pcs#06FG3ZZ "Fragmentation, percutaneous: left external iliac vein"
* $icd10pcs#06FG3Z0 "Fragmentation, ultrasonic, percutaneous: left external iliac vein"
* $icd10pcs#06FM3ZZ "Fragmentation, percutaneous: right femoral vein"
* $icd10pcs#06FM3Z0 "Fragmentation, ultrasonic, percutaneous: right femoral vein"
* $icd10pcs#06FN3ZZ "Fragmentation, percutaneous: left femoral vein"
* $icd10pcs#06FN3Z0 "Fragmentation, ultrasonic, percutaneous: left femoral vein"
* $icd10pcs#06CH3ZZ "Extirpation of matter, percutaneous: right hypogastric vein"
* $icd10pcs#06CJ3ZZ "Extirpation of matter, percutaneous: left hypogastric vein"
* $icd10pcs#06CY3ZZ "Extirpation of matter, percutaneous: lower vein, not named"
* $icd10pcs#06FY3ZZ "Fragmentation, percutaneous: lower vein, not named vein"
* $icd10pcs#06FY3Z0 "Fragmentation, ultrasonic, percutaneous: lower vein, not named vein"
* $icd10pcs#067F3ZZ "Dilation, percutaneous: right external iliac vein"
* $icd10pcs#067G3ZZ "Dilation, percutaneous: left external iliac vein"
* $icd10pcs#067M3ZZ "Dilation, percutaneous: right femoral vein"
* $icd10pcs#067N3ZZ "Dilation, percutaneous: left femoral vein"
* $icd10pcs#067Y3DZ "Dilation with intraluminal device, percutaneous: lower vein, not named"
* $ops#8-839.2 "Perkutane Entfernung eines Antiembolie-Schirmes"
* $opcs#L79.1 "Insertion of filter into vena cava"
* $opcs#L79.5 "Removal of filter in vena cava"
* $opcs#L79.4 "Attention to filter in vena cava"
* $opcs#L79.3 "Insertion of stent into vena cava"
* $opcs#L90.2 "Open thrombectomy of vein of lower limb"
* $opcs#L90.8 "Other open removal of thrombus from vein"
* $opcs#L90.9 "Unspecified open removal of thrombus from vein"

ValueSet: InterventionResultCodeVS
Id: intervention-result-code
Title: "Result of an intervention, codes"
Description: "Codes under which the result of an intervention arrives."
* insert SourceCodes
* include codes from system InterventionResultCS
* $sct#385669000 "Successful"
* $sct#385670004 "Partially successful"
* $sct#385671000 "Unsuccessful"

ValueSet: FilterDeviceCodeVS
Id: filter-device-code
Title: "Caval filter, codes"
Description: "Codes under which a caval filter arrives."
* insert SourceCodes
* DeviceKindCS#filter
* $sct#257409000 "Vena cava filter"
* $hcpcs#C1880 "Vena cava filter"

ValueSet: VeinSiteVS
Id: vein-site
Title: "Vein, codes"
Description: "Codes under which the site of a vein arrives; the side may be a second coding."
* insert SourceCodes
* include codes from system VeinSegmentCS
* $sct#4258007 "Posterior tibial vein"
* $sct#23438002 "Profunda femoris vein"
* $sct#26703007 "Anterior tibial vein"
* $sct#26805005 "Small saphenous vein"
* $sct#40300007 "Internal iliac vein"
* $sct#46027005 "Common iliac vein"
* $sct#48345005 "Superior vena cava"
* $sct#56849005 "Popliteal vein"
* $sct#60734001 "Great saphenous vein"
* $sct#63507001 "External iliac vein"
* $sct#64131007 "Inferior vena cava"
* $sct#83419000 "Femoral vein"
* $sct#244411005 "Iliac vein"
* $sct#397363009 "Common femoral vein"
* $sct#397364003 "Superficial femoral vein"
* $sct#35532006 "Vena cava"

ValueSet: LegSiteVS
Id: leg-site
Title: "Leg, codes"
Description: "Codes under which a leg arrives."
* insert SourceCodes
* LocationCS#left-leg
* LocationCS#right-leg
* SideCS#left
* SideCS#right
* $sct#7771000 "Left"
* $sct#24028007 "Right"
* $sct#32153003 "Left lower limb structure"
* $sct#62175007 "Right lower limb structure"

ValueSet: VeinStatusCodeVS
Id: vein-status-code
Title: "Status of a vein, codes"
Description: "Codes under which the status of a vein arrives."
* insert SourceCodes
* include codes from system VeinStatusCS
* $sct#26036001 "Occlusion"
* $sct#396339007 "Thrombus"
* $sct#373140001 "No thrombus (DICOM grading)"

ValueSet: DiagnosisCodeVS
Id: diagnosis-code
Title: "Diagnosis, codes"
Description: "Codes under which diagnoses of the study arrive. Families that a map names by a prefix are not listed code by code."
* insert SourceCodes
* include codes from system DiagnosisKindCS
* $sct#50817002 "Embolism of vena cava"
* $sct#59282003 "Pulmonary embolism"
* $sct#83938003 "Thrombosis of vena cava"
* $sct#128053003 "Deep venous thrombosis"
* $sct#128055005 "Deep venous thrombosis of pelvic vein"
* $sct#194883006 "Postoperative pulmonary embolus"
* $sct#195437003 "Embolism and thrombosis of the vena cava"
* $sct#213220000 "Postoperative deep vein thrombosis"
* $sct#233935004 "Pulmonary thromboembolism"
* $sct#233936003 "Acute massive pulmonary embolism"
* $sct#234044007 "Iliofemoral deep vein thrombosis"
* $sct#281595001 "Thrombosis of inferior vena cava"
* $sct#404223003 "Deep venous thrombosis of lower extremity"
* $sct#427775006 "Deep venous thrombosis of profunda femoris vein"
* $sct#427776007 "Thrombosis of the popliteal vein"
* $sct#438773007 "Recurrent pulmonary embolism"
* $sct#444325005 "Deep vein thrombosis of bilateral lower extremities"
* $sct#710167004 "Recurrent deep vein thrombosis"
* $sct#132301000119107 "Acute deep venous thrombosis of iliofemoral vein"
* $sct#132291000119106 "Acute deep venous thrombosis of femoral vein"
* $sct#132251000119101 "Acute deep venous thrombosis of popliteal vein"
* $sct#15760351000119105 "Chronic deep venous thrombosis"
* $icd10cm#I82.220 "Acute embolism and thrombosis of inferior vena cava"
* $icd10cm#I82.221 "Chronic embolism and thrombosis of inferior vena cava"
* $icd10cm#I82.411 "Acute embolism and thrombosis of right femoral vein"
* $icd10cm#I82.412 "Acute embolism and thrombosis of left femoral vein"
* $icd10cm#I82.413 "Acute embolism and thrombosis of femoral vein, bilateral"
* $icd10cm#I82.419 "Acute embolism and thrombosis of unspecified femoral vein"
* $icd10cm#I82.421 "Acute embolism and thrombosis of right iliac vein"
* $icd10cm#I82.422 "Acute embolism and thrombosis of left iliac vein"
* $icd10cm#I82.423 "Acute embolism and thrombosis of iliac vein, bilateral"
* $icd10cm#I82.431 "Acute embolism and thrombosis of right popliteal vein"
* $icd10cm#I82.4Y1 "Acute embolism and thrombosis of unspecified deep veins of right proximal lower extremity"
* $icd10cm#I87.001 "Postthrombotic syndrome without complications of right lower extremity"
* $icd10cm#I87.002 "Postthrombotic syndrome without complications of left lower extremity"
* $icd10cm#I87.003 "Postthrombotic syndrome without complications of bilateral lower extremity"
* $icd10cm#I87.009 "Postthrombotic syndrome without complications of unspecified extremity"
* $icd10cm#I87.011 "Postthrombotic syndrome with ulcer of right lower extremity"
* $icd10cm#I87.091 "Postthrombotic syndrome with other complications of right lower extremity"
* $icd10cm#I82.401 "Acute embolism and thrombosis of unspecified deep veins of right lower extremity"
* $icd10cm#I82.402 "Acute embolism and thrombosis of unspecified deep veins of left lower extremity"
* $icd10cm#I82.403 "Acute embolism and thrombosis of unspecified deep veins of lower extremity, bilateral"
* $icd10cm#I82.409 "Acute embolism and thrombosis of unspecified deep veins of unspecified lower extremity"
* $icd10cm#I82.429 "Acute embolism and thrombosis of unspecified iliac vein"
* $icd10cm#I82.432 "Acute embolism and thrombosis of left popliteal vein"
* $icd10cm#I82.433 "Acute embolism and thrombosis of popliteal vein, bilateral"
* $icd10cm#I82.439 "Acute embolism and thrombosis of unspecified popliteal vein"
* $icd10cm#I82.441 "Acute embolism and thrombosis of right tibial vein"
* $icd10cm#I82.442 "Acute embolism and thrombosis of left tibial vein"
* $icd10cm#I82.443 "Acute embolism and thrombosis of tibial vein, bilateral"
* $icd10cm#I82.449 "Acute embolism and thrombosis of unspecified tibial vein"
* $icd10cm#I82.451 "Acute embolism and thrombosis of right peroneal vein"
* $icd10cm#I82.452 "Acute embolism and thrombosis of left peroneal vein"
* $icd10cm#I82.453 "Acute embolism and thrombosis of peroneal vein, bilateral"
* $icd10cm#I82.459 "Acute embolism and thrombosis of unspecified peroneal vein"
* $icd10cm#I82.461 "Acute embolism and thrombosis of right calf muscular vein"
* $icd10cm#I82.462 "Acute embolism and thrombosis of left calf muscular vein"
* $icd10cm#I82.463 "Acute embolism and thrombosis of calf muscular vein, bilateral"
* $icd10cm#I82.469 "Acute embolism and thrombosis of unspecified calf muscular vein"
* $icd10cm#I82.491 "Acute embolism and thrombosis of other specified deep vein of right lower extremity"
* $icd10cm#I82.492 "Acute embolism and thrombosis of other specified deep vein of left lower extremity"
* $icd10cm#I82.493 "Acute embolism and thrombosis of other specified deep vein of lower extremity, bilateral"
* $icd10cm#I82.499 "Acute embolism and thrombosis of other specified deep vein of unspecified lower extremity"
* $icd10cm#I82.4Y2 "Acute embolism and thrombosis of unspecified deep veins of left proximal lower extremity"
* $icd10cm#I82.4Y3 "Acute embolism and thrombosis of unspecified deep veins of proximal lower extremity, bilateral"
* $icd10cm#I82.4Y9 "Acute embolism and thrombosis of unspecified deep veins of unspecified proximal lower extremity"
* $icd10cm#I82.4Z1 "Acute embolism and thrombosis of unspecified deep veins of right distal lower extremity"
* $icd10cm#I82.4Z2 "Acute embolism and thrombosis of unspecified deep veins of left distal lower extremity"
* $icd10cm#I82.4Z3 "Acute embolism and thrombosis of unspecified deep veins of distal lower extremity, bilateral"
* $icd10cm#I82.4Z9 "Acute embolism and thrombosis of unspecified deep veins of unspecified distal lower extremity"
* $icd10cm#I82.501 "Chronic embolism and thrombosis of unspecified deep veins of right lower extremity"
* $icd10cm#I82.502 "Chronic embolism and thrombosis of unspecified deep veins of left lower extremity"
* $icd10cm#I82.503 "Chronic embolism and thrombosis of unspecified deep veins of lower extremity, bilateral"
* $icd10cm#I82.509 "Chronic embolism and thrombosis of unspecified deep veins of unspecified lower extremity"
* $icd10cm#I82.511 "Chronic embolism and thrombosis of right femoral vein"
* $icd10cm#I82.512 "Chronic embolism and thrombosis of left femoral vein"
* $icd10cm#I82.513 "Chronic embolism and thrombosis of femoral vein, bilateral"
* $icd10cm#I82.519 "Chronic embolism and thrombosis of unspecified femoral vein"
* $icd10cm#I82.521 "Chronic embolism and thrombosis of right iliac vein"
* $icd10cm#I82.522 "Chronic embolism and thrombosis of left iliac vein"
* $icd10cm#I82.523 "Chronic embolism and thrombosis of iliac vein, bilateral"
* $icd10cm#I82.529 "Chronic embolism and thrombosis of unspecified iliac vein"
* $icd10cm#I82.531 "Chronic embolism and thrombosis of right popliteal vein"
* $icd10cm#I82.532 "Chronic embolism and thrombosis of left popliteal vein"
* $icd10cm#I82.533 "Chronic embolism and thrombosis of popliteal vein, bilateral"
* $icd10cm#I82.539 "Chronic embolism and thrombosis of unspecified popliteal vein"
* $icd10cm#I82.541 "Chronic embolism and thrombosis of right tibial vein"
* $icd10cm#I82.542 "Chronic embolism and thrombosis of left tibial vein"
* $icd10cm#I82.543 "Chronic embolism and thrombosis of tibial vein, bilateral"
* $icd10cm#I82.549 "Chronic embolism and thrombosis of unspecified tibial vein"
* $icd10cm#I82.551 "Chronic embolism and thrombosis of right peroneal vein"
* $icd10cm#I82.552 "Chronic embolism and thrombosis of left peroneal vein"
* $icd10cm#I82.553 "Chronic embolism and thrombosis of peroneal vein, bilateral"
* $icd10cm#I82.559 "Chronic embolism and thrombosis of unspecified peroneal vein"
* $icd10cm#I82.561 "Chronic embolism and thrombosis of right calf muscular vein"
* $icd10cm#I82.562 "Chronic embolism and thrombosis of left calf muscular vein"
* $icd10cm#I82.563 "Chronic embolism and thrombosis of calf muscular vein, bilateral"
* $icd10cm#I82.569 "Chronic embolism and thrombosis of unspecified calf muscular vein"
* $icd10cm#I82.591 "Chronic embolism and thrombosis of other specified deep vein of right lower extremity"
* $icd10cm#I82.592 "Chronic embolism and thrombosis of other specified deep vein of left lower extremity"
* $icd10cm#I82.593 "Chronic embolism and thrombosis of other specified deep vein of lower extremity, bilateral"
* $icd10cm#I82.599 "Chronic embolism and thrombosis of other specified deep vein of unspecified lower extremity"
* $icd10cm#I82.5Y1 "Chronic embolism and thrombosis of unspecified deep veins of right proximal lower extremity"
* $icd10cm#I82.5Y2 "Chronic embolism and thrombosis of unspecified deep veins of left proximal lower extremity"
* $icd10cm#I82.5Y3 "Chronic embolism and thrombosis of unspecified deep veins of proximal lower extremity, bilateral"
* $icd10cm#I82.5Y9 "Chronic embolism and thrombosis of unspecified deep veins of unspecified proximal lower extremity"
* $icd10cm#I82.5Z1 "Chronic embolism and thrombosis of unspecified deep veins of right distal lower extremity"
* $icd10cm#I82.5Z2 "Chronic embolism and thrombosis of unspecified deep veins of left distal lower extremity"
* $icd10cm#I82.5Z3 "Chronic embolism and thrombosis of unspecified deep veins of distal lower extremity, bilateral"
* $icd10cm#I82.5Z9 "Chronic embolism and thrombosis of unspecified deep veins of unspecified distal lower extremity"
* $icd10cm#I87.012 "Postthrombotic syndrome with ulcer of left lower extremity"
* $icd10cm#I87.013 "Postthrombotic syndrome with ulcer of bilateral lower extremity"
* $icd10cm#I87.019 "Postthrombotic syndrome with ulcer of unspecified lower extremity"
* $icd10cm#I87.021 "Postthrombotic syndrome with inflammation of right lower extremity"
* $icd10cm#I87.022 "Postthrombotic syndrome with inflammation of left lower extremity"
* $icd10cm#I87.023 "Postthrombotic syndrome with inflammation of bilateral lower extremity"
* $icd10cm#I87.029 "Postthrombotic syndrome with inflammation of unspecified lower extremity"
* $icd10cm#I87.031 "Postthrombotic syndrome with ulcer and inflammation of right lower extremity"
* $icd10cm#I87.032 "Postthrombotic syndrome with ulcer and inflammation of left lower extremity"
* $icd10cm#I87.033 "Postthrombotic syndrome with ulcer and inflammation of bilateral lower extremity"
* $icd10cm#I87.039 "Postthrombotic syndrome with ulcer and inflammation of unspecified lower extremity"
* $icd10cm#I87.092 "Postthrombotic syndrome with other complications of left lower extremity"
* $icd10cm#I87.093 "Postthrombotic syndrome with other complications of bilateral lower extremity"
* $icd10cm#I87.099 "Postthrombotic syndrome with other complications of unspecified lower extremity"
* $icd10cm#I87.1 "Compression of vein"
* $icd10cm#I26.01 "Septic pulmonary embolism with acute cor pulmonale"
* $icd10cm#I26.02 "Saddle embolus of pulmonary artery with acute cor pulmonale"
* $icd10cm#I26.09 "Other pulmonary embolism with acute cor pulmonale"
* $icd10cm#I26.90 "Septic pulmonary embolism without acute cor pulmonale"
* $icd10cm#I26.92 "Saddle embolus of pulmonary artery without acute cor pulmonale"
* $icd10cm#I26.99 "Other pulmonary embolism without acute cor pulmonale"
* $icd10cm#I26.93 "Single subsegmental pulmonary embolism without acute cor pulmonale"
* $icd10cm#I26.94 "Multiple subsegmental pulmonary emboli without acute cor pulmonale"
* $icd10cm#I27.82 "Chronic pulmonary embolism"
* $icd10gm#I80.1 "Phlebitis and thrombophlebitis of femoral vein"
* $icd10gm#I80.20 "Thrombose der Beckenvenen"
* $icd10gm#I80.28 "Thrombose sonstiger tiefer Gefäße der unteren Extremitäten"
* $icd10gm#I82.2 "Embolism and thrombosis of vena cava"
* $icd10gm#I26.0 "Lungenembolie mit akutem Cor pulmonale"
* $icd10gm#I26.9 "Lungenembolie ohne akutes Cor pulmonale"
* $icd10gm#I87.00 "Postthrombotisches Syndrom ohne Ulzeration"
* $icd10gm#I87.01 "Postthrombotisches Syndrom mit Ulzeration"
* $icd10#I80.1 "Phlebitis and thrombophlebitis of femoral vein"
* $icd10#I80.2 "Phlebitis and thrombophlebitis of other deep vessels"
* $icd10#I82.2 "Embolism and thrombosis of vena cava"

ValueSet: ComplicationCodeVS
Id: complication-code
Title: "Complication, codes"
Description: "Codes under which complications arrive."
* insert SourceCodes
* include codes from system ComplicationKindCS
* $sct#131148009 "Bleeding"
* $sct#110265006 "Postoperative hemorrhage"
* $sct#1386000 "Intracranial hemorrhage"
* $sct#50960005 "Hemorrhage"
* $icd10cm#I97.618 "Postprocedural hemorrhage following other circulatory system procedure"
* $icd10cm#T82.515A "Breakdown (mechanical) of umbrella device, initial encounter"
* $icd10cm#T82.525A "Displacement of umbrella device, initial encounter"
* $icd10cm#T82.535A "Leakage of umbrella device, initial encounter"
* $icd10cm#T82.518A "Breakdown (mechanical) of other cardiac and vascular devices and implants, initial encounter"
* $icd10cm#T82.528A "Displacement of other cardiac and vascular devices and implants, initial encounter"
* $icd10cm#T82.818A "Embolism due to vascular prosthetic devices, implants and grafts, initial encounter"

ValueSet: ImagingCodeVS
Id: imaging-code
Title: "Imaging, codes"
Description: "Codes under which imaging of veins arrives."
* insert SourceCodes
* include codes from system ImagingModalityCS
* $cpt#75820
* $cpt#75822
* $cpt#75825
* $cpt#93970
* $cpt#93971
* $cpt#93978
* $cpt#93979
* $loinc#69385-3 "US Lower extremity veins - bilateral"
* $loinc#69392-9 "US Lower extremity veins - left"
* $loinc#80860-0 "US Lower extremity veins - unilateral limited"
* $loinc#93604-7 "US.doppler Lower extremity arteries and veins - bilateral"
