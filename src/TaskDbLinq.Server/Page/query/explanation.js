// What becomes of the query on each store, beside it on demand.

import { post } from "../lib/api.js";
import { h, show, visible } from "../lib/dom.js";
import { go, read, selection } from "../lib/state.js";

export class Explanation {
  constructor() {
    this.button = h("button", { onclick: () => go({ explain: !read().explain }, true) }, "Explain");
    this.place = h("div", { class: "explain", hidden: true });
  }

  /** @param {import("../lib/state.js").State} state */
  async update(state) {
    this.button.setAttribute("aria-pressed", String(state.explain));
    this.place.hidden = !state.explain;
    if (!state.explain) {
      return;
    }
    const answer = await post("explain", { ...selection(state), keys: state.keys, sort: [state.sort] }).catch(() => null);
    this.place.hidden = answer === null;
    show(
      this.place,
      answer?.stages.map((stage) =>
        h(
          "section",
          null,
          h("h3", null, stage.stage),
          h("pre", { tabindex: 0 }, visible(stage.text ?? `can't be brought there: ${stage.problem}`)),
        ),
      ) ?? [],
    );
  }
}
