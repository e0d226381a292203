/** The page: which part of it is shown, and the frame around. */
import { html, nothing, render } from "./lib/lit-html/lit-html.js";
import { connectPage } from "./connect.js";
import { dashboard } from "./dashboard.js";
import { filesPage, leaveFiles } from "./files.js";
import { leaveLog, logPage } from "./log.js";
import { loginPage } from "./login.js";
import { leaveShared, sharedPage } from "./shared.js";
import { changed, logout, start, store, subscribe } from "./store.js";
import { addFiles, addLink, torrentsPage } from "./torrents.js";

const PAGES = [
  { name: "dashboard", title: "Dashboard", show: dashboard },
  { name: "torrents", title: "Torrents", show: torrentsPage },
  { name: "files", title: "Files", show: filesPage, leave: leaveFiles },
  { name: "shared", title: "Shared", show: sharedPage, leave: leaveShared },
  { name: "log", title: "Log", show: logPage, leave: leaveLog },
  { name: "connect", title: "Connect", show: connectPage },
];

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** The part of the address behind #/: a page, and names below it. */
function place() {
  const [name, ...names] = location.hash.replace(/^#\/?/, "").split("/");
  const page = PAGES.find((one) => one.name === name) || PAGES[0];
  return { page, names: names.filter((one) => one).map(decoded) };
}

let current = null;

function nav(page) {
  return html`<nav aria-label="Pages">
    ${PAGES.map(
      (one) => html`<a href="#/${one.name}" aria-current=${one === page ? "page" : nothing}>${one.title}</a>`,
    )}
  </nav>`;
}

function frame() {
  if (store.needsLogin) return loginPage();
  const { page, names } = place();
  if (current && current !== page) current.leave?.();
  current = page;
  document.title = `${page.title} · swarmdrive`;
  return html`<a class="skip" href="#main" @click=${skip}>Skip to content</a>
    <header class="top">
      <a class="brand" href="#/dashboard"><img src="ui/icon.svg" alt="" width="24" height="24" />swarmdrive</a>
      ${nav(page)}
      ${store.session?.user ? html`<button @click=${logout}>Log out ${store.session.user}</button>` : nothing}
    </header>
    ${store.online ? nothing : html`<p class="offline" role="alert">The server does not answer; trying again…</p>`}
    <main id="main" tabindex="-1">${page.show(names)}</main>`;
}

function skip(event) {
  event.preventDefault();
  document.getElementById("main").focus();
}

const show = () => render(frame(), document.getElementById("app"));

/** Torrent files and links may be dropped anywhere. */
function drop(event) {
  event.preventDefault();
  document.body.classList.remove("dropping");
  const { files } = event.dataTransfer;
  const text = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
  location.hash = "#/torrents";
  if (files.length) addFiles(files);
  else if (text) text.split(/\r?\n/).filter((line) => line.trim() && !line.startsWith("#")).forEach(addLink);
}

document.addEventListener("dragover", (event) => {
  event.preventDefault();
  document.body.classList.add("dropping");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) document.body.classList.remove("dropping");
});
document.addEventListener("drop", drop);
addEventListener("hashchange", () => {
  changed();
  document.getElementById("main")?.focus({ preventScroll: true });
  scrollTo(0, 0);
});

document.getElementById("app").replaceChildren();
subscribe(show);
start();
show();
