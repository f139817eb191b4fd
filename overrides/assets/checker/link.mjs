/**
 * A case as a link: `#v=1&goal=study&where=UA`, sorted by question, the same in every language.
 *
 * The part behind the `#` never reaches a server. The link of a result also says where the answers led (`p`) and
 * by which rules (`r`), so that an old link can tell what changed; who does not know these two ignores them.
 *
 * @typedef {Record<string, string>} Answers question id → option id, `unknown`, or the id of a profession, state or district
 * @typedef {{procedures: string[], rules: string}} Outcome main procedures and the version of the rules
 */

const VERSION = "1";
// A case that is still wide open has no outcome worth remembering, and its link stays short.
const MOST_PROCEDURES = 3;
const RULES = /^\d{4}-\d{2}-\d{2}-[0-9a-f]{8}$/;

/** The fragment for answers; "" when there are none. @param {Answers} answers @param {Outcome | null} [outcome] */
export function encode(answers, outcome = null) {
  const names = Object.keys(answers).sort();
  if (names.length === 0) {
    return "";
  }
  const pairs = names.map((name) => [name, answers[name]]);
  if (outcome && outcome.procedures.length <= MOST_PROCEDURES) {
    pairs.push(["p", outcome.procedures.join(".")], ["r", outcome.rules]);
  }
  return `#v=${VERSION}&${pairs.map((pair) => pair.map(encodeURIComponent).join("=")).join("&")}`;
}

/**
 * Reads a fragment whatever is in it.
 *
 * @param {string} fragment with or without `#`
 * @param {(question: string, value: string) => boolean} exists says whether there is such an answer
 * @param {(procedure: string) => boolean} known says whether there is such a procedure
 * @returns {{answers: Answers, unknown: string[], before: Outcome | null}} `unknown` are the parts that mean nothing
 *   here; `before` is where the answers led when the link was made
 */
export function decode(fragment, exists, known) {
  /** @type {Answers} */
  const answers = {};
  /** @type {Outcome} */
  const before = { procedures: [], rules: "" };
  const unknown = [];
  for (const [name, value] of new URLSearchParams(fragment.replace(/^#/, ""))) {
    if (name === "v" && value === VERSION) {
      continue;
    }
    if (name === "p" && value.split(".").every(known)) {
      before.procedures = value.split(".");
    } else if (name === "r" && RULES.test(value)) {
      before.rules = value;
    } else if (exists(name, value)) {
      answers[name] = value;
    } else {
      unknown.push(shorten(value ? `${name}=${value}` : name));
    }
  }
  return { answers, unknown, before: before.procedures.length > 0 && before.rules ? before : null };
}

/** A damaged link may be of any length; what is shown of it is not. @param {string} text */
function shorten(text) {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
