/** Influence paths between two entities: asking, listing, lighting. */

import { get } from "./api.js";
import { $, announce, el } from "./dom.js";
import { effect, effectClass } from "./look.js";
import { state, today, write } from "./state.js";

let found = [];
let draw;

/** `draw(paths)` puts paths on the canvas; `light(path)` shows one of them or, for null, all. */
export function connect(given) {
  draw = given;
}

export const paths = () => found;

/** Ask for the paths that the state names, list and draw them. */
export async function find() {
  if (!state.from || !state.to) {
    $("paths-note").textContent = "Choose both ends first.";
    return;
  }
  $("paths-note").textContent = "Looking …";
  try {
    const answer = await get("/paths", {
      from: state.from, to: state.to, max_hops: state.hops, top: 8,
      as_of: state.asOf ?? today(), min_confidence: state.confidence,
      exclude: [...state.excluded.keys()],
    });
    found = answer.paths;
    list();
    $("paths-note").textContent = note(answer);
    announce(found.length ? `${found.length} ${found.length === 1 ? "path" : "paths"} found` : "No path found");
    await draw.paths(found);
    choose(Math.min(state.path, Math.max(found.length - 1, 0)), false);
  } catch (error) {
    found = [];
    list();
    $("paths-note").textContent = error.message;
  }
}

function note(answer) {
  if (answer.paths.length) return "";
  const without = answer.misses.map((miss) => WITHOUT[miss.without] ?? miss.without);
  const left = answer.excluded.length ? " without what is left out" : "";
  return `No path of at most ${state.hops} hops${left}.` + (without.length ? ` There is one ${without.join(", ")}.` : "");
}

const WITHOUT = {
  types: "with all relation types",
  confidence: "with facts of any confidence",
  status: "with alleged, planned and ended facts",
  date: "with facts of any date",
  max_hops: "with more hops",
  direction: "against the direction of influence",
  "all filters": "with no filter at all",
};

function list() {
  $("paths").replaceChildren(...found.map((path, index) =>
    el("li", {}, el("button", { type: "button", "aria-pressed": "false", onclick: () => choose(index) },
      el("span", {},
        el("span", { className: `effect ${effectClass(path.sign)}` }, effect(path.sign)),
        ` · ${path.score.toPrecision(2)} · ${path.hops.length} hop${path.hops.length > 1 ? "s" : ""}`),
      el("span", { className: "chain" }, chain(path))))));
}

/** Give a path on one line, each fact the way it is written. */
export function chain(path) {
  return path.hops[0].from_name + path.hops.map((hop) =>
    hop.direction === "along" ? ` →${hop.type}→ ${hop.to_name}` : ` ←${hop.type}← ${hop.to_name}`).join("");
}

/** Light one path. */
export function choose(index, save = true) {
  state.path = index;
  [...$("paths").querySelectorAll("button")].forEach((button, at) =>
    button.setAttribute("aria-pressed", String(at === index)));
  draw.light(found[index] ?? null);
  if (save) write();
}

/** Forget the paths. */
export function forget() {
  found = [];
  state.path = 0;
  list();
  $("paths-note").textContent = "";
}
