// Text with ANSI colours, as IPython writes tracebacks. Colours are kept; everything else that a terminal would obey is left out.

import { h, visible } from "./dom.js";

const SEQUENCE = /\u001b\[([0-9;:]*)([ -/]*[@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\-_]?/g;
const BASE = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];

/**
 * Makes spans of a text.
 * @param {string} text
 * @returns {(string | HTMLElement)[]}
 */
export function ansi(text) {
  const parts = [];
  let style = {};
  let at = 0;
  const put = (piece) => {
    if (piece) {
      parts.push(span(visible(piece), style));
    }
  };
  for (const match of text.matchAll(SEQUENCE)) {
    put(text.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[2] === "m") {
      style = turn(style, match[1]);
    }
  }
  put(text.slice(at));
  return parts;
}

/** The text without the sequences. @param {string} text */
export const plain = (text) => text.replace(SEQUENCE, "");

function turn(style, codes) {
  const numbers = codes === "" ? [0] : codes.split(/[;:]/).map(Number);
  let next = { ...style };
  for (let i = 0; i < numbers.length; i++) {
    const n = numbers[i];
    if (n === 0) {
      next = {};
    } else if (n === 1) {
      next.bold = true;
    } else if (n === 3) {
      next.italic = true;
    } else if (n === 4) {
      next.underline = true;
    } else if (n === 22) {
      next.bold = false;
    } else if (n === 23) {
      next.italic = false;
    } else if (n === 24) {
      next.underline = false;
    } else if (n === 39) {
      next.color = undefined;
    } else if ((n >= 30 && n <= 37) || (n >= 90 && n <= 97)) {
      next.color = BASE[n % 10];
    } else if (n === 38 || n === 48) {
      const isIndexed = numbers[i + 1] === 5;
      if (n === 38) {
        next.color = isIndexed ? indexed(numbers[i + 2]) : { rgb: numbers.slice(i + 2, i + 5) };
      }
      i += isIndexed ? 2 : 4;
    }
  }
  return next;
}

/** A colour of the table of 256. */
function indexed(n) {
  if (!(n >= 0 && n < 256)) {
    return undefined;
  }
  if (n < 16) {
    return BASE[n % 8];
  }
  if (n >= 232) {
    const grey = 8 + (n - 232) * 10;
    return { rgb: [grey, grey, grey] };
  }
  const level = (v) => (v === 0 ? 0 : 55 + v * 40);
  return { rgb: [level(Math.floor((n - 16) / 36)), level(Math.floor((n - 16) / 6) % 6), level((n - 16) % 6)] };
}

function span(text, style) {
  const classes = [
    style.bold && "ansi-bold",
    style.italic && "ansi-italic",
    style.underline && "ansi-underline",
    typeof style.color === "string" && `ansi-${style.color}`,
    style.color?.rgb && "ansi-rgb",
  ].filter(Boolean);
  if (classes.length === 0) {
    return text;
  }
  const element = h("span", { class: classes.join(" ") }, text);
  if (style.color?.rgb) {
    const [hue, saturation] = hueOf(style.color.rgb);
    element.style.setProperty("--h", String(hue));
    element.style.setProperty("--s", `${saturation}%`);
  }
  return element;
}

/** Only the hue is the task's choice; how light it is depends on the paper, so that it can be read on both. */
function hueOf([r, g, b]) {
  const max = Math.max(r, g, b);
  const range = max - Math.min(r, g, b);
  if (!(range > 0)) {
    return [0, 0];
  }
  const hue = max === r ? ((g - b) / range) % 6 : max === g ? (b - r) / range + 2 : (r - g) / range + 4;
  return [Math.round(60 * hue + 360) % 360, Math.min(80, Math.round((100 * range) / max))];
}
