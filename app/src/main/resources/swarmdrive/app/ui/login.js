/** Asks for a name and a password. */
import { html } from "./lib/lit-html/lit-html.js";
import { changed, login } from "./store.js";

const view = { problem: "", busy: false };

async function submit(event) {
  event.preventDefault();
  const { name, password } = event.target.elements;
  view.busy = true;
  view.problem = "";
  changed();
  try {
    await login(name.value, password.value);
  } catch (problem) {
    view.problem =
      problem.status === 401 ? "Name or password is wrong."
      : problem.status === 429 ? "Too many wrong passwords: wait a moment."
      : problem.message;
  }
  view.busy = false;
  changed();
}

export function loginPage() {
  return html`<main class="login">
    <form class="card" @submit=${submit}>
      <h1>swarmdrive</h1>
      <label>Name<input name="name" autocomplete="username" required autofocus /></label>
      <label>Password<input name="password" type="password" autocomplete="current-password" required /></label>
      <p role="alert" class="bad">${view.problem}</p>
      <button class="primary" ?disabled=${view.busy}>Log in</button>
    </form>
  </main>`;
}
