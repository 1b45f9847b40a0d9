/* Arranges a large graph beside the page, which stays usable meanwhile. A classic worker: the
   library's files are no modules. */

/* global importScripts, cytoscape */
importScripts("/static/vendor/cytoscape.min.js", "/static/vendor/layout-base.js",
  "/static/vendor/cose-base.js", "/static/vendor/cytoscape-fcose.js");

onmessage = ({ data: { nodes, edges, options, job } }) => {
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    elements: [
      ...nodes.map((id) => ({ group: "nodes", data: { id } })),
      ...edges.map(([source, target]) => ({ group: "edges", data: { source, target } })),
    ],
  });
  const layout = cy.layout(options);
  layout.one("layoutstop", () => {
    const places = cy.nodes().map((node) => [node.id(), node.position().x, node.position().y]);
    postMessage({ job, places });
    cy.destroy();
  });
  layout.run();
};
