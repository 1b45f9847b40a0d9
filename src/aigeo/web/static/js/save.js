/** The view as a file: PNG, SVG, or its data with evidence. */

import { $, announce, el } from "./dom.js";
import { graph } from "./graph.js";
import { css } from "./look.js";
import { paths } from "./paths.js";
import { state, writeNow } from "./state.js";
import { svg } from "./svg.js";

const KEPT_OF_NODE = ["id", "name", "type", "countries", "generic", "statement_count"];
const KEPT_OF_EDGE = ["id", "type", "subject", "object", "sign", "weight", "confidence", "status", "start",
  "end", "published", "quote", "sources", "source_titles", "item_name"];

export function connect() {
  const act = (id, work) => $(id).addEventListener("click", async () => {
    $("save-menu").open = false;
    await work();
  });
  act("save-png", async () => {
    const large = graph().nodes(":visible").length > 600;
    const blob = await graph().png({ output: "blob-promise", full: true, scale: large ? 1 : 2, bg: css("ground"), maxWidth: 8000, maxHeight: 8000 });
    download("aigeo.png", blob);
  });
  act("save-svg", () => download("aigeo.svg", new Blob([svg(graph())], { type: "image/svg+xml" })));
  act("save-data", () => download("aigeo.json", new Blob([JSON.stringify(data(), null, 2)], { type: "application/json" })));
  act("copy-link", async () => {
    const url = writeNow();
    try {
      await navigator.clipboard.writeText(url);
      announce("Link copied");
    } catch {
      announce("The link is in the address bar");
    }
  });
}

function data() {
  const pick = (keys) => (element) => Object.fromEntries(keys.map((key) => [key, element.data(key) ?? null]));
  const shown = graph().elements(":visible");
  return {
    link: writeNow(),
    as_of: state.asOf,
    excluded: [...state.excluded.keys()],
    nodes: shown.nodes().map(pick(KEPT_OF_NODE)),
    edges: shown.edges().map(pick(KEPT_OF_EDGE)),
    paths: paths(),
  };
}

function download(name, blob) {
  const url = URL.createObjectURL(blob);
  const anchor = el("a", { href: url, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  announce(`Saved ${name}`);
}
