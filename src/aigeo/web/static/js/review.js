/** Candidate pairs: the list in the side, and two entities side by side in the panel. */

import { get, post } from "./api.js";
import { $, announce, el } from "./dom.js";

const LISTED = 50;
const VERDICTS = { s: "same", d: "different", u: "unsure" };
let actions;
let shown = null;
let undoing = null;

/** Set what the buttons do: `open` an entity, `refill` the panel with elements. */
export function connect(given) {
  actions = given;
  $("pairs-fold").addEventListener("toggle", () => { if ($("pairs-fold").open) list(); });
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea, dialog");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !shown?.may_judge) return;
    if (VERDICTS[event.key]) judge(VERDICTS[event.key]);
  });
}

/** Forget the pair: the panel shows something else. */
export function leave() {
  shown = null;
}

async function list() {
  const { rows, truncated } = await get("/pairs", { limit: LISTED });
  $("pairs").replaceChildren(...rows.map((pair) =>
    el("li", {},
      el("button", { type: "button", className: "link", onclick: () => show(pair) },
        `${pair.left_name} = ${pair.right_name}?`),
      el("span", { className: "type" },
        ` ${Math.round(100 * pair.score)} %, ${pair.paths} paths, ${pair.touched} facts`))));
  $("pairs-note").textContent = rows.length
    ? truncated ? "More follow when these are judged." : ""
    : "No pair is open.";
  return rows;
}

async function show(pair) {
  const found = await get("/pairs/sides", { left: pair.left, right: pair.right });
  const side = (id, name) => el("button", { type: "button", className: "link", onclick: () => actions.open(id) }, name);
  const name = (which) => found.fields.find((row) => row.field === "name")[which];
  actions.refill(
    el("h2", {}, "One and the same?"),
    el("p", { className: "note" }, `${found.reason}, ${Math.round(100 * found.score)} % likely; `
      + `touches ${found.paths} influence paths and ${found.touched} facts`),
    el("table", { className: "sides" },
      el("thead", {}, el("tr", {}, el("th", {}), el("th", { scope: "col" }, side(found.left, name("left"))),
        el("th", { scope: "col" }, side(found.right, name("right"))))),
      el("tbody", {}, found.fields.map((row) =>
        el("tr", { className: row.differ ? "differ" : "" },
          el("th", { scope: "row" }, (row.differ ? "≠ " : "") + row.field.replaceAll("_", " ")),
          el("td", {}, row.left), el("td", {}, row.right))),
        el("tr", {}, el("th", { scope: "row" }, "facts"),
          ...[found.left_facts, found.right_facts].map((facts) =>
            el("td", {}, facts.map((fact) => el("p", { className: "about" }, fact))))))),
    found.may_judge
      ? el("div", { className: "actions" }, Object.entries(VERDICTS).map(([key, verdict]) =>
        el("button", { type: "button", title: `${verdict} (${key})`, onclick: () => judge(verdict) },
          verdict[0].toUpperCase() + verdict.slice(1))), undoButton())
      : el("p", { className: "note" }, "This server takes no decisions: start it with --allow-review, or use aigeo resolve review."),
  );
  shown = found;
  announce(`${name("left")} and ${name("right")}: one and the same?`);
}

function undoButton() {
  if (undoing === null) return null;
  return el("button", { type: "button", onclick: async () => {
    const change = undoing;
    undoing = null;
    await post(`/changes/${encodeURIComponent(change)}/undo`, {});
    announce("The last decision is taken back");
    await next();
  } }, "Undo the last");
}

async function judge(verdict) {
  const pair = shown;
  shown = null; // a key pressed twice must not judge the next pair
  $("panel-body").inert = true;
  try {
    undoing = (await post("/pairs/judge", { left: pair.left, right: pair.right, verdict })).change;
  } catch (error) {
    shown = pair;
    $("panel-body").inert = false;
    announce(error.message);
    return;
  }
  announce(`Judged ${verdict}`);
  await next();
}

async function next() {
  const rows = await list();
  if (rows.length) await show(rows[0]);
  else actions.refill(el("h2", {}, "No pair is open"), el("div", { className: "actions" }, undoButton()));
}
