/** The evidence of a fact, or what is known of an entity. */

import { get } from "./api.js";
import { $, announce, el, link, marked } from "./dom.js";
import { effect, effectClass } from "./look.js";
import { state } from "./state.js";

let actions;
let shownId = null;

/** Set what the panel's buttons do: `expand`, `exclude`, `from`, `to`, `open`, `remove`. */
export function connect(given) {
  actions = given;
  $("panel-close").addEventListener("click", () => actions.open(null));
}

export function close() {
  shownId = null;
  $("panel").hidden = true;
}

/** Show other elements in the panel. */
export function refill(...children) {
  shownId = null;
  fill(...children);
}

function fill(...children) {
  $("panel-body").replaceChildren(...children.flat().filter((child) => child !== null));
  $("panel-body").inert = false;
  $("panel").hidden = false;
  $("panel").scrollTop = 0;
}

/** Load `path` for `id`; give null where another thing was opened meanwhile. */
async function loaded(id, path, parameters) {
  shownId = id;
  // What still stands there speaks of another thing: its buttons must not be pressed.
  $("panel-body").inert = true;
  try {
    const found = await get(path, parameters);
    return shownId === id ? found : null;
  } catch (error) {
    if (shownId === id) fill(el("h2", {}, "Not found"), el("p", { className: "note" }, error.message));
    return null;
  }
}

/** Show a fact with every statement behind it. */
export async function showFact(id) {
  const fact = await loaded(id, `/facts/${encodeURIComponent(id)}`);
  if (!fact) return;
  const relation = fact.relation;
  const names = relation ? [relation.subject_name, relation.object_name] : [];
  fill(
    relation ? heading(relation) : el("h2", {}, "A denied or rejected fact"),
    relation ? terms(relation) : null,
    relation ? el("div", { className: "actions" }, whatIfButton(id, `${names[0]} ${relation.type} ${names[1]}`)) : null,
    el("h3", {}, fact.statements.length === 1 ? "1 statement" : `${fact.statements.length} statements`),
    fact.statements.map((one) => statement(one, names)),
  );
  if (relation) announce(`Evidence: ${names[0]} ${relation.type} ${names[1]}`);
}

function heading(relation) {
  const end = (id, name) => el("button", { type: "button", className: "link", onclick: () => actions.open(id) }, name);
  return el("h2", {}, end(relation.subject, relation.subject_name), ` ${relation.type} `,
            end(relation.object, relation.object_name));
}

function terms(relation) {
  const when = [relation.start, relation.end].filter(Boolean).join(" – ");
  const rows = [
    ["Effect", relation.influence === "none" ? "no influence"
      : el("span", { className: `effect ${effectClass(relation.sign)}` }, effect(relation.sign))],
    ["Confidence", confidence(relation.confidence)],
    ["Status", relation.status === "stated" ? null : relation.status],
    ["When", when || null],
    ["Item", relation.item_name],
    ["Destination", relation.destination_name],
    ["Share", relation.share === undefined ? null : `${relation.share} %`],
  ];
  return pairs(rows);
}

function pairs(rows) {
  return el("dl", { className: "facts" },
    rows.filter(([, value]) => value !== null && value !== undefined && value !== "")
      .map(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]).flat());
}

function confidence(value) {
  const make = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, text] of Object.entries(attributes)) node.setAttribute(key, text);
    return node;
  };
  const meter = make("svg", { class: "meter", viewBox: "0 0 60 6", "aria-hidden": "true" });
  meter.append(make("rect", { width: 60 * value, height: 6 }));
  return el("span", {}, meter, ` ${Number(value).toFixed(2)}`);
}

function statement(one, names) {
  const source = one.source;
  const date = one.start ?? source.published ?? one.first_seen;
  const words = [...names, ...names.flatMap((name) => name.split(" (")[0])];
  const about = [
    date, source.publisher, one.extractor, `confidence ${Number(one.confidence).toFixed(2)}`,
    one.status && one.status !== "stated" ? one.status : null,
    one.negated ? "denied" : null, one.withdrawn ? `withdrawn ${one.withdrawn}` : null,
    one.review && one.review !== "unreviewed" ? one.review : null,
  ].filter(Boolean).join(" · ");
  return el("article", { className: one.withdrawn ? "statement withdrawn" : "statement" },
    one.quote ? el("blockquote", {}, marked(one.quote, words)) : null,
    one.columns ? cells(one, words) : null,
    el("p", {}, link(source.url, source.title ?? source.id)),
    el("p", { className: "about" }, about),
    source.licence ? el("p", { className: "about" }, `Licence: ${source.licence}`) : null,
  );
}

function cells(one, words) {
  return el("div", {},
    el("p", { className: "about" }, `${one.part ?? "row"}${one.row ? `, row ${one.row}` : ""}`),
    el("table", { className: "cells" }, el("tbody", {},
      Object.entries(one.columns).map(([name, value]) =>
        el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, marked(String(value), words)))))));
}

function whatIfButton(id, name) {
  const out = state.excluded.has(id);
  return el("button", { type: "button", id: "what-if", "aria-pressed": String(out),
                        onclick: () => actions.exclude(id, name) },
            out ? "Put back" : "What if not?");
}

/** Show an entity with its properties and its facts. */
export async function showEntity(id) {
  const entity = await loaded(id, `/entities/${encodeURIComponent(id)}`, { limit: 40 });
  if (!entity) return;
  const p = entity.properties;
  const button = (text, act) => el("button", { type: "button", onclick: act }, text);
  const own = Object.entries(p).filter(([name, value]) => !KNOWN.has(name) && isSimple(value));
  const total = entity.relation_counts.in + entity.relation_counts.out;
  fill(
    el("h2", {}, entity.name),
    p.description ? el("p", {}, p.description) : null,
    pairs([
      ["Type", entity.type],
      ["Also", (p.aliases ?? []).join(", ")],
      ["Countries", (p.countries ?? []).join(", ").toUpperCase()],
      ["Ids", [entity.id, ...(p.external_ids ?? [])].join(", ")],
      ...own.map(([name, value]) => [name.replaceAll("_", " "), String(value)]),
    ]),
    el("div", { className: "actions" },
      button("Expand", () => actions.expand(id)),
      button("Path from here", () => actions.from({ id, name: entity.name })),
      button("Path to here", () => actions.to({ id, name: entity.name })),
      whatIfButton(id, entity.name),
      button("Take off", () => actions.remove(id))),
    el("h3", {}, total === 1 ? "1 fact" : `${total} facts`),
    el("ul", { className: "relations" }, entity.relations.map((relation) => relationItem(entity, relation))),
  );
  announce(`${entity.name}, ${entity.type}, ${total} facts`);
}

const KNOWN = new Set(["aliases", "countries", "external_ids", "description", "sources", "source_count",
  "statement_count", "confidence", "generic"]);
const isSimple = (value) => ["string", "number", "boolean"].includes(typeof value) || Array.isArray(value);

function relationItem(entity, relation) {
  const text = relation.direction === "out"
    ? `${relation.type} → ${relation.other_name}` : `${relation.other_name} → ${relation.type}`;
  return el("li", {},
    el("button", { type: "button", className: "link", onclick: () => actions.open(relation.id, relation.other) }, text),
    el("span", { className: "type" }, [relation.start, relation.quote?.slice(0, 110)].filter(Boolean).join(" · ")));
}
