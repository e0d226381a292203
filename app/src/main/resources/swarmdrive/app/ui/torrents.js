/** The library's torrents by route, and what can be done with them. */
import { html, nothing } from "./lib/lit-html/lit-html.js";
import { live } from "./lib/lit-html/directives/live.js";
import { repeat } from "./lib/lit-html/directives/repeat.js";
import "./piece-bar.js";
import { api } from "./api.js";
import { ask, attempt, copy, tell } from "./dialog.js";
import { drivePath } from "./drive.js";
import { bytes, percent, plural, rate } from "./format.js";
import { changed, store, torrents } from "./store.js";

/** Rows shown at a time; a browser takes no pleasure in ten thousand. */
const STEP = 100;

const view = { filter: "", most: STEP, open: new Set(), peers: new Map(), route: "" };

const STATES = {
  "fetching-metadata": "fetching metadata",
  idle: "ready",
  downloading: "downloading",
  complete: "complete",
  arriving: "arriving",
  damaged: "damaged",
};

/** Several of them, one after another; what fails is told and stops no other. */
export async function addFiles(files) {
  const list = [...files].filter((file) => file.name.toLowerCase().endsWith(".torrent"));
  if (list.length < files.length) tell("Only .torrent files can be added.", true);
  for (const file of list) {
    const added = await attempt(() => api.addFile(file, view.route));
    if (added) tell(`Added ${added.name}.`);
  }
}

export async function addLink(link) {
  const added = await attempt(() => api.addLink(link.trim(), view.route));
  if (added) tell(`Added ${added.name}.`);
  return added;
}

async function submit(event) {
  event.preventDefault();
  const input = event.target.elements.link;
  if (input.value.trim() && (await addLink(input.value))) input.value = "";
}

async function choose(event) {
  await addFiles(event.target.files);
  event.target.value = "";
}

function addForm() {
  return html`<section class="card add" aria-label="Add a torrent">
    <form @submit=${submit}>
      <label class="grow">Magnet link or address of a .torrent file
        <input name="link" type="text" autocomplete="off" spellcheck="false" placeholder="magnet:?xt=…" />
      </label>
      <label>Route
        <input name="route" list="routes" placeholder="the root" autocomplete="off" .value=${live(view.route)}
          @input=${(event) => { view.route = event.target.value; }} />
      </label>
      <datalist id="routes">${routes().map((route) => html`<option value=${route}></option>`)}</datalist>
      <button class="primary">Add</button>
      <label class="button">Choose files…<input class="hidden" type="file" multiple accept=".torrent" @change=${choose} /></label>
    </form>
    <p class="note">Or drop .torrent files or magnet links anywhere on this page.</p>
  </section>`;
}

const routes = () => [...new Set(torrents().map((torrent) => torrent.route))].filter((route) => route);

async function rename(torrent) {
  const asked = await ask(
    "Rename",
    html`<label>New name<input name="name" required .value=${torrent.name} /></label>`,
    "Rename",
  );
  if (asked?.name) await attempt(() => api.change(torrent.infoHash, { name: asked.name }), "Renamed.");
}

async function move(torrent) {
  const asked = await ask(
    "Move to another route",
    html`<label>Route, folders separated by slashes; empty is the drive's root
        <input name="route" list="move-routes" .value=${torrent.route} /></label>
      <datalist id="move-routes">${routes().map((route) => html`<option value=${route}></option>`)}</datalist>`,
    "Move",
  );
  if (asked) await attempt(() => api.change(torrent.infoHash, { route: asked.route }), "Moved.");
}

async function remove(torrent) {
  const sure = await ask(
    "Delete this torrent?",
    html`<p><strong dir="auto">${torrent.name}</strong> disappears from the drive, and its pieces from the cache.</p>`,
    "Delete",
    true,
  );
  if (sure) await attempt(() => api.remove(torrent.infoHash), "Deleted.");
}

async function toggleDetails(torrent) {
  const { open } = view;
  const hash = torrent.infoHash;
  if (open.delete(hash)) {
    changed();
    return;
  }
  open.add(hash);
  changed();
  const peers = await attempt(() => api.peers(hash));
  if (peers) view.peers.set(hash, peers);
  changed();
}

function details(torrent) {
  const peers = view.peers.get(torrent.infoHash) || [];
  return html`<div class="details">
    <dl>
      <dt>Info hash</dt><dd><code>${torrent.infoHash}</code></dd>
      <dt>Pieces</dt><dd>${torrent.piecesHeld} of ${torrent.pieces}, ${bytes(torrent.pieceLength)} each</dd>
      <dt>Transferred</dt>
      <dd>${bytes(torrent.bytesReceived)} taken, ${bytes(torrent.bytesSent)} given, ${bytes(torrent.bytesWasted)} wasted</dd>
    </dl>
    ${peers.length
      ? html`<div class="scroll" tabindex="0" role="region" aria-label="Peers"><table>
          <thead><tr><th>Peer</th><th>Pieces</th><th>Rate</th><th>Asked</th></tr></thead>
          <tbody>${peers.map(
            (peer) => html`<tr><td>${peer.address}</td><td>${peer.pieces}</td><td>${rate(peer.rate)}</td><td>${peer.requests}</td></tr>`,
          )}</tbody>
        </table></div>`
      : html`<p class="note">No peer is connected.</p>`}
    <div class="buttons left">
      <button @click=${() => copy(torrent.magnet)}>Copy magnet link</button>
    </div>
  </div>`;
}

function actions(torrent) {
  const set = (changes, done) => () => attempt(() => api.change(torrent.infoHash, changes), done);
  const label = (act) => `${act} ${torrent.name}`;
  return html`<div class="acts">
    <button aria-pressed=${torrent.keep} aria-label=${label("Keep")} title="Download all of it and never give it up"
      @click=${set({ keep: !torrent.keep }, torrent.keep ? "No longer kept." : "Kept: all of it is downloaded.")}>Keep</button>
    <button aria-pressed=${torrent.paused} aria-label=${label("Pause")}
      @click=${set({ paused: !torrent.paused }, torrent.paused ? "Goes on." : "Paused.")}>Pause</button>
    <button aria-label=${label("Rename")} @click=${() => rename(torrent)}>Rename</button>
    <button aria-label=${label("Move")} @click=${() => move(torrent)}>Move</button>
    <button class="danger" aria-label=${label("Delete")} @click=${() => remove(torrent)}>Delete</button>
    <button aria-expanded=${view.open.has(torrent.infoHash)} aria-label=${label("Details of")} @click=${() => toggleDetails(torrent)}>Details</button>
  </div>`;
}

const where = (torrent) =>
  `#/files/${drivePath([...torrent.route.split("/").filter((part) => part), ...(torrent.files > 1 ? [torrent.name] : [])])}`;

function numbers(torrent) {
  return html`<p class="numbers">
    <span>${bytes(torrent.size)}</span>
    <span>${percent(torrent.piecesHeld, torrent.pieces)} kept</span>
    <span class="down">↓ ${rate(torrent.downloadRate)}</span>
    <span class="up">↑ ${rate(torrent.uploadRate)}</span>
    <span>${plural(torrent.peers, "peer")}</span>
    ${torrent.readers ? html`<span>${plural(torrent.readers, "reader")}</span>` : nothing}
  </p>`;
}

function row(torrent) {
  const version = `${torrent.piecesHeld} ${torrent.bytesReceived} ${torrent.peers} ${torrent.readers}`;
  return html`<article class="torrent" data-hash=${torrent.infoHash}>
    <header>
      <h3 dir="auto">${torrent.files ? html`<a href=${where(torrent)}>${torrent.name}</a>` : torrent.name}</h3>
      <span class="state ${torrent.state}">${torrent.paused ? "paused" : STATES[torrent.state] || torrent.state}</span>
    </header>
    <p class="health ${torrent.health.level}"><span class="dot" aria-hidden="true"></span>${torrent.health.reason}</p>
    ${torrent.pieces ? html`<piece-bar torrent=${torrent.infoHash} version=${version}></piece-bar>` : nothing}
    ${torrent.infoHash ? html`${numbers(torrent)}${actions(torrent)}` : nothing}
    ${view.open.has(torrent.infoHash) ? details(torrent) : nothing}
  </article>`;
}

function byRoute(list) {
  const groups = new Map();
  for (const torrent of list) {
    if (!groups.has(torrent.route)) groups.set(torrent.route, []);
    groups.get(torrent.route).push(torrent);
  }
  return [...groups];
}

function group([route, list]) {
  return html`<section class="route">
    <h2 dir="auto">${route || "Root of the drive"} <span class="note">${plural(list.length, "torrent")}</span></h2>
    ${repeat(list, (torrent) => `${torrent.route}/${torrent.file}`, row)}
  </section>`;
}

function filter(event) {
  view.filter = event.target.value;
  view.most = STEP;
  changed();
}

export function torrentsPage() {
  const wanted = view.filter.toLowerCase();
  const all = torrents().filter((torrent) => torrent.name.toLowerCase().includes(wanted));
  const shown = all.slice(0, view.most);
  return html`<h1>Torrents</h1>
    ${store.session?.readOnly ? nothing : addForm()}
    ${store.torrents.size > 5
      ? html`<label class="filter">Find<input type="search" .value=${live(view.filter)} @input=${filter} /></label>`
      : nothing}
    ${repeat(byRoute(shown), ([route]) => route, group)}
    ${shown.length ? nothing : html`<p class="empty">${view.filter ? "None has this in its name." : "No torrents yet: add one above, or copy a .torrent file into the drive."}</p>`}
    ${all.length > shown.length
      ? html`<button @click=${() => { view.most += STEP; changed(); }}>Show more (${all.length - shown.length} left)</button>`
      : nothing}`;
}
