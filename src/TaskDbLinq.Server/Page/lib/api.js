// Talks to the service. The token is the page's own: it ends with the service, and reads only what the page shows.

const KEY = "taskdb-page";

/** What the service refused, with the problems of a filter if it has any. */
export class ServiceError extends Error {
  /** @param {number} status @param {{message: string, problems?: {path: string, reason: string, suggestion: string | null}[]}} error */
  constructor(status, error) {
    super(error.message);
    this.status = status;
    this.problems = error.problems ?? [];
  }
}

/**
 * Signs in, and asks for what is shown first; both in one request where the address has a code. The code is good for one use, and no
 * history keeps it.
 * @param {any} query what is asked about
 * @returns {Promise<{about: any, summary: any, timeline?: any} | null>} null if the page may not ask
 */
export async function begin(query) {
  const code = takeCode();
  const start = code ? await redeem(code, query) : null;
  return start ?? (localStorage.getItem(KEY) === null ? null : get("start", query));
}

function takeCode() {
  const code = /^#code=([0-9a-f]+)$/.exec(location.hash)?.[1];
  if (code) {
    history.replaceState(null, "", location.pathname);
  }
  return code;
}

async function redeem(code, query) {
  const body = JSON.stringify({ code });
  const answer = await fetch(`v1/page/session?${parameters(query)}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  if (!answer.ok) {
    return null;
  }
  const { token, start } = await answer.json();
  localStorage.setItem(KEY, token);
  return start;
}

/** Gets a code for the service's own token, which is not kept; the page is to be loaded again. @param {string} token */
export async function signInWith(token) {
  const answer = await fetch("v1/page/code", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) {
    return false;
  }
  history.replaceState(null, "", `#code=${(await answer.json()).code}`);
  return true;
}

export function signOut() {
  localStorage.removeItem(KEY);
}

/** @param {string} path @param {any} [query] @param {AbortSignal} [signal] */
export async function get(path, query, signal) {
  return (await send(`v1/page/${path}?${parameters(query)}`, { signal })).json();
}

/** A query string of what has a value. */
function parameters(query) {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
}

/** @param {string} path @param {any} body @param {AbortSignal} [signal] */
export async function post(path, body, signal) {
  return (
    await send(`v1/page/${path}`, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal })
  ).json();
}

/** Downloads a buffer as a file; a plain link could not carry the token. @param {any} query @param {string} name */
export async function download(query, name) {
  const answer = await send(`v1/page/buffer?${new URLSearchParams(query)}`, {});
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function send(path, options) {
  const answer = await fetch(path, { ...options, headers: { ...options.headers, Authorization: `Bearer ${localStorage.getItem(KEY)}` } });
  if (answer.ok) {
    return answer;
  }
  const error = await answer.json().then(
    (body) => body.error,
    () => ({ message: `${answer.status} ${answer.statusText}` }),
  );
  if (answer.status === 401) {
    signOut();
    document.dispatchEvent(new Event("signed-out"));
  }
  throw new ServiceError(answer.status, error);
}
