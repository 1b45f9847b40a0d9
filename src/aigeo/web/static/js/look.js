/** How types and signs look: colours for light and dark, and a shape each, so that colour is not all. */

const LOOKS = {
  Firm: ["#2563eb", "#6ea8ff", "ellipse"],
  Organization: ["#4f46e5", "#9a95ff", "ellipse"],
  ResearchOrganization: ["#0369a1", "#5cc0f0", "ellipse"],
  Fund: ["#0e7490", "#4fc3d9", "ellipse"],
  Government: ["#b45309", "#f0a94e", "octagon"],
  Agency: ["#a16207", "#e2c04a", "octagon"],
  Person: ["#be185d", "#f27db4", "ellipse"],
  Country: ["#4d7c0f", "#a5d05a", "hexagon"],
  Place: ["#65a30d", "#c1e17a", "hexagon"],
  Policy: ["#b91c1c", "#ff8a80", "diamond"],
  Chip: ["#0f766e", "#4fd1c0", "round-rectangle"],
  Model: ["#7c3aed", "#bf9cff", "round-rectangle"],
  Dataset: ["#a21caf", "#e58cf0", "round-rectangle"],
  Technology: ["#475569", "#a8b4c4", "round-rectangle"],
  Facility: ["#92400e", "#d9a06a", "triangle"],
};
const OTHER = ["#64748b", "#a8b4c4", "ellipse"];

let values = new Map(); // reading a computed style for each of thousands of facts takes seconds

const stored = localStorage.getItem("aigeo-theme");
const dark = matchMedia("(prefers-color-scheme: dark)");

export const theme = { name: stored ?? (dark.matches ? "dark" : "light") };

export function applyTheme() {
  document.documentElement.dataset.theme = theme.name;
  values = new Map();
}

export function otherTheme() {
  theme.name = theme.name === "dark" ? "light" : "dark";
  localStorage.setItem("aigeo-theme", theme.name);
  applyTheme();
}

export const colour = (type) => (LOOKS[type] ?? OTHER)[theme.name === "dark" ? 1 : 0];
export const shape = (type) => (LOOKS[type] ?? OTHER)[2];
export const effect = (sign) => (sign < 0 ? "constrains" : sign > 0 ? "enables" : "has a say");
export const effectClass = (sign) => (sign < 0 ? "constrains" : sign > 0 ? "enables" : "neutral");

/** Give a colour of the theme by its name in base.css. */
export function css(name) {
  if (!values.has(name)) {
    values.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  }
  return values.get(name);
}

export const signColour = (sign) => css(effectClass(sign));

const POINTS = {
  octagon: "4,1 10,1 13,4 13,10 10,13 4,13 1,10 1,4",
  hexagon: "4,1 10,1 13,7 10,13 4,13 1,7",
  diamond: "7,1 13,7 7,13 1,7",
  triangle: "7,1 13,13 1,13",
};

/** A small picture of a type, for the legend. */
export function symbol(type) {
  const make = (name, attributes) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
    return node;
  };
  const svg = make("svg", { viewBox: "0 0 14 14", "aria-hidden": "true" });
  const form = shape(type);
  const fill = { fill: colour(type) };
  if (POINTS[form]) svg.append(make("polygon", { points: POINTS[form], ...fill }));
  else if (form === "round-rectangle") svg.append(make("rect", { x: 1, y: 2.5, width: 12, height: 9, rx: 2, ...fill }));
  else svg.append(make("circle", { cx: 7, cy: 7, r: 6, ...fill }));
  return svg;
}
