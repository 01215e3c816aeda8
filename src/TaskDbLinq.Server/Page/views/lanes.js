// The lanes of engines, drawn on a canvas: bars where tasks are few, shares of columns where they are many.

import { h, show, visible } from "../lib/dom.js";
import { count, duration, time } from "../lib/format.js";
import { ticks } from "../lib/axis.js";

export const LANE = 22;
const TOP = 26;
const GAP = 4;
const STATES = ["waiting", "running", "ok", "error", "aborted"];

export class Lanes {
  /** @param {{brush: (from: number, to: number) => void, wheel: (factor: number, at: number) => void, pick: (bar: any) => void}} on */
  constructor(on) {
    this.on = on;
    this.names = h("ul", { class: "lane-names", "aria-label": "Engines" });
    this.canvas = h("canvas", { role: "img", tabindex: -1 });
    this.tip = h("div", { class: "tip", hidden: true });
    this.place = h("div", { class: "lanes" }, this.names, h("div", null, this.canvas));
    this.canvas.addEventListener("pointerdown", (event) => this.down(event));
    this.canvas.addEventListener("pointermove", (event) => this.move(event));
    this.canvas.addEventListener("pointerup", (event) => this.up(event));
    this.canvas.addEventListener("pointerleave", () => (this.tip.hidden = true));
    this.canvas.addEventListener(
      "wheel",
      (event) => {
        if (this.data && (event.ctrlKey || event.shiftKey || event.altKey)) {
          event.preventDefault();
          on.wheel(event.deltaY > 0 ? 1.5 : 1 / 1.5, this.timeAt(event.offsetX));
        }
      },
      { passive: false },
    );
  }

  /** @param {any} data @param {(lane: any) => string} hrefOf */
  draw(data, hrefOf) {
    this.data = data;
    show(
      this.names,
      data.lanes.map((lane) =>
        h(
          "li",
          null,
          h(
            "a",
            { href: hrefOf(lane), title: `${visible(lane.engine)}: ${count(lane.tasks)} tasks, ${count(lane.failed)} failed` },
            h("bdi", null, visible(lane.engine)),
          ),
          h("span", { class: "num quiet", title: "Busy" }, `${Math.round(100 * Math.min(1, lane.busy))} %`),
        ),
      ),
    );
    this.canvas.setAttribute(
      "aria-label",
      `Timeline of ${data.lanes.length} engines from ${time(data.from, true)} to ${time(data.to, true)}. ${data.lanes
        .map((lane) => `${lane.engine}: ${lane.tasks} tasks, ${lane.failed} failed, ${Math.round(100 * lane.busy)} % busy`)
        .slice(0, 24)
        .join("; ")}`,
    );
    this.paint();
  }

  paint() {
    if (!this.data) {
      return;
    }
    const { canvas, data } = this;
    const width = canvas.parentElement.clientWidth;
    const height = TOP + LANE * data.lanes.length;
    const ratio = devicePixelRatio;
    canvas.style.height = `${height}px`;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    this.width = width;
    const paper = canvas.getContext("2d");
    const style = getComputedStyle(document.documentElement);
    const colour = (name) => style.getPropertyValue(name).trim();
    paper.scale(ratio, ratio);
    this.paintAxis(paper, width, height, colour);
    const fills = STATES.map((state) => colour(`--${state}-fill`));
    if (data.bars) {
      this.paintBars(paper, fills);
    } else {
      this.paintCells(paper, fills);
    }
    if (this.brush) {
      const [a, b] = this.brush;
      paper.fillStyle = colour("--accent");
      paper.globalAlpha = 0.18;
      paper.fillRect(Math.min(a, b), 0, Math.abs(b - a), height);
      paper.globalAlpha = 1;
    }
  }

  paintAxis(paper, width, height, colour) {
    paper.font = "11px Inter, sans-serif";
    paper.textBaseline = "middle";
    for (let lane = 0; lane < this.data.lanes.length; lane++) {
      paper.fillStyle = colour("--hover");
      paper.fillRect(0, TOP + lane * LANE + GAP / 2, width, LANE - GAP);
    }
    for (const tick of ticks(this.data.from, this.data.to, width / 110)) {
      const x = Math.round(this.x(tick.at)) + 0.5;
      paper.strokeStyle = colour("--line");
      paper.beginPath();
      paper.moveTo(x, 16);
      paper.lineTo(x, height);
      paper.stroke();
      paper.fillStyle = colour("--ink-3");
      paper.textAlign = x < 20 ? "left" : x > width - 36 ? "right" : "center";
      paper.fillText(tick.text, x, 8);
    }
  }

  paintBars(paper, fills) {
    for (const [lane, from, to, state] of this.data.bars) {
      const x = this.x(from);
      paper.fillStyle = fills[state];
      // A gap of half a pixel tells neighbours apart, as far as there is room.
      const wide = this.x(to) - x;
      paper.fillRect(x, TOP + lane * LANE + GAP / 2, Math.max(1.5, wide > 3 ? wide - 0.75 : wide), LANE - GAP);
    }
  }

  paintCells(paper, fills) {
    const column = this.width / this.data.columns;
    const step = (LANE - GAP) / this.data.steps;
    for (const [lane, from, length, ...heights] of this.data.cells) {
      let y = TOP + (lane + 1) * LANE - GAP / 2;
      // What failed lies at the bottom, where it is seen.
      for (const state of [3, 2, 1, 4, 0]) {
        if (heights[state]) {
          const high = Math.min(heights[state] * step, y - (TOP + lane * LANE + GAP / 2));
          y -= high;
          paper.fillStyle = fills[state];
          paper.fillRect(from * column, y, length * column + 0.3, high);
        }
      }
    }
  }

  x(ms) {
    return (this.width * (ms - this.data.from)) / (this.data.to - this.data.from);
  }

  timeAt(x) {
    return this.data.from + ((this.data.to - this.data.from) * x) / this.width;
  }

  barAt(x, y) {
    const lane = Math.floor((y - TOP) / LANE);
    const near = (2 / this.width) * (this.data.to - this.data.from);
    const at = this.timeAt(x);
    return this.data.bars?.findLast((bar) => bar[0] === lane && bar[1] - near <= at && bar[2] + near >= at);
  }

  down(event) {
    if (this.data && event.button === 0) {
      this.canvas.setPointerCapture(event.pointerId);
      this.brush = [event.offsetX, event.offsetX];
    }
  }

  move(event) {
    if (!this.data) {
      return;
    }
    if (this.brush) {
      this.brush[1] = event.offsetX;
      this.paint();
    }
    this.showTip(event);
  }

  up(event) {
    const brush = this.brush;
    this.brush = null;
    if (!brush) {
      return;
    }
    const [a, b] = [Math.min(...brush), Math.max(...brush)];
    if (b - a > 4) {
      this.on.brush(this.timeAt(Math.max(0, a)), this.timeAt(Math.min(this.width, b)));
    } else {
      this.paint();
      const bar = this.barAt(event.offsetX, event.offsetY);
      if (bar) {
        this.on.pick(bar);
      }
    }
  }

  showTip(event) {
    const lane = Math.floor((event.offsetY - TOP) / LANE);
    const engine = this.data.lanes[lane];
    this.tip.hidden = !engine;
    if (!engine) {
      return;
    }
    const bar = this.barAt(event.offsetX, event.offsetY);
    show(
      this.tip,
      h("strong", null, visible(bar ? bar[4] : engine.engine)),
      bar
        ? h("span", null, `${STATES[bar[3]]}, ${duration((bar[2] - bar[1]) / 1000)}`)
        : h("span", null, `${count(engine.tasks)} tasks, ${count(engine.failed)} failed`),
      h("span", { class: "quiet num" }, time(bar ? bar[1] : this.timeAt(event.offsetX), true)),
    );
    const box = this.place.parentElement.getBoundingClientRect();
    const x = event.clientX - box.left;
    this.tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - 250))}px`;
    this.tip.style.top = `${event.clientY - box.top + 16}px`;
  }
}
