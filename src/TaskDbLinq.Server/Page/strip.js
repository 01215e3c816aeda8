// The strip on top: the whole database at a glance. Each number leads to the tasks behind it.

import { get } from "./lib/api.js";
import { h, svg, show, setText, sign } from "./lib/dom.js";
import { shortCount, count, duration, ago, bytes } from "./lib/format.js";
import { tasksOf, STATE_FILTERS } from "./lib/state.js";

const WHOLE = { last: "", from: null, to: null, explain: false };
const DURATION_NAMES = { waited: "Waiting time", ran: "Running time" };

export class Strip {
  /** @param {HTMLElement} place */
  constructor(place) {
    this.tiles = {};
    for (const state of ["pending", "running", "ok", "error", "aborted"]) {
      this.add(
        state,
        state === "pending" ? "Pending" : state[0].toUpperCase() + state.slice(1),
        tasksOf(STATE_FILTERS[state], WHOLE),
        sign(state === "pending" ? "waiting" : state),
        `state-${state}`,
      );
    }
    this.spark = svg("path", { d: "" });
    this.add("rate", "Tasks a second", tasksOf({ completed: { $ne: null } }, { ...WHOLE, last: "1m", sort: "-completed" }), null, "apart");
    this.tiles.rate.line.append(
      svg(
        "svg",
        {
          class: "spark",
          viewBox: "0 0 60 20",
          preserveAspectRatio: "none",
          role: "img",
          "aria-label": "Tasks completed in each of the last 60 minutes",
        },
        this.spark,
      ),
    );
    for (const [name, title] of Object.entries(DURATION_NAMES)) {
      this.add(name, title, tasksOf({ started: { $ne: null } }, { ...WHOLE, sort: "-started" }));
    }
    this.add("newest", "Newest record", tasksOf({}, WHOLE), null, "apart");
    this.add("size", "Tasks in the store", tasksOf({}, WHOLE));
    this.progress = h("progress", { max: 1, value: 0, "aria-label": "History read" });
    this.reading = h("div", { class: "reading", title: "History is being read", hidden: true }, this.progress);
    show(
      place,
      Object.values(this.tiles).map((tile) => tile.link),
      this.reading,
    );
  }

  add(name, title, href, mark = null, kind = "") {
    const value = h("span", { class: "value" }, "\u2013");
    const line = h("span", { class: "line" }, value);
    const link = h("a", { class: `tile ${kind}`, href, "data-tile": name }, h("span", { class: "name" }, mark, title), line);
    this.tiles[name] = { link, value, line };
  }

  async refresh() {
    this.put(await get("summary"));
  }

  /** Shows figures. */
  put(summary) {
    this.summary = summary;
    const { waiting, running, ok, error, aborted } = summary.states;
    for (const [name, number] of Object.entries({ pending: waiting + running, running, ok, error, aborted })) {
      this.tell(name, shortCount(number), "", `${count(number)} ${name}`);
      this.tiles[name].link.classList.toggle("none", number === 0);
    }
    const rate = summary.rate;
    this.tell("rate", rate === 0 ? "0" : rate < 10 ? rate.toFixed(2) : rate.toFixed(0), "", "Of the last minute");
    this.tell(
      "waited",
      duration(summary.waited50),
      `95 %: ${duration(summary.waited95)}`,
      "Half of the tasks waited at most so long, from submission to start",
    );
    this.tell(
      "ran",
      duration(summary.ran50),
      `95 %: ${duration(summary.ran95)}`,
      "Half of the tasks ran at most so long, from start to completion",
    );
    this.tell(
      "newest",
      ago(summary.last).replace(/ ago$/, ""),
      summary.last && Date.now() - summary.last > 5000 ? "ago" : "",
      "Since anything was last heard of a task",
    );
    const total = summary.total ?? null;
    this.tell(
      "size",
      total === null ? "\u2026" : shortCount(total),
      summary.bytes ? bytes(summary.bytes) : "",
      total === null ? "They are being counted" : `${count(total)} tasks`,
    );
    const most = Math.max(1, ...summary.trend);
    this.spark.setAttribute("d", summary.trend.map((n, i) => `${i ? "L" : "M"}${i} ${(19 - (18 * n) / most).toFixed(1)}`).join(""));
    this.reading.hidden = summary.whole;
    this.progress.value = total ? summary.read / total : 0;
  }

  tell(name, text, small, title) {
    const tile = this.tiles[name];
    tile.link.title = title;
    if (!tile.small) {
      tile.text = document.createTextNode("");
      tile.small = h("small");
      show(tile.value, tile.text, tile.small);
    }
    setText(tile.text, text);
    setText(tile.small, small);
  }
}
