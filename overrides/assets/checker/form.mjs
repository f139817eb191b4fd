/**
 * One question as a form: the same mark-up as the first question in the page's HTML.
 *
 * @typedef {import("./texts.mjs").Texts} Texts
 * @typedef {import("./occupations.mjs").Occupations} Occupations
 * @typedef {[code: string, name: string, group: string]} State
 * @typedef {[ags: string, name: string, region: string]} District
 * @typedef {{
 *   t: Texts, occupations: Occupations, states: State[], districts: District[], options: (question: string) => string[],
 * }} Source where texts, options and lists come from
 * @typedef {{
 *   question: string, value?: string, level?: "h2" | "h4", progress?: Node, onAnswer: (value: string) => void, onBack?: () => void,
 * }} Request
 */

import { h } from "./dom.mjs";
import { UNKNOWN } from "./flow.mjs";
import { occupationField } from "./occupation-field.mjs";
import { cardButton } from "./tools.mjs";

/**
 * Makes a form answer: hands the chosen value on, or says that one is missing.
 *
 * @param {HTMLFormElement} form @param {(value: string) => void} onAnswer
 * @param {() => string} [read] the value of what stands in the form, "" without one
 */
export function bind(form, onAnswer, read = () => String(new FormData(form).get("answer") ?? "")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = event.submitter?.getAttribute("value") || read();
    if (value) {
      onAnswer(value);
    } else {
      complain(form);
    }
  });
  form.addEventListener("input", () => calm(form));
  form.addEventListener("change", () => calm(form));
}

/** @param {HTMLFormElement} form */
function complain(form) {
  const error = form.querySelector(".check-error");
  const first = form.querySelector(".check-input, .check-select, input[type=radio]");
  form.classList.add("check-question--error");
  error?.removeAttribute("hidden");
  if (first instanceof HTMLElement) {
    first.focus();
  }
}

/** @param {HTMLFormElement} form */
function calm(form) {
  form.classList.remove("check-question--error");
  form.querySelector(".check-error")?.setAttribute("hidden", "");
}

/**
 * @param {Source} source @param {Request} request
 * @returns {{element: HTMLElement, heading: HTMLElement}}
 */
export function questionForm(source, { question, value, level = "h2", progress, onAnswer, onBack }) {
  const { t } = source;
  const id = `check-${question}`;
  const heading = h(level, { class: "check-heading", id: `${id}-text`, tabindex: -1 }, t.node(`question.${question}.text`));
  const kind = { prof: occupation, where: state, live: region }[question] ?? choice;
  const { body, read, listed } = kind(source, question, value);
  const help = t.has(`question.${question}.help`) && h("p", { class: "check-help" }, t.node(`question.${question}.help`));
  const form = h(
    "form",
    { class: "check-question", "data-question": question, novalidate: true, "aria-labelledby": listed ? false : heading.id },
    progress,
    listed ? h("fieldset", { class: "check-fieldset" }, h("legend", {}, heading), help, missing(t), body) : [heading, help, missing(t), body],
    h(
      "div",
      { class: "check-actions" },
      h("button", { class: "check-button", type: "submit" }, t.node("ui.next")),
      !listed &&
        h("button", { class: "check-button check-button--second", type: "submit", value: UNKNOWN }, t.node(`option.${question}.${UNKNOWN}`)),
      onBack && h("button", { class: "check-button check-button--quiet", type: "button", onclick: onBack }, t.node("ui.back")),
    ),
    cardButton(t, `question.${question}`),
    h(
      "details",
      { class: "check-why" },
      h("summary", {}, t.node("ui.why")),
      h("p", {}, t.node(`question.${question}.why`)),
    ),
  );
  bind(form, onAnswer, read);
  return { element: form, heading };
}

/** @param {Texts} t */
function missing(t) {
  return h("p", { class: "check-error", role: "alert", hidden: true }, t.node("ui.error_choose"));
}

/**
 * @param {Texts} t @param {string} question @param {string[]} options @param {string | undefined} value
 * @param {(option: string) => import("./dom.mjs").Child} [more]
 */
export function radios(t, question, options, value, more = () => null) {
  return h(
    "div",
    { class: "check-options" },
    options.map((option) => {
      const id = `check-${question}-${option}`;
      const hint = `option.${question}.${option}.hint`;
      return h(
        "div",
        { class: "check-option" },
        h("input", {
          type: "radio",
          name: "answer",
          id,
          value: option,
          checked: option === value,
          "aria-describedby": t.has(hint) ? `${id}-hint` : null,
        }),
        h(
          "label",
          { for: id },
          h("span", { class: "check-option__text" }, t.node(`option.${question}.${option}`)),
          t.has(hint) && h("span", { class: "check-option__hint", id: `${id}-hint` }, t.node(hint)),
        ),
        more(option),
      );
    }),
  );
}

/** @param {Source} source @param {string} question @param {string | undefined} value */
function choice({ t, options }, question, value) {
  return { body: radios(t, question, options(question), value), read: undefined, listed: true };
}

/** Where the certificate is from: every state, then the states of the past, then groups. @param {Source} source @param {string} question @param {string | undefined} value */
function state({ t, states, options }, question, value) {
  const sorted = [...states].sort(byName(t.lang));
  const today = sorted.filter(([code]) => !isPast(code));
  const past = sorted.filter(([code]) => isPast(code));
  const groups = options(question).filter((option) => option !== UNKNOWN);
  const id = `check-${question}-select`;
  const select = h(
    "select",
    { class: "check-select", id, name: "answer" },
    h("option", { value: "" }, t.plain("ui.select_placeholder")),
    today.map(([code, name]) => h("option", { value: code, selected: code === value }, name)),
    h("hr"),
    past.map(([code, name]) => h("option", { value: code, selected: code === value }, name)),
    h("hr"),
    groups.map((group) => h("option", { value: group, selected: group === value }, t.plain(`option.${question}.${group}`))),
  );
  return { body: [h("label", { class: "check-label", for: id }, t.node("ui.state_label")), select], read: undefined, listed: false };
}

/** States of the past carry their successor or four letters. @param {string} code */
function isPast(code) {
  return code.length > 2;
}

/** @param {string} lang @returns {(a: [string, string, string], b: [string, string, string]) => number} */
function byName(lang) {
  const { compare } = new Intl.Collator(lang);
  return ([, a], [, b]) => compare(a, b);
}

/** Where the reader lives: a part of the state, or a district, which says the part. @param {Source} source @param {string} question @param {string | undefined} value */
function region({ t, districts, options }, question, value) {
  const district = districts.find(([ags]) => ags === value);
  const body = radios(t, question, options(question), district ? district[2] : value);
  const id = `check-${question}-district`;
  const select = h(
    "select",
    { class: "check-select", id },
    h("option", { value: "" }, t.plain("ui.select_placeholder")),
    [...districts].sort(byName("de")).map(([ags, name]) => h("option", { value: ags, lang: "de", selected: ags === value }, name)),
  );
  const chosen = () => body.querySelector("input:checked")?.getAttribute("value") ?? "";
  select.addEventListener("change", () => {
    const region = districts.find(([ags]) => ags === select.value)?.[2];
    const radio = Array.from(body.querySelectorAll("input")).find((input) => input.value === region);
    if (radio) {
      radio.checked = true;
    }
  });
  body.addEventListener("change", () => (select.value = ""));
  const field = h("p", {}, h("label", { class: "check-label", for: id }, t.node("ui.district_label")), select);
  return { body: [body, field], read: () => select.value || chosen(), listed: true };
}

/** @param {Source} source @param {string} question @param {string | undefined} value */
function occupation({ t, occupations, options }, question, value) {
  const groups = options(question).filter((option) => option !== UNKNOWN);
  const isGroup = groups.includes(value ?? "");
  let chosen = isGroup || value === UNKNOWN ? "" : (value ?? "");
  const group = radios(t, question, groups, isGroup ? value : undefined);
  const field = occupationField(t, occupations, chosen, (id) => {
    chosen = id;
    group.querySelectorAll("input").forEach((input) => (input.checked = false));
  });
  group.addEventListener("change", () => {
    chosen = "";
    field.clear();
  });
  const details = h(
    "details",
    { class: "check-groups", open: isGroup },
    h("summary", {}, t.node("ui.search_choose_group")),
    h("fieldset", { class: "check-fieldset" }, h("legend", { class: "visually-hidden" }, t.node("ui.search_choose_group")), group),
  );
  const read = () => chosen || (group.querySelector("input:checked")?.getAttribute("value") ?? "");
  return { body: [field.element, details], read, listed: false };
}

