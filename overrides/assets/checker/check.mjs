/**
 * The check: asks question after question at once, shows the short result, then the whole one.
 *
 * The case lives in the address behind the `#` and nowhere else: no storage, no cookie.
 * Every view is an entry of the browser's history; all entries share the latest answers, so
 * neither a wrong click nor the browser's back button loses one.
 *
 * @typedef {import("./link.mjs").Answers} Answers
 * @typedef {import("./form.mjs").Source} Source
 * @typedef {import("./result.mjs").Links} Links
 * @typedef {import("./result.mjs").Result} Result
 * @typedef {import("./words.mjs").Words} Words
 * @typedef {{
 *   flow: string, texts: string, details: string, professions: Record<string, string>, runtime: string | null, megabytes: number,
 *   report: string, online?: string,
 * } & Links & Words} Manifest addresses relative to the page; `online` is the page that others can open when this one
 *   is a file of the reader's, which has no runtime
 * @typedef {"move" | "refine" | "stay" | "leave"} Focus `move`: to the new heading, which comes into view;
 *   `refine`: to the next open question of a result; `stay`: to the heading that replaces a focused one;
 *   `leave`: nowhere
 * @typedef {{show: string}} View what a history entry shows: a question, RESULT or SHEET
 */

import { answerList, openList, pair } from "./answers.mjs";
import { checkedOn, day } from "./calendar.mjs";
import { fill, h } from "./dom.mjs";
import { Engine } from "./engine.mjs";
import { Flow } from "./flow.mjs";
import { bind, questionForm } from "./form.mjs";
import { decode, encode } from "./link.mjs";
import { NotLoaded, json, module } from "./load.mjs";
import { Occupations } from "./occupations.mjs";
import { patience } from "./patience.mjs";
import { date, fullResult, shortResult } from "./result.mjs";
import { showEngine } from "./status.mjs";
import { Texts } from "./texts.mjs";
import { tools } from "./tools.mjs";

const RESULT = "result";
const SHEET = "sheet";
const OCCUPATION_ID = /^[a-z0-9-]{1,80}$/;

class Check {
  /** @type {Answers} */
  #answers = {};
  /** What is on the screen. */
  #show = "";
  #turn = 0;
  /** Counts links and steps: a link that waits for its list gives way to what the reader did meanwhile. */
  #step = 0;
  /** @type {Flow} */
  #flow;
  /** @type {Source} */
  #source;
  #title = document.title;
  #places;
  #links;
  #engine;
  #manifest;
  /** The day everything is decided for. @type {import("./calendar.mjs").Day} */
  #day;

  /**
   * @param {HTMLElement} root @param {Manifest} manifest @param {import("./flow.mjs").Graph} graph @param {Texts} texts
   */
  constructor(root, manifest, graph, texts) {
    const place = (/** @type {string} */ name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place=${name}]`));
    this.#places = { stage: place("stage"), notices: place("notices"), answers: place("answers"), engine: place("engine"), tools: place("tools"), live: place("live") };
    this.#manifest = manifest;
    this.#links = { procedures: manifest.procedures, authorities: manifest.authorities };
    this.#engine = new Engine(texts, manifest.runtime, manifest.details);
    const occupations = new Occupations(texts.lang, manifest.professions, () => this.#searcher());
    const states = JSON.parse(root.dataset.states ?? "[]");
    const districts = JSON.parse(root.dataset.districts ?? "[]");
    this.#day = day(graph.v);
    this.#flow = new Flow(graph, this.#day.on, (question, value) => this.#optionOf(question, value));
    this.#source = { t: texts, occupations, states, districts, options: (question) => this.#flow.options(question) };

    this.#engine.addEventListener("change", () => this.#engineChanged());
    addEventListener("popstate", ({ state }) => this.#moved(state));
    addEventListener("pagehide", ({ persisted }) => persisted && this.#engine.pause());
    addEventListener("pageshow", ({ persisted }) => persisted && this.#return());
    root.addEventListener("click", ({ target }) => target instanceof Element && this.#showCard(target.closest("[data-card]")));
    root.addEventListener("focusin", ({ target }) => target instanceof HTMLInputElement && this.#engine.intend());
  }

  /** Takes over the page: the first question as it stands there, or the case of the link. */
  async start() {
    if (location.hash.includes("=")) {
      await this.#open(location.hash, history.state?.show);
      return;
    }
    this.#show = this.#flow.walk({}).next ?? RESULT;
    const form = this.#places.stage.querySelector("form");
    if (form instanceof HTMLFormElement && form.dataset.question === this.#show) {
      history.replaceState({ show: this.#show }, "");
      bind(form, (value) => this.#answer(this.#show, value));
      this.#updateLanguageLinks();
    } else {
      this.#go(this.#show, { push: false, focus: "leave" });
    }
  }

  /** @param {string} fragment @param {string} [show] */
  async #open(fragment, show) {
    const step = (this.#step += 1);
    await this.#loadOccupationOf(fragment);
    if (step !== this.#step) {
      return;
    }
    const { t } = this.#source;
    const known = (/** @type {string} */ procedure) => t.has(`procedure.${procedure}.title`);
    const { answers, unknown, before } = decode(fragment, (question, value) => this.#exists(question, value), known);
    this.#answers = answers;
    fill(this.#places.notices);
    if (unknown.length > 0) {
      this.#notify(t.node("ui.link_unknown", { list: unknown.join(", ") }));
    }
    if (answers.prof && this.#optionOf("prof", answers.prof) === null) {
      this.#offerReload();
    } else if (before) {
      this.#compare(before);
    }
    if (Object.keys(answers).length > 0) {
      this.#engine.intend();
    }
    this.#go(show ?? this.#following(), { push: false, focus: "leave" });
  }

  /** Says what changed when a link was made by rules under which its answers led elsewhere. @param {import("./link.mjs").Outcome} before */
  #compare(before) {
    const { t } = this.#source;
    const { next, procedures: now } = this.#flow.walk(this.#answers);
    const titles = (/** @type {string[]} */ list) => list.flatMap((id, place) => [place > 0 && " · ", t.node(`procedure.${id}.title`)]);
    const then = t.day(checkedOn(before.rules));
    if (next !== null) {
      this.#notify(t.node("ui.link_changed_open", { then, before: titles(before.procedures) }));
    } else if (now && [...now].sort().join() !== [...before.procedures].sort().join()) {
      this.#notify(t.node("ui.link_changed", { then, before: titles(before.procedures), now: titles(now) }));
    }
  }

  /** An occupation in a link needs the list before anything can follow from it. @param {string} fragment */
  async #loadOccupationOf(fragment) {
    const value = new URLSearchParams(fragment.slice(1)).get("prof");
    if (value && !this.#flow.options("prof").includes(value)) {
      await this.#source.occupations.load().catch(() => {});
    }
  }

  /** Whether there is such an answer; without the list of occupations any id may be one. @param {string} question @param {string} value */
  #exists(question, value) {
    const maybe = question === "prof" && !this.#source.occupations.loaded && OCCUPATION_ID.test(value);
    return maybe || this.#optionOf(question, value) !== null;
  }

  /** The option behind an answer; null for none. @param {string} question @param {string} value @returns {string | null} */
  #optionOf(question, value) {
    if (this.#flow.options(question).includes(value)) {
      return value;
    }
    const { occupations, states, districts } = this.#source;
    switch (question) {
      case "prof":
        return occupations.groupOf(value);
      case "where":
        return states.find(([code]) => code === value)?.[2] ?? null;
      case "live":
        return districts.find(([ags]) => ags === value)?.[2] ?? null;
      default:
        return null;
    }
  }

  /** @param {string} question @param {string} value */
  #answer(question, value) {
    const before = this.#flow.walk(this.#answers).stale;
    const refines = this.#flow.walk(this.#answers).next === null && !(question in this.#answers);
    this.#answers = { ...this.#answers, [question]: value };
    fill(this.#places.notices);
    if (!refines) {
      // Answers that stood on no way before belong to the whole result; the checker judges them.
      this.#drop(this.#flow.walk(this.#answers).stale.filter((name) => !before.includes(name)));
    }
    this.#engine.intend();
    this.#remember();
    this.#go(this.#following(), { push: true, focus: refines ? "refine" : "move" });
  }

  /** Takes answers away that no longer apply, and says so. @param {string[]} questions */
  #drop(questions) {
    if (questions.length === 0) {
      return;
    }
    const kept = { ...this.#answers };
    const inOrder = this.#flow.questions.filter((question) => questions.includes(question));
    const list = inOrder.flatMap((question, place) => [place > 0 && "; ", pair(this.#source, question, kept[question])]);
    questions.forEach((question) => delete kept[question]);
    this.#answers = kept;
    this.#notify(this.#source.t.node("ui.dropped", { list }));
  }

  /** The first question without an answer, or the result. */
  #following() {
    return this.#flow.walk(this.#answers).next ?? RESULT;
  }

  /** Shows a question or the result. @param {string} show @param {{push: boolean, focus: Focus}} how */
  #go(show, { push, focus }) {
    this.#step += 1;
    const { path, next } = this.#flow.walk(this.#answers);
    const shown = show === RESULT || show === SHEET ? next === null : path.includes(show) || (next === null && show in this.#answers);
    this.#show = shown ? show : (next ?? RESULT);
    if (push) {
      history.pushState({ show: this.#show }, "", this.#address());
    }
    this.#remember();
    this.#render({ focus });
  }

  /** Writes the latest answers into the current entry of the history and into the language links. */
  #remember() {
    history.replaceState({ show: this.#show }, "", this.#address());
    this.#updateLanguageLinks();
  }

  #address() {
    return location.pathname + location.search + this.#fragment();
  }

  /** The case; where a result is on the screen, with what it is. */
  #fragment() {
    const { procedures } = this.#flow.walk(this.#answers);
    const decided = procedures && (this.#show === RESULT || this.#show === SHEET);
    return encode(this.#answers, decided ? { procedures, rules: this.#flow.rules } : null);
  }

  #updateLanguageLinks() {
    for (const link of document.querySelectorAll("a[hreflang]")) {
      const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
      address.hash = this.#fragment();
      link.setAttribute("href", address.href);
    }
  }

  /** The browser went back or forth, or somebody edited the address. @param {View | null} view */
  #moved(view) {
    if (view) {
      fill(this.#places.notices);
      this.#go(view.show, { push: false, focus: "move" });
    } else if (location.hash.includes("=") || location.hash === "") {
      void this.#open(location.hash);
    } else {
      this.#remember(); // A jump inside the page, such as the skip link, keeps the case.
    }
  }

  /** The browser kept the page, without the checker, and shows it again. */
  #return() {
    this.#engine.resume();
    this.#render({ focus: "leave" });
  }

  #back() {
    const { path } = this.#flow.walk(this.#answers);
    const place = path.indexOf(this.#show);
    const previous = path[(place < 0 ? path.length : place) - 1];
    if (previous) {
      this.#go(previous, { push: true, focus: "move" });
    }
  }

  #restart() {
    this.#answers = {};
    fill(this.#places.notices);
    this.#go(this.#following(), { push: true, focus: "move" });
  }

  /** @param {{focus: Focus}} how */
  #render({ focus }) {
    this.#turn += 1;
    if (this.#show === RESULT) {
      void this.#renderResult(focus);
    } else if (this.#show === SHEET) {
      void this.#renderSheet(focus);
    } else {
      this.#renderQuestion(focus);
    }
    this.#renderEngine();
  }

  /** @param {Focus} focus */
  #renderQuestion(focus) {
    const { t } = this.#source;
    const walk = this.#flow.walk(this.#answers);
    const answered = walk.path.includes(this.#show);
    const progress = answered ? null : h("p", { class: "check-progress" }, t.node("ui.at_most_more", { n: walk.remaining }));
    const { element, heading } = questionForm(this.#source, {
      question: this.#show,
      value: this.#answers[this.#show],
      progress: progress ?? undefined,
      onAnswer: (value) => this.#answer(this.#show, value),
      onBack: this.#show === walk.path[0] || walk.path.length === 0 ? undefined : () => this.#back(),
    });
    fill(this.#places.stage, element);
    fill(this.#places.tools);
    this.#renderAnswers(walk.path.filter((question) => question !== this.#show));
    if (this.#show === "prof") {
      this.#source.occupations.prepare();
    }
    this.#announce(heading, focus, answered ? "" : t.plain("ui.at_most_more", { n: walk.remaining }));
  }

  /** @param {string[]} order */
  #renderAnswers(order) {
    const list = order.length > 0 && answerList(this.#source, this.#answers, order, (question) => this.#go(question, { push: true, focus: "move" }));
    fill(this.#places.answers, list);
  }

  /** @param {Focus} focus */
  async #renderResult(focus) {
    const turn = this.#turn;
    const whole = this.#evaluate();
    const soon = await Promise.race([whole, wait(patience.glance)]);
    if (turn !== this.#turn) {
      return;
    }
    this.#showResult(soon ?? null, focus);
    if (soon === undefined) {
      const result = await whole;
      if (turn === this.#turn && result) {
        this.#showResult(result, this.#places.stage.contains(document.activeElement) ? "stay" : "leave");
      }
    }
  }

  /** @param {Result | null} result the whole one, or null for the short one @param {Focus} focus */
  #showResult(result, focus) {
    const { path, procedures } = this.#flow.walk(this.#answers);
    const element = result
      ? fullResult(this.#source, this.#links, result, this.#refinement(result.open))
      : shortResult(this.#source, this.#links, procedures ?? []);
    date(this.#source.t, element, this.#day);
    fill(this.#places.stage, element);
    const given = this.#flow.questions.filter((question) => path.includes(question) || (result && question in this.#answers));
    const { runtime, online } = this.#manifest;
    const onSheet = runtime === null ? null : () => this.#go(SHEET, { push: true, focus: "move" });
    const address = () => (online === undefined ? location.href : online + location.hash);
    const report = this.#report(given);
    fill(this.#places.tools, tools(this.#source.t, this.#places.live, { address, report, onSheet, onRestart: () => this.#restart() }));
    this.#renderAnswers(given);
    const open = focus === "refine" ? element.querySelector(".check-refine") : null;
    if (open instanceof HTMLDetailsElement) {
      open.open = true;
    }
    const heading = /** @type {HTMLElement} */ ((open ?? element).querySelector(".check-heading"));
    this.#announce(heading, focus, focus === "refine" ? this.#source.t.plain("ui.result_updated") : "");
  }

  /** The page that prepares a report of an error, with this case and its answers in words behind the `#`. @param {string[]} given */
  #report(given) {
    const words = given.map((question) => pair(this.#source, question, this.#answers[question]).textContent);
    const { online, report } = this.#manifest;
    const page = online === undefined ? this.#address() : online + this.#fragment();
    return `${report}#${encodeURIComponent([page, ...words].join("\n"))}`;
  }

  /** The sheet to take along; until the checker is there, the page says that it is on its way. @param {Focus} focus */
  async #renderSheet(focus) {
    const turn = this.#turn;
    const { t } = this.#source;
    const back = h("button", { class: "check-button check-button--second", type: "button", onclick: () => this.#go(RESULT, { push: true, focus: "move" }) }, t.node("ui.sheet_back"));
    const heading = h("h2", { class: "check-heading", tabindex: -1 }, t.node("ui.sheet"));
    fill(this.#places.stage, h("div", { class: "check-result" }, heading, h("div", { class: "check-actions" }, back)));
    fill(this.#places.tools);
    this.#renderAnswers([]);
    this.#announce(heading, focus, "");
    if (this.#engine.state !== "ready") {
      return;
    }
    try {
      const { sheet } = await module("./sheet.mjs", () => import("./sheet.mjs"));
      const made = await sheet(this.#source, this.#engine, this.#manifest, { answers: this.#answers, on: this.#day.on, back });
      if (turn === this.#turn) {
        fill(this.#places.stage, made.element);
        this.#announce(made.heading, focus === "leave" ? "leave" : "stay", "");
        await made.complete();
      }
    } catch (error) {
      const again = h("button", { class: "check-button check-button--second", type: "button", onclick: () => this.#render({ focus: "move" }) }, t.node("ui.retry"));
      const sorry = h("div", { class: "check-notice", role: "alert" }, h("p", {}, t.node(failureKey(error))), again);
      if (turn === this.#turn && this.#engine.state === "ready") {
        heading.after(sorry);
      }
    }
  }

  /** @param {Element | null} button names the question or procedure whose German sentence is wanted */
  async #showCard(button) {
    if (!(button instanceof HTMLElement)) {
      return;
    }
    const { t } = this.#source;
    try {
      const { showCard } = await module("./cards.mjs", () => import("./cards.mjs"));
      await showCard(t, this.#manifest, `${button.dataset.card}.card`);
    } catch (error) {
      const key = failureKey(error);
      fill(this.#places.notices);
      this.#notify(t.node(key));
      this.#places.notices.scrollIntoView({ block: "start" });
      this.#places.live.textContent = t.plain(key);
    }
  }

  /** The whole result, or null while (or when) only the short one can be had. @returns {Promise<Result | null>} */
  async #evaluate() {
    if (this.#engine.state !== "ready") {
      return null;
    }
    const turn = this.#turn;
    try {
      /** @type {Result} */
      const result = await this.#engine.call("check", { answers: this.#answers, on: this.#day.on, lang: this.#source.t.lang });
      if (turn !== this.#turn) {
        return null; // It is about answers that may have changed.
      }
      const dropped = Object.keys(result.dropped).filter((question) => question in this.#answers);
      if (dropped.length > 0) {
        this.#drop(dropped);
        this.#remember();
      }
      return result;
    } catch {
      return null; // The short result stands; the engine's own state says what went wrong.
    }
  }

  /** What would narrow the result: the next question in place, and those answered "I don't know". @param {string[]} open */
  #refinement(open) {
    if (open.length === 0) {
      return null;
    }
    const { t } = this.#source;
    const [question] = open.filter((name) => !(name in this.#answers));
    const notKnown = open.filter((name) => name in this.#answers);
    return h(
      "details",
      { class: "check-refine" },
      h("summary", {}, h("h3", {}, t.node("ui.refine"))),
      question && questionForm(this.#source, { question, level: "h4", onAnswer: (value) => this.#answer(question, value) }).element,
      notKnown.length > 0 && h("h4", { class: "check-heading", tabindex: -1 }, t.node("ui.open_questions")),
      notKnown.length > 0 && openList(this.#source, notKnown, (name) => this.#go(name, { push: true, focus: "move" })),
    );
  }

  /** @returns {import("./occupations.mjs").Call | null} */
  #searcher() {
    return this.#engine.state === "ready" ? (method, params) => this.#engine.call(method, params) : null;
  }

  #engineChanged() {
    if (this.#engine.state === "ready") {
      this.#source.occupations.forget();
      if (this.#show === RESULT || this.#show === SHEET) {
        const held = this.#places.stage.contains(document.activeElement);
        this.#places.live.textContent = this.#source.t.plain("ui.python_ready");
        this.#render({ focus: held ? "stay" : "leave" });
        return;
      }
    }
    this.#renderEngine();
  }

  /** One quiet line on how far the whole result is. */
  #renderEngine() {
    const { megabytes, procedures } = this.#manifest;
    showEngine(this.#places.engine, this.#source.t, this.#engine, { megabytes, procedures, wanted: this.#show === RESULT || this.#show === SHEET });
    if (this.#engine.state === "failed") {
      this.#places.live.textContent = this.#source.t.plain("ui.python_failed");
    }
  }

  #offerReload() {
    const { t } = this.#source;
    const again = h("button", { class: "check-button check-button--quiet", type: "button", onclick: () => void this.#open(location.hash) }, t.node("ui.retry"));
    this.#notify(h("span", {}, t.node("ui.failed.network"), " ", again));
  }

  /** @param {Node} notice */
  #notify(notice) {
    this.#places.notices.append(h("p", { class: "check-notice" }, notice));
  }

  /** @param {HTMLElement} heading @param {Focus} focus @param {string} words */
  #announce(heading, focus, words) {
    document.title = `${this.#places.stage.querySelector(".check-heading")?.textContent} – ${this.#title}`;
    if (focus === "leave") {
      return;
    }
    heading.focus({ preventScroll: true });
    if (focus !== "stay") {
      this.#places.live.textContent = words;
      (focus === "refine" ? heading : this.#places.notices).scrollIntoView({ block: "start" });
    }
  }
}

/** @param {number} seconds @returns {Promise<undefined>} */
function wait(seconds) {
  return new Promise((resolve) => setTimeout(resolve, 1000 * seconds));
}

/** The text that tells of an error. @param {unknown} error */
function failureKey(error) {
  return `ui.failed.${error instanceof Error && "reason" in error ? error.reason : "internal"}`;
}

/** Loads what the questions need; without it the page says so and offers another try. */
async function boot() {
  const root = /** @type {HTMLElement} */ (document.querySelector("[data-check]"));
  const failure = /** @type {HTMLElement} */ (root.querySelector("[data-place=failure]"));
  delete root.dataset.failed;
  /** @type {Manifest} */
  const manifest = JSON.parse(root.dataset.check ?? "{}");
  try {
    const [graph, catalog] = await Promise.all([json(manifest.flow), json(manifest.texts)]);
    const texts = new Texts(document.documentElement.lang, document.dir === "rtl");
    texts.add(catalog);
    await new Check(root, manifest, graph, texts).start();
    root.dataset.ready = "";
  } catch (error) {
    root.dataset.failed = error instanceof NotLoaded ? error.reason : "internal";
    const again = root.dataset.failed === "outdated" ? () => location.reload() : () => void boot();
    failure.querySelector("button")?.addEventListener("click", again, { once: true });
    if (!(error instanceof NotLoaded)) {
      throw error;
    }
  }
}

/** The section that keeps the site on the phone; its script comes when it is opened or when something is kept. */
function offerToKeep() {
  const section = document.querySelector("details[data-keep]");
  if (section instanceof HTMLDetailsElement) {
    const load = () => void import("./keep.mjs").catch(() => {}); // The section says what it needs.
    section.addEventListener("toggle", load, { once: true });
    if (isKept()) {
      load();
    }
    section.hidden = false;
  }
}

/** Whether this page comes from the phone. Browsers that forbid storage forbid even the question. */
function isKept() {
  try {
    return Boolean(navigator.serviceWorker?.controller);
  } catch {
    return false;
  }
}

void boot();
offerToKeep();
