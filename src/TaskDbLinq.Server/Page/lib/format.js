// Numbers, durations and times as people read them.

/**
 * A whole number with its thousands apart. `Intl` does that, too, once the browser has loaded its tables of languages, which takes it
 * as long as to draw the page.
 * @param {number} n
 */
export const count = (n) => String(Math.round(n)).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** A number of things: 1 task, 2,000 tasks. @param {number} n @param {string} thing */
export const countOf = (n, thing) => `${count(n)} ${thing}${n === 1 ? "" : "s"}`;

/** A count in little room: 12,345 and 1.23 M. @param {number} n */
export function shortCount(n) {
  return n < 100000 ? count(n) : n < 1e6 ? `${(n / 1e3).toFixed(0)} k` : `${(n / 1e6).toFixed(2)} M`;
}

/** @param {number | null | undefined} seconds */
export function duration(seconds) {
  if (seconds === null || seconds === undefined || Number.isNaN(seconds)) {
    return "\u2013";
  }
  const sign = seconds < 0 ? "\u2212" : "";
  const s = Math.abs(seconds);
  return (
    sign +
    (s === 0
      ? "0 s"
      : s < 0.001
        ? `${trim(s * 1e6)} µs`
        : s < 1
          ? `${trim(s * 1e3)} ms`
          : s < 60
            ? `${trim(s)} s`
            : s < 3600
              ? `${Math.floor(s / 60)} min ${Math.floor(s % 60)} s`
              : s < 86400
                ? `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`
                : `${Math.floor(s / 86400)} d ${Math.floor((s % 86400) / 3600)} h`)
  );
}

function trim(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1).replace(/\.0$/, "") : value.toFixed(2).replace(/\.?0+$/, "");
}

/** @param {number} n */
export function bytes(n) {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let at = 0;
  let value = n;
  while (value >= 1000 && at < units.length - 1) {
    value /= 1000;
    at++;
  }
  return `${at === 0 ? value : trim(value)} ${units[at]}`;
}

/** @param {number} n @param {number} [digits] */
const pad = (n, digits = 2) => String(n).padStart(digits, "0");

/** A time of this browser's time zone; with the day if it isn't today. @param {number | null} ms @param {boolean} [exact] */
export function time(ms, exact = false) {
  if (ms === null || ms === undefined) {
    return "\u2013";
  }
  const at = new Date(ms);
  const clock = `${pad(at.getHours())}:${pad(at.getMinutes())}:${pad(at.getSeconds())}${exact ? `.${pad(at.getMilliseconds(), 3)}` : ""}`;
  return at.toDateString() === new Date().toDateString() && !exact
    ? clock
    : `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())} ${clock}`;
}

/** How long ago. @param {number | null} ms */
export function ago(ms) {
  if (ms === null || ms === undefined) {
    return "\u2013";
  }
  const s = (Date.now() - ms) / 1000;
  return s < -1
    ? `in ${duration(-s)}`
    : s < 5
      ? "now"
      : s < 60
        ? `${Math.floor(s)} s ago`
        : s < 3600
          ? `${Math.floor(s / 60)} min ago`
          : s < 172800
            ? `${Math.floor(s / 3600)} h ago`
            : `${Math.floor(s / 86400)} days ago`;
}

/** An id in little room. @param {string} id */
export function shortId(id) {
  return id.length <= 18 ? id : `${id.slice(0, 8)}\u2026${id.slice(-6)}`;
}
