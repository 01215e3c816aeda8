// The charts below the lanes: how many tasks waited and ran, how many ended how, how long they took; on the lanes' own axis.

import { h } from "../lib/dom.js";
import { duration, shortCount } from "../lib/format.js";
import { ticks } from "../lib/axis.js";
import { uPlot } from "../vendor/uplot.min.js";

const HEIGHT = 128;

/**
 * @typedef {{title: string, series: {key: string, name: string, colour: string, fill?: boolean}[], value: (n: number) => string,
 *   isLog?: boolean}} Chart
 */

/** @type {Chart[]} */
const CHARTS = [
  {
    title: "Tasks waiting and running",
    value: shortCount,
    series: [
      { key: "waiting", name: "waiting", colour: "--waiting-fill", fill: true },
      { key: "running", name: "running", colour: "--running", fill: false },
    ],
  },
  {
    title: "Running time of the tasks that ended",
    value: duration,
    isLog: true,
    series: [
      { key: "ran50", name: "median", colour: "--accent" },
      { key: "ran95", name: "95 %", colour: "--error-fill" },
    ],
  },
  {
    title: "Tasks that ended",
    value: shortCount,
    series: [
      { key: "ok", name: "ok", colour: "--ok-fill", fill: true },
      { key: "error", name: "error", colour: "--error-fill", fill: true },
      { key: "aborted", name: "aborted", colour: "--aborted-fill" },
    ],
  },
];

export class Charts {
  /** @param {(from: number, to: number) => void} brush */
  constructor(brush) {
    this.brush = brush;
    this.plots = CHARTS.map((chart) => ({ chart, box: h("div"), plot: null }));
    this.places = this.plots.map(({ chart, box }) =>
      h(
        "section",
        { class: "plot", "aria-label": chart.title },
        h(
          "h2",
          null,
          chart.title,
          h(
            "span",
            { class: "legend" },
            chart.series.map((one) => h("span", null, swatch(one.colour), one.name)),
          ),
        ),
        box,
      ),
    );
  }

  draw(data, gutter) {
    this.data = data;
    const step = (data.to - data.from) / data.columns;
    const x = Array.from({ length: data.columns }, (_, i) => (data.from + step * (i + 0.5)) / 1000);
    for (const one of this.plots) {
      const rows = one.chart.series.map((series) => data[series.key]);
      const width = one.box.clientWidth;
      if (one.plot === null || one.gutter !== gutter) {
        one.plot?.destroy();
        one.gutter = gutter;
        one.plot = new uPlot(
          options(one.chart, width, gutter, (from, to) => this.brush(from, to)),
          [x, ...rows],
          one.box,
        );
        one.plot.root.setAttribute("aria-hidden", "true");
      } else {
        one.plot.setSize({ width, height: HEIGHT });
        one.plot.setData([x, ...rows], false);
      }
      one.plot.setScale("x", { min: data.from / 1000, max: data.to / 1000 });
    }
  }

  /** Colours are read when a chart is made. */
  themed(gutter) {
    for (const one of this.plots) {
      one.plot?.destroy();
      one.plot = null;
    }
    if (this.data) {
      this.draw(this.data, gutter);
    }
  }

  close() {
    for (const one of this.plots) {
      one.plot?.destroy();
    }
  }
}

function swatch(colour) {
  const box = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  box.style.background = `var(${colour})`;
  box.setAttribute("aria-hidden", "true");
  return box;
}

/** @param {Chart} chart */
function options(chart, width, gutter, brush) {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const axis = {
    stroke: colour("--ink-3"),
    font: "11px Inter, sans-serif",
    grid: { stroke: colour("--line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height: HEIGHT,
    padding: [6, 0, 0, 0],
    legend: { show: false },
    cursor: { sync: { key: "timeline" }, y: false, drag: { x: true, y: false, setScale: false }, points: { show: false } },
    scales: {
      x: { time: true, auto: false },
      y: chart.isLog
        ? {
            distr: 3,
            range: (plot, min, max) => [10 ** Math.floor(Math.log10(min || 0.001)), 10 ** Math.ceil(Math.log10(max || 1) + 0.001)],
          }
        : { range: (plot, min, max) => [0, Math.max(1, max * 1.08)] },
    },
    axes: [
      {
        ...axis,
        size: 24,
        gap: 4,
        splits: (plot, i, min, max) =>
          ticks(min * 1000, max * 1000, plot.bbox.width / devicePixelRatio / 110).map((tick) => tick.at / 1000),
        values: (plot, splits) => (splits.length ? texts(plot) : []),
      },
      {
        ...axis,
        size: gutter,
        gap: 10,
        space: 28,
        ...(chart.isLog ? { splits: (plot, i, min, max) => decades(min, max), filter: (plot, splits) => splits } : {}),
        values: (plot, splits) => splits.map((value) => chart.value(value)),
      },
    ],
    series: [
      {},
      ...chart.series.map((one) => ({
        label: one.name,
        stroke: colour(one.colour),
        width: 1.5,
        spanGaps: false,
        points: { show: chart.isLog ? undefined : false, size: 3 },
        fill: one.fill ? `${colour(one.colour)}55` : undefined,
      })),
    ],
    hooks: {
      setSelect: [
        (plot) => {
          if (plot.select.width > 4) {
            const [from, to] = [plot.select.left, plot.select.left + plot.select.width].map((left) => plot.posToVal(left, "x") * 1000);
            plot.setSelect({ left: 0, width: 0, top: 0, height: 0 }, false);
            brush(from, to);
          }
        },
      ],
    },
  };
}

/** Powers of ten, as many as there is room for. */
function decades(min, max) {
  const [low, high] = [Math.round(Math.log10(min)), Math.round(Math.log10(max))];
  const step = Math.max(1, Math.ceil((high - low) / 4));
  return Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => 10 ** (low + i * step));
}

function texts(plot) {
  const { min, max } = plot.scales.x;
  return ticks(min * 1000, max * 1000, plot.bbox.width / devicePixelRatio / 110).map((tick) => tick.text);
}
