// What is wrong with a filter: listed below it, marked at its place, and mended where the service knows what was meant.

import { h, show, visible } from "../lib/dom.js";
import { placeOf } from "../lib/place.js";

/** @typedef {{path: string, reason: string, suggestion: string | null}} Problem */

export class Problems {
  /** @param {import("./input.js").FilterInput} input */
  constructor(input) {
    this.input = input;
    this.list = h("ul", { class: "problems" });
    this.place = h("div", { id: "problems", role: "alert" }, this.list);
  }

  /** @param {Problem[]} problems */
  show(problems) {
    const { text, frame } = this.input;
    // What is shown stays as it is with each beat: somebody may be about to click on it.
    const told = JSON.stringify([problems, text.value]);
    if (told === this.told) {
      return;
    }
    this.told = told;
    frame.classList.toggle("wrong", problems.length > 0);
    text.setAttribute("aria-invalid", String(problems.length > 0));
    const inOrder = [...problems].sort((a, b) => (this.stretch(a)?.[0] ?? 0) - (this.stretch(b)?.[0] ?? 0));
    show(
      this.list,
      inOrder.map((problem) =>
        h(
          "li",
          null,
          problem.path && h("code", null, visible(problem.path)),
          h("span", null, visible(problem.reason)),
          problem.suggestion &&
            h("button", { class: "plain", onclick: () => this.mend(problem) }, `Did you mean ${visible(problem.suggestion)}?`),
        ),
      ),
    );
    this.input.mark(inOrder.map((problem) => this.stretch(problem)).filter(Boolean));
  }

  /** Where in the text a problem is; null if it has no place. @param {Problem} problem */
  stretch(problem) {
    return placeOf(this.input.text.value, this.input.lang.value, problem);
  }

  /** Puts the near miss in place of what was written. @param {Problem} problem */
  mend(problem) {
    const stretch = this.stretch(problem);
    if (stretch) {
      const { text } = this.input;
      const wrong = text.value.slice(...stretch);
      const name = problem.suggestion;
      text.setRangeText(
        wrong.startsWith('"')
          ? JSON.stringify(wrong.includes(".") && !name.includes(".") ? name + wrong.slice(wrong.indexOf("."), -1) : name)
          : name,
        ...stretch,
        "end",
      );
      this.input.run();
    }
  }
}
