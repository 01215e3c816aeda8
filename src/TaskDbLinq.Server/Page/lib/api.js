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

/** Takes the code of the address, which is good for one use, and lets no history keep it. @returns {Promise<boolean>} whether the page may ask */
export async function signIn() {
  const code = /^#code=([0-9a-f]+)$/.exec(location.hash)?.[1];
  if (code) {
    history.replaceState(null, "", location.pathname);
    const answer = await fetch("v1/page/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }) });
    if (answer.ok) {
      localStorage.setItem(KEY, (await answer.json()).token);
    }
  }
  return localStorage.getItem(KEY) !== null;
}

/** Signs in with the service's own token, which is not kept. @param {string} token */
export async function signInWith(token) {
  const answer = await fetch("v1/page/code", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
  if (!answer.ok) {
    return false;
  }
  location.hash = `#code=${(await answer.json()).code}`;
  return signIn();
}

export function signOut() {
  localStorage.removeItem(KEY);
}

/** @param {string} path @param {any} [query] @param {AbortSignal} [signal] */
export async function get(path, query, signal) {
  const text = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "").map(([k, v]) => [k, String(v)]));
  return (await send(`v1/page/${path}?${text}`, { signal })).json();
}

/** @param {string} path @param {any} body @param {AbortSignal} [signal] */
export async function post(path, body, signal) {
  return (await send(`v1/page/${path}`, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal })).json();
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
  const error = await answer.json().then((body) => body.error, () => ({ message: `${answer.status} ${answer.statusText}` }));
  if (answer.status === 401) {
    signOut();
    document.dispatchEvent(new Event("signed-out"));
  }
  throw new ServiceError(answer.status, error);
}
