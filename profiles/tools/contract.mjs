// What must hold of the compiled contract beyond what SUSHI checks. Each fault is one sentence.

export function checkContract(resources, base) {
  return [canonicals, definitions, addresses, examples, maps, sourceCodes].flatMap(rule => [...rule(resources, base)]);
}

// An address is composed of base, type and id, so that a program may compose it too.
function* canonicals(resources, base) {
  for (const { resourceType, id, url } of resources.filter(r => r.url)) {
    if (url !== `${base}/${resourceType}/${id}`)
      yield `${resourceType}/${id} has the url ${url}`;
  }
}

function* definitions(resources) {
  for (const { id, concept } of ofType(resources, 'CodeSystem')) {
    for (const { code, display, definition } of concept) {
      if (!display || !definition)
        yield `${id}#${code} has no display or no definition`;
    }
  }
}

// Whatever of ours is named anywhere, expressions included, exists.
function* addresses(resources, base) {
  const known = new Set(resources.map(r => r.url));
  const named = new RegExp(`${base}/(?:StructureDefinition|CodeSystem|ValueSet|ConceptMap|Questionnaire|Measure|CapabilityStatement)/[a-z0-9-]+`, 'g');
  for (const resource of resources) {
    for (const url of new Set(JSON.stringify(resource).match(named) ?? [])) {
      if (!known.has(url))
        yield `${resource.resourceType}/${resource.id} names ${url}, which does not exist`;
    }
  }
}

function* examples(resources, base) {
  const claimed = new Set(resources.flatMap(r => r.meta?.profile ?? []));
  for (const { id, url, type, abstract } of ofType(resources, 'StructureDefinition')) {
    if (!abstract && type !== 'Extension' && !claimed.has(url))
      yield `the profile ${id} has no example`;
  }
  for (const resource of resources.filter(r => r.id.startsWith('example-')))
    yield* unknownCodes(resource, resources, base);
}

// A code of one of our systems, wherever it stands in an example, is a code of it.
function* unknownCodes(resource, resources, base) {
  const codes = codesOf(resources);
  for (const { system, code } of codings(resource)) {
    if (system.startsWith(`${base}/CodeSystem/`) && !codes.get(system)?.has(code))
      yield `${resource.resourceType}/${resource.id} uses ${system}#${code}, which does not exist`;
  }
}

function* maps(resources, base) {
  const codes = codesOf(resources);
  const corroborations = codes.get(`${base}/CodeSystem/corroboration`);
  const owner = new Map();
  for (const { map, group, element } of elements(resources)) {
    const key = `${group.source}|${element.code}`;
    if (!map.id.startsWith('implied-')) {
      if (owner.has(key))
        yield `${key} is in ${owner.get(key)} and in ${map.id}`;
      owner.set(key, map.id);
    }
    for (const { code, equivalence, comment, dependsOn } of element.target) {
      const needed = dependsOn?.[0].value;
      if (!['equivalent', 'wider', 'inexact', 'disjoint', 'unmatched'].includes(equivalence))
        yield `${map.id} says ${equivalence} of ${key}, which no reader expects`;
      if (equivalence !== 'unmatched' && !codes.get(group.target)?.has(code))
        yield `${map.id} sends ${key} to ${code}, which is not in ${group.target}`;
      if (['inexact', 'disjoint', 'unmatched'].includes(equivalence) && !comment)
        yield `${map.id} does not say why ${key} is ${equivalence}`;
      if (needed && !corroborations.has(needed))
        yield `${map.id} needs ${needed} for ${key}, which is not a corroboration`;
    }
    if (element.target.length > 1 && element.target.some(target => target.equivalence !== 'wider' || !target.comment))
      yield `${map.id} has several targets for ${key} and does not say that all hold`;
  }
}

// A value set of the codes under which something arrives holds exactly what the maps send there. Prefixes of families are no codes.
function* sourceCodes(resources, base) {
  const rules = {
    'intervention-code': ['intervention-kind'], 'intervention-result-code': ['intervention-result'], 'filter-device-code': ['device-kind', 'filter'],
    'vein-site': ['vein-segment'], 'vein-status-code': ['vein-status'], 'diagnosis-code': ['diagnosis-kind'], 'complication-code': ['complication-kind'],
    'imaging-code': ['imaging-modality'],
  };
  for (const kind of codesOf(resources).get(`${base}/CodeSystem/intervention-kind`))
    rules[`${kind}-code`] = ['intervention-kind', kind];
  for (const [id, [mapId, only]] of Object.entries(rules)) {
    const listed = new Set(ofType(resources, 'ValueSet').find(set => set.id === id).compose.include
      .filter(part => !part.system.startsWith(base)).flatMap(part => part.concept.map(concept => `${part.system}|${concept.code}`)));
    const mapped = new Set(elements(resources)
      .filter(({ map, element }) => map.id === mapId && !element.code.endsWith('-')
        && element.target.some(target => target.equivalence !== 'disjoint' && (!only || target.code === only)))
      .map(({ group, element }) => `${group.source}|${element.code}`));
    for (const key of [...listed].filter(key => !mapped.has(key)))
      yield `the value set ${id} lists ${key}, which the map ${mapId} does not send there`;
    for (const key of [...mapped].filter(key => !listed.has(key)))
      yield `the value set ${id} lacks ${key}`;
  }
}

function ofType(resources, type) {
  return resources.filter(resource => resource.resourceType === type);
}

function codesOf(resources) {
  return new Map(ofType(resources, 'CodeSystem').map(system => [system.url, new Set(system.concept.map(concept => concept.code))]));
}

function elements(resources) {
  return ofType(resources, 'ConceptMap').flatMap(map => map.group.flatMap(group => group.element.map(element => ({ map, group, element }))));
}

function codings(value) {
  if (value === null || typeof value !== 'object')
    return [];
  const inner = Object.values(value).flatMap(codings);
  return typeof value.system === 'string' && typeof value.code === 'string' ? [value, ...inner] : inner;
}
