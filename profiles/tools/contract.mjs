// What must hold of the compiled contract beyond what SUSHI checks. Each fault is one sentence.

export function checkContract(resources, base) {
  return [...canonicals(resources, base), ...maps(resources, base)];
}

function* canonicals(resources, base) {
  for (const resource of resources.filter(r => r.url)) {
    if (resource.url !== `${base}/${resource.resourceType}/${resource.id}`)
      yield `${resource.resourceType}/${resource.id} has the url ${resource.url}`;
  }
}

function* maps(resources, base) {
  const codes = new Map(resources.filter(r => r.resourceType === 'CodeSystem').map(r => [r.url, new Set(r.concept.map(c => c.code))]));
  const corroboration = `${base}/CodeSystem/corroboration`;
  const owner = new Map();
  for (const map of resources.filter(r => r.resourceType === 'ConceptMap')) {
    for (const group of map.group) {
      for (const element of group.element) {
        const key = `${group.source}|${element.code}`;
        if (!map.id.startsWith('implied-')) {
          if (owner.has(key))
            yield `${key} is in ${owner.get(key)} and in ${map.id}`;
          owner.set(key, map.id);
        }
        for (const target of element.target) {
          const needed = target.dependsOn?.[0].value;
          if (target.equivalence !== 'unmatched' && !codes.get(group.target)?.has(target.code))
            yield `${map.id} sends ${key} to ${target.code}, which is not in ${group.target}`;
          if (['inexact', 'disjoint', 'unmatched'].includes(target.equivalence) && !target.comment)
            yield `${map.id} does not say why ${key} is ${target.equivalence}`;
          if (needed && !codes.get(corroboration).has(needed))
            yield `${map.id} needs ${needed} for ${key}, which is not a corroboration`;
        }
        if (element.target.length > 1 && element.target.some(target => target.equivalence !== 'wider' || !target.comment))
          yield `${map.id} has several targets for ${key} and does not say that all hold`;
      }
    }
  }
}
