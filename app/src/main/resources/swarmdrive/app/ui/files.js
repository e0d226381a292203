/** The drive, browsed: folders, archives, and a viewer for what browsers can show. */
import { html, nothing } from "./lib/lit-html/lit-html.js";
import { repeat } from "./lib/lit-html/directives/repeat.js";
import { driveUrl, drivePath, list } from "./drive.js";
import { bytes, day, plural } from "./format.js";
import { changed } from "./store.js";

const MOST_TEXT = 256 * 1024;
const STEP = 500;

const view = { path: null, entries: null, problem: "", file: null, text: null, most: STEP, turn: 0 };

const KINDS = [
  ["video", /^video\/|^application\/(ogg|x-matroska)$/],
  ["audio", /^audio\//],
  ["image", /^image\//],
  ["text", /^text\/|json$|xml$|javascript$|x-sh$|x-yaml$|x-subrip$/],
];

const TEXT_NAME = /\.(txt|md|nfo|log|csv|json|xml|ya?ml|ini|cfg|cue|srt|vtt|m3u8?|sfv|md5|py|java|js|html?|css|c|h|sh)$/i;

function kind(entry) {
  const found = KINDS.find(([, pattern]) => pattern.test(entry.type));
  return found ? found[0] : TEXT_NAME.test(entry.name) ? "text" : "";
}

async function load(names) {
  const turn = ++view.turn;
  Object.assign(view, { path: names.join("/"), entries: null, problem: "", file: null, text: null, most: STEP });
  try {
    const entries = await list(names);
    if (turn === view.turn) view.entries = entries;
  } catch (problem) {
    if (turn === view.turn) view.problem = problem.message;
  }
  changed();
}

async function show(names, entry) {
  Object.assign(view, { file: entry, text: null });
  changed();
  if (kind(entry) !== "text") return;
  try {
    const answer = await fetch(driveUrl([...names, entry.name]), { headers: { Range: `bytes=0-${MOST_TEXT - 1}` } });
    if (!answer.ok && answer.status !== 416) throw new Error(`The server answered ${answer.status}.`);
    view.text = answer.status === 416 ? "" : await answer.text();
  } catch (problem) {
    view.text = problem.message;
  }
  changed();
}

function close() {
  view.file = null;
  changed();
}

function content(names, entry) {
  const url = driveUrl([...names, entry.name]).href;
  switch (kind(entry)) {
    case "video":
      return html`<video controls autoplay preload="metadata" src=${url} aria-label=${entry.name}></video>`;
    case "audio":
      return html`<audio controls autoplay preload="metadata" src=${url} aria-label=${entry.name}></audio>`;
    case "image":
      return html`<img src=${url} alt=${entry.name} />`;
    default:
      return html`<pre tabindex="0" role="region" aria-label=${entry.name} dir="auto">${view.text === null ? "Loading…" : view.text}</pre>
        ${entry.size > MOST_TEXT ? html`<p class="note">The first ${bytes(MOST_TEXT)} of ${bytes(entry.size)}.</p>` : nothing}`;
  }
}

function viewer(names) {
  const entry = view.file;
  if (!entry) return nothing;
  return html`<section class="card viewer" aria-label="Viewer">
    <div class="head">
      <h2 dir="auto">${entry.name}</h2>
      <a class="button" href=${driveUrl([...names, entry.name]).href} download>Download</a>
      <button @click=${close}>Close</button>
    </div>
    ${repeat([entry], (one) => one.name, (one) => content(names, one))}
  </section>`;
}

function crumbs(names) {
  return html`<nav class="crumbs" aria-label="Where">
    <a href="#/files/">Drive</a>${names.map(
      (name, i) => html`<span aria-hidden="true">/</span><a dir="auto" href="#/files/${drivePath(names.slice(0, i + 1))}">${name}</a>`,
    )}
  </nav>`;
}

const FOLDER = "M2 4.5A1.5 1.5 0 0 1 3.5 3h4l2 2.5h7A1.5 1.5 0 0 1 18 7v8.5a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 2 15.5z";
const FILE = "M5.5 2H12l4 4v10.5a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 4 16.5v-13A1.5 1.5 0 0 1 5.5 2z";

const icon = (kind) =>
  html`<svg class="icon ${kind}" viewBox="0 0 20 20" aria-hidden="true"><path d=${kind === "file" ? FILE : FOLDER}></path></svg>`;

function name(names, entry) {
  if (entry.folder) {
    const archive = /\.[^.]+\.d$/i.test(entry.name);
    return html`<a dir="auto" href="#/files/${drivePath([...names, entry.name])}">${icon(archive ? "archive" : "folder")}${entry.name}</a>`;
  }
  return kind(entry)
    ? html`<button class="link" dir="auto" @click=${() => show(names, entry)}>${icon("file")}${entry.name}</button>`
    : html`<a dir="auto" href=${driveUrl([...names, entry.name]).href} download>${icon("file")}${entry.name}</a>`;
}

function row(names, entry) {
  return html`<tr>
    <td class="name">${name(names, entry)}</td>
    <td class="number">${entry.folder ? "" : bytes(entry.size)}</td>
    <td class="date">${day(entry.modified)}</td>
    <td class="number">${entry.folder ? nothing : html`<a href=${driveUrl([...names, entry.name]).href} download aria-label="Download ${entry.name}">⤓</a>`}</td>
  </tr>`;
}

function table(names) {
  if (view.problem)
    return html`<p class="empty bad">${view.problem}</p><p><button @click=${() => load(names)}>Try again</button></p>`;
  if (!view.entries) return html`<p class="empty">Looking…</p>`;
  if (!view.entries.length) return html`<p class="empty">This folder is empty.</p>`;
  const shown = view.entries.slice(0, view.most);
  return html`<table class="files">
      <caption>${plural(view.entries.length, "item")}</caption>
      <thead><tr><th scope="col">Name</th><th scope="col" class="number">Size</th><th scope="col" class="date">Date</th><th scope="col"><span class="hidden">Download</span></th></tr></thead>
      <tbody>${repeat(shown, (entry) => entry.name, (entry) => row(names, entry))}</tbody>
    </table>
    ${view.entries.length > shown.length
      ? html`<button @click=${() => { view.most += STEP; changed(); }}>Show more (${view.entries.length - shown.length} left)</button>`
      : nothing}`;
}

/** Leaves nothing playing behind. */
export function leaveFiles() {
  view.path = null;
  view.file = null;
}

export function filesPage(names) {
  if (view.path !== names.join("/")) load(names);
  return html`<h1>Files</h1>${crumbs(names)}${viewer(names)}${table(names)}`;
}
