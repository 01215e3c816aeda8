// The timeline: a lane for each engine, and below it the queue and the durations on the same axis. The range is the page's own.

import { get } from "../lib/api.js";
import { h, show, svg, announce } from "../lib/dom.js";
import { count, time } from "../lib/format.js";
import { go, selection, tasksOf, link, within } from "../lib/state.js";
import { Lanes } from "./lanes.js";

const MARGIN = 0.02;
const KEYS = { "+": 1 / 2, "=": 1 / 2, "-": 2, ArrowLeft: "left", ArrowRight: "right", 0: "all" };

export class View {
  /** How many engines have a lane. */
  static LANES = 24;

  /** How many columns a window has room for, before there is a picture to be measured. @param {number} width */
  static widthIn(width) {
    return Math.max(60, Math.round((width - 42) / 2));
  }

  constructor(place, { first }) {
    this.first = first;
    this.lanes = new Lanes({
      brush: (from, to) => this.zoom(from, to),
      wheel: (factor, at) => this.scale(factor, at),
      pick: (bar) => go({ view: "task", id: bar[4] }),
    });
    this.charts = null;
    this.note = h("span", { class: "quiet" });
    const button = (text, name, act) => h("button", { "aria-label": name, title: name, onclick: act }, text);
    this.head = h(
      "div",
      { class: "view-head" },
      h("h1", null, "Timeline"),
      this.note,
      h("span", { class: "gap" }),
      button("\u2190", "Earlier", () => this.pan(-0.5)),
      button("\u2192", "Later", () => this.pan(0.5)),
      button("+", "Zoom in", () => this.scale(1 / 2)),
      button("\u2212", "Zoom out", () => this.scale(2)),
      button("All", "All of history", () => go({ from: null, to: null, last: "" })),
      h("a", { class: "button", href: link({ view: "tasks" }) }, "As a table"),
    );
    this.tableLink = this.head.lastElementChild;
    this.plot = h(
      "section",
      {
        class: "plot",
        tabindex: 0,
        "aria-label": "Engines. Arrow keys move, plus and minus zoom, 0 shows all.",
        onkeydown: (event) => this.key(event),
      },
      h(
        "h2",
        null,
        "Engines",
        h(
          "span",
          { class: "legend" },
          ["ok", "error", "aborted", "running"].map((state) =>
            h(
              "span",
              null,
              svg("svg", { viewBox: "0 0 10 10", "aria-hidden": "true" }, svg("rect", { class: `fill-${state}`, width: 10, height: 10 })),
              state,
            ),
          ),
        ),
      ),
      this.lanes.place,
      this.lanes.tip,
    );
    this.empty = h(
      "div",
      { class: "empty", hidden: true },
      h("h2", null, "Nothing happened here"),
      h("p", null, "No task of the filter was submitted, ran or ended in this range."),
    );
    this.body = h("div", { class: "timeline" }, this.plot, this.empty);
    show(place, this.head, this.body);
    this.resized = () => this.repaint();
    addEventListener("resize", this.resized);
    this.themed = () => {
      this.lanes.paint();
      this.charts?.themed(this.gutter());
    };
    document.addEventListener("themed", this.themed);
  }

  close() {
    removeEventListener("resize", this.resized);
    document.removeEventListener("themed", this.themed);
    this.abort?.abort();
    this.charts?.close();
  }

  async update(state) {
    this.state = state;
    this.abort?.abort();
    this.abort = new AbortController();
    await this.load(this.abort.signal);
  }

  async refresh() {
    // While a stretch is being marked, nothing moves.
    if (this.state && !this.lanes.brush && this.isLive()) {
      await this.load(this.abort.signal);
    }
  }

  /** A range that ends in the past stays as it is, once all is read. */
  isLive() {
    return this.state.to === null || this.state.to > Date.now() || !this.data?.whole;
  }

  async load(signal) {
    this.data = this.takeFirst() ?? (await get("timeline", this.question(), signal));
    this.repaint();
    if (this.charts === null) {
      await this.addCharts();
    }
  }

  question() {
    return { ...selection(this.state), width: Math.round(this.plot.clientWidth / 2), lanes: View.LANES };
  }

  /** What came with the page, if this is what was asked for then. */
  takeFirst() {
    const { timeline, of } = this.first;
    this.first.timeline = null;
    return of === JSON.stringify(this.state) ? timeline : null;
  }

  /** The charts, and the library that draws them, come when the lanes are painted. */
  async addCharts() {
    await new Promise((painted) => requestAnimationFrame(() => setTimeout(painted)));
    const { Charts } = await import("./charts.js");
    if (this.charts === null && this.body.isConnected) {
      this.charts = new Charts((from, to) => this.zoom(from, to));
      this.body.append(...this.charts.places);
      this.charts.draw(this.data, this.gutter());
    }
  }

  repaint() {
    const { data } = this;
    if (!data) {
      return;
    }
    const isEmpty = data.lanes.length === 0 && !data.waiting.some(Boolean);
    this.empty.hidden = !isEmpty;
    this.plot.hidden = data.lanes.length === 0;
    this.tableLink.href = link({ view: "tasks", from: data.from, to: data.to, last: "" }, this.state);
    const busiest = data.engines > data.lanes.length ? `, the busiest ${data.lanes.length} of ${count(data.engines)} engines` : "";
    const read = data.whole ? "" : `, ${count(data.read)} ${data.total ? `of ${count(data.total)} ` : ""}tasks read so far`;
    this.note.textContent = `${time(data.from)} to ${time(data.to)}${busiest}${read}`;
    this.lanes.draw(data, (lane) =>
      tasksOf(within(data, { engine_uuid: lane.engine }), { from: this.state.from, to: this.state.to, last: this.state.last }),
    );
    this.charts?.draw(data, this.gutter());
  }

  gutter() {
    return parseInt(getComputedStyle(this.lanes.place).gridTemplateColumns, 10) || 150;
  }

  zoom(from, to) {
    go({ from, to: Math.max(to, from + 1), last: "" });
    announce(`From ${time(from, true)} to ${time(to, true)}`);
  }

  scale(factor, at = (this.data.from + this.data.to) / 2) {
    const { from, to, first, last } = this.data;
    const span = Math.max(1, (last - first) * (1 + MARGIN));
    if ((to - from) * factor >= span) {
      go({ from: null, to: null, last: "" });
    } else {
      this.zoom(at - (at - from) * factor, at + (to - at) * factor);
    }
  }

  pan(share) {
    const { from, to } = this.data;
    this.zoom(from + (to - from) * share, to + (to - from) * share);
  }

  key(event) {
    const act = KEYS[event.key];
    if (act === undefined || !this.data || event.target !== this.plot) {
      return;
    }
    event.preventDefault();
    if (typeof act === "number") {
      this.scale(act);
    } else if (act === "all") {
      go({ from: null, to: null, last: "" });
    } else {
      this.pan(act === "left" ? -0.25 : 0.25);
    }
  }
}
