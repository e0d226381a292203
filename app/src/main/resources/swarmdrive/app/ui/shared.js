/** Local folders that are published as torrents. */
import { html, nothing } from "./lib/lit-html/lit-html.js";
import { api } from "./api.js";
import { copy } from "./dialog.js";
import { bytes } from "./format.js";
import { changed } from "./store.js";

const PERIOD = 3000;

const view = { shares: null, problem: "", timer: null };

async function load() {
  try {
    view.shares = await api.shared();
    view.problem = "";
  } catch (problem) {
    view.problem = problem.message;
  }
  changed();
}

function share(one) {
  return html`<article class="torrent">
    <header><h3 dir="auto">${one.name}</h3><span class="state ${one.state === "failed" ? "damaged" : one.state}">${one.state}</span></header>
    <p class="note" dir="auto">${one.folder}${one.size ? `, ${bytes(one.size)}` : ""}${one.updated ? `, made ${new Date(one.updated).toLocaleString()}` : ""}</p>
    ${one.problem ? html`<p class="bad">${one.problem}</p>` : nothing}
    ${one.magnet
      ? html`<div class="command"><code tabindex="0">${one.magnet}</code><button aria-label="Copy the magnet link of ${one.name}" @click=${() => copy(one.magnet)}>Copy</button></div>`
      : nothing}
  </article>`;
}

export function leaveShared() {
  clearInterval(view.timer);
  view.timer = null;
}

export function sharedPage() {
  if (!view.timer) {
    view.timer = setInterval(load, PERIOD);
    load();
  }
  return html`<h1>Shared</h1>
    <p>Folders of the server that are published as torrents. A magnet link changes when the content does.</p>
    ${view.problem ? html`<p class="bad">${view.problem}</p>` : nothing}
    ${(view.shares || []).map(share)}
    ${view.shares && !view.shares.length
      ? html`<p class="empty">None yet. Name folders in the configuration: <code>shared.folders = ["/path"]</code></p>`
      : nothing}`;
}
