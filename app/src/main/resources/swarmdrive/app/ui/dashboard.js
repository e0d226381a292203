/** What happens at the moment. */
import { html } from "./lib/lit-html/lit-html.js";
import "./chart.js";
import { api } from "./api.js";
import { ask, attempt } from "./dialog.js";
import { bytes, duration, percent, plural, rate } from "./format.js";
import { store, torrents } from "./store.js";

const tile = (label, value, note, name) =>
  html`<div class="tile ${name}"><h2>${label}</h2><p class="value">${value}</p><p class="note">${note}</p></div>`;

async function clearCache() {
  const sure = await ask(
    "Empty the cache?",
    "Pieces that are not being read and do not belong to torrents that are kept are given up. They are fetched again when somebody reads them.",
    "Empty it",
    true,
  );
  if (sure) await attempt(api.clearCache, "The cache was emptied.");
}

function cache(status) {
  return html`<section class="card" aria-labelledby="cache-title">
    <div class="head">
      <h2 id="cache-title">Cache</h2>
      <button @click=${clearCache}>Empty</button>
    </div>
    <meter aria-label="Cache used" min="0" max=${status.cacheLimit} .value=${status.cacheUsed}></meter>
    <p class="note">
      ${bytes(status.cacheUsed)} of ${bytes(status.cacheLimit)} (${percent(status.cacheUsed, status.cacheLimit)})
      ${status.cacheProblem ? html`<strong class="bad">${status.cacheProblem}</strong>` : ""}
    </p>
  </section>`;
}

const waits = (reader) =>
  reader.waiting
    ? `waits for piece ${reader.piece}, ${percent(reader.position, reader.size)} into the file`
    : `at ${bytes(reader.position)} of ${bytes(reader.size)}`;

function reader(torrent) {
  return html`<li>
    <strong dir="auto">${torrent.name}</strong>
    <span class="note">${plural(torrent.readers, "reader")} · ${rate(torrent.downloadRate)} from ${plural(torrent.peers, "peer")}</span>
    <ul class="plain">
      ${torrent.reading.map(
        (one) => html`<li class=${one.waiting ? "waits" : "note"}><span dir="auto">${one.file}</span> ${waits(one)}</li>`,
      )}
    </ul>
  </li>`;
}

function readers() {
  const read = torrents().filter((torrent) => torrent.readers > 0);
  return html`<section class="card" aria-labelledby="readers-title">
    <h2 id="readers-title">Being read</h2>
    ${read.length
      ? html`<ul class="plain spaced">${read.map(reader)}</ul>`
      : html`<p class="note">Nobody is reading. Open a file in <a href="#/files">Files</a>, or <a href="#/connect">connect the drive</a>.</p>`}
  </section>`;
}

export function dashboard() {
  const { status } = store;
  if (!status) return html`<h1>Dashboard</h1><p class="empty">Waiting for the server…</p>`;
  return html`<h1>Dashboard</h1>
    <div class="tiles">
      ${tile("From the swarm", rate(status.downloadRate), `${bytes(status.bytesReceived)} in all`, "down")}
      ${tile("To the swarm", rate(status.uploadRate), `${bytes(status.bytesSent)} in all`, "up")}
      ${tile("To clients", rate(status.serveRate), `${bytes(status.bytesServed)} in all`, "serve")}
      ${tile("Torrents", status.torrents, `${plural(status.peers, "peer")}, ${plural(status.readers, "reader")}`, "")}
    </div>
    <section class="card" aria-label="Rates over the last ten minutes"><rate-chart></rate-chart></section>
    <div class="columns">${readers()}${cache(status)}</div>
    <p class="note">
      swarmdrive ${status.version}, up for ${duration(status.uptimeSeconds)}.
      ${status.listenPort ? `Peers come in on port ${status.listenPort}.` : ""}
    </p>`;
}
