// The citations of a Measure, from the one file that holds the evidence: each source once, with all that it says.

export function citations(json) {
  const { sources, points, figures } = JSON.parse(json);
  const said = new Map(sources.map(source => [source.id, []]));
  for (const { id, sources } of points)
    sources.forEach(one => said.get(one.source).push(`${id} ${one.for ? `speaks for ${one.for}` : one.stance === 'informs' ? 'informs' : `${one.stance} the default`}: ${one.says}`));
  for (const { figure, sources } of figures)
    sources.forEach(one => said.get(one.source).push(`${figure} ${one.stance}: ${one.says}`));
  return ['RuleSet: CitedSources', ...sources.flatMap(source => rules(source, said.get(source.id)))].join('\n') + '\n';
}

function rules({ id, citation, url }, said) {
  return [
    '* relatedArtifact[+].type = #citation',
    `* relatedArtifact[=].label = ${quoted(id)}`,
    ...(said.length > 0 ? [`* relatedArtifact[=].display = ${quoted(said.join(' '))}`] : []),
    `* relatedArtifact[=].citation = ${quoted(citation)}`,
    ...(url ? [`* relatedArtifact[=].url = ${quoted(url)}`] : []),
  ];
}

const quoted = text => `"${text.replace(/[\\"]/g, '\\$&')}"`;
