// The present query as a C#, Python or shell user would write it.

/** @typedef {{filter: string, keys: string[], sort: string, limit: number}} Query */

const WRITERS = {
  "C#": csharp,
  Python: python,
  Shell: shell,
};

export const LANGUAGES = Object.keys(WRITERS);

/** @param {string} language @param {Query} query */
export const write = (language, query) => WRITERS[language](query);

function csharp({ filter, keys }) {
  // Raw text needs more quotes around it than within, and a quote at its end would be one of them.
  const quotes = '"'.repeat(Math.max(3, ...[...filter.matchAll(/"+/g)].map((run) => run[0].length + 1)));
  return `await db.DbQueryAsync(${quotes}${filter}${quotes}, [${keys.map((key) => JSON.stringify(key)).join(", ")}])`;
}

function python({ filter, keys }) {
  return `rc.db_query(${literal(JSON.parse(filter))}, [${keys.map(quoted).join(", ")}])`;
}

function literal(value) {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (value === null || typeof value !== "object") {
    return value === null
      ? "None"
      : value === true
        ? "True"
        : value === false
          ? "False"
          : typeof value === "string"
            ? quoted(value)
            : String(value);
  }
  const names = Object.keys(value);
  if (names.length === 1 && names[0] === "$date" && typeof value.$date === "string") {
    return `datetime.fromisoformat(${quoted(value.$date.replace(/Z$/, "+00:00"))})`;
  }
  return `{${names.map((name) => `${quoted(name)}: ${literal(value[name])}`).join(", ")}}`;
}

function quoted(text) {
  const escape = (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `'${text.replace(/[\\']/g, "\\$&").replace(/[\u0000-\u001f\u007f-\uffff]/g, escape)}'`;
}

function shell({ filter, keys, sort, limit }) {
  const word = (text) => (/^[\w,./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
  return `taskdb query ${word(filter)} --keys ${word(keys.join(","))} --sort=${word(sort)} --limit ${limit}`;
}
