/**
 * A case as a link: `#v=1&goal=study&where=UA`, sorted by question, the same in every language.
 *
 * The part behind the `#` never reaches a server.
 *
 * @typedef {Record<string, string>} Answers question id → option id, `unknown`, or the id of a profession, state or district
 */

const VERSION = "1";

/** The fragment for answers; "" when there are none. @param {Answers} answers */
export function encode(answers) {
  const names = Object.keys(answers).sort();
  if (names.length === 0) {
    return "";
  }
  const pairs = names.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(answers[name])}`);
  return `#v=${VERSION}&${pairs.join("&")}`;
}

/**
 * Reads a fragment whatever is in it.
 *
 * @param {string} fragment with or without `#`
 * @param {(question: string, value: string) => boolean} exists says whether there is such an answer
 * @returns {{answers: Answers, unknown: string[]}} `unknown` are the parts that mean nothing here
 */
export function decode(fragment, exists) {
  /** @type {Answers} */
  const answers = {};
  const unknown = [];
  for (const [name, value] of new URLSearchParams(fragment.replace(/^#/, ""))) {
    if (name === "v") {
      if (value !== VERSION) {
        unknown.push(shorten(`v=${value}`));
      }
    } else if (exists(name, value)) {
      answers[name] = value;
    } else {
      unknown.push(shorten(value ? `${name}=${value}` : name));
    }
  }
  return { answers, unknown };
}

/** A damaged link may be of any length; what is shown of it is not. @param {string} text */
function shorten(text) {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
