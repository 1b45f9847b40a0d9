/** The explorer: puts the parts together. */

import { get, post } from "./api.js";
import { combobox } from "./combo.js";
import { $, announce, el } from "./dom.js";
import * as filters from "./filters.js";
import * as drawing from "./graph.js";
import * as keys from "./keys.js";
import { applyTheme, otherTheme } from "./look.js";
import * as panel from "./panel.js";
import * as paths from "./paths.js";
import * as review from "./review.js";
import * as save from "./save.js";
import { read, state, write } from "./state.js";

const FIRST_VIEW = 60;
const A_TIME = 40;   // facts that one expansion brings
const LISTED = 300;
const CLOSED_UNDER = 400; // up to so many entities, facts among all of them are fetched too

applyTheme();
read();
const cy = drawing.create($("canvas"));
const actions = { open, expand, exclude, remove, from: (e) => setEnd("from", e), to: (e) => setEnd("to", e),
                  fit: () => cy.fit(cy.elements(":visible"), 50), arrange: () => drawing.arrange() };

/** Bring filters, list and address up to date with the canvas. */
function refresh() {
  drawing.filter();
  filters.refresh();
  list();
  $("empty").hidden = cy.nodes().length > 0;
  write();
}

function list() {
  const shown = cy.nodes().not(".filtered");
  $("list-count").textContent = String(shown.length);
  if (!$("list-fold").open) return;
  const nodes = shown.sort((a, b) => a.data("name").localeCompare(b.data("name")));
  $("list").replaceChildren(...nodes.slice(0, LISTED).map((node) =>
    el("li", {}, el("button", { type: "button", className: "link", onclick: () => open(node.id()) },
      `${node.data("name")} (${node.data("type")})`))));
}

/** Show the evidence of a fact or what is known of an entity; null closes the panel. */
async function open(id, other = null) {
  review.leave();
  state.selected = id;
  cy.elements().removeClass("chosen");
  write();
  if (id === null) {
    panel.close();
    cy.resize();
    return;
  }
  const element = cy.getElementById(id);
  element.addClass("chosen");
  const isFact = other !== null || (element.nonempty() ? element.isEdge() : id.startsWith("f:"));
  const narrow = $("panel").hidden;
  await (isFact ? panel.showFact(id) : panel.showEntity(id));
  if (narrow) cy.resize(); // the panel has taken room from the canvas
  if (element.nonempty() && element.inside()) drawing.keepInSight(element);
}

/** Put an entity on the canvas and open it. */
async function show(entity) {
  await bring([entity.id], null);
  drawing.arrange({ fresh: cy.nodes().length < 12 });
  refresh();
  cy.center(cy.getElementById(entity.id));
  open(entity.id);
}

/** Fetch entities and the facts among all on the canvas. */
async function bring(ids, near) {
  const all = [...new Set([...state.nodes, ...ids])];
  drawing.add(await post("/graph", { ids: all.length <= CLOSED_UNDER ? all : ids, edges: 20000 }), near);
}

/** Add what an entity is tied to: its best supported facts that are not there yet. */
async function expand(id) {
  const have = cy.getElementById(id).connectedEdges().length;
  const part = await get(`/entities/${encodeURIComponent(id)}/neighbours`, {
    limit: A_TIME, offset: have >= A_TIME ? have : 0, min_confidence: state.confidence,
  });
  const fresh = drawing.add(part, id);
  if (state.nodes.length <= CLOSED_UNDER && fresh) await bring(part.nodes.map((node) => node.id), id);
  if (fresh) drawing.arrange({ fresh: false });
  refresh();
  announce(fresh ? `${fresh} entities added${part.truncated ? "; expand again for more" : ""}` : "Nothing more to add");
}

function remove(id) {
  drawing.remove(id);
  if (state.selected === id) open(null);
  refresh();
}

/** Leave a fact or an entity out, or put it back; paths are asked for again. */
async function exclude(id, name) {
  if (!state.excluded.delete(id)) state.excluded.set(id, name);
  whatIf();
  refresh();
  if (state.from && state.to) await paths.find();
  if (state.selected) open(state.selected);
}

function whatIf() {
  $("whatif-section").hidden = state.excluded.size === 0;
  $("whatif").replaceChildren(...[...state.excluded].map(([id, name]) =>
    el("li", {}, el("button", { type: "button", title: `Put back: ${name}`, "aria-label": `Put back ${name}`,
                               onclick: () => exclude(id, name) }, `${name} ×`))));
}

function setEnd(which, entity) {
  state[which] = entity.id;
  $(`${which}-input`).value = entity.name;
  write();
  if (state.from && state.to) paths.find();
}

paths.connect({
  async paths(found) {
    const stops = found.flatMap((path) => path.hops.flatMap((hop) => [hop.from, hop.to]));
    if (!stops.length) return drawing.light(new Map());
    drawing.clear();
    await bring([...new Set(stops)], null);
    refresh();
    drawing.arrangePaths(found);
  },
  light(path) {
    drawing.light(new Map((path?.hops ?? []).map((hop) => [hop.fact, hop.strength])));
  },
});
panel.connect(actions);
keys.connect(actions);
review.connect({
  open: (id) => show({ id }),
  refill(...children) {
    const narrow = $("panel").hidden;
    panel.refill(...children);
    if (narrow) cy.resize();
  },
});
save.connect();

const search = combobox($("search"), (entity) => {
  search.value = "";
  show(entity);
});
for (const which of ["from", "to"]) {
  const input = combobox($(which), (entity) => setEnd(which, entity));
  input.addEventListener("change", () => { if (!input.value.trim()) state[which] = null; });
}
$("paths-form").addEventListener("submit", (event) => {
  event.preventDefault();
  // A name that was typed and not picked is good enough for the server.
  for (const which of ["from", "to"]) state[which] ??= $(`${which}-input`).value.trim() || null;
  paths.find();
});
$("hops").value = String(state.hops);
$("hops").addEventListener("change", () => { state.hops = Number($("hops").value); write(); });
$("fit").addEventListener("click", actions.fit);
$("arrange").addEventListener("click", actions.arrange);
$("clear").addEventListener("click", () => { drawing.clear(); paths.forget(); open(null); refresh(); });
$("theme").addEventListener("click", () => { otherTheme(); drawing.restyle(); filters.refresh(); });
$("list-fold").addEventListener("toggle", list);
$("show-side").addEventListener("click", () => {
  const shown = $("side").classList.toggle("open");
  $("show-side").setAttribute("aria-expanded", String(shown));
});
$("best-known").addEventListener("change", async (event) => {
  const limit = event.target.value;
  event.target.value = "";
  if (limit) await overview(Number(limit));
});
cy.on("tap", "node, edge", (event) => open(event.target.id()));
cy.on("dbltap", "node", (event) => expand(event.target.id()));
cy.on("tap", (event) => { if (event.target === cy) open(null); });

async function overview(limit) {
  drawing.clear();
  paths.forget();
  drawing.light(new Map());
  const part = await get("/graph", { limit, edges: Math.max(2000, 4 * limit) });
  drawing.add(part);
  // Entities without a fact to any other only take room in an overview.
  cy.nodes().filter((node) => node.degree() === 0).remove();
  state.nodes = cy.nodes().map((node) => node.id());
  refresh();
  const done = drawing.arrange();
  announce(`${cy.nodes().length} entities, ${cy.edges().length} facts`);
  await done;
}

async function start() {
  const selected = state.selected;
  const kept = [...state.nodes];
  filters.connect((what) => {
    if (what === "time set" && state.from && state.to) paths.find();
    drawing.filter();
    list();
    write();
  });
  whatIf();
  for (const which of ["from", "to"]) if (state[which]) await nameEnd(which);
  if (state.from && state.to) await paths.find();
  else if (!kept.length) await overview(FIRST_VIEW);
  const missing = kept.filter((id) => cy.getElementById(id).empty());
  if (missing.length) {
    await bring(missing, null);
    if (!paths.paths().length) drawing.arrange();
  }
  refresh();
  if (selected) {
    await open(selected);
    actions.fit();
  }
  document.documentElement.dataset.ready = "true";
}

async function nameEnd(which) {
  try {
    const entity = await get(`/entities/${encodeURIComponent(state[which])}`, { limit: 1 });
    $(`${which}-input`).value = entity.name;
  } catch {
    $(`${which}-input`).value = state[which];
  }
}

addEventListener("hashchange", () => location.reload());
addEventListener("unhandledrejection", (event) => {
  announce(event.reason?.message ?? "Something went wrong");
});
window.explorer = { cy, state }; // for a reader who opens the console
start();
