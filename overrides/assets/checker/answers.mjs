/**
 * The reader's answers in words, and the list to change them.
 *
 * @typedef {import("./form.mjs").Source} Source
 * @typedef {import("./link.mjs").Answers} Answers
 */

import { german, h } from "./dom.mjs";

/** An answer in words. @param {Source} source @param {string} question @param {string} value @returns {Node} */
export function answerText({ t, occupations, states, districts }, question, value) {
  const key = `option.${question}.${value}`;
  if (t.has(key)) {
    return t.node(key);
  }
  const state = question === "where" && states.find(([code]) => code === value);
  if (state) {
    return h("bdi", {}, state[1]);
  }
  const district = question === "live" && districts.find(([ags]) => ags === value);
  if (district) {
    return german(district[1]);
  }
  const occupation = question === "prof" && occupations.known(value);
  if (occupation) {
    return occupation.name ? h("bdi", {}, occupation.name) : german(occupation.title);
  }
  return german(value);
}

/** "Question: answer" for lists and notices. @param {Source} source @param {string} question @param {string} value */
export function pair(source, question, value) {
  return h(
    "span",
    { class: "check-pair" },
    h("span", { class: "check-pair__question" }, source.t.node(`question.${question}.text`)),
    " ",
    h("strong", {}, answerText(source, question, value)),
  );
}

/**
 * The list of given answers, each with a button to change it.
 *
 * @param {Source} source @param {Answers} answers @param {string[]} order @param {(question: string) => void} onChange
 */
export function answerList(source, answers, order, onChange) {
  const { t } = source;
  return h(
    "section",
    { class: "check-answers" },
    h("h2", { class: "check-answers__title" }, t.node("ui.your_answers")),
    h(
      "ul",
      { class: "check-answers__list", role: "list" },
      order.map((question) =>
        h(
          "li",
          {},
          pair(source, question, answers[question]),
          h(
            "button",
            { class: "check-button check-button--quiet", type: "button", "data-change": question, onclick: () => onChange(question) },
            t.node("ui.change"),
            h("span", { class: "visually-hidden" }, ": ", t.node(`question.${question}.text`)),
          ),
        ),
      ),
    ),
  );
}

/**
 * Open questions that were answered "I don't know", with where the answer can be found.
 *
 * @param {Source} source @param {string[]} questions @param {(question: string) => void} onChange
 */
export function openList({ t }, questions, onChange) {
  return h(
    "ul",
    { class: "check-open", role: "list" },
    questions.map((question) =>
      h(
        "li",
        {},
        h("p", {}, t.node(`question.${question}.text`)),
        t.has(`question.${question}.help`) && h("p", { class: "check-note" }, t.node(`question.${question}.help`)),
        h(
          "button",
          { class: "check-button check-button--quiet", type: "button", onclick: () => onChange(question) },
          t.node("ui.change"),
          h("span", { class: "visually-hidden" }, ": ", t.node(`question.${question}.text`)),
        ),
      ),
    ),
  );
}
