/** Events that hold every word of the query in label, code, kind or detail; the newest first. */
export function findEvents(nodes, query, kindName, limit) {
  const words = fold(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return { hits: [], count: 0 };
  const hits = nodes.filter(node => {
    const hay = fold(`${node.label} ${node.code ?? ""} ${node.detail ?? ""} ${kindName(node.kind)}`);
    return words.every(word => hay.includes(word));
  });
  return { hits: hits.toReversed().slice(0, limit), count: hits.length };
}

/** Letters without case and accents, so that "anamie" finds "Anämie". */
function fold(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
