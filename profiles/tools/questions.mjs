// The profile, and where none is written the example, of a question that is asked once of a patient and answered by one value. The line
//   {{question CODE yes-no}} or {{question CODE of VALUESET}}
// beside the code asks for them. Title and description are those of the code.

const asked = /^\{\{question ([a-z0-9-]+) (?:yes-no|of (\w+))\}\}$/gm;

// The sources without such lines, and the FSH that they ask for. Sources are a map of path → text.
export function questions(sources) {
  const all = [...sources.values()].join('\n');
  const made = [...all.matchAll(asked)].flatMap(([, code, values]) => [profile(all, code, values), example(all, code, values)]);
  const left = new Map([...sources].map(([path, text]) => [path, text.replace(asked, '')]));
  return { sources: left, fsh: made.join('\n') };
}

function profile(all, code, values) {
  const { title, definition } = concept(all, code);
  return `Profile: ${nameOf(code)}
Parent: StudyOutcome
Id: outcome-${code}
Title: "${title}"
Description: "${definition}"
* insert Question(InstrumentCS, ${code}, procedure)
* insert OfPatient
${values ? `* value[x] only CodeableConcept\n* value[x] from ${values} (required)` : '* value[x] only boolean'}
`;
}

function example(all, code, values) {
  if (all.includes(`\nInstance: example-outcome-${code}\n`))
    return '';
  const { title } = concept(all, code);
  return `Instance: example-outcome-${code}
InstanceOf: ${nameOf(code)}
Usage: #example
Title: "${title}"
Description: "${title}; synthetic."
* insert Written([[example-${code}]], [[${ruleOf(all, code)}]])
* effectiveDateTime = "2018-03-06"
* partOf = Reference(example-thrombectomy)
${values ? '* insert NoAnswer(not-recorded, unknown)' : '* valueBoolean = true'}
`;
}

function concept(all, code) {
  const instruments = /^CodeSystem: InstrumentCS$[\s\S]*?(?=^CodeSystem: )/m.exec(all)[0];
  const found = new RegExp(`^\\* #${code} "([^"]+)" "([^"]+)"$`, 'm').exec(instruments);
  if (!found)
    throw new Error(`{{question ${code}}}: the code system InstrumentCS has no code ${code}`);
  return { title: found[1], definition: found[2] };
}

// Rules are named after their question: the newest is the last.
function ruleOf(all, code) {
  const rules = /^CodeSystem: RuleCS$[\s\S]*?(?=^CodeSystem: )/m.exec(all)[0];
  const found = [...rules.matchAll(new RegExp(`^\\* #(${code}-\\d+) `, 'gm'))];
  if (found.length === 0)
    throw new Error(`{{question ${code}}}: the code system RuleCS has no code ${code}-1, and no example of the question is written`);
  return found.at(-1)[1];
}

const nameOf = code => code.split('-').map(part => part[0].toUpperCase() + part.slice(1)).join('') + 'Outcome';
