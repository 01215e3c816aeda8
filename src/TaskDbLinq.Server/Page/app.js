// Starts the page: signs in, and shows the view that the address names.

import { get, post, signIn, signInWith } from "./lib/api.js";
import { h, show } from "./lib/dom.js";
import { read, link } from "./lib/state.js";
import { Strip } from "./strip.js";
import { QueryBox } from "./query.js";
import { tools } from "./tools.js";

const VIEWS = {
  timeline: ["Timeline", () => import("./views/timeline.js")],
  tasks: ["Tasks", () => import("./views/tasks.js")],
  failures: ["Failures", () => import("./views/failures.js")],
  by: ["Groups", () => import("./views/groups.js")],
  changes: ["Changes", () => import("./views/changes.js")],
  task: ["Task", () => import("./views/task.js")],
};
const BEAT = 2000;

/** While history is being read, the first looks follow each other sooner: there is more to see with each. */
const EARLY = [150, 500, 1000, 1600];

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
/** @type {{name: string, view: any} | null} */
let shown = null;
let turn = 0;

function askToSignIn() {
  document.body.classList.add("signed-out");
  const input = h("input", { type: "text", id: "token", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-help" });
  const wrong = h("p", { class: "notice wrong", role: "alert", hidden: true }, "The service does not know this token.");
  show(main, h("div", { class: "signin" },
    h("h1", null, "This page needs a new address"),
    h("p", null, "An address is good for one browser and one use, and ends with the service. Make another one with"),
    h("pre", null, "taskdb ui --connection taskdb-connection.json"),
    h("p", { id: "token-help", class: "quiet" }, "or give the token that taskdb-connection.json holds:"),
    h("form", {
      onsubmit: async (event) => {
        event.preventDefault();
        wrong.hidden = await signInWith(input.value.trim());
        if (wrong.hidden) {
          location.reload();
        }
      },
    }, h("label", { for: "token", class: "unseen" }, "Token"), input, h("button", { class: "primary" }, "Sign in")),
    wrong));
}

async function start() {
  if (!(await signIn())) {
    askToSignIn();
    return;
  }
  document.body.classList.remove("signed-out");
  // What the first view needs is asked for at once, not one after the other.
  const strip = new Strip(document.getElementById("strip"));
  const summary = strip.refresh();
  summary.catch(() => {});
  const [about] = await Promise.all([get("about"), VIEWS[read().view][1]()]);
  document.title = about.title ? `${about.title} \u2013 taskdb` : "taskdb";
  show(document.getElementById("title"), about.title);
  const query = new QueryBox(document.getElementById("query"), about);
  const context = { about, query, post, refresh: () => beat(true) };
  const live = tools(document.getElementById("tools"), () => beat(true));

  async function route() {
    const state = read();
    const mine = ++turn;
    nav(state, about, strip);
    query.update(state);
    document.getElementById("query").hidden = state.view === "task";
    const module = await VIEWS[state.view][1]();
    if (mine !== turn) {
      return;
    }
    if (shown?.name !== state.view) {
      shown?.view.close?.();
      show(main);
      shown = { name: state.view, view: new module.View(main, context) };
      main.className = `view-${state.view}`;
    }
    await attempt(() => shown.view.update(state));
  }

  /** Runs a question of a view; what is wrong with the filter is shown at its place. */
  async function attempt(ask) {
    try {
      await ask();
      live.heard(true);
      query.problems([]);
    } catch (error) {
      if (error.name === "AbortError") {
        return;
      }
      if (error.problems?.length) {
        query.problems(error.problems);
        shown.view.wrong?.(error);
      } else if (error.status === 401) {
        return;
      } else if (error instanceof TypeError && /fetch/i.test(error.message)) {
        live.heard(false);
      } else {
        shown.view.wrong?.(error) ?? show(main, h("p", { class: "notice wrong", role: "alert" }, error.message));
        if (!error.status) {
          console.error(error);
        }
      }
    }
  }

  let isAsking = false;
  async function beat(isAsked = false) {
    if (isAsking || (!isAsked && (document.hidden || !live.isOn))) {
      return;
    }
    isAsking = true;
    await attempt(async () => {
      await strip.refresh();
      await shown?.view.refresh?.(read());
    });
    isAsking = false;
  }

  addEventListener("hashchange", route);
  document.addEventListener("signed-out", askToSignIn);
  document.addEventListener("visibilitychange", () => beat());
  await Promise.all([route(), attempt(() => summary)]);
  nav(read(), about, strip);
  setInterval(beat, BEAT);
  EARLY.forEach((pause) => setTimeout(() => strip.summary?.whole === false && beat(), pause));
  document.documentElement.dataset.ready = "true";
}

function nav(state, about, strip) {
  const range = { q: state.q, lang: state.lang, last: state.last, from: state.from, to: state.to };
  show(document.getElementById("views"), Object.entries(VIEWS).filter(([name]) => name !== "task" && (name !== "changes" || about.changes)).map(([name, [title]]) =>
    h("a", { href: link({ view: name, ...range }), "aria-current": name === state.view ? "page" : null }, title)));
}

start();
