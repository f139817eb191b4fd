/**
 * Walks the compiled decision graph: what to ask next and which procedures follow.
 *
 * The graph comes from the rules (checker/compile_flow.py); nothing is decided here.
 *
 * @typedef {import("./link.mjs").Answers} Answers
 * @typedef {[number | "r", ...any[]]} GraphNode `[question, options, child, options, child …]` or `["r", procedures …]`
 * @typedef {{
 *   v: string, q: string[], o: Record<string, string[]>, p: string[], nodes: GraphNode[], from: [string, number][],
 * }} Graph version, questions, options, procedures, nodes, and the first node of each legal period
 * @typedef {{
 *   path: string[], next: string | null, procedures: string[] | null, remaining: number, stale: string[],
 * }} Walk `path`: answered questions in order; `next`: the question to ask, or null with the `procedures`
 *   (main first); `remaining`: how many questions at most are left; `stale`: questions whose answers
 *   stand on no way from here
 */

export const UNKNOWN = "unknown";

export class Flow {
  #graph;
  #optionOf;
  #root;
  /** @type {Map<number, Set<string>>} */
  #reachable = new Map();

  /**
   * @param {Graph} graph
   * @param {string} on ISO date
   * @param {(question: string, value: string) => string | null} optionOf the option behind a profession,
   *   state or district; null when it is not known (yet)
   */
  constructor(graph, on, optionOf) {
    this.#graph = graph;
    this.#optionOf = optionOf;
    const [first, ...later] = graph.from;
    this.#root = (later.filter(([day]) => day <= on).pop() ?? first)[1];
  }

  /** The version of the rules. @returns {string} */
  get rules() {
    return this.#graph.v;
  }

  /** All question ids. @returns {string[]} */
  get questions() {
    return this.#graph.q;
  }

  /** The options of a question, "I don't know" last; none for an unknown question. @param {string} question */
  options(question) {
    const options = Object.hasOwn(this.#graph.o, question) ? this.#graph.o[question] : null;
    return options ? [...options, UNKNOWN] : [];
  }

  /** @param {Answers} answers @returns {Walk} */
  walk(answers) {
    /** @type {string[]} */
    const path = [];
    let number = this.#root;
    for (;;) {
      const question = this.#questionOf(number);
      const following = question === null ? null : this.#follow(number, question, answers);
      if (question === null || following === null) {
        const reachable = this.#reach(number);
        return {
          path,
          next: question,
          procedures: question === null ? this.#procedures(number) : null,
          remaining: this.#longest(number, answers),
          stale: Object.keys(answers).filter((name) => !path.includes(name) && !reachable.has(name)),
        };
      }
      path.push(question);
      number = following;
    }
  }

  /** @param {number} number */
  #questionOf(number) {
    const [first] = this.#graph.nodes[number];
    return first === "r" ? null : this.#graph.q[first];
  }

  /** @param {number} number @returns {string[]} */
  #procedures(number) {
    return this.#graph.nodes[number].slice(1).map((/** @type {number} */ index) => this.#graph.p[index]);
  }

  /** The node behind an answer, or null without one. @param {number} number @param {string} question @param {Answers} answers */
  #follow(number, question, answers) {
    const value = answers[question];
    const option = value === undefined ? null : this.#optionOf(question, value);
    const index = option === null ? -1 : this.options(question).indexOf(option);
    return this.#branches(number).find(([options]) => options.includes(index))?.[1] ?? null;
  }

  /** @param {number} number @returns {[number[], number][]} */
  #branches(number) {
    const [, ...rest] = this.#graph.nodes[number];
    return Array.from({ length: rest.length / 2 }, (_, pair) => [rest[2 * pair], rest[2 * pair + 1]]);
  }

  /** Questions that may still come from a node on. @param {number} number @returns {Set<string>} */
  #reach(number) {
    let found = this.#reachable.get(number);
    if (!found) {
      const question = this.#questionOf(number);
      const below = question === null ? [] : this.#branches(number).map(([, next]) => [...this.#reach(next)]);
      found = new Set([...(question === null ? [] : [question]), ...below.flat()]);
      this.#reachable.set(number, found);
    }
    return found;
  }

  /** The most unanswered questions on any way from a node on. @param {number} start @param {Answers} answers */
  #longest(start, answers) {
    /** @type {Map<number, number>} */
    const known = new Map();
    const measure = (/** @type {number} */ number) => {
      let length = known.get(number);
      if (length === undefined) {
        length = this.#lengthFrom(number, answers, measure);
        known.set(number, length);
      }
      return length;
    };
    return measure(start);
  }

  /** @param {number} number @param {Answers} answers @param {(number: number) => number} measure */
  #lengthFrom(number, answers, measure) {
    const question = this.#questionOf(number);
    if (question === null) {
      return 0;
    }
    const following = this.#follow(number, question, answers);
    return following === null
      ? 1 + Math.max(...this.#branches(number).map(([, next]) => measure(next)))
      : measure(following);
  }
}
