// Where a problem stands in the text of a filter: `$and[1].started.$gte` as a stretch of characters.

/**
 * Finds the stretch that a problem is about.
 * @param {string} text
 * @param {string} lang
 * @param {{path: string, reason: string}} problem
 * @returns {[number, number] | null}
 */
export function placeOf(text, lang, problem) {
  const character = /^character (\d+)/.exec(problem.path);
  if (character) {
    return wordAt(text, Number(character[1]) - 1);
  }
  const byte = /\(line (\d+), byte (\d+)\)/.exec(problem.reason);
  if (byte) {
    return wordAt(text, offset(text, Number(byte[1]), Number(byte[2])));
  }
  if (lang === "linq" || !problem.path) {
    return null;
  }
  const places = keysOf(text);
  // A path without a place of its own, as of an element that is not an object, is where the next part above is.
  for (let path = problem.path; path; path = path.replace(/(\.[^.[]*|\[\d+\]|^[^.[]+)$/, "")) {
    if (places.has(path)) {
      return places.get(path);
    }
  }
  return null;
}

/** Bytes of UTF-8 to characters. */
function offset(text, line, byte) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const bytes = new TextEncoder().encode(lines[line - 1] ?? "").slice(0, byte - 1);
  return before + new TextDecoder().decode(bytes).length;
}

function wordAt(text, at) {
  let start = Math.max(0, Math.min(at, text.length - 1));
  // A reader notices a wrong word at its end: then the word before is meant.
  const before = /[\w$.]+$/.exec(text.slice(0, start));
  if (before && !/^["]/.test(text.slice(start))) {
    start = before.index;
  }
  const word = /^[\w$.]+/.exec(text.slice(start));
  return [start, start + (word ? word[0].length : 1)];
}

/** The place of each key of a JSON text, by its path. What is no JSON ends the search, not the page. @param {string} text */
export function keysOf(text) {
  /** @type {Map<string, [number, number]>} */
  const places = new Map();
  const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g)];
  let at = 0;
  const value = (path) => {
    const token = tokens[at++];
    if (token?.[0] === "{") {
      while (tokens[at] && tokens[at][0] !== "}") {
        const key = tokens[at++];
        let name = key[0];
        try {
          name = JSON.parse(key[0]);
        } catch {
          return;
        }
        const inner = path ? `${path}.${name}` : name;
        places.set(inner, [key.index, key.index + key[0].length]);
        if (tokens[at++]?.[0] !== ":") {
          return;
        }
        value(inner);
        at += tokens[at]?.[0] === "," ? 1 : 0;
      }
      at++;
    } else if (token?.[0] === "[") {
      for (let i = 0; tokens[at] && tokens[at][0] !== "]"; i++) {
        places.set(`${path}[${i}]`, [tokens[at].index, tokens[at].index + tokens[at][0].length]);
        value(`${path}[${i}]`);
        at += tokens[at]?.[0] === "," ? 1 : 0;
      }
      at++;
    }
  };
  value("");
  return places;
}
