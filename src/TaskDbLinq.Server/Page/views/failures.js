// What failed, by kind: how often, since when, and one of each with its traceback and its code.

import { get } from "../lib/api.js";
import { h, show, visible, svg } from "../lib/dom.js";
import { ago, count, countOf, time } from "../lib/format.js";
import { go, link, selection, tasksOf, read, within } from "../lib/state.js";
import { traceback, codeOf, errorOf } from "../lib/failure.js";
import { keep } from "../lib/rows.js";

export class View {
  constructor(place, { about }) {
    this.about = about;
    this.note = h("span", { class: "quiet" });
    this.kinds = h("ul", { class: "kinds", "aria-label": "Kinds of failures" });
    this.detail = h("div", { class: "kind-detail" });
    this.none = h(
      "div",
      { class: "empty", hidden: true },
      svg(
        "svg",
        { viewBox: "0 0 14 14", "aria-hidden": "true" },
        svg("path", { d: "M2.5 7.5 5.5 10.5 11.5 3.5", fill: "none", stroke: "currentColor", "stroke-width": 1.2 }),
      ),
      h("h2", null, "Nothing failed"),
      h("p", null, "No task of the filter and the range ended with an error."),
    );
    this.both = h("div", { class: "failures" }, this.kinds, this.detail);
    show(place, h("div", { class: "view-head" }, h("h1", null, "Failures"), this.note), this.none, this.both);
  }

  async update(state) {
    this.state = state;
    await this.refresh();
  }

  async refresh() {
    const answer = await get("groups", { ...selection(this.state), by: "failure" });
    const { count: number, groups, whole } = answer;
    groups.sort((a, b) => b.last - a.last);
    const total = groups.reduce((sum, group) => sum + group.total, 0);
    const note = `${countOf(total, "task")}, ${countOf(number, "kind")}, the newest first${whole ? "" : "; history is being read"}`;
    this.note.textContent = groups.length ? note : "";
    this.none.hidden = groups.length > 0;
    this.both.hidden = groups.length === 0;
    const chosen = groups.find((group) => keyOf(group) === read().kind) ?? groups[0];
    keep(
      this.kinds,
      groups.map((group) => ({ ...group, isChosen: group === chosen, clock: ago(group.last) })),
      keyOf,
      (group) => this.kind(group),
    );
    if (chosen) {
      await this.show(chosen, answer);
    }
  }

  kind(group) {
    return h(
      "li",
      null,
      h(
        "a",
        { href: link({ kind: keyOf(group) }, this.state), "aria-current": group.isChosen ? "true" : null },
        h("span", { class: "what" }, h("bdi", null, visible(group.name))),
        h("span", { class: "n num" }, count(group.total)),
        h("span", { class: "where mono", title: visible(group.frame) }, h("bdi", null, visible(group.frame || "no place known"))),
        h("span", { class: "when" }, ago(group.last)),
      ),
    );
  }

  async show(group, answer) {
    const shown = JSON.stringify([
      group.lastId,
      group.total,
      this.state.q,
      this.state.lang,
      this.state.last,
      this.state.from,
      this.state.to,
    ]);
    if (this.shown === shown) {
      return;
    }
    const { task } = await get("task", { id: group.lastId });
    this.shown = shown;
    const error = errorOf(task);
    const code = codeOf(task);
    const all = within(answer, filterOf(group));
    const range = { last: this.state.last, from: this.state.from, to: this.state.to };
    show(
      this.detail,
      h(
        "section",
        { class: "panel failure" },
        h("h2", null, h("bdi", null, visible(`${error?.ename ?? group.name}: ${error?.evalue ?? ""}`.slice(0, 400)))),
        h(
          "p",
          { class: "quiet" },
          `${countOf(group.total, "task")}, first ${time(group.first)}, last ${time(group.last)} (${ago(group.last)})`,
        ),
        h(
          "p",
          { class: "links" },
          h("a", { class: "button", href: tasksOf(all, range) }, `All ${count(group.total)} of this kind`),
          h("a", { class: "button", href: link({ view: "task", id: group.lastId }) }, "The last one"),
          this.about.changes &&
            h("button", { onclick: () => go({ view: "changes", q: JSON.stringify(all), lang: "json", ...range }) }, "Submit again\u2026"),
        ),
      ),
      h("section", { class: "panel" }, h("h2", null, "Traceback of the last"), traceback(task)),
      code &&
        h(
          "section",
          { class: "panel" },
          h("h2", null, "Code"),
          h("pre", { class: "code", tabindex: 0, "aria-label": "Code" }, visible(code)),
        ),
    );
  }
}

const keyOf = (group) => `${group.name}@${group.frame}`;

/** The tasks of a kind: its exception, raised by way of the function that the last frame names. */
function filterOf(group) {
  const name = / in ([\w<>.]+)$/.exec(group.frame)?.[1];
  const condition = name && !name.startsWith("<") ? { traceback: { $regex: `\\b${name.replace(/[.]/g, "\\.")}\\b` } } : {};
  const within = (field) => ({
    [`${field}.ename`]: group.name,
    ...(condition.traceback ? { [`${field}.traceback`]: condition.traceback } : {}),
  });
  return { completed: { $ne: null }, $or: [within("result_content"), { "result_content.ename": null, ...within("error") }] };
}
