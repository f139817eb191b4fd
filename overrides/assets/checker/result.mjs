/**
 * The result: first the names of the procedures (stage 1), then the whole argument (stage 2).
 *
 * @typedef {import("./form.mjs").Source} Source
 * @typedef {{id: string, cite: string, url: string, checked: string}} Cited
 * @typedef {{text: string, sources: Cited[], checked: string} | null} Figure
 * @typedef {{
 *   id: string, role: "main" | "part" | "alternative" | "addon" | "advice", certainty: "applies" | "possible",
 *   title: string, summary: string, what: string, why: string, authority: string[], authority_why: string,
 *   fee: Figure, deadline: Figure, documents: string[], document_texts: string[], next_steps: string[],
 *   outcomes: string[], language: string, appeal: string, required: string, required_text: string, ended: boolean,
 *   because: {question: string, option: string}[], sources: Cited[],
 * }} Procedure
 * @typedef {{
 *   id: string, name: string, address?: string, phone?: string, email?: string, website?: string,
 * }} Authority
 * @typedef {{
 *   rules_version: string, on: string, answers: Record<string, string>, dropped: Record<string, string>,
 *   procedures: Procedure[], cautions: {id: string, text: string, sources: Cited[]}[], open: string[],
 *   changes: {if: Record<string, string>, then: string[], influence: boolean}[], authorities: Record<string, Authority>,
 *   profession: {title: string} | null, german_level: {text: string, source: string, checked: string} | null,
 * }} Result see checker/present.py
 * @typedef {{procedures: string, authorities: string}} Links folders of the pages, with a slash at the end
 */

import { answerText, pair } from "./answers.mjs";
import { german, h } from "./dom.mjs";
import { cardButton } from "./tools.mjs";

const SECTIONS = /** @type {const} */ (["part", "alternative", "addon"]);

/**
 * Stage 1: which procedures, with links to their pages.
 *
 * @param {Source} source @param {Links} links @param {string[]} procedures
 */
export function shortResult(source, links, procedures) {
  const { t } = source;
  return h(
    "div",
    { class: "check-result", "data-result": "short" },
    heading(t, procedures.length > 1),
    keptNote(),
    h("p", { class: "check-lead" }, t.node("ui.stage1_note")),
    h(
      "ul",
      { class: "check-cards", role: "list" },
      procedures.map((id) =>
        h(
          "li",
          { class: "check-card", "data-procedure": id },
          h("h3", {}, h("a", { href: `${links.procedures}${id}/` }, t.node(`procedure.${id}.title`))),
          h("p", {}, t.node(`procedure.${id}.summary`)),
          cardButton(t, `procedure.${id}`),
        ),
      ),
    ),
  );
}

/** On a page that comes from the phone: from when it is. The service worker has put it on top. */
export function keptNote() {
  const note = document.querySelector("main > [data-kept]")?.cloneNode(true);
  if (note instanceof HTMLElement) {
    note.removeAttribute("role"); // It has been read out once.
    return note;
  }
  return null;
}

/**
 * Says for which day a result was decided and, above everything else, when the reader's clock can hardly be right.
 *
 * @param {import("./texts.mjs").Texts} t @param {HTMLElement} result @param {import("./calendar.mjs").Day} day
 */
export function date(t, result, { on, device, checked, doubt }) {
  result.append(h("p", { class: "check-note", "data-on": on }, t.node("ui.decided_for", { day: t.day(on) })));
  if (doubt) {
    const words = t.node(`ui.clock_${doubt}`, { device: t.day(device), rules: t.day(checked) });
    result.querySelector(".check-heading")?.after(h("p", { class: "check-notice", "data-doubt": doubt }, words));
  }
}

/** @param {import("./texts.mjs").Texts} t @param {boolean} several */
function heading(t, several) {
  return h("h2", { class: "check-heading", tabindex: -1 }, t.node(several ? "ui.result_possible" : "ui.result_title"));
}

/**
 * Stage 2: the whole result.
 *
 * @param {Source} source @param {Links} links @param {Result} result @param {Node | null} refine the form of the next open question
 */
export function fullResult(source, links, result, refine) {
  const { t } = source;
  const of = (/** @type {string} */ role) => result.procedures.filter((procedure) => procedure.role === role);
  const main = of("main");
  return h(
    "div",
    { class: "check-result", "data-result": "full" },
    heading(t, main.length > 1),
    keptNote(),
    h("p", { class: "check-lead" }, t.node("ui.premise")),
    cautions(t, result.cautions),
    main.map((procedure, place) => card(source, links, result, procedure, place === 0)),
    refine,
    SECTIONS.filter((role) => of(role).length > 0).map((role) =>
      h("section", { class: "check-section" }, h("h3", {}, t.node(`ui.role.${role}`)), of(role).map((procedure) => folded(source, links, result, procedure))),
    ),
    of("advice").length > 0 &&
      h("section", { class: "check-section" }, h("h3", {}, t.node("ui.who_helps")), of("advice").map((procedure) => folded(source, links, result, procedure))),
    changes(source, links, result.changes),
    h(
      "div",
      { class: "check-fine" },
      h("p", {}, t.node("ui.not_legal_advice")),
      h("p", {}, t.node("ui.version", { version: german(result.rules_version) })),
    ),
  );
}

/** @param {import("./texts.mjs").Texts} t @param {Result["cautions"]} list */
function cautions(t, list) {
  return (
    list.length > 0 &&
    h(
      "section",
      { class: "check-cautions" },
      h("h3", {}, t.node("ui.cautions")),
      list.map(({ id, text, sources }) => h("div", { "data-caution": id }, h("p", {}, t.said(text)), sources.length > 0 && cites(t, sources))),
    )
  );
}

/** A procedure with everything open. @param {Source} source @param {Links} links @param {Result} result @param {Procedure} procedure @param {boolean} first */
function card(source, links, result, procedure, first) {
  const { t } = source;
  return h(
    "article",
    { class: `check-card${first ? " check-card--first" : ""}`, "data-procedure": procedure.id, "data-certainty": procedure.certainty },
    badge(t, procedure),
    h("h3", { class: "check-card__title" }, h("a", { href: `${links.procedures}${procedure.id}/` }, t.said(procedure.title))),
    h("p", { class: "check-card__summary" }, t.said(procedure.summary)),
    body(source, links, result, procedure, "h4"),
  );
}

/** A procedure that opens on demand. @param {Source} source @param {Links} links @param {Result} result @param {Procedure} procedure */
function folded(source, links, result, procedure) {
  const { t } = source;
  return h(
    "details",
    { class: "check-card check-card--folded", "data-procedure": procedure.id, "data-certainty": procedure.certainty },
    h("summary", {}, h("h4", { class: "check-card__title" }, t.said(procedure.title)), h("span", { class: "check-card__summary" }, t.said(procedure.summary))),
    badge(t, procedure),
    body(source, links, result, procedure, "h5"),
    h("p", {}, h("a", { href: `${links.procedures}${procedure.id}/` }, t.node("ui.more_about", { title: t.said(procedure.title) }))),
  );
}

/** @param {import("./texts.mjs").Texts} t @param {Procedure} procedure */
function badge(t, { certainty }) {
  return h("p", { class: `check-badge check-badge--${certainty}` }, t.node(`ui.certainty.${certainty}`));
}

/** @param {Source} source @param {Links} links @param {Result} result @param {Procedure} procedure @param {"h4" | "h5"} level */
function body(source, links, result, procedure, level) {
  const { t } = source;
  const block = (/** @type {string} */ key, /** @type {import("./dom.mjs").Child[]} */ ...content) =>
    h("div", { class: "check-block" }, h(level, { class: "check-block__title" }, t.node(key)), ...content);
  const text = (/** @type {string} */ said) => h("p", {}, t.said(said));
  const needed = procedure.role === "main" ? result.german_level : null;
  const list = (/** @type {"ol" | "ul"} */ tag, /** @type {string[]} */ items) => h(tag, {}, items.map((item) => h("li", {}, t.said(item))));
  return h(
    "div",
    { class: "check-card__body" },
    procedure.required_text && h("p", { class: "check-kind", "data-required": procedure.required }, t.said(procedure.required_text)),
    block("ui.authority", ...authorities(source, links, result, procedure)),
    procedure.next_steps.length > 0 && block("ui.next_steps", list("ol", procedure.next_steps)),
    block("ui.because", reasons(source, procedure), procedure.why && text(procedure.why)),
    h("dl", { class: "check-figures" }, figure(t, "fee", procedure.fee), figure(t, "deadline", procedure.deadline)),
    procedure.documents.length > 0 && fold(t, "ui.documents", documents(t, procedure)),
    procedure.outcomes.length > 0 && fold(t, "ui.outcomes", list("ul", procedure.outcomes)),
    (needed || procedure.language) && fold(t, "ui.language_level", h("div", {}, needed && levelLine(t, needed), procedure.language && text(procedure.language))),
    procedure.appeal && fold(t, "ui.appeal", text(procedure.appeal)),
    procedure.sources.length > 0 && fold(t, "ui.sources", cites(t, procedure.sources)),
    cardButton(t, `procedure.${procedure.id}`),
  );
}

/** The level the occupation asks for, and who says so. @param {import("./texts.mjs").Texts} t @param {NonNullable<Result["german_level"]>} level */
function levelLine(t, { text, source, checked }) {
  return h(
    "p",
    {},
    t.said(text),
    " ",
    h("span", { class: "check-note" }, h("a", { href: source, rel: "noreferrer" }, t.node("ui.source")), ", ", t.node("ui.checked_on", { date: t.day(checked) })),
  );
}

/** @param {import("./texts.mjs").Texts} t @param {string} key @param {Node} content */
function fold(t, key, content) {
  return h("details", { class: "check-fold" }, h("summary", {}, t.node(key)), content);
}

/** @param {Source} source @param {Procedure} procedure */
function reasons(source, { because }) {
  return (
    because.length > 0 &&
    h("ul", { class: "check-because" }, because.map(({ question, option }) => h("li", {}, pair(source, question, option))))
  );
}

/** @param {Source} source @param {Links} links @param {Result} result @param {Procedure} procedure */
function authorities({ t }, links, result, procedure) {
  const known = procedure.authority.map((id) => result.authorities[id]);
  const entries = known.map((authority) =>
    h(
      "div",
      { class: "check-authority", "data-authority": authority.id },
      h("a", { href: `${links.authorities}${authority.id}/` }, german(authority.name)),
      authority.address && h("div", {}, german(authority.address)),
      authority.phone && h("div", {}, phones(authority.phone)),
      authority.email && h("div", {}, h("a", { href: `mailto:${authority.email}` }, german(authority.email))),
    ),
  );
  return [
    ...(entries.length > 0 ? entries : [h("p", {}, t.node("ui.no_authority"))]),
    procedure.authority_why && h("p", { class: "check-note" }, t.said(procedure.authority_why)),
  ];
}

/** Numbers one can tap, with the words around them as they are. @param {string} text */
function phones(text) {
  const parts = text.split(/(\+?\d[\d /-]{5,}\d)/);
  return h("bdi", { lang: "de", dir: "ltr" }, parts.map((part, place) => (place % 2 ? h("a", { href: `tel:${part.replace(/[^+\d]/g, "")}` }, part) : part)));
}

/** @param {import("./texts.mjs").Texts} t @param {"fee" | "deadline"} name @param {Figure} value */
function figure(t, name, value) {
  return h(
    "div",
    {},
    h("dt", {}, t.node(`ui.${name}`)),
    h("dd", {}, value?.text ? [t.said(value.text), " ", h("span", { class: "check-note" }, t.node("ui.checked_on", { date: t.day(value.checked) }))] : t.node(`ui.${name}_unknown`)),
  );
}

/** @param {import("./texts.mjs").Texts} t @param {Procedure} procedure */
function documents(t, { documents: ids, document_texts: texts }) {
  return h(
    "ul",
    {},
    ids.map((id, place) => h("li", {}, t.said(texts[place]), t.has(`document.${id}.hint`) && h("div", { class: "check-note" }, t.node(`document.${id}.hint`)))),
  );
}

/** @param {import("./texts.mjs").Texts} t @param {Cited[]} sources */
function cites(t, sources) {
  return h(
    "ul",
    { class: "check-sources" },
    sources.map(({ id, cite, url, checked }) =>
      h("li", { "data-source": id }, url ? h("a", { href: url, rel: "noreferrer" }, german(cite)) : german(cite), " ", h("span", { class: "check-note" }, t.node("ui.checked_on", { date: t.day(checked) }))),
    ),
  );
}

/**
 * What another answer would change: first what readers can influence, then what is given.
 *
 * @param {Source} source @param {Links} links @param {Result["changes"]} list
 */
function changes(source, links, list) {
  const { t } = source;
  const part = (/** @type {string} */ key, /** @type {boolean} */ influence) => {
    const items = alike(list.filter((entry) => entry.influence === influence)).map(({ question, options, then }) =>
      h(
        "li",
        {},
        t.node("ui.would_change", {
          question: t.node(`question.${question}.text`),
          answer: options.flatMap((option, place) => [place > 0 && " / ", answerText(source, question, option)]),
        }),
        h("ul", {}, then.map((id) => h("li", {}, h("a", { href: `${links.procedures}${id}/` }, t.node(`procedure.${id}.title`))))),
      ),
    );
    return items.length > 0 && fold(t, key, h("ul", {}, items));
  };
  return (
    list.length > 0 &&
    h("section", { class: "check-section check-changes" }, h("h3", {}, t.node("ui.changes_title")), part("ui.changes_yours", true), part("ui.changes_given", false))
  );
}

/** Answers to one question that lead to the same procedures share a line. @param {Result["changes"]} list */
function alike(list) {
  /** @type {Map<string, {question: string, options: string[], then: string[]}>} */
  const lines = new Map();
  for (const { if: condition, then } of list) {
    for (const [question, option] of Object.entries(condition)) {
      const key = [question, ...then].join(" ");
      const line = lines.get(key) ?? { question, options: [], then };
      line.options.push(option);
      lines.set(key, line);
    }
  }
  return [...lines.values()];
}
