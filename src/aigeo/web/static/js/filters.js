/** Filters by type, relation, source and confidence, and the slider of time. */

import { get } from "./api.js";
import { $, el } from "./dom.js";
import { graph } from "./graph.js";
import { symbol } from "./look.js";
import { state, today } from "./state.js";

const FIRST_YEAR = 2010;
let titles = new Map();
let changed;

/** Make the filters work; `changed(what)` is called after each change. */
export function connect(given) {
  changed = given;
  const confidence = $("confidence");
  confidence.value = state.confidence;
  const say = () => { $("confidence-value").textContent = state.confidence ? `≥ ${state.confidence.toFixed(2)}` : "all"; };
  say();
  confidence.addEventListener("input", () => {
    state.confidence = Number(confidence.value);
    say();
    changed("confidence");
  });
  connectTime();
  // The titles can come later: nothing on the canvas waits for them.
  get("/sources", { limit: 1000 }).then(({ rows }) => {
    titles = new Map(rows.map((row) => [row.id, row.title ?? row.id]));
    refresh();
  }, () => {});
}

/** List what the canvas holds now, with counts. */
export function refresh() {
  const types = new Map();
  const relations = new Map();
  const sources = new Map();
  const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  graph().nodes().forEach((node) => count(types, node.data("type")));
  graph().edges().forEach((edge) => {
    count(relations, edge.data("type"));
    for (const source of edge.data("sources") ?? []) count(sources, source);
  });
  checks($("types"), types, state.hiddenTypes, (type) => [symbol(type), type]);
  checks($("relations"), relations, state.hiddenRelations, (type) => [null, type]);
  checks($("sources"), sources, state.hiddenSources, (id) => [null, titles.get(id) ?? id]);
}

function checks(box, counts, hidden, described) {
  for (const key of hidden) if (!counts.has(key)) counts.set(key, 0);
  const keys = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a) || (a < b ? -1 : 1));
  box.replaceChildren(...keys.map((key) => {
    const [picture, name] = described(key);
    const input = el("input", { type: "checkbox", checked: !hidden.has(key), onchange: () => {
      if (input.checked) hidden.delete(key);
      else hidden.add(key);
      changed("filter");
    } });
    return el("label", { className: "check", title: name }, input, picture,
      el("span", { className: "name" }, name), el("span", { className: "count" }, String(counts.get(key))));
  }));
}

// The slider counts months, so that one step is never less than what most dates tell.

const month = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const lastDay = (months) => {
  const year = Math.floor(months / 12);
  const end = new Date(Date.UTC(year, (months % 12) + 1, 0)).toISOString().slice(0, 10);
  return end > today() ? today() : end;
};

function connectTime() {
  const slider = $("as-of");
  const any = $("any-time");
  slider.min = FIRST_YEAR * 12;
  slider.max = month(today());
  let last = state.asOf ?? today();
  const show = () => {
    any.checked = state.asOf === null;
    slider.disabled = state.asOf === null;
    slider.value = month(state.asOf ?? last);
    $("as-of-value").textContent = state.asOf ?? "any time";
    slider.setAttribute("aria-valuetext", state.asOf ?? "any time");
  };
  slider.addEventListener("input", () => {
    state.asOf = last = lastDay(Number(slider.value));
    show();
    changed("time");
  });
  slider.addEventListener("change", () => changed("time set"));
  any.addEventListener("change", () => {
    state.asOf = any.checked ? null : last;
    show();
    changed("time");
    changed("time set");
  });
  show();
}
