/**
 * <piece-bar torrent="HASH" version="...">: which pieces are kept and which are being fetched. Asks
 * when it is to be seen and the version became another, once a second at most.
 */
import { api } from "./api.js";
import { percent } from "./format.js";

const PAUSE = 1000;

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

class PieceBar extends HTMLElement {
  static observedAttributes = ["torrent", "version"];

  connectedCallback() {
    if (!this.canvas) {
      this.canvas = document.createElement("canvas");
      this.append(this.canvas);
      this.setAttribute("role", "img");
      this.setAttribute("aria-label", "Pieces");
    }
    this.seen = new IntersectionObserver((entries) => {
      this.visible = entries.some((entry) => entry.isIntersecting);
      this.look();
    });
    this.seen.observe(this);
    this.sized = new ResizeObserver(() => this.draw());
    this.sized.observe(this);
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.draw();
    this.dark.addEventListener("change", this.redraw);
  }

  disconnectedCallback() {
    this.seen.disconnect();
    this.sized.disconnect();
    this.dark.removeEventListener("change", this.redraw);
    this.visible = false;
  }

  attributeChangedCallback(name) {
    if (name === "torrent") this.pieces = null;
    this.stale = true;
    this.look();
  }

  async look() {
    if (!this.visible || !this.stale || this.busy) return;
    this.busy = true;
    this.stale = false;
    try {
      this.pieces = await api.pieces(this.getAttribute("torrent"));
      this.draw();
    } catch {
      // the torrent went, or the server: the next version asks again
    }
    setTimeout(() => {
      this.busy = false;
      this.look();
    }, PAUSE);
  }

  draw() {
    const { pieces, canvas } = this;
    if (!pieces || !this.clientWidth) return;
    const scale = window.devicePixelRatio || 1;
    canvas.width = Math.round(this.clientWidth * scale);
    canvas.height = Math.round(this.clientHeight * scale);
    const pen = canvas.getContext("2d");
    const colors = { held: color("--held"), fetching: color("--fetching") };
    let from = 0;
    let held = 0;
    for (const run of pieces.runs) {
      if (run.state === "held") held += run.count;
      if (colors[run.state]) {
        pen.fillStyle = colors[run.state];
        const left = (from / pieces.pieces) * canvas.width;
        // one piece of many is still to be seen
        pen.fillRect(left, 0, Math.max(scale, (run.count / pieces.pieces) * canvas.width), canvas.height);
      }
      from += run.count;
    }
    this.dataset.held = held;
    this.setAttribute("aria-label", `${held} of ${pieces.pieces} pieces kept (${percent(held, pieces.pieces)})`);
  }
}

customElements.define("piece-bar", PieceBar);
