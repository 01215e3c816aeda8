// What a task belongs to, each a link to all that belong there, and the chain of its resubmissions.

import { get } from "../lib/api.js";
import { h, show, visible } from "../lib/dom.js";
import { link, tasksOf } from "../lib/state.js";
import { PLAIN } from "./plain.js";

/** @param {any} task @param {HTMLElement} chain where the chain of resubmissions is shown */
export function facts(task, chain) {
  const fact = (name, key) => [
    h("dt", null, name),
    h(
      "dd",
      null,
      task[key]
        ? h("a", { class: "mono id", href: tasksOf({ [key]: task[key] }, PLAIN) }, h("bdi", null, visible(task[key])))
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
      chain,
    ),
  );
}

/** Shows the chain of resubmissions, to its end and from its beginning. @param {HTMLElement} place @param {string} id @param {any} task */
export async function showChain(place, id, task) {
  const before = await get("originals", { id }).catch(() => []);
  const after = task?.resubmitted ? [task.resubmitted] : [];
  const step = (text) => (other) =>
    h(
      "div",
      null,
      h("span", { class: "quiet" }, text),
      h("a", { class: "mono id", href: link({ view: "task", id: other }) }, h("bdi", null, visible(other))),
    );
  show(
    place,
    before.map(step("of ")),
    after.map(step("as ")),
    before.length + after.length === 0 && h("span", { class: "quiet" }, "no"),
  );
}
