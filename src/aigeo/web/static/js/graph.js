/** The drawn graph: Cytoscape with our looks; entities and facts go in and out here. */

import { colour, css, shape, signColour } from "./look.js";
import { state } from "./state.js";

const LARGE = 600; // from here on, drawing is spared what costs time
let cy;

/** Make the graph in its container. */
export function create(container) {
  cy = window.cytoscape({
    container,
    style: style(),
    minZoom: 0.03,
    maxZoom: 4,
    boxSelectionEnabled: false,
    hideEdgesOnViewport: false,
    textureOnViewport: true,
    pixelRatio: "auto",
  });
  return cy;
}

export const graph = () => cy;

function style() {
  const text = css("text");
  const ground = css("ground");
  return [
    {
      selector: "node",
      style: {
        "background-color": (n) => colour(n.data("type")),
        shape: (n) => shape(n.data("type")),
        width: (n) => n.data("size"),
        height: (n) => n.data("size"),
        label: "data(label)",
        "font-size": 11,
        "min-zoomed-font-size": 5,
        color: text,
        "text-outline-color": ground,
        "text-outline-width": 2,
        "text-valign": "bottom",
        "text-margin-y": 4,
        "text-wrap": "wrap",
        "text-max-width": 120,
        "border-width": 0,
      },
    },
    { selector: "node[?generic]", style: { "background-opacity": 0.45 } },
    {
      selector: "edge",
      style: {
        width: (e) => 1 + 3 * e.data("weight"),
        "line-color": (e) => signColour(e.data("sign")),
        "target-arrow-color": (e) => signColour(e.data("sign")),
        "target-arrow-shape": "triangle",
        "arrow-scale": 0.8,
        "curve-style": "bezier",
        opacity: 0.55,
        label: "data(type)",
        "font-size": 8,
        "min-zoomed-font-size": 8,
        color: css("soft"),
        "text-rotation": "autorotate",
        "text-outline-color": ground,
        "text-outline-width": 2,
      },
    },
    {
      selector: "node.many",
      style: { "min-zoomed-font-size": 10, "text-wrap": "ellipsis", "text-outline-width": 0 },
    },
    { selector: "edge.many", style: { "curve-style": "haystack", label: "", "target-arrow-shape": "none" } },
    { selector: ".filtered", style: { display: "none" } },
    { selector: ".excluded", style: { opacity: 0.25, "line-style": "dashed" } },
    { selector: ".faded", style: { opacity: 0.12, "text-opacity": 0.3 } },
    { selector: "edge.lit", style: { opacity: 1, width: (e) => 2 + 5 * (e.data("strength") ?? e.data("weight")), "z-index": 9 } },
    { selector: "node.lit", style: { "border-width": 2, "border-color": text } },
    {
      selector: ":selected, .chosen",
      style: { "border-width": 3, "border-color": css("accent"), opacity: 1, "z-index": 10 },
    },
    {
      selector: "edge.chosen, edge:selected",
      style: { "underlay-color": css("accent"), "underlay-opacity": 0.35, "underlay-padding": 4 },
    },
  ];
}

/** Draw with the colours of the theme that is set. */
export const restyle = () => cy.style(style());

/** Add entities and facts that are not there yet; give how many entities were new. */
export function add({ nodes, edges }, near = null) {
  const fresh = nodes.filter((node) => cy.getElementById(node.id).empty());
  const start = near ? cy.getElementById(near).position() : null;
  cy.batch(() => {
    cy.add(
      fresh.map((node) => ({
        group: "nodes",
        data: { ...node, label: node.name, size: 16 + 5 * Math.log2(1 + (node.statement_count ?? 1)) },
        position: start ? scatter(start) : scatter({ x: 0, y: 0 }, 400),
      })),
    );
    cy.add(
      edges
        .filter((edge) => cy.getElementById(edge.id).empty())
        .filter((edge) => cy.getElementById(edge.subject).nonempty() && cy.getElementById(edge.object).nonempty())
        .map((edge) => ({ group: "edges", data: { ...edge, source: edge.subject, target: edge.object } })),
    );
    cy.edges().toggleClass("many", cy.edges().length > 2 * LARGE);
    cy.nodes().toggleClass("many", cy.nodes().length > LARGE);
  });
  state.nodes = cy.nodes().map((node) => node.id());
  return fresh.length;
}

const scatter = (at, width = 160) => ({
  x: at.x + (Math.random() - 0.5) * width,
  y: at.y + (Math.random() - 0.5) * width,
});

/** Take an entity off the canvas, with its facts. */
export function remove(id) {
  cy.getElementById(id).remove();
  state.nodes = cy.nodes().map((node) => node.id());
}

export function clear() {
  cy.elements().remove();
  state.nodes = [];
}

const OPTIONS = {
  name: "fcose",
  animate: false,
  nodeRepulsion: 9000,
  idealEdgeLength: 95,
  nodeSeparation: 110,
  packComponents: false,
};

/** Arrange the whole graph; `fresh` forgets where things are. Resolves when it is in place. */
export function arrange({ fresh = true } = {}) {
  const shown = cy.elements(":visible");
  if (shown.nodes().length < 2) {
    cy.fit(shown, 80);
    return Promise.resolve();
  }
  if (shown.nodes().length > LARGE) return arrangeBeside(shown);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const layout = shown.layout({
    ...OPTIONS, randomize: fresh, animate: !still, animationDuration: 350, fit: true, padding: 50,
  });
  const done = layout.promiseOn("layoutstop");
  layout.run();
  return done;
}

let worker = null;
let job = 0;

/** Arrange a large graph in a worker, from a quick first arrangement. */
function arrangeBeside(shown) {
  worker ??= new Worker("/static/js/layout-worker.js");
  const mine = ++job;
  const edges = shown.edges().map((edge) => [edge.data("source"), edge.data("target")]);
  return new Promise((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data.job !== job) return;
      cy.batch(() => {
        for (const [id, x, y] of data.places) cy.getElementById(id).position({ x, y });
      });
      cy.fit(cy.elements(":visible"), 30);
      resolve();
    };
    const options = { ...OPTIONS, randomize: true, quality: "default", numIter: 700, fit: false };
    worker.postMessage({ nodes: shown.nodes().map((node) => node.id()), edges, options, job: mine });
  });
}

/** Lay paths out from left to right, on a tall window from top to bottom: an entity stands as far along as its hops on average. */
export function arrangePaths(paths) {
  const along = new Map();
  for (const path of paths) {
    const stops = [path.hops[0].from, ...path.hops.map((hop) => hop.to)];
    stops.forEach((stop, index) => {
      along.set(stop, [...(along.get(stop) ?? []), index / (stops.length - 1)]);
    });
  }
  const tall = cy.height() > 1.2 * cy.width();
  const longest = Math.max(...paths.map((path) => path.hops.length));
  const columns = new Map();
  for (const [stop, places] of along) {
    const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
    const column = Math.round(mean * longest * 2); // half columns keep averages apart
    columns.set(column, [...(columns.get(column) ?? []), stop]);
  }
  cy.batch(() => {
    for (const [column, stops] of columns) {
      stops.forEach((stop, index) => {
        const offset = index - (stops.length - 1) / 2;
        const lift = column % 2 ? 0.5 : 0;
        const [along, across] = [column * (tall ? 55 : 95), (offset + lift) * (tall ? 150 : 95)];
        cy.getElementById(stop).position(tall ? { x: across, y: along } : { x: along, y: across });
      });
    }
  });
  cy.fit(cy.elements(":visible"), 70);
  if (cy.zoom() > 1.6) {
    cy.zoom(1.6);
    cy.center(cy.elements(":visible"));
  }
}

/** Move the view where an element is out of sight. */
export function keepInSight(element) {
  const box = element.renderedBoundingBox();
  if (box.x1 < 0 || box.y1 < 0 || box.x2 > cy.width() || box.y2 > cy.height()) cy.center(element);
}

/** Light some facts and their ends, and fade the others; nothing to light fades nothing. */
export function light(facts) {
  cy.batch(() => {
    cy.elements().removeClass("lit faded");
    if (!facts.size) return;
    const edges = cy.edges().filter((edge) => facts.has(edge.id()));
    edges.forEach((edge) => { edge.data("strength", facts.get(edge.id())); });
    const lit = edges.union(edges.connectedNodes());
    lit.addClass("lit");
    cy.elements().difference(lit).addClass("faded");
  });
}

/** Hide what the filters leave out and what does not hold on the chosen day. */
export function filter() {
  const day = state.asOf;
  cy.batch(() => {
    cy.nodes().forEach((node) => {
      node.toggleClass("filtered", state.hiddenTypes.has(node.data("type")));
      node.toggleClass("excluded", state.excluded.has(node.id()));
    });
    cy.edges().forEach((edge) => {
      edge.toggleClass("filtered", !shown(edge.data(), day));
      const out = [edge.id(), edge.data("source"), edge.data("target")].some((id) => state.excluded.has(id));
      edge.toggleClass("excluded", out);
    });
  });
}

function shown(fact, day) {
  if (state.hiddenRelations.has(fact.type)) return false;
  if (fact.confidence < state.confidence) return false;
  if (fact.sources?.length && fact.sources.every((source) => state.hiddenSources.has(source))) return false;
  if (day === null) return true;
  const until = fact.valid_to ?? (fact.status === "ended" ? "" : "9999");
  return (fact.valid_from ?? "") <= day && until >= day;
}
