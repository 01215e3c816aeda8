// The whole state of the page is its address: view, filter, range, order, columns.

/**
 * @typedef {{view: string, q: string, lang: string, last: string, from: number | null, to: number | null,
 *   sort: string, keys: string[], by: string, id: string, kind: string, explain: boolean}} State
 */

export const VIEWS = ["timeline", "tasks", "failures", "by", "changes", "task"];
export const USUAL_KEYS = ["submitted", "label", "client_uuid", "engine_uuid", "queue"];
export const RANGES = { "15m": 15 * 60, "1h": 3600, "24h": 86400, "7d": 7 * 86400 };
const EXTRA_RANGES = { "1m": 60 };

/** @returns {State} */
export function read(hash = location.hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?", 2);
  const view = VIEWS.includes(path) ? path : "timeline";
  const given = new URLSearchParams(query ?? "");
  const number = (name) => (given.get(name) && Number.isFinite(Number(given.get(name))) ? Number(given.get(name)) : null);
  const keys = given.get("keys")?.split(",").filter(Boolean);
  return {
    view,
    q: given.get("q") ?? "",
    lang: given.get("lang") === "linq" ? "linq" : "json",
    last: given.get("last") ?? "",
    from: number("from"),
    to: number("to"),
    sort: given.get("sort") ?? "-submitted",
    keys: keys?.length ? keys : USUAL_KEYS,
    by: given.get("by") ?? "engine",
    id: given.get("id") ?? "",
    kind: given.get("kind") ?? "",
    explain: given.get("explain") === "1",
  };
}

/** The address of a state: the present one with changes. @param {Partial<State>} changes @param {State} [from] */
export function link(changes, from = read()) {
  const state = { ...from, ...changes };
  const given = new URLSearchParams();
  const put = (name, value, usual) => {
    if (value !== null && value !== undefined && value !== "" && value !== usual) {
      given.set(name, String(value));
    }
  };
  put("id", state.view === "task" ? state.id : "");
  put("kind", state.view === "failures" ? state.kind : "");
  put("by", state.view === "by" ? state.by : "", "engine");
  put("q", state.q);
  put("lang", state.q ? state.lang : "", "json");
  put("last", state.last);
  put("from", state.from === null ? null : Math.round(state.from));
  put("to", state.to === null ? null : Math.round(state.to));
  put("sort", state.sort, "-submitted");
  put("keys", state.keys.join(","), USUAL_KEYS.join(","));
  put("explain", state.explain ? "1" : "");
  const text = given.toString();
  return `#/${state.view}${text ? `?${text}` : ""}`;
}

/** Goes to another state. @param {Partial<State>} changes @param {boolean} [replace] whether the back button skips the present one */
export function go(changes, replace = false) {
  const to = link(changes);
  if (to === location.hash) {
    return;
  }
  if (replace) {
    history.replaceState(null, "", to);
    dispatchEvent(new HashChangeEvent("hashchange"));
  } else {
    location.hash = to;
  }
}

/** What a state selects, as the service reads it. @param {State} state */
export function selection(state) {
  const seconds = RANGES[state.last] ?? EXTRA_RANGES[state.last];
  return {
    q: state.q,
    lang: state.lang,
    from: seconds ? Math.floor(Date.now() / 1000 - seconds) * 1000 : state.from,
    to: seconds ? null : state.to,
  };
}

/** A state that selects the tasks of a filter, in the range that is looked at. @param {any} filter @param {Partial<State>} [changes] */
export const tasksOf = (filter, changes = {}) =>
  link({ view: "tasks", q: Object.keys(filter).length ? JSON.stringify(filter) : "", lang: "json", sort: "-submitted", ...changes });

/** A filter within the one that an answer of the service was asked with. @param {{filter?: string}} answer @param {any} filter */
export const within = (answer, filter) => (answer.filter ? { $and: [JSON.parse(answer.filter), filter] } : filter);

const ENDED = { completed: { $ne: null } };

/** The filter of each state of a task: what the service calls them. */
export const STATE_FILTERS = {
  pending: { completed: null },
  waiting: { completed: null, started: null, engine_uuid: { $in: [null, ""] } },
  running: { completed: null, $or: [{ started: { $ne: null } }, { engine_uuid: { $nin: [null, ""] } }] },
  ok: {
    ...ENDED,
    $nor: [{ "result_content.status": { $in: ["error", "aborted"] } }, { "result_content.status": null, error: { $ne: null } }],
  },
  error: { ...ENDED, $or: [{ "result_content.status": "error" }, { "result_content.status": null, error: { $ne: null } }] },
  aborted: { ...ENDED, "result_content.status": "aborted" },
};
