// The tasks that the filter selects, as a table: columns to choose, sorted by a click, page after page.

import { post } from "../lib/api.js";
import { h, show, badge, visible, announce } from "../lib/dom.js";
import { count, duration, time, shortId } from "../lib/format.js";
import { go, link, selection, USUAL_KEYS } from "../lib/state.js";
import { keep } from "../lib/rows.js";

const PAGE = 100;
const TITLES = {
  submitted: "Submitted",
  started: "Started",
  completed: "Completed",
  received: "Received",
  client_uuid: "Client",
  engine_uuid: "Engine",
  queue: "Queue",
  label: "Label",
  msg_id: "Id",
  resubmitted: "Resubmitted as",
};
const TIMES = ["submitted", "started", "completed", "received"];
const SORTABLE = ["text", "timestamp"];

export class View {
  constructor(place, { about }) {
    this.about = about;
    this.heading = h("h1", null, "Tasks");
    this.number = h("span", { class: "quiet num" });
    this.columns = h("details", { class: "columns" }, h("summary", { class: "button" }, "Columns"), h("div", { class: "sheet" }));
    this.head = h("thead");
    this.body = h("tbody");
    this.more = h("button", { onclick: () => this.page() }, "More");
    this.table = h("table", { class: "rows" }, h("caption", { class: "unseen" }, "Tasks"), this.head, this.body);
    this.none = h("div", { class: "empty", hidden: true });
    show(
      place,
      h("div", { class: "view-head" }, this.heading, this.number, h("span", { class: "gap" }), this.columns),
      h("div", { class: "sheet-wide", tabindex: 0, role: "region", "aria-label": "Table of tasks" }, this.table),
      this.none,
      h("p", { class: "after" }, this.more),
    );
  }

  async update(state) {
    this.state = state;
    this.abort?.abort();
    this.abort = new AbortController();
    this.paintHead();
    this.pages = 1;
    this.more.hidden = true;
    await this.load();
    this.countAll(this.abort.signal);
  }

  async refresh() {
    if (this.state && this.isAtRest()) {
      await this.load(() => this.isAtRest());
    }
  }

  /** What is read is not moved under the reader's eyes: only the first page follows, and only while nothing in it is in use. */
  isAtRest() {
    return this.pages === 1 && !this.body.contains(document.activeElement) && String(getSelection()) === "";
  }

  /** Shows the first page, if that is still wanted when the answer is there: meanwhile another page may have been asked for. */
  async load(isWanted = () => true) {
    const answer = await post("rows", this.question(), this.abort.signal);
    if (!isWanted()) {
      return;
    }
    this.next = answer.next;
    show(this.none, h("h2", null, "No tasks"), h("p", null, "The filter and the range select none."));
    keep(
      this.body,
      answer.rows,
      (row) => row.id,
      (row) => this.row(row),
    );
    this.after(answer.rows.length);
  }

  async page() {
    if (this.isPaging) {
      return;
    }
    const { signal } = this.abort;
    this.isPaging = true;
    this.pages++;
    try {
      const answer = await post("rows", { ...this.question(), after: this.next }, signal);
      this.next = answer.next;
      this.body.append(...answer.rows.map((row) => this.row(row)));
      this.after(this.body.children.length);
      announce(`${this.body.children.length} tasks shown`);
    } catch (error) {
      // Aborted is what another filter or order has taken the place of: the pages are counted from there.
      if (error.name !== "AbortError") {
        this.pages--;
        throw error;
      }
    } finally {
      this.isPaging = false;
    }
  }

  wrong(error) {
    show(this.body);
    this.next = null;
    this.number.textContent = "";
    this.after(0);
    show(
      this.none,
      h("h2", null, "No answer"),
      h("p", null, error.problems.length ? "The filter can't be read; what is wrong is marked above." : visible(error.message)),
    );
    return true;
  }

  after(length) {
    this.none.hidden = length > 0;
    this.table.hidden = length === 0;
    this.more.hidden = !this.next;
  }

  async countAll(signal) {
    const { count: number } = await post("count", selection(this.state), signal).catch(() => ({ count: null }));
    if (number !== null) {
      this.number.textContent = count(number);
    }
  }

  question() {
    return { ...selection(this.state), keys: this.keys(), sort: [this.state.sort], limit: PAGE };
  }

  /** The columns, and what waiting and running are computed of. */
  keys() {
    return [...new Set([...this.state.keys, ...TIMES])];
  }

  paintHead() {
    const { sort, keys } = this.state;
    const sorted = sort.replace(/^-/, "");
    const isDown = sort.startsWith("-");
    const header = (key) => {
      const isSortable = SORTABLE.includes(this.about.fields.find((field) => field.key === key)?.kind);
      const title = TITLES[key] ?? key;
      return h(
        "th",
        {
          scope: "col",
          class: TIMES.includes(key) ? "right" : null,
          "aria-sort": key === sorted ? (isDown ? "descending" : "ascending") : null,
        },
        isSortable
          ? h(
              "button",
              { class: "sort", onclick: () => go({ sort: key === sorted && isDown ? key : `-${key}` }) },
              title,
              h("span", { "aria-hidden": "true" }, key === sorted ? (isDown ? " \u2193" : " \u2191") : ""),
            )
          : title,
      );
    };
    show(
      this.head,
      h(
        "tr",
        null,
        h("th", { scope: "col" }, "State"),
        header("msg_id"),
        keys.map(header),
        h("th", { scope: "col", class: "right" }, "Waited"),
        h("th", { scope: "col", class: "right" }, "Ran"),
      ),
    );
    show(
      this.columns.lastElementChild,
      this.about.fields
        .filter((field) => field.key !== "msg_id")
        .map((field) =>
          h(
            "label",
            null,
            h("input", {
              type: "checkbox",
              checked: keys.includes(field.key),
              onchange: (event) =>
                go({ keys: event.target.checked ? [...keys, field.key] : keys.filter((key) => key !== field.key) }, true),
            }),
            field.key,
          ),
        ),
      h("button", { class: "plain", onclick: () => go({ keys: USUAL_KEYS }, true) }, "As usual"),
    );
  }

  row(row) {
    const cell = (key) => row.cells[key];
    const [submitted, started, completed] = TIMES.map(cell);
    return h(
      "tr",
      null,
      h("td", null, badge(row.state)),
      h(
        "td",
        null,
        h("a", { class: "mono id", href: link({ view: "task", id: row.id }), title: visible(row.id) }, visible(shortId(row.id))),
      ),
      this.state.keys.map((key) => this.cell(key, cell(key))),
      h("td", { class: "right num" }, started && submitted ? duration((started - submitted) / 1000) : "\u2013"),
      h("td", { class: "right num" }, started && completed ? duration((completed - started) / 1000) : "\u2013"),
    );
  }

  cell(key, value) {
    if (value === null || value === undefined || value === "") {
      return h("td", { class: TIMES.includes(key) ? "right quiet" : "quiet" }, "\u2013");
    }
    if (TIMES.includes(key)) {
      return h("td", { class: "right num", title: time(value, true) }, time(value));
    }
    const text = visible(String(value));
    const isId = ["client_uuid", "engine_uuid"].includes(key);
    return h("td", { class: isId ? "mono" : "text", title: text }, h("bdi", null, isId ? shortId(text) : text));
  }
}
