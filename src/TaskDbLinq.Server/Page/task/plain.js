// From a task, links lead to all tasks of a kind: of any time, with the usual columns.

import { USUAL_KEYS } from "../lib/state.js";

export const PLAIN = { last: "", from: null, to: null, keys: USUAL_KEYS, explain: false };
