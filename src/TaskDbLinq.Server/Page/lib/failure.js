// A traceback with its colours, and the code that ran.

import { h } from "./dom.js";
import { ansi } from "./ansi.js";

/** What a task raised: the reply's error, or the one that its engine published. @param {any} task */
export function errorOf(task) {
  const reply = task.result_content;
  return reply?.ename ? reply : (task.error ?? null);
}

/** @param {any} task @returns {any[]} */
export function traceback(task) {
  const error = errorOf(task);
  if (!error) {
    return [];
  }
  const lines = Array.isArray(error.traceback)
    ? error.traceback.filter((line) => typeof line === "string")
    : typeof error.traceback === "string"
      ? [error.traceback]
      : [];
  return [
    h(
      "pre",
      { class: "traceback", tabindex: 0, "aria-label": "Traceback" },
      ansi(lines.length ? lines.join("\n") : `${error.ename}: ${error.evalue}`),
    ),
  ];
}

/** The code of a task that has any; the others ran a pickled function. @param {any} task */
export function codeOf(task) {
  return typeof task.content?.code === "string" && task.content.code ? task.content.code : task.execute_input || "";
}
