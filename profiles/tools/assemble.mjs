// Fills a FHIR package cache for SUSHI without the FHIR registry.
//   node assemble.mjs <examples.tgz> <scratch folder> <package cache>
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [archive, scratch, cache] = process.argv.slice(2);

// The file is data that decides our output, so its content is pinned as a lock file would pin it.
const expected = 'sha512-DXBdIZOeQaSKIgCU7w6HOC7sw/6BzylmipLkBW4f//pT+Bc94x+8LImwTdvaNThPJoOzpBzvxAzNqjeu3X/zLw==';
const actual = 'sha512-' + createHash('sha512').update(readFileSync(archive)).digest('base64');
if (actual !== expected) {
  console.error(`profiles: ${archive} is not the expected file (${actual})`);
  process.exit(1);
}

execFileSync('tar', ['xzf', archive, '-C', scratch]);
const definitions = /^(StructureDefinition|ValueSet|CodeSystem|ConceptMap|SearchParameter|OperationDefinition)-/;
const source = join(scratch, 'package');
const files = readdirSync(source).filter(name => definitions.test(name));
writePackage('hl7.fhir.r4.core', '4.0.1', folder => files.forEach(name => copyFileSync(join(source, name), join(folder, name))));

// SUSHI loads these three by itself. Nothing of them is used here; an empty package keeps it from asking a registry.
for (const name of ['hl7.fhir.uv.tools.r4', 'hl7.terminology.r4', 'hl7.fhir.uv.extensions.r4'])
  writePackage(name, '0.0.0', () => {});
console.log(`profiles: ${files.length} definitions of FHIR R4`);

function writePackage(name, version, fill) {
  const target = join(cache, `${name}#${version}`);
  const half = `${target}.half`;
  rmSync(half, { recursive: true, force: true });
  mkdirSync(join(half, 'package'), { recursive: true });
  fill(join(half, 'package'));
  writeFileSync(join(half, 'package', 'package.json'), JSON.stringify({
    name, version, canonical: 'http://hl7.org/fhir', fhirVersions: ['4.0.1'], type: 'Core', license: 'CC0-1.0', url: 'http://hl7.org/fhir/R4',
  }, null, 2));
  rmSync(target, { recursive: true, force: true });
  renameSync(half, target);
}
