/** The server's log, followed. */
import { html } from "./lib/lit-html/lit-html.js";
import { repeat } from "./lib/lit-html/directives/repeat.js";
import { api } from "./api.js";
import { time } from "./format.js";
import { changed } from "./store.js";

const MOST = 1000;
const LEVELS = ["error", "warn", "info", "debug"];

const view = { level: "info", lines: [], follow: true, events: null };

function listen() {
  view.lines = [];
  view.events = api.events(view.level);
  view.events.addEventListener("open", () => { view.lines = []; });
  view.events.addEventListener("log", (event) => {
    view.lines.push(JSON.parse(event.data));
    if (view.lines.length > MOST) view.lines.shift();
    changed();
  });
}

export function leaveLog() {
  if (view.events) view.events.close();
  view.events = null;
}

function choose(event) {
  view.level = event.target.value;
  leaveLog();
  changed();
}

function scroll() {
  const area = document.getElementById("log");
  if (area && view.follow) area.scrollTop = area.scrollHeight;
}

const line = (entry) => html`<li class=${entry.level.toLowerCase()}>
  <time datetime=${entry.time}>${time(entry.time)}</time> <b>${entry.level.toLowerCase()}</b> <span class="source">${entry.logger.slice(entry.logger.lastIndexOf(".") + 1)}</span> ${entry.message}
  ${Object.entries(entry.values).map(([name, value]) => html` <span class="source">${name}=</span>${value}`)}
</li>`;

export function logPage() {
  if (!view.events) listen();
  requestAnimationFrame(scroll);
  return html`<h1>Log</h1>
    <div class="toolbar">
      <label>Level
        <select @change=${choose}>${LEVELS.map((level) => html`<option value=${level} ?selected=${level === view.level}>${level}</option>`)}</select>
      </label>
      <label class="check"><input type="checkbox" .checked=${view.follow} @change=${(event) => { view.follow = event.target.checked; }} /> Follow</label>
    </div>
    <ol id="log" class="card" tabindex="0" aria-label="Lines of the log">${repeat(view.lines, (entry) => entry.number, line)}</ol>`;
}
