// What the validator finds. One code for each member of its enumeration, in kebab case.

CodeSystem: FindingCodeCS
Id: finding-code
Title: "Finding"
Description: "What a rule of FHIR R4 or of a profile found in a resource. A code is never renamed and its meaning never changed."
* insert StudyCodes
* #malformed-resource "Malformed resource" "Not JSON, or not a FHIR R4 resource."
* #unknown-element "Unknown element" "An element that FHIR R4 does not define there."
* #empty-element "Empty element" "An object or array without content."
* #wrong-shape "Wrong shape" "JSON of the wrong shape: a list for one value, text for a number, a member twice."
* #invalid-literal "Invalid literal" "Text that is no valid literal of its type: a date with month 13."
* #profile-unknown "Profile unknown" "The profile named is one of this contract's addresses, but there is none of that name."
* #profile-not-ours "Profile not ours" "The profile named belongs to somebody else; its rules are not here."
* #profile-of-other-version "Profile of other version" "The profile named has another version than the one that is here; it was judged by the one that is here."
* #profile-of-other-type "Profile of other type" "The profile is for another type of resource."
* #element-missing "Element missing" "Fewer than the profile demands; usually none."
* #element-repeated "Element repeated" "More than the profile allows."
* #element-prohibited "Element prohibited" "The profile forbids the element."
* #type-not-allowed "Type not allowed" "A type that the profile does not allow for the element."
* #fixed-value-differs "Fixed value differs" "Another value than the one that the profile fixes."
* #pattern-not-matched "Pattern not matched" "The value lacks what the profile's pattern demands."
* #value-too-low "Value too low" "The value lies below the least that the profile allows."
* #value-too-high "Value too high" "The value lies above the most that the profile allows."
* #value-not-comparable "Value not comparable" "The value cannot be compared with the profile's bound: another unit, or too partial a date."
* #text-too-long "Text too long" "The text has more characters than the profile allows."
* #slice-missing "Slice missing" "Fewer of a slice than the profile demands."
* #slice-repeated "Slice repeated" "More of a slice than the profile allows."
* #slice-unmatched "Slice unmatched" "An item fits none of the slices, and the profile allows no others."
* #slice-not-at-end "Slice not at end" "An item that fits no slice stands before one that does, where the profile allows others only at the end."
* #slice-out-of-order "Slice out of order" "The slices stand in another order than the profile's."
* #rule-not-checked "Rule not checked" "The profile has a rule that cannot be applied here: of a kind that is not known, or a slice whose items cannot be told."
* #code-missing "Code missing" "Text where the profile demands a code."
* #code-not-in-value-set "Code not in value set" "No code of the element is in the value set."
* #code-not-checked "Code not checked" "Whether the code is in the value set is known only to a terminology server."
* #reference-of-other-type "Reference of other type" "The reference points to a type of resource that the profile does not allow."
* #reference-not-checked "Reference not checked" "The reference does not tell the type of its target."
* #extension-unknown "Extension unknown" "An extension with an address of this contract, but there is none of that name."
* #extension-misplaced "Extension misplaced" "The extension is not meant for the element that carries it."
* #modifier-unknown "Modifier unknown" "An extension that may negate the element's meaning, and that is not known here (FHIR R4, 2.1.0.4)."
* #contained-misused "Contained misused" "A contained resource that nothing refers to (dom-3), or with a version or security label of its own (dom-4, dom-5)."
* #invariant-failed "Invariant failed" "An invariant of the profile or of FHIR R4 does not hold."
* #invariant-not-checked "Invariant not checked" "The invariant could not be computed on this resource."
* #not-judged "Not judged" "The validator failed on the resource: by its profiles nothing is said of it."

ValueSet: FindingCodeVS
Id: finding-code
Title: "Finding"
Description: "All codes of the code system finding-code."
* insert AllCodes
* include codes from system FindingCodeCS
