// Purge, submit again, prune: what a dry run selects is shown first, then asked for, then told.

import { post } from "../lib/api.js";
import { h, show, visible, announce } from "../lib/dom.js";
import { count, countOf } from "../lib/format.js";
import { selection, link } from "../lib/state.js";

const ACTIONS = {
  purge: {
    title: "Purge",
    verb: "Purge",
    done: "were dropped",
    danger: true,
    text: "Drops the completed tasks that the filter and the range select. They are gone for good.",
  },
  resubmit: {
    title: "Submit again",
    verb: "Submit again",
    done: "were submitted again",
    text:
      "Writes the requests of the selected tasks once more, as new pending tasks. A controller that runs now does not look for them: " +
      "they are for whatever takes tasks out of the database.",
  },
  prune: {
    title: "Prune",
    verb: "Prune",
    done: "were dropped",
    danger: true,
    text:
      "Drops the completed tasks of the whole database that are older than a time, whatever the filter says, and gives their room " +
      "back to the disk.",
  },
};

export class View {
  constructor(place, context) {
    this.context = context;
    this.pending = h("input", { type: "checkbox", id: "pending" });
    this.keep = h("input", { type: "text", id: "keep", value: "30d", size: 6, spellcheck: "false" });
    this.scope = h("p", { class: "quiet" });
    this.report = h("div", { role: "status" });
    this.dialog = h("dialog", { "aria-labelledby": "dialog-title" });
    const extra = {
      purge: h("label", { for: "pending" }, this.pending, "Pending tasks too"),
      prune: h("label", { for: "keep" }, "Keep", this.keep, "such as 12h, 30d or 8w"),
    };
    show(
      place,
      h("div", { class: "view-head" }, h("h1", null, "Changes")),
      this.scope,
      this.report,
      h(
        "div",
        { class: "changes" },
        Object.entries(ACTIONS)
          .filter(([action]) => action !== "prune" || context.about.prunes)
          .map(([action, { title, text }]) =>
            h(
              "section",
              { class: "panel", "data-action": action },
              h("h2", null, title),
              h("p", null, text),
              extra[action],
              h("p", null, h("button", { onclick: () => this.preview(action) }, "See what would change")),
            ),
          ),
      ),
      this.dialog,
    );
  }

  async update(state) {
    this.state = state;
    const range = selection(state);
    const isAll = !state.q && range.from === null && range.to === null;
    show(
      this.scope,
      isAll
        ? "No filter and no range: purge and submit again work on all tasks."
        : ["They work on what the filter and the range select: ", h("a", { href: link({ view: "tasks" }, state) }, "see these tasks"), "."],
    );
  }

  question(action) {
    return action === "prune"
      ? { action, keep: this.keep.value.trim() }
      : { action, ...selection(this.state), pending: action === "purge" && this.pending.checked };
  }

  async preview(action) {
    show(this.report);
    const question = this.question(action);
    try {
      const plan = await post("changes", question);
      this.ask(action, question, plan);
    } catch (error) {
      this.fail(error);
    }
  }

  ask(action, question, plan) {
    const { title, verb, danger } = ACTIONS[action];
    const number = countOf(plan.count, "task");
    show(
      this.dialog,
      h(
        "form",
        { method: "dialog" },
        h("h2", { id: "dialog-title" }, plan.count === 0 ? `${title}: nothing to do` : `${verb}: ${number}?`),
        plan.ids.length > 0 &&
          h(
            "div",
            { class: "ids mono", tabindex: 0 },
            plan.ids.map((id) => h("div", null, h("bdi", null, visible(id)))),
            plan.count > plan.ids.length && h("div", { class: "quiet" }, `and ${count(plan.count - plan.ids.length)} more`),
          ),
        h(
          "p",
          { class: "links" },
          h("button", { autofocus: true }, plan.count === 0 ? "Close" : "Cancel"),
          plan.count > 0 && h("button", { class: danger ? "danger" : "primary", value: "yes" }, `${verb} ${number}`),
        ),
      ),
    );
    this.dialog.returnValue = "";
    this.dialog.onclose = () => {
      if (this.dialog.returnValue === "yes") {
        this.run(action, question, plan.count);
      }
    };
    this.dialog.showModal();
  }

  async run(action, question, expected) {
    try {
      const made = await post("changes", { ...question, expected });
      const text = `${countOf(made.count, "task")} ${ACTIONS[action].done}.`;
      show(
        this.report,
        h(
          "p",
          { class: "notice" },
          text,
          action === "resubmit" &&
            made.ids.length > 0 && [" The first: ", h("a", { class: "mono", href: link({ view: "task", id: made.ids[0] }) }, made.ids[0])],
        ),
      );
      announce(text);
      this.context.refresh();
    } catch (error) {
      this.fail(error);
    }
  }

  fail(error) {
    if (error.problems?.length) {
      this.context.query.problems(error.problems);
    }
    show(this.report, h("p", { class: "notice wrong" }, visible(error.message)));
  }
}
