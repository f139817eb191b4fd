/**
 * A text field with a list of suggestions, after the combobox pattern of the ARIA Authoring Practices.
 *
 * The list stands in the flow of the page, so nothing is covered on a small screen or at large text.
 *
 * @template T
 * @typedef {{
 *   id: string,
 *   find: (typed: string) => Promise<T[] | null>,
 *   row: (item: T) => import("./dom.mjs").Leaf[],
 *   label: (item: T) => string,
 *   listLabel: string,
 *   describedBy?: string,
 *   onFound: (count: number | null) => void,
 *   onChoose: (item: T | null) => void,
 * }} Options `find` gives null when it cannot search; `onFound` gets how many there are, null when
 *   nothing is typed; `onChoose` gets null when a choice is edited away
 */

import { fill, h } from "./dom.mjs";

const PAUSE_MS = 120;

/** @template T @param {Options<T>} options */
export function combobox({ id, find, row, label, listLabel, describedBy, onFound, onChoose }) {
  /** @type {T[]} */
  let items = [];
  let active = -1;
  let turn = 0;
  let timer = 0;

  const list = h("ul", { id: `${id}-list`, class: "check-suggestions", role: "listbox", "aria-label": listLabel, hidden: true });
  const input = h("input", {
    id,
    class: "check-input",
    type: "text",
    role: "combobox",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
    "aria-describedby": describedBy,
    autocomplete: "off",
    autocapitalize: "off",
    spellcheck: "false",
    enterkeyhint: "search",
    maxlength: 120,
    dir: "auto",
    oninput: typed,
    onkeydown: /** @type {EventListener} */ (pressed),
  });
  // A press on a suggestion must not take the focus from the field before the click arrives.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target instanceof Element ? target.closest("[role=option]") : null;
    if (option) {
      choose(Array.from(list.children).indexOf(option));
    }
  });

  function typed() {
    onChoose(null);
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  }

  async function search() {
    const now = ++turn;
    const found = input.value.trim() ? await find(input.value) : [];
    if (now !== turn || !input.isConnected) {
      return;
    }
    items = found ?? [];
    if (found) {
      onFound(input.value.trim() ? found.length : null);
    }
    fill(list, items.map((item, place) => h("li", { id: `${id}-${place}`, role: "option", "aria-selected": "false" }, row(item))));
    open(items.length > 0);
  }

  /** @param {boolean} yes */
  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", String(yes));
    activate(-1);
  }

  /** @param {number} place */
  function activate(place) {
    active = place;
    Array.from(list.children).forEach((option, index) => option.setAttribute("aria-selected", String(index === place)));
    if (place < 0) {
      input.removeAttribute("aria-activedescendant");
    } else {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    }
  }

  /** @param {number} place */
  function choose(place) {
    const item = items[place];
    settle(label(item));
    onChoose(item);
  }

  /** Takes what was typed and what was found away. */
  function reset() {
    items = [];
    settle("");
    onFound(null);
  }

  /** Puts words into the field, for which nothing is searched any more. @param {string} words */
  function settle(words) {
    turn += 1;
    clearTimeout(timer);
    input.value = words;
    open(false);
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const shown = !list.hidden;
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && items.length > 0 && !event.altKey) {
      if (!shown) {
        open(true);
      }
      const step = moves[/** @type {"ArrowDown" | "ArrowUp"} */ (event.key)];
      const from = active < 0 && step < 0 ? 0 : active;
      activate((from + step + items.length) % items.length);
    } else if (event.key === "Enter" && shown && active >= 0) {
      choose(active);
    } else if (event.key === "Enter" && shown) {
      search(); // The key that says "search" on a phone; choosing is a step of its own.
    } else if (event.key === "Escape" && shown) {
      open(false);
    } else {
      return;
    }
    event.preventDefault();
  }

  return { input, list, refresh: search, reset };
}
