// The times of a task one below the other: waited, ran, on its way back.

import { h, svg } from "./dom.js";
import { duration, time } from "./format.js";

/** @param {any} task @param {string} state */
export function waterfall(task, state) {
  const [submitted, started, completed, received] = ["submitted", "started", "completed", "received"].map((key) =>
    task[key] ? Date.parse(task[key].$date) : null,
  );
  const now = completed === null ? Date.now() : null;
  const steps = [
    ["Waited", submitted, started ?? completed ?? (state === "waiting" ? now : null), "waiting"],
    ["Ran", started, completed ?? now, state === "waiting" ? "running" : state],
    ["Sent back", completed, received, "aborted"],
  ].filter(([, from, to]) => from !== null && to !== null);
  const times = steps.flatMap(([, from, to]) => [from, to]);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const scale = (ms) => (last > first ? (100 * (ms - first)) / (last - first) : 0);
  return h(
    "div",
    null,
    steps.length > 0 &&
      h(
        "ul",
        { class: "waterfall" },
        steps.map(([name, from, to, kind]) =>
          h(
            "li",
            null,
            h("span", { class: "step" }, name),
            svg(
              "svg",
              { viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
              svg("rect", { class: "track", x: 0, y: 0, width: 100, height: 10 }),
              svg("rect", {
                class: `fill-${kind}`,
                x: Math.min(scale(from), 99.4),
                y: 0,
                width: Math.max(0.6, scale(to) - scale(from)),
                height: 10,
              }),
            ),
            h("span", { class: "num" }, duration((to - from) / 1000)),
          ),
        ),
      ),
    h(
      "dl",
      { class: "times" },
      [
        ["Submitted", submitted],
        ["Started", started],
        ["Completed", completed],
        ["Received", received],
      ].map(([name, at]) =>
        h(
          "div",
          null,
          h("dt", null, name),
          h("dd", { class: "num" }, at === null ? h("span", { class: "quiet" }, "not known") : time(at, true)),
        ),
      ),
    ),
  );
}
