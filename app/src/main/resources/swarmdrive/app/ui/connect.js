/** How to get this very drive into each system. */
import { html } from "./lib/lit-html/lit-html.js";
import { copy } from "./dialog.js";
import { driveAddress } from "./drive.js";
import { store } from "./store.js";

const command = (text) =>
  html`<div class="command"><code tabindex="0">${text}</code><button aria-label="Copy ${text}" @click=${() => copy(text)}>Copy</button></div>`;

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;

function system(title, content) {
  return html`<section class="card"><h2>${title}</h2>${content}</section>`;
}

export function connectPage() {
  const address = driveAddress();
  const url = new URL(address);
  const tls = url.protocol === "https:";
  const scheme = (name) => `${name}${tls ? "s" : ""}://${url.host}${url.pathname}`;
  const user = store.session?.user;
  const local = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  return html`<h1>Connect</h1>
    <p>The drive is at:</p>
    ${command(address)}
    ${user ? html`<p class="note">Programs ask for a name and a password: yours, <strong>${user}</strong>, and the one you gave here.</p>` : ""}
    ${local ? html`<p class="note">This address works on this computer only. For others, start it with <code>--listen</code> and users (<code>swarmdrive user add NAME</code>).</p>` : ""}
    <div class="columns">
      ${system("Windows", html`<p>In Explorer: <em>This PC</em>, <em>Map network drive</em>, this address as the folder. Or in a command window:</p>
        ${command(`net use * ${address}`)}
        <p class="note">Windows asks for passwords over plain HTTP only after a change of its registry, and refuses files above 50 MB until FileSizeLimitInBytes is raised: docs/clients.md tells how.</p>`)}
      ${system("macOS", html`<p>In Finder: <em>Go</em>, <em>Connect to Server…</em> (⌘K), this address. Or in a terminal:</p>
        ${command(`mkdir -p ~/swarmdrive && mount_webdav ${quoted(address)} ~/swarmdrive`)}`)}
      ${system("Linux", html`<p>Files (GNOME), <em>Other Locations</em>, or:</p>
        ${command(`gio mount ${quoted(scheme("dav"))}`)}
        <p>Dolphin (KDE):</p>
        ${command(`dolphin ${quoted(scheme("webdav"))}`)}
        <p>As a folder for every program:</p>
        ${command(`mkdir -p ~/swarmdrive && rclone mount :webdav: ~/swarmdrive --webdav-url=${quoted(address)}`)}
        ${command(`sudo mount -t davfs ${quoted(address)} /mnt`)}`)}
      ${system("Phones, media players, scripts", html`<p>Every program with WebDAV takes the address above: VLC, Kodi, Infuse, nPlayer, FX, Documents. A single file:</p>
        ${command(`curl -O ${quoted(`${address}route/torrent/file`)}`)}
        <p>Programs that add and watch torrents use the <a href="api/v1/openapi.json">API</a>; Prometheus reads <a href="metrics">metrics</a>. Without scripts, the drive is also <a href="dav/">a plain page</a>.</p>`)}
    </div>`;
}
