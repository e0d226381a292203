/** Questions and notices. */
import { html, render } from "./lib/lit-html/lit-html.js";

/**
 * Asks in a dialog; the browser keeps the focus inside and Escape cancels.
 *
 * @param content what is asked: text or a template with named inputs
 * @returns the inputs' values by name, or null if it was cancelled
 */
export function ask(title, content, accept, danger = false) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", "dialog-title");
  render(
    html`<form method="dialog">
      <h2 id="dialog-title">${title}</h2>
      <div class="dialog-body">${content}</div>
      <div class="buttons">
        <button value="cancel" formnovalidate>Cancel</button>
        <button value="accept" class=${danger ? "danger" : "primary"}>${accept}</button>
      </div>
    </form>`,
    dialog,
  );
  // Enter in an input means the second button, not the first
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      dialog.querySelector("button[value=accept]").click();
    }
  });
  document.body.append(dialog);
  dialog.showModal();
  const first = dialog.querySelector("input, textarea, select");
  if (first) first.select?.();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      const values = Object.fromEntries(new FormData(dialog.querySelector("form")));
      dialog.remove();
      resolve(dialog.returnValue === "accept" ? values : null);
    });
  });
}

/** A line that goes by itself; problems stay longer. */
export function tell(text, problem = false) {
  let area = document.getElementById("notices");
  if (!area) {
    area = document.createElement("div");
    area.id = "notices";
    area.setAttribute("role", "status");
    document.body.append(area);
  }
  const notice = document.createElement("p");
  notice.className = problem ? "notice problem" : "notice";
  notice.textContent = text;
  area.append(notice);
  setTimeout(() => notice.remove(), problem ? 8000 : 4000);
}

/** Does something with the server, and tells if it cannot be done. */
export async function attempt(act, done) {
  try {
    const result = await act();
    if (done) tell(done);
    return result;
  } catch (problem) {
    tell(problem.message, true);
    return null;
  }
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    tell("Copied.");
  } catch {
    // only secure origins may use the clipboard by themselves
    await ask("Copy", html`<textarea rows="4" readonly aria-label="Text to copy" .value=${text}></textarea>`, "Done");
  }
}
