/** <rate-chart>: rates over the last minutes, on uPlot's canvas. */
import { rate } from "./format.js";
import { store, subscribe } from "./store.js";

const SERIES = [
  ["From the swarm", "--down"],
  ["To the swarm", "--up"],
  ["To clients", "--serve"],
];

/** Steps of the axis that are round in binary units. */
const STEPS = [0, 1, 2, 3].flatMap((power) => [1, 2, 5, 10, 20, 50, 100, 200, 500].map((step) => step * 1024 ** power));

const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

class RateChart extends HTMLElement {
  connectedCallback() {
    this.dark = matchMedia("(prefers-color-scheme: dark)");
    this.redraw = () => this.make();
    this.dark.addEventListener("change", this.redraw);
    this.observer = new ResizeObserver(() => this.chart?.setSize(this.room()));
    this.observer.observe(this);
    this.unsubscribe = subscribe(() => this.chart?.setData(store.history));
    this.make();
  }

  disconnectedCallback() {
    this.dark.removeEventListener("change", this.redraw);
    this.observer.disconnect();
    this.unsubscribe();
    this.chart?.destroy();
    this.chart = null;
  }

  room() {
    return { width: Math.max(200, this.clientWidth), height: 220 };
  }

  make() {
    this.chart?.destroy();
    const axis = { stroke: color("--quiet"), grid: { stroke: color("--line"), width: 1 }, ticks: { show: false } };
    this.chart = new window.uPlot(
      {
        ...this.room(),
        cursor: { drag: { x: false, y: false } },
        scales: { y: { range: (_, __, most) => [0, Math.max(1024, most * 1.1)] } },
        axes: [
          { ...axis, space: 70 },
          { ...axis, size: 88, incrs: STEPS, values: (_, ticks) => ticks.map(rate) },
        ],
        series: [
          {},
          ...SERIES.map(([label, name]) => ({
            label,
            stroke: color(name),
            fill: `${color(name)}1c`,
            width: 2,
            points: { show: false },
            value: (_, value) => (value == null ? "–" : rate(value)),
          })),
        ],
      },
      store.history,
      this,
    );
  }
}

customElements.define("rate-chart", RateChart);
