"use strict";
const facts = JSON.parse(document.getElementById("facts").textContent);
const evidence = document.getElementById("evidence");
const drawing = document.querySelector("main svg");
const arrows = [...drawing.querySelectorAll("[data-fact]")];
const boxes = [...drawing.querySelectorAll("[data-entity]")];
const buttons = [...document.querySelectorAll("[data-path]")];
const size = [drawing.width.baseVal.value, drawing.height.baseVal.value];

function show(arrow) {
  for (const other of arrows) other.classList.toggle("chosen", other === arrow);
  evidence.textContent = facts[arrow.dataset.fact];
}

function choose(button) {
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of buttons) other.setAttribute("aria-pressed", String(on && other === button));
  for (const arrow of arrows) {
    const taken = arrow.dataset.paths.split(" ").includes(button.dataset.path);
    arrow.classList.toggle("dim", on && !taken);
  }
  if (on) {
    const taken = arrows.filter((arrow) => !arrow.classList.contains("dim"));
    evidence.textContent = taken.map((arrow) => facts[arrow.dataset.fact]).join("\n\n");
  }
}

for (const arrow of arrows) arrow.addEventListener("click", () => show(arrow));
for (const button of buttons) {
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => choose(button));
}
for (const box of boxes) {
  box.addEventListener("click", () => { evidence.textContent = box.dataset.entity; });
}
document.getElementById("zoom").addEventListener("input", (event) => {
  drawing.setAttribute("width", size[0] * event.target.value / 100);
  drawing.setAttribute("height", size[1] * event.target.value / 100);
});
