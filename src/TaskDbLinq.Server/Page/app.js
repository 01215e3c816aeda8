// Starts the page: signs in, and shows the view that the address names.

import { begin, post, signInWith } from "./lib/api.js";
import { h, show } from "./lib/dom.js";
import { ready } from "./lib/ready.js";
import { read, link, selection } from "./lib/state.js";
import { Strip } from "./strip.js";
import { QueryBox } from "./query/box.js";
import { tools } from "./tools.js";
import { View as Timeline } from "./views/timeline.js";

const VIEWS = {
  timeline: ["Timeline", async () => ({ View: Timeline })],
  tasks: ["Tasks", () => import("./views/tasks.js")],
  failures: ["Failures", () => import("./views/failures.js")],
  by: ["Groups", () => import("./views/groups.js")],
  changes: ["Changes", () => import("./views/changes.js")],
  task: ["Task", () => import("./views/task.js")],
};
const BEAT = 2000;

/** While history is being read, the first looks follow each other sooner: there is more to see with each. */
const EARLY = [150, 500, 1000, 1600];

/** @type {HTMLElement} */
let main;
/** @type {{name: string, view: any} | null} */
let shown = null;
let turn = 0;

function askToSignIn() {
  document.body.classList.add("signed-out");
  const input = h("input", { type: "text", id: "token", autocomplete: "off", spellcheck: "false", "aria-describedby": "token-help" });
  const wrong = h("p", { class: "notice wrong", role: "alert", hidden: true }, "The service does not know this token.");
  show(
    main,
    h(
      "div",
      { class: "signin" },
      h("h1", null, "This page needs a new address"),
      h("p", null, "An address is good for one browser and one use, and ends with the service. Make another one with"),
      h("pre", null, "taskdb ui --connection taskdb-connection.json"),
      h("p", { id: "token-help", class: "quiet" }, "or give the token that taskdb-connection.json holds:"),
      h(
        "form",
        {
          onsubmit: async (event) => {
            event.preventDefault();
            wrong.hidden = await signInWith(input.value.trim());
            if (wrong.hidden) {
              location.reload();
            }
          },
        },
        h("label", { for: "token", class: "unseen" }, "Token"),
        input,
        h("button", { class: "primary" }, "Sign in"),
      ),
      wrong,
    ),
  );
}

/**
 * What is shown first is asked for in one request, with the timeline if that is it. A filter takes its own time, and nobody waits for it
 * before there is a page.
 */
async function ask() {
  const state = read();
  const isTimeline = state.view === "timeline" && !state.q;
  const query = isTimeline ? { ...selection(state), width: Timeline.widthIn(innerWidth), lanes: Timeline.LANES } : null;
  const [start] = await Promise.all([begin(query), VIEWS[state.view][1]()]);
  return start && { ...start, of: JSON.stringify(state) };
}

async function start() {
  const asked = ask();
  asked.catch(() => null);
  await ready();
  main = document.getElementById("main");
  document.addEventListener("signed-out", askToSignIn);
  const first = await asked.catch((error) => {
    if (error.status !== 401) {
      show(main, h("p", { class: "notice wrong", role: "alert" }, error.message));
      throw error;
    }
    return null;
  });
  if (first === null) {
    askToSignIn();
    return;
  }
  document.body.classList.remove("signed-out");
  const { about } = first;
  const strip = new Strip(document.getElementById("strip"));
  strip.put(first.summary);
  document.title = about.title ? `${about.title} \u2013 taskdb` : "taskdb";
  show(document.getElementById("title"), about.title);
  const query = new QueryBox(document.getElementById("query"), about);
  const context = { about, query, post, first, refresh: () => beat(true) };
  const live = tools(document.getElementById("tools"), () => beat(true));

  async function route() {
    const state = read();
    const mine = ++turn;
    nav(state, about);
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
  document.addEventListener("visibilitychange", () => beat());
  await route();
  setInterval(beat, BEAT);
  EARLY.forEach((pause) => setTimeout(() => strip.summary?.whole === false && beat(), pause));
  document.documentElement.dataset.ready = "true";
}

function nav(state, about) {
  const range = { q: state.q, lang: state.lang, last: state.last, from: state.from, to: state.to };
  show(
    document.getElementById("views"),
    Object.entries(VIEWS)
      .filter(([name]) => name !== "task" && (name !== "changes" || about.changes))
      .map(([name, [title]]) =>
        h("a", { href: link({ view: name, ...range }), "aria-current": name === state.view ? "page" : null }, title),
      ),
  );
}

start();
