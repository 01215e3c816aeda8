// What is stored of a task: what failed, the code, the result, the dicts as trees, the buffers by size with download.

import { download } from "../lib/api.js";
import { h, visible } from "../lib/dom.js";
import { bytes } from "../lib/format.js";
import { tree } from "../lib/tree.js";
import { ansi } from "../lib/ansi.js";
import { traceback, codeOf, errorOf } from "../lib/failure.js";

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
const LONGEST_TITLE = 300;

/** What went wrong; false if nothing did. */
export function failure(task) {
  const error = errorOf(task);
  return (
    error &&
    h(
      "section",
      { class: "panel failure" },
      h("h2", null, visible(`${error.ename ?? "Error"}: ${error.evalue ?? ""}`).slice(0, LONGEST_TITLE)),
      traceback(task),
    )
  );
}

/** The code that ran; false if there is none. */
export function code(task) {
  const text = codeOf(task);
  return text && textPanel("Code", visible(text));
}

/** The result as text; false if there is none. */
export function result(task) {
  const text = task.execute_result?.data?.["text/plain"];
  return typeof text === "string" && textPanel("Result", ansi(text));
}

function textPanel(title, text) {
  return h("section", { class: "panel" }, h("h2", null, title), h("pre", { class: "code", tabindex: 0, "aria-label": title }, text));
}

/** All dicts. */
export function stored(task) {
  return h(
    "section",
    { class: "panel" },
    h("h2", null, "Stored"),
    h(
      "div",
      { class: "tree" },
      DICTS.filter((key) => task[key] !== null && task[key] !== undefined).map((key) => tree(task[key], key)),
    ),
  );
}

/** The buffers; false if there are none. */
export function buffers(task) {
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
          lengths.map((length, n) => buffer(task.msg_id, field, length, n)),
        ),
      ]),
    )
  );
}

function buffer(id, field, length, n) {
  return h(
    "li",
    null,
    h("span", { class: "num" }, bytes(length)),
    h(
      "button",
      {
        class: "plain",
        "aria-label": `Download buffer ${n} of ${field}`,
        onclick: () => download({ id, field, n }, `${field}-${n}.bin`),
      },
      "Download",
    ),
  );
}
