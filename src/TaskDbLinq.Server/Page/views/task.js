// One task: its times, what it ran, what became of it, all that is stored of it.

import { get, download } from "../lib/api.js";
import { h, show, badge, visible } from "../lib/dom.js";
import { bytes } from "../lib/format.js";
import { link, tasksOf, go, USUAL_KEYS } from "../lib/state.js";
import { Output } from "../lib/output.js";
import { tree } from "../lib/tree.js";
import { ansi } from "../lib/ansi.js";
import { waterfall } from "../lib/waterfall.js";
import { traceback, codeOf, errorOf } from "../lib/failure.js";

const PLAIN = { last: "", from: null, to: null, keys: USUAL_KEYS, explain: false };
const DICTS = [
  "header",
  "metadata",
  "content",
  "result_header",
  "result_metadata",
  "result_content",
  "execute_result",
  "error",
  "display_data",
];

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
    this.showChain();
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
    const error = errorOf(task);
    const code = codeOf(task);
    show(
      this.place,
      h(
        "div",
        { class: "view-head" },
        h("h1", { class: "mono id" }, h("bdi", null, visible(task.msg_id))),
        badge(state),
        h("span", { class: "gap" }),
        this.about.changes &&
          h(
            "button",
            { onclick: () => go({ view: "changes", q: JSON.stringify({ msg_id: task.msg_id }), lang: "json", ...PLAIN }) },
            "Change\u2026",
          ),
      ),
      h(
        "div",
        { class: "task" },
        h(
          "div",
          { class: "task-main" },
          h("section", { class: "panel" }, h("h2", null, "Times"), waterfall(task, state)),
          error &&
            h(
              "section",
              { class: "panel failure" },
              h("h2", null, visible(`${error.ename ?? "Error"}: ${error.evalue ?? ""}`).slice(0, 300)),
              traceback(task),
            ),
          code &&
            h(
              "section",
              { class: "panel" },
              h("h2", null, "Code"),
              h("pre", { class: "code", tabindex: 0, "aria-label": "Code" }, visible(code)),
            ),
          result(task),
          this.outputs.map((output) => output.place),
          h(
            "section",
            { class: "panel" },
            h("h2", null, "Stored"),
            h(
              "div",
              { class: "tree" },
              DICTS.filter((key) => task[key] !== null && task[key] !== undefined).map((key) => tree(task[key], key)),
            ),
          ),
        ),
        h("aside", { class: "task-side" }, this.facts(task), buffers(task)),
      ),
    );
  }

  facts(task) {
    const fact = (name, key, field = key) => [
      h("dt", null, name),
      h(
        "dd",
        null,
        task[key]
          ? h("a", { class: "mono id", href: tasksOf({ [field]: task[key] }, PLAIN) }, h("bdi", null, visible(task[key])))
          : h("span", { class: "quiet" }, "none"),
      ),
    ];
    const type = task.header?.msg_type;
    return h(
      "section",
      { class: "panel" },
      h("h2", null, "Of"),
      h(
        "dl",
        null,
        fact("Client", "client_uuid"),
        fact("Engine", "engine_uuid"),
        fact("Queue", "queue"),
        fact("Label", "label"),
        h("dt", null, "Message type"),
        h(
          "dd",
          null,
          typeof type === "string" ? h("a", { class: "mono", href: tasksOf({ "header.msg_type": type }, PLAIN) }, visible(type)) : "\u2013",
        ),
        h("dt", null, "Submitted again"),
        this.chain,
      ),
    );
  }

  /** The chain of resubmissions, to its end and from its beginning. */
  async showChain() {
    const before = await get("originals", { id: this.id }).catch(() => []);
    const after = this.task?.resubmitted ? [this.task.resubmitted] : [];
    const step = (text) => (id) =>
      h(
        "div",
        null,
        h("span", { class: "quiet" }, text),
        h("a", { class: "mono id", href: link({ view: "task", id }) }, h("bdi", null, visible(id))),
      );
    show(
      this.chain,
      before.map(step("of ")),
      after.map(step("as ")),
      before.length + after.length === 0 && h("span", { class: "quiet" }, "no"),
    );
  }
}

function result(task) {
  const text = task.execute_result?.data?.["text/plain"];
  return (
    typeof text === "string" &&
    h("section", { class: "panel" }, h("h2", null, "Result"), h("pre", { class: "code", tabindex: 0, "aria-label": "Result" }, ansi(text)))
  );
}

function buffers(task) {
  const lists = ["buffers", "result_buffers"]
    .map((field) => [field, task[field]?.$buffers ?? []])
    .filter(([, lengths]) => lengths.length > 0);
  return (
    lists.length > 0 &&
    h(
      "section",
      { class: "panel" },
      h("h2", null, "Buffers"),
      lists.map(([field, lengths]) => [
        h(
          "h3",
          null,
          field === "buffers" ? "Request" : "Result",
          h("span", { class: "quiet" }, ` ${bytes(lengths.reduce((a, b) => a + b, 0))}`),
        ),
        h(
          "ul",
          { class: "buffers" },
          lengths.map((length, n) =>
            h(
              "li",
              null,
              h("span", { class: "num" }, bytes(length)),
              h(
                "button",
                {
                  class: "plain",
                  "aria-label": `Download buffer ${n} of ${field}`,
                  onclick: () => download({ id: task.msg_id, field, n }, `${field}-${n}.bin`),
                },
                "Download",
              ),
            ),
          ),
        ),
      ]),
    )
  );
}
