// Compiles the FSH sources with SUSHI and puts the output in place, or compares it with what is there.
//   node build.mjs <profiles folder> <work folder> [--check]
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkContract } from './contract.mjs';
import { citations } from './evidence.mjs';
import { questions } from './questions.mjs';

const [profiles, work, ...options] = process.argv.slice(2);
const check = options.includes('--check');
const started = Date.now();

const config = readFileSync(join(profiles, 'fsh', 'sushi-config.yaml'), 'utf8');
const setting = key => new RegExp(`^${key}: *(\\S+)`, 'm').exec(config)[1];
const values = { base: setting('canonical'), version: setting('version') };

for (const file of filesUnder(join(profiles, 'fsh', 'input')).filter(name => readFileSync(name, 'utf8').includes(values.base)))
  fail(`${file} repeats the canonical base; write {{base}}`);
const project = join(work, 'project');
rmSync(project, { recursive: true, force: true });
prepare();
compile();
const resources = readdirSync(join(project, 'fsh-generated', 'resources')).sort().map(read);
const faults = checkContract(resources.map(resource => resource.json), values.base);
faults.forEach(fault => console.error(`profiles: ${fault}`));
const stale = faults.length > 0 ? [] : check ? compare() : write();
stale.forEach(name => console.error(`profiles: ${name}`));

const bytes = resources.reduce((sum, resource) => sum + resource.text.length, 0);
const seconds = ((Date.now() - started) / 1000).toFixed(1);
console.log(`profiles: ${resources.length} resources, ${(bytes / 1e6).toFixed(1)} MB, ${faults.length} faults, ${stale.length} stale, ${seconds} s`);
process.exit(faults.length + stale.length > 0 ? 1 : 0);

function fail(message) {
  console.error(`profiles: ${message}`);
  process.exit(1);
}

// The sources with the canonical base put in, and a configuration that keeps SUSHI off the network.
function prepare() {
  cpSync(join(profiles, 'fsh'), project, { recursive: true });
  const files = filesUnder(join(project, 'input')).filter(name => name.endsWith('.fsh'));
  const { sources, fsh } = asked(new Map(files.map(file => [file, readFileSync(file, 'utf8')])));
  for (const [file, text] of sources)
    writeFileSync(file, text.replace(/\{\{(\w+)\}\}/g, (_, key) => values[key]));
  writeFileSync(join(project, 'input', 'fsh', 'questions.fsh'), fsh);
  writeFileSync(join(project, 'input', 'fsh', 'evidence.fsh'), citations(readFileSync(join(profiles, 'evidence', 'evidence.json'), 'utf8')));
  const empty = ['hl7.fhir.uv.tools.r4', 'hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4'];
  const dependencies = empty.map(name => `  ${name}: 0.0.0\n`).join('');
  writeFileSync(join(project, 'sushi-config.yaml'), `${config}\ndependencies:\n${dependencies}`);
}

function asked(sources) {
  try {
    return questions(sources);
  } catch (error) {
    fail(error.message);
  }
}

function compile() {
  const sushi = join(work, 'tools', 'node_modules', 'fsh-sushi', 'dist', 'app.js');
  const environment = { ...process.env, HOME: join(work, 'home'), PATH: `${answeringNpm()}:${process.env.PATH}`, FPL_REGISTRY: 'http://127.0.0.1:9' };
  const run = spawnSync(process.execPath, [sushi, 'build', '--snapshot', project], { env: environment, encoding: 'utf8', maxBuffer: 1 << 28 });
  const output = run.stdout + run.stderr;
  const counts = /(\d+) Errors?\s+(\d+) Warnings?/i.exec(output.replace(/[│\n]/g, ' '));
  if (run.status === 0 && counts?.[1] === '0' && counts?.[2] === '0')
    return console.log('profiles: SUSHI 0 errors, 0 warnings');
  fail(output);
}

// SUSHI asks npm whether it is the newest version, and warns when there is no network. Ours is pinned: it is told so.
function answeringNpm() {
  const folder = join(work, 'bin');
  const installed = JSON.parse(readFileSync(join(work, 'tools', 'node_modules', 'fsh-sushi', 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'npm'), `#!/bin/sh\necho ${installed.version}\n`, { mode: 0o755 });
  return folder;
}

// The figures that a protocol can ask for stand in the schema of protocols twice, for editors: both lists come from the code system. The
// rates of retrieval are told without being asked for, and the other readings of a patency go with it.
function figuresInSchema() {
  const path = join('protocols', 'protocol.schema.json');
  const text = readFileSync(join(profiles, path), 'utf8');
  const figures = resources
    .find(({ json }) => json.resourceType === 'CodeSystem' && json.id === 'figure')
    .json.concept.map(concept => concept.code)
    .filter(code => !/-with(out)?-failures$|^filter-retrieval-/.test(code));
  const list = figures.map(code => `              "${code}"`).join(',\n');
  const properties = figures.map(code => `        "${code}": { "$ref": "#/$defs/published" }`).join(',\n');
  const fresh = text
    .replace(/("figures": \{[^[\]]*?"enum": \[\n)[^\]]*?(\n            \])/, (_, before, after) => before + list + after)
    .replace(/("published": \{\n[^{}]*?"properties": \{\n)(?:        "[a-z-]+": \{ "\$ref": "#\/\$defs\/published" \},?\n)*/, (_, before) => `${before}${properties}\n`);
  return { path, text, fresh };
}

function read(name) {
  const json = JSON.parse(readFileSync(join(project, 'fsh-generated', 'resources', name), 'utf8'));
  const folder = json.id.startsWith('example-') ? 'examples' : json.resourceType === 'ConceptMap' ? 'maps' : 'generated';
  return { path: join(folder, name), json, text: textOf(json) };
}

// Indented, but one line for each element of a snapshot or differential: half the size, and a change of one element is a change of one line.
function textOf(json) {
  const elements = [];
  const held = (key, value) => {
    if (key !== 'element' || json.resourceType !== 'StructureDefinition')
      return value;
    return value.map(element => `@${elements.push(JSON.stringify(element)) - 1}@`);
  };
  return JSON.stringify(json, held, 2).replace(/"@(\d+)@"/g, (_, index) => elements[index]) + '\n';
}

function write() {
  for (const name of committed())
    rmSync(join(profiles, name));
  for (const { path, text } of resources) {
    mkdirSync(dirname(join(profiles, path)), { recursive: true });
    writeFileSync(join(profiles, path), text);
  }
  const { path, fresh } = figuresInSchema();
  writeFileSync(join(profiles, path), fresh);
  return [];
}

function compare() {
  const fresh = new Map(resources.map(resource => [resource.path, resource.text]));
  const there = committed();
  const differs = there.filter(name => fresh.get(name) !== readFileSync(join(profiles, name), 'utf8'));
  const missing = [...fresh.keys()].filter(name => !there.includes(name));
  const schema = figuresInSchema();
  if (schema.fresh !== schema.text)
    differs.push(schema.path);
  return [...differs.map(name => `${name} is not what the source gives`), ...missing.map(name => `${name} is missing`)];
}

// What is compiled is named after its resource type; the rest of maps/ is written by hand and not ours to replace.
function committed() {
  const flat = folder => existsSync(join(profiles, folder)) ? readdirSync(join(profiles, folder)).filter(name => /^[A-Z][A-Za-z]+-.*\.json$/.test(name)).map(name => join(folder, name)) : [];
  return [...flat('generated'), ...flat('maps'), ...flat('examples')].filter(name => statSync(join(profiles, name)).isFile());
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]);
}
