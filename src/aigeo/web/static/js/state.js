/** What is on screen, kept in the address after `#`, so that a link shows the same view. */

export const state = {
  nodes: [],        // ids on the canvas, in order of arrival
  selected: null,   // id of an entity or a fact
  from: null,
  to: null,
  hops: 4,
  path: 0,          // which of the paths is lit
  asOf: null,       // ISO day; null: any time
  hiddenTypes: new Set(),
  hiddenRelations: new Set(),
  hiddenSources: new Set(),
  confidence: 0,
  excluded: new Map(), // id to what it is called
};

export const today = () => new Date().toISOString().slice(0, 10);

/** Read the address. */
export function read() {
  const hash = new URLSearchParams(location.hash.slice(1));
  state.nodes = hash.getAll("n");
  state.selected = hash.get("sel");
  state.from = hash.get("from");
  state.to = hash.get("to");
  state.hops = Number(hash.get("hops")) || 4;
  state.path = Number(hash.get("path")) || 0;
  state.asOf = hash.get("any") ? null : (hash.get("as_of") ?? today());
  state.hiddenTypes = new Set(hash.getAll("type-"));
  state.hiddenRelations = new Set(hash.getAll("rel-"));
  state.hiddenSources = new Set(hash.getAll("src-"));
  state.confidence = Number(hash.get("conf")) || 0;
  state.excluded = new Map(hash.getAll("x").map((item) => [item, item]));
}

let pending;

/** Write the address; soon, and once for several changes. */
export function write() {
  clearTimeout(pending);
  pending = setTimeout(writeNow, 150);
}

/** Write the address now; give the whole link. */
export function writeNow() {
  clearTimeout(pending);
  const hash = new URLSearchParams();
  const all = (name, values) => { for (const value of values) hash.append(name, value); };
  all("n", state.nodes);
  if (state.selected) hash.set("sel", state.selected);
  if (state.from) hash.set("from", state.from);
  if (state.to) hash.set("to", state.to);
  if (state.hops !== 4) hash.set("hops", state.hops);
  if (state.path) hash.set("path", state.path);
  if (state.asOf === null) hash.set("any", "1");
  else if (state.asOf !== today()) hash.set("as_of", state.asOf);
  all("type-", state.hiddenTypes);
  all("rel-", state.hiddenRelations);
  all("src-", state.hiddenSources);
  if (state.confidence) hash.set("conf", state.confidence);
  all("x", state.excluded.keys());
  history.replaceState(null, "", `#${hash}`);
  return location.href;
}
