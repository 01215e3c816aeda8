// Completion in the query box: fields, operators, and the values that there are.

import { get } from "../lib/api.js";

const NAMED = ["label", "client_uuid", "engine_uuid", "queue", "header.msg_type"];
const DICTS = ["header.msg_type", "result_content.status", "result_content.ename", "metadata.", "content.code"];
const OPERATOR_WORDS = {
  $eq: "equal",
  $ne: "not equal",
  $gt: "after, above",
  $gte: "from",
  $lt: "before, below",
  $lte: "up to",
  $in: "one of",
  $nin: "none of",
  $exists: "is there",
  $regex: "matches",
  $glob: "matches, with *",
  $not: "not so",
  $size: "length of a list",
  $mod: "remainder",
  $type: "type",
  $all: "has all",
  $elemMatch: "an element that",
  $and: "all of",
  $or: "one of",
  $nor: "none of",
  $options: "of $regex",
  $comment: "a note",
};

/**
 * What may stand at the caret.
 * @param {string} before the text before the caret
 * @param {string} lang
 * @param {any} about
 * @returns {Promise<{word: string, options: {text: string, note: string}[]}>}
 */
export async function optionsAt(before, lang, about) {
  return lang === "linq" ? linqOptions(before, about) : jsonOptions(before, about);
}

async function jsonOptions(before, about) {
  // Whole strings go, one after the other: a quote that is left is open.
  const start = before.replace(/"(?:[^"\\]|\\.)*"/g, (whole) => " ".repeat(whole.length)).indexOf('"');
  if (start < 0) {
    return { word: "", options: [] };
  }
  const word = before.slice(start + 1);
  const ahead = before.slice(0, start);
  const isValue = /:\s*$/.test(ahead) || (/[[,]\s*$/.test(ahead) && inList(ahead));
  if (isValue) {
    const field = fieldOf(ahead);
    return {
      word,
      options: NAMED.includes(field) ? (await values(field, word)).map((text) => ({ text, note: field })) : timeWords(field, about, word),
    };
  }
  const isInField = /"[^"$]+"\s*:\s*\{[^{}]*$/.test(ahead);
  const names =
    word.startsWith("$") || isInField
      ? [...about.operators, ...(isInField ? [] : about.joins)].map((text) => ({ text, note: OPERATOR_WORDS[text] ?? "" }))
      : [...fields(about), ...about.joins.map((text) => ({ text, note: OPERATOR_WORDS[text] ?? "" }))];
  return { word, options: matching(names, word) };
}

async function linqOptions(before, about) {
  const value = /(\w+)(?:\["(\w+)"\])?\s*(?:==|!=)\s*"([^"]*)$/.exec(before);
  if (value) {
    const field = value[2] ? `${value[1]}.${value[2]}` : value[1];
    return { word: value[3], options: NAMED.includes(field) ? (await values(field, value[3])).map((text) => ({ text, note: field })) : [] };
  }
  const word = /(?:^|[\s(!])([A-Za-z_]\w*)$/.exec(before)?.[1] ?? "";
  const words = [
    ...about.fields.map((field) => ({ text: field.key, note: field.kind })),
    ...["and", "or", "not", "in", "null"].map((text) => ({ text, note: "" })),
  ];
  return { word, options: word ? matching(words, word) : [] };
}

function inList(ahead) {
  let depth = 0;
  for (let i = ahead.length - 1; i >= 0; i--) {
    depth += "]}".includes(ahead[i]) ? 1 : "[{".includes(ahead[i]) ? -1 : 0;
    if (depth < 0) {
      return ahead[i] === "[";
    }
  }
  return false;
}

/** The field whose value is being written: the last key before that is no operator. */
function fieldOf(ahead) {
  const keys = [...ahead.matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].map((match) => match[1]).filter((key) => !key.startsWith("$"));
  return keys.at(-1) ?? "";
}

function timeWords(field, about, word) {
  return about.fields.some((one) => one.key === field && one.kind === "timestamp")
    ? matching(
        ["-15m", "-1h", "-24h", "-7d", "now"].map((text) => ({ text, note: "before now" })),
        word,
      )
    : [];
}

function fields(about) {
  return [...about.fields.map((field) => ({ text: field.key, note: field.kind })), ...DICTS.map((text) => ({ text, note: "within" }))];
}

function matching(options, word) {
  const low = word.toLowerCase();
  const starts = options.filter((option) => option.text.toLowerCase().startsWith(low));
  return [...starts, ...options.filter((option) => !starts.includes(option) && option.text.toLowerCase().includes(low))]
    .filter((option) => option.text !== word)
    .slice(0, 12);
}

async function values(field, part) {
  return get("names", { field, part });
}
