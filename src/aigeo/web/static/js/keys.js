/** The graph by keyboard: arrows go to the nearest entity in that direction. */

import { $ } from "./dom.js";
import { graph } from "./graph.js";
import { state } from "./state.js";

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** Make the keys work; `actions` has `open`, `expand`, `remove`, `fit`, `arrange`. */
export function connect(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select, textarea") || event.target.closest("dialog")) return;
    if (event.key === "/") $("search-input").focus();
    else if (event.key === "f") actions.fit();
    else if (event.key === "l") actions.arrange();
    else if (event.key === "Escape") actions.open(null);
    else return;
    event.preventDefault();
  });
  $("canvas").addEventListener("keydown", (event) => {
    const here = graph().getElementById(state.selected ?? "");
    const entity = here.nonempty() && here.isNode() ? here : null;
    if (ARROWS[event.key]) {
      const next = nearest(entity, ARROWS[event.key]);
      if (next) actions.open(next.id());
    } else if (event.key === "Enter" && entity) actions.expand(entity.id());
    else if (event.key === "Delete" && entity) actions.remove(entity.id());
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else return;
    event.preventDefault();
  });
}

function zoom(factor) {
  const cy = graph();
  cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
}

function nearest(from, [dx, dy]) {
  const nodes = graph().nodes(":visible");
  if (!from) return nodes.nonempty() ? nodes[0] : null;
  const at = from.position();
  let best = null;
  let least = Infinity;
  nodes.forEach((node) => {
    if (node.same(from)) return;
    const x = node.position().x - at.x;
    const y = node.position().y - at.y;
    const along = x * dx + y * dy;
    if (along <= 0) return;
    const across = Math.abs(x * dy - y * dx);
    const cost = along + 2 * across;
    if (cost < least) {
      least = cost;
      best = node;
    }
  });
  return best;
}
