/** The server's API; every address is relative to the page's base. */

const BASE = new URL("api/v1/", document.baseURI);

/** What the server says is wrong, in one line. */
export class Problem extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function problem(answer) {
  let detail = `${answer.status} ${answer.statusText}`;
  try {
    const body = await answer.json();
    detail = body.detail || body.title || detail;
  } catch {
    // not from the API: the status has to do
  }
  return new Problem(answer.status, detail);
}

async function call(method, path, options = {}) {
  const headers = { "X-Requested-With": "swarmdrive", ...options.headers };
  let answer;
  try {
    answer = await fetch(new URL(path, BASE), { method, headers, body: options.body });
  } catch {
    throw new Problem(0, "The server does not answer.");
  }
  if (!answer.ok) throw await problem(answer);
  return answer.status === 204 ? null : answer.json();
}

const json = (method, path, body) =>
  call(method, path, { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });

const torrent = (hash) => `torrents/${encodeURIComponent(hash)}`;

export const api = {
  shared: () => call("GET", "shared"),
  status: () => call("GET", "status"),
  torrents: () => call("GET", "torrents?limit=10000"),
  routes: () => call("GET", "routes?limit=10000"),
  pieces: (hash) => call("GET", `${torrent(hash)}/pieces`),
  peers: (hash) => call("GET", `${torrent(hash)}/peers`),
  change: (hash, changes) => json("PATCH", torrent(hash), changes),
  remove: (hash) => call("DELETE", torrent(hash)),
  clearCache: () => call("POST", "cache/clear"),
  makeRoute: (name) => json("POST", "routes", { name }),

  /** A magnet link, or the address of a torrent file. */
  addLink: (link, route) =>
    json("POST", "torrents", link.toLowerCase().startsWith("magnet:") ? { magnet: link, route } : { url: link, route }),

  addFile(file, route) {
    const form = new FormData();
    form.append("torrent", file);
    form.append("route", route);
    return call("POST", "torrents", { body: form });
  },

  session: () => call("GET", "session"),
  logout: () => call("DELETE", "session"),

  login(name, password) {
    const pair = new TextEncoder().encode(`${name}:${password}`);
    const basic = btoa(String.fromCharCode(...pair));
    return call("POST", "session", { headers: { Authorization: `Basic ${basic}` } });
  },

  /** What changes, until it is closed. */
  events: (level) => new EventSource(new URL(`events${level ? `?log=${level}` : ""}`, BASE)),
};
