// What a written outcome says beyond the elements of Observation.

Invariant: pro-1
Description: "The protocol is written as id, slash, version of three numbers."
Severity: #error
Expression: "value.matches('^[a-z0-9-]+/[0-9]+[.][0-9]+[.][0-9]+$')"

Extension: StudyProtocol
Id: study-protocol
Title: "Study protocol"
Description: "Protocol of the study and its version under which the answer was given: ivc-mat-cdt/1.0.0."
Context: Observation, Provenance, MeasureReport
* insert Published
* value[x] 1..1
* value[x] only string
* obeys pro-1

Invariant: pro-2
Description: "The hash is written as twelve small hexadecimal digits."
Severity: #error
Expression: "value.matches('^[0-9a-f]{12}$')"

Extension: ProtocolHash
Id: protocol-hash
Title: "Hash of the protocol"
Description: "The first twelve hexadecimal digits of the SHA-256 of the rules of the protocol: it tells two protocols apart that claim the same id and version."
Context: Observation, Provenance, MeasureReport
* insert Published
* value[x] 1..1
* value[x] only string
* obeys pro-2

Extension: InclusionExtension
Id: inclusion
Title: "Inclusion"
Description: "Whether the outcome enters the figures of the study, and if not, why."
Context: Observation
* insert Published
* value[x] 1..1
* value[x] only code
* valueCode from InclusionVS (required)

Extension: VisitExtension
Id: visit
Title: "Visit"
Description: "The visit window to which the outcome belongs; absent for a question that is asked once. A protocol may name other windows than the value set."
Context: Observation
* insert Published
* value[x] 1..1
* value[x] only code
* valueCode from VisitVS (preferred)

Extension: AssessedEarly
Id: assessed-early
Title: "Assessed early"
Description: "The leg was assessed late enough for a diagnosis of post-thrombotic syndrome and, by the protocol, early: by default 90 to 179 days after the index treatment. It counts; sources that begin at six months would leave it out."
Context: Observation
* insert Published
* value[x] 1..1
* value[x] only boolean
* valueBoolean = true (exactly)

Extension: ReportedTotal
Id: reported-total
Title: "Reported total"
Description: "The answer rests on a total that the site states itself, because the protocol accepts it (D15). Its items are not known."
Context: Observation
* insert Published
* value[x] 1..1
* value[x] only boolean
* valueBoolean = true (exactly)

Extension: AnsweredByHand
Id: answered-by-hand
Title: "Answered by hand"
Description: "The record leaves the question open, and a person answered it at this time. Who it was, and why, stands in the answer file of the sender."
Context: Observation
* insert Published
* value[x] 1..1
* value[x] only dateTime

Extension: OutcomeSource
Id: outcome-source
Title: "Source of an outcome"
Description: "A resource on which the answer rests and which neither derivedFrom nor partOf may name: Device, DeviceUseStatement, Condition, AdverseEvent, Patient, DiagnosticReport, Encounter."
Context: Observation
* insert Published
* value[x] 1..1
* value[x] only Reference(Device or DeviceUseStatement or Condition or AdverseEvent or Patient or DiagnosticReport or Encounter)
* valueReference.reference 1..1

Extension: FigureStatistics
Id: figure-statistics
Title: "Statistics of a figure"
Description: "How a figure was computed, and what goes with its value."
Context: MeasureReport.group
* insert Published
* extension contains
    estimator 1..1 and
    sd 0..1 and
    min 0..1 and
    max 0..1 and
    median 0..1 and
    lowerQuartile 0..1 and
    upperQuartile 0..1 and
    lower 0..1 and
    upper 0..1 and
    events 0..1 and
    missing 0..1 and
    open 0..1 and
    undecided 0..1 and
    lowest 0..1 and
    highest 0..1 and
    answeredByHand 0..1 and
    laterImageUnread 0..1 and
    reportedTotals 0..1
* extension[estimator] ^short = "The named estimator, with its interval where it has one"
* extension[estimator].value[x] 1..1
* extension[estimator].value[x] only string
* extension[sd] ^short = "Sample standard deviation"
* extension[sd].value[x] only decimal
* extension[min].value[x] only decimal
* extension[max].value[x] only decimal
* extension[median].value[x] only decimal
* extension[lowerQuartile] ^short = "First quartile, R type 7"
* extension[lowerQuartile].value[x] only decimal
* extension[upperQuartile] ^short = "Third quartile, R type 7"
* extension[upperQuartile].value[x] only decimal
* extension[lower] ^short = "Lower limit of the interval"
* extension[lower].value[x] only decimal
* extension[upper].value[x] only decimal
* extension[events] ^short = "Losses, for a curve"
* extension[events].value[x] only integer
* extension[missing] ^short = "Units without an answer"
* extension[missing].value[x] only integer
* extension[open] ^short = "Units with an answer that was recorded and cannot be read as one"
* extension[open].value[x] only integer
* extension[undecided] ^short = "Units of patients of whom it is open whether they are in the analysis set"
* extension[undecided].value[x] only integer
* extension[lowest] ^short = "The figure with all that is open against it, in percent"
* extension[lowest].value[x] only decimal
* extension[highest] ^short = "The figure with all that is open for it, in percent"
* extension[highest].value[x] only decimal
* extension[answeredByHand] ^short = "Units of which the answer was given by hand"
* extension[answeredByHand].value[x] only integer
* extension[laterImageUnread] ^short = "Units with later images in words only"
* extension[laterImageUnread].value[x] only integer
* extension[reportedTotals] ^short = "Units that rest on a total without items"
* extension[reportedTotals].value[x] only integer

Extension: EvidenceCitation
Id: evidence
Title: "Evidence"
Description: "A source on which a figure or the whole table rests. The standard extension for related artifacts is defined for Observation and DiagnosticReport only."
Context: MeasureReport, MeasureReport.group
* insert Published
* value[x] 1..1
* value[x] only RelatedArtifact
* valueRelatedArtifact.type = #citation
* valueRelatedArtifact.citation 1..1
