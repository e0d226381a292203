/** What the pages show: the last the server told. Whoever wants to know subscribes. */
import { api } from "./api.js";

/** Ten minutes, a sample each second. */
const HISTORY = 600;

export const store = {
  session: null,
  online: true,
  status: null,
  torrents: new Map(),
  /** Columns as the chart wants them: seconds, down, up, served. */
  history: [[], [], [], []],
};

const listeners = new Set();
let events = null;
let pending = false;

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows anew, once for all that changed in the meantime. */
export function changed() {
  if (pending) return;
  pending = true;
  queueMicrotask(() => {
    pending = false;
    listeners.forEach((listener) => listener());
  });
}

const key = (torrent) => `${torrent.route}\n${torrent.file}`;

/** By route, then by name. */
export function torrents() {
  const order = new Intl.Collator(undefined, { numeric: true });
  return [...store.torrents.values()].sort(
    (a, b) => order.compare(a.route, b.route) || order.compare(a.name, b.name),
  );
}

function sample(status) {
  const columns = [Date.now() / 1000, status.downloadRate, status.uploadRate, status.serveRate];
  columns.forEach((value, i) => {
    store.history[i].push(value);
    if (store.history[i].length > HISTORY) store.history[i].shift();
  });
}

function follow() {
  events = api.events("");
  events.addEventListener("status", (event) => {
    store.status = JSON.parse(event.data);
    store.online = true;
    sample(store.status);
    changed();
  });
  events.addEventListener("torrents", (event) => {
    const news = JSON.parse(event.data);
    news.changed.forEach((torrent) => store.torrents.set(key(torrent), torrent));
    news.removed.forEach((gone) => store.torrents.delete(key(gone)));
    changed();
  });
  // a new connection begins with all of them: none that went meanwhile may stay
  events.addEventListener("open", () => store.torrents.clear());
  events.addEventListener("error", () => {
    store.online = false;
    changed();
    if (events && events.readyState === EventSource.CLOSED) connectLater();
  });
}

function connectLater() {
  stop();
  setTimeout(start, 3000);
}

function stop() {
  if (events) events.close();
  events = null;
}

/** Asks who we are, then follows; without a session the login is shown. */
export async function start() {
  stop();
  try {
    store.session = await api.session();
    store.online = true;
    follow();
  } catch (problem) {
    if (problem.status === 401) {
      store.session = null;
      store.needsLogin = true;
    } else {
      store.online = false;
      connectLater();
    }
  }
  changed();
}

export async function login(name, password) {
  await api.login(name, password);
  store.needsLogin = false;
  await start();
}

export async function logout() {
  stop();
  await api.logout();
  store.session = null;
  store.needsLogin = true;
  store.torrents.clear();
  changed();
}
