// Compiles a project of a site's own that depends on the packed contract and narrows each of its profiles, and tells what SUSHI finds wrong with it.
//   node dependent.mjs <package.tgz> <work folder of build.sh>
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [tgz, work] = process.argv.slice(2).map(path => resolve(path));
const started = Date.now();
const folder = join(work, 'dependent');
rmSync(folder, { recursive: true, force: true });

// A package cache of its own: the contract is installed there as it was packed, beside what the build assembled.
const cache = join(folder, 'home', '.fhir', 'packages');
mkdirSync(cache, { recursive: true });
const assembled = join(work, 'home', '.fhir', 'packages');
readdirSync(assembled).forEach(name => symlinkSync(join(assembled, name), join(cache, name)));
const unpacked = join(folder, 'unpacked');
mkdirSync(unpacked);
if (spawnSync('tar', ['xzf', tgz, '-C', unpacked]).status !== 0)
  fail(`${tgz} cannot be unpacked`);
const manifest = readJson(join(unpacked, 'package', 'package.json'));
symlinkSync(unpacked, join(cache, `${manifest.name}#${manifest.version}`));

const packed = readJson(join(unpacked, 'package', '.index.json')).files.map(({ filename }) => readJson(join(unpacked, 'package', filename)));
const profiles = packed.filter(one => one.resourceType === 'StructureDefinition' && one.type !== 'Extension');
const project = join(folder, 'project');
mkdirSync(join(project, 'input', 'fsh'), { recursive: true });
writeFileSync(join(project, 'sushi-config.yaml'), `canonical: http://site.example.org/fhir
status: draft
version: 0.1.0
fhirVersion: 4.0.1
FSHOnly: true
dependencies:
  ${manifest.name}: ${manifest.version}
${readdirSync(assembled).map(name => name.split('#')).filter(([name]) => name !== 'hl7.fhir.r4.core').map(([name, version]) => `  ${name}: ${version}`).join('\n')}
`);
writeFileSync(join(project, 'input', 'fsh', 'site.fsh'), [...profiles.map(narrowed), ...packed.filter(one => one.resourceType === 'ValueSet').map(included)].join('\n'));

const sushi = join(work, 'tools', 'node_modules', 'fsh-sushi', 'dist', 'app.js');
const environment = { ...process.env, HOME: join(folder, 'home'), PATH: `${join(work, 'bin')}:${process.env.PATH}`, FPL_REGISTRY: 'http://127.0.0.1:9' };
const run = spawnSync(process.execPath, [sushi, 'build', '--snapshot', project], { env: environment, encoding: 'utf8', maxBuffer: 1 << 28 });
const output = run.stdout + run.stderr;
const counts = /(\d+) Errors?\s+(\d+) Warnings?/i.exec(output.replace(/[│\n]/g, ' '));
if (run.status !== 0 || counts?.[1] !== '0' || counts?.[2] !== '0')
  fail(output);
profiles.forEach(check);
console.log(`profiles: a project that depends on ${manifest.name}#${manifest.version} narrows ${profiles.length} profiles, 0 errors, ${((Date.now() - started) / 1000).toFixed(1)} s`);

function narrowed({ id, url }) {
  return `Profile: Site_${id.replaceAll('-', '_')}\nParent: ${url}\nId: site-${id}\nTitle: "Of a site"\nDescription: "Of a site"\n* meta 1..1\n`;
}

function included({ id, url }) {
  return `ValueSet: Site_${id.replaceAll('-', '_')}_set\nId: site-${id}\nTitle: "Of a site"\nDescription: "Of a site"\n* include codes from valueset ${url}\n`;
}

// What the parent demands must stand in the snapshot of the profile that narrows it.
function check({ id, snapshot }) {
  const file = join(project, 'fsh-generated', 'resources', `StructureDefinition-site-${id}.json`);
  if (!existsSync(file))
    fail(`site-${id} was not written`);
  const own = new Map(readJson(file).snapshot.element.map(element => [element.id, element]));
  for (const { id: at, min, max } of snapshot.element.filter(element => !/\.meta$/.test(element.id))) {
    if (own.get(at)?.min !== min || own.get(at)?.max !== max)
      fail(`site-${id} lost ${at} ${min}..${max} of its parent`);
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function fail(message) {
  console.error(`profiles: ${message}`);
  process.exit(1);
}
