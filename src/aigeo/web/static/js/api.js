/** Calls to the server that this page came from. */

import { $ } from "./dom.js";

const BASE = "/api/v1";
const KEY = "aigeo-token";

/** Get JSON; a list as value repeats the parameter. Throws an Error with the server's message. */
export async function get(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== "") query.append(name, item);
    }
  }
  const text = query.toString();
  return call(BASE + path + (text ? `?${text}` : ""), {});
}

/** Post JSON. */
export async function post(path, body) {
  return call(BASE + path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

async function call(url, options) {
  for (;;) {
    const token = sessionStorage.getItem(KEY);
    const headers = { ...options.headers, ...(token ? { Authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(url, { ...options, headers });
    if (answer.status === 401) {
      await askForToken();
      continue;
    }
    const body = await answer.json();
    if (!answer.ok) {
      const { message, hint } = body.error;
      throw new Error(hint ? `${message} (${hint})` : message);
    }
    return body;
  }
}

let asking = null;

function askForToken() {
  asking ??= new Promise((resolve) => {
    $("token-dialog").showModal();
    $("token-form").onsubmit = () => {
      sessionStorage.setItem(KEY, $("token").value.trim());
      asking = null;
      resolve();
    };
  });
  return asking;
}
