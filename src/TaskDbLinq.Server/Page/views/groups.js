// Tasks by what they have in common: counts and durations, each number a link to the tasks behind it.

import { get } from "../lib/api.js";
import { h, svg, show, visible } from "../lib/dom.js";
import { count, countOf, duration } from "../lib/format.js";
import { link, selection, tasksOf, read, within, STATE_FILTERS } from "../lib/state.js";
import { keep } from "../lib/rows.js";

const FIELDS = { engine: "engine_uuid", client: "client_uuid", label: "label", queue: "queue", type: "header.msg_type" };
const TITLES = { engine: "Engine", client: "Client", label: "Label", queue: "Queue", type: "Message type" };
const COUNTS = ["waiting", "running", "ok", "error", "aborted"];
const DURATIONS = { waited50: "Waited, median", waited95: "95 %", ran50: "Ran, median", ran95: "95 %" };

export class View {
  constructor(place) {
    this.tabs = h("nav", { class: "tabs", "aria-label": "Group by" });
    this.note = h("span", { class: "quiet" });
    this.head = h("thead");
    this.body = h("tbody");
    this.none = h(
      "div",
      { class: "empty", hidden: true },
      h("h2", null, "No tasks"),
      h("p", null, "The filter and the range select none."),
    );
    this.table = h(
      "div",
      { class: "sheet-wide", tabindex: 0, role: "region", "aria-label": "Groups" },
      h("table", { class: "rows" }, h("caption", { class: "unseen" }, "Groups"), this.head, this.body),
    );
    show(place, h("div", { class: "view-head" }, h("h1", null, "Groups"), this.tabs, this.note), this.none, this.table);
    this.order = { key: "total", isDown: true };
  }

  async update(state) {
    this.state = state;
    show(
      this.tabs,
      Object.entries(TITLES).map(([by, title]) =>
        h("a", { href: link({ by }, state), "aria-current": by === state.by ? "true" : null }, title),
      ),
    );
    await this.refresh();
  }

  async refresh() {
    const by = read().by in FIELDS ? read().by : "engine";
    this.by = by;
    const answer = await get("groups", { ...selection(this.state), by });
    const { groups, count: number, whole } = answer;
    this.answer = answer;
    this.groups = groups;
    const part = number > groups.length ? `, the largest ${groups.length} of them` : "";
    this.note.textContent = `${countOf(number, "group")}${part}${whole ? "" : "; history is being read"}`;
    this.none.hidden = groups.length > 0;
    this.table.hidden = groups.length === 0;
    this.paint();
  }

  paint() {
    const told = JSON.stringify([this.by, this.order]);
    if (told !== this.told) {
      this.told = told;
      this.paintHead();
    }
    const { key, isDown } = this.order;
    const sorted = [...this.groups].sort(
      (a, b) => (isDown ? -1 : 1) * (key === "name" ? a.name.localeCompare(b.name) : (a[key] ?? -1) - (b[key] ?? -1)),
    );
    const most = Math.max(...this.groups.map((group) => group.ran50 ?? 0), 1e-9);
    keep(
      this.body,
      sorted.map((group) => ({ ...group, most, by: this.by, range: selection(this.state), state: this.state })),
      (group) => group.name,
      (group) => this.row(group),
    );
  }

  paintHead() {
    const column = (key, title, isRight = true) =>
      h(
        "th",
        {
          scope: "col",
          class: isRight ? "right" : null,
          "aria-sort": this.order.key === key ? (this.order.isDown ? "descending" : "ascending") : null,
        },
        h(
          "button",
          { class: "sort", onclick: () => this.sort(key) },
          title,
          h("span", { "aria-hidden": "true" }, this.order.key === key ? (this.order.isDown ? " \u2193" : " \u2191") : ""),
        ),
      );
    show(
      this.head,
      h(
        "tr",
        null,
        column("name", TITLES[this.by], false),
        column("total", "Tasks"),
        h("th", { scope: "col" }, h("span", { class: "unseen" }, "States")),
        COUNTS.map((state) => column(state, state[0].toUpperCase() + state.slice(1))),
        Object.entries(DURATIONS).map(([key, title]) => column(key, title)),
        column("busy", "Busy"),
      ),
    );
  }

  sort(key) {
    this.order = { key, isDown: this.order.key === key ? !this.order.isDown : key !== "name" };
    this.paint();
  }

  row(group) {
    const field = FIELDS[this.by];
    const own = group.name === "" ? { [field]: { $in: [null, ""] } } : { [field]: group.name };
    const range = { last: this.state.last, from: this.state.from, to: this.state.to };
    const to = (filter, changes = {}) => tasksOf(within(this.answer, filter), { ...range, ...changes });
    return h(
      "tr",
      null,
      h(
        "th",
        { scope: "row" },
        h(
          "a",
          { class: this.by === "engine" || this.by === "client" ? "mono" : null, href: to(own) },
          group.name === "" ? "(none)" : h("bdi", null, visible(group.name)),
        ),
      ),
      h("td", { class: "right num" }, h("a", { href: to(own) }, count(group.total))),
      h("td", null, mix(group)),
      COUNTS.map((state) =>
        h(
          "td",
          { class: "right num" },
          group[state] === 0
            ? h("span", { class: "quiet" }, "0")
            : h("a", { href: to({ ...own, ...STATE_FILTERS[state] }) }, count(group[state])),
        ),
      ),
      Object.keys(DURATIONS).map((key) =>
        h("td", { class: "right num" }, duration(group[key]), key === "ran50" && measure((group.ran50 ?? 0) / group.most)),
      ),
      h("td", { class: "right num" }, duration(group.busy)),
    );
  }
}

/** The states of a group as parts of a bar. */
function mix(group) {
  let x = 0;
  return svg(
    "svg",
    { class: "mix", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    ["ok", "error", "aborted", "running", "waiting"].map((state) => {
      const width = (100 * group[state]) / group.total;
      const part = svg("rect", { class: `fill-${state}`, x, y: 0, width, height: 10 });
      x += width;
      return part;
    }),
  );
}

function measure(share) {
  return svg(
    "svg",
    { class: "measure", viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "track", x: 0, y: 0, width: 100, height: 10, rx: 5 }),
    svg("rect", { x: 0, y: 0, width: 100 * Math.min(1, share), height: 10, rx: 5 }),
  );
}
