// Times on an axis: round steps, and as much of the date as is needed.

const STEPS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 15e3, 3e4, 6e4, 12e4, 3e5, 6e5, 9e5, 18e5, 36e5, 72e5, 108e5, 216e5, 432e5, 864e5,
  1728e5, 6048e5, 26784e5, 80352e5, 315576e5,
];
const DAY = 864e5;

/** @param {number} from @param {number} to @param {number} most @returns {{at: number, text: string}[]} */
export function ticks(from, to, most) {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? STEPS[STEPS.length - 1];
  const zone = new Date(from).getTimezoneOffset() * 60000;
  const found = [];
  let day = "";
  for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to; at += step) {
    const date = new Date(at);
    const own = `${date.getMonth() + 1}-${String(date.getDate()).padStart(2, "0")}`;
    found.push({ at, text: `${own !== day ? `${own} ` : ""}${step >= DAY ? "" : clock(date, step)}`.trim() });
    day = own;
  }
  return found;
}

function clock(date, step) {
  const two = (n) => String(n).padStart(2, "0");
  const minutes = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return step >= 60000
    ? minutes
    : step >= 1000
      ? `${minutes}:${two(date.getSeconds())}`
      : `${minutes}:${two(date.getSeconds())}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
