// One task: its times, what it ran, what became of it, all that is stored of it.

import { get } from "../lib/api.js";
import { h, show, badge, visible } from "../lib/dom.js";
import { go } from "../lib/state.js";
import { Output } from "../lib/output.js";
import { waterfall } from "../lib/waterfall.js";
import { buffers, code, failure, result, stored } from "../task/content.js";
import { facts, showChain } from "../task/facts.js";
import { PLAIN } from "../task/plain.js";

export class View {
  constructor(place, { about }) {
    this.place = place;
    this.about = about;
  }

  async update(state) {
    if (this.id === state.id) {
      return;
    }
    this.id = state.id;
    this.shown = "";
    this.isDone = false;
    this.outputs = ["stdout", "stderr"].map((field) => new Output(state.id, field));
    this.chain = h("dd", { class: "chain" }, "\u2026");
    await this.refresh();
    showChain(this.chain, this.id, this.task);
  }

  async refresh() {
    if (!this.id || this.isDone) {
      return;
    }
    const { id } = this;
    const answer = await get("task", { id });
    if (id !== this.id) {
      return;
    }
    const text = JSON.stringify(answer);
    if (text !== this.shown) {
      this.shown = text;
      this.task = answer.task;
      this.paint(answer);
    }
    const ends = await Promise.all(this.outputs.map((output) => output.read()));
    this.isDone = ends.every(Boolean) && answer.task.completed !== null;
  }

  wrong(error) {
    show(
      this.place,
      h(
        "div",
        { class: "empty" },
        h("h2", null, error.status === 404 ? "No such task" : "The task can't be shown"),
        h("p", null, visible(error.message)),
      ),
    );
    return true;
  }

  paint({ state, task }) {
    show(
      this.place,
      this.head(state, task),
      h(
        "div",
        { class: "task" },
        h(
          "div",
          { class: "task-main" },
          h("section", { class: "panel" }, h("h2", null, "Times"), waterfall(task, state)),
          failure(task),
          code(task),
          result(task),
          this.outputs.map((output) => output.place),
          stored(task),
        ),
        h("aside", { class: "task-side" }, facts(task, this.chain), buffers(task)),
      ),
    );
  }

  head(state, task) {
    const change = () => go({ view: "changes", q: JSON.stringify({ msg_id: task.msg_id }), lang: "json", ...PLAIN });
    return h(
      "div",
      { class: "view-head" },
      h("h1", { class: "mono id" }, h("bdi", null, visible(task.msg_id))),
      badge(state),
      h("span", { class: "gap" }),
      this.about.changes && h("button", { onclick: change }, "Change\u2026"),
    );
  }
}
