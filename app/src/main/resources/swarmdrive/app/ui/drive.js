/** The drive itself, by WebDAV: what every client sees is what the page shows. */

const ROOT = new URL("dav/", document.baseURI);

/** Names as a path, each escaped. */
export const drivePath = (names) => names.map(encodeURIComponent).join("/");

export const driveUrl = (names, folder = false) => new URL(drivePath(names) + (folder && names.length ? "/" : ""), ROOT);

/** The drive's address for other programs. */
export const driveAddress = () => ROOT.href;

const ASK =
  '<?xml version="1.0" encoding="utf-8"?><propfind xmlns="DAV:"><prop><resourcetype/><getcontentlength/><getlastmodified/><getcontenttype/></prop></propfind>';

const text = (response, name) => response.getElementsByTagNameNS("DAV:", name)[0]?.textContent || "";

function entry(response) {
  const path = new URL(text(response, "href"), ROOT).pathname.replace(/\/$/, "");
  return {
    name: decodeURIComponent(path.slice(path.lastIndexOf("/") + 1)),
    folder: response.getElementsByTagNameNS("DAV:", "collection").length > 0,
    size: Number(text(response, "getcontentlength")) || 0,
    modified: text(response, "getlastmodified"),
    type: text(response, "getcontenttype").split(";")[0],
  };
}

/**
 * What is in a folder, folders first.
 *
 * @throws Error with one line
 */
export async function list(names) {
  const answer = await fetch(driveUrl(names, true), {
    method: "PROPFIND",
    headers: { Depth: "1", "Content-Type": "application/xml", "X-Requested-With": "swarmdrive" },
    body: ASK,
  });
  if (answer.status === 503) throw new Error("The archive is still being read. Try again in a moment.");
  if (!answer.ok) throw new Error(answer.status === 404 ? "There is no such folder." : `The server answered ${answer.status}.`);
  const xml = new DOMParser().parseFromString(await answer.text(), "application/xml");
  const own = driveUrl(names, true).pathname.replace(/\/$/, "");
  const order = new Intl.Collator(undefined, { numeric: true });
  return [...xml.getElementsByTagNameNS("DAV:", "response")]
    .filter((response) => new URL(text(response, "href"), ROOT).pathname.replace(/\/$/, "") !== own)
    .map(entry)
    .sort((a, b) => b.folder - a.folder || order.compare(a.name, b.name));
}
