/** The visible graph as SVG: what Cytoscape has placed, written out as shapes and text. */

import { colour, css, shape, signColour } from "./look.js";

const ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) =>
  String(text)
    .replace(/[&<>"']/g, (c) => ESCAPES[c])
    // eslint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
const n = (number) => number.toFixed(1);

/** Give an SVG document of the visible part of a graph. */
export function svg(cy) {
  const shown = cy.elements(":visible");
  const box = shown.boundingBox();
  const margin = 30;
  const view = [box.x1 - margin, box.y1 - margin, box.w + 2 * margin, box.h + 2 * margin].map(n).join(" ");
  const lines = shown.edges().map((edge) => line(edge));
  const points = shown.nodes().map((node) => point(node));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${view}" width="${n(box.w + 2 * margin)}" height="${n(box.h + 2 * margin)}" font-family="system-ui, sans-serif">`,
    `<rect x="${n(box.x1 - margin)}" y="${n(box.y1 - margin)}" width="100%" height="100%" fill="${css("ground")}"/>`,
    ...lines, ...points, "</svg>",
  ].join("\n");
}

function line(edge) {
  const a = edge.sourceEndpoint();
  const b = edge.targetEndpoint();
  const ink = signColour(edge.data("sign"));
  const width = Number.parseFloat(edge.style("width"));
  const bend = edge.midpoint();
  const label = `${edge.source().data("name")} ${edge.data("type")} ${edge.data("quote") ? `${edge.target().data("name")}: ${edge.data("quote")}` : edge.target().data("name")}`;
  // A quadratic curve passes through `bend` halfway when its control point lies twice as far out.
  const control = { x: 2 * bend.x - (a.x + b.x) / 2, y: 2 * bend.y - (a.y + b.y) / 2 };
  const angle = Math.atan2(b.y - control.y, b.x - control.x);
  const tip = [b.x, b.y];
  const wing = (turn) => [b.x - 8 * Math.cos(angle + turn), b.y - 8 * Math.sin(angle + turn)];
  const head = [tip, wing(0.45), wing(-0.45)].map((p) => p.map(n).join(",")).join(" ");
  return `<g opacity="${edge.style("opacity")}"><title>${escaped(label)}</title>` +
    `<path d="M${n(a.x)} ${n(a.y)}Q${n(control.x)} ${n(control.y)} ${n(b.x)} ${n(b.y)}" fill="none" stroke="${ink}" stroke-width="${n(width)}"/>` +
    `<polygon points="${head}" fill="${ink}"/>` +
    `<text x="${n(bend.x)}" y="${n(bend.y - 3)}" font-size="8" text-anchor="middle" fill="${css("soft")}">${escaped(edge.data("type"))}</text></g>`;
}

const CORNERS = { octagon: 8, hexagon: 6, diamond: 4, triangle: 3 };

function point(node) {
  const { x, y } = node.position();
  const r = node.width() / 2;
  const ink = colour(node.data("type"));
  const form = shape(node.data("type"));
  let drawn;
  if (CORNERS[form]) {
    const count = CORNERS[form];
    const turn = form === "octagon" ? Math.PI / 8 : form === "hexagon" ? 0 : -Math.PI / 2;
    const points = Array.from({ length: count }, (_, i) => {
      const angle = turn + (2 * Math.PI * i) / count;
      return `${n(x + r * Math.cos(angle))},${n(y + r * Math.sin(angle))}`;
    });
    drawn = `<polygon points="${points.join(" ")}" fill="${ink}"/>`;
  } else if (form === "round-rectangle") {
    drawn = `<rect x="${n(x - r)}" y="${n(y - r)}" width="${n(2 * r)}" height="${n(2 * r)}" rx="${n(r / 3)}" fill="${ink}"/>`;
  } else {
    drawn = `<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="${ink}"/>`;
  }
  const name = escaped(node.data("name"));
  return `<g opacity="${node.style("opacity")}"><title>${name} (${escaped(node.data("type"))})</title>${drawn}` +
    `<text x="${n(x)}" y="${n(y + r + 13)}" font-size="11" text-anchor="middle" fill="${css("text")}">${name}</text></g>`;
}
