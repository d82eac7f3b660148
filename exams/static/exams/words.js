/* The words of a page, which come with it in its own language. */

/* data-say-saved="Saved" → words.saved */
export function wordsOf(dataset) {
  const told = Object.keys(dataset).filter((name) => name.startsWith("say"));
  return told.reduce((all, name) => Object.assign(all, { [name.slice(3).toLowerCase()]: dataset[name] }), {});
}

export function fill(template, facts) {
  return template.replace(/{(\w+)}/g, (all, name) => facts[name]);
}
