/** A text field with suggestions from the graph (ARIA combobox with a list). */

import { get } from "./api.js";
import { el } from "./dom.js";

/** Turn the input in `box` into a combobox; `chosen` is called with the entity that is picked. */
export function combobox(box, chosen) {
  const input = box.querySelector("input");
  const list = el("ul", { className: "options", role: "listbox", hidden: true, id: `${input.id}-options` });
  list.setAttribute("aria-label", "Suggestions");
  box.classList.add("combo");
  box.append(list);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
  })) input.setAttribute(name, value);
  let options = [];
  let active = -1;
  let asked = 0;
  let timer;

  const close = () => {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const move = (to) => {
    active = (to + options.length) % options.length;
    [...list.children].forEach((item, index) => item.setAttribute("aria-selected", index === active));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const pick = (entity) => {
    close();
    chosen(entity);
  };
  const show = (rows) => {
    options = rows;
    list.replaceChildren(
      ...rows.map((row, index) =>
        el("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false",
                   onpointerdown: (event) => { event.preventDefault(); pick(row); } },
          el("span", {}, row.name), el("span", { className: "kind" }, row.type))),
    );
    list.hidden = !rows.length;
    input.setAttribute("aria-expanded", String(rows.length > 0));
    active = -1;
  };
  const ask = async () => {
    const mine = ++asked;
    const text = input.value.trim();
    if (!text) return close();
    try {
      const { rows } = await get("/search", { q: text, limit: 8 });
      if (mine === asked && document.activeElement === input) show(rows);
    } catch {
      close();
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && options.length) move(active + 1);
    else if (event.key === "ArrowUp" && options.length) move(active - 1);
    else if (event.key === "Enter" && !list.hidden && options.length) pick(options[Math.max(active, 0)]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return input;
}
