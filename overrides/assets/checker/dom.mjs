/**
 * Building elements without a framework: `h("p", { class: "note" }, "text", node)`.
 *
 * @typedef {Node | string | number | null | undefined | false} Leaf
 * @typedef {Leaf | Leaf[] | (Leaf | Leaf[])[]} Child
 * @typedef {Record<string, string | number | boolean | EventListener | null | undefined>} Attributes
 */

/**
 * An element. Functions become listeners (`onclick`), `true` an empty attribute; `false`, `null`
 * and `undefined` leave attribute or child out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag @param {Attributes} [attributes] @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(name.replace(/^on/, ""), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(...nodes(children));
  return element;
}

/** Children without the left-out ones. @param {Child[]} children @returns {(Node | string)[]} */
export function nodes(children) {
  return /** @type {Leaf[]} */ (children.flat(Infinity))
    .filter((child) => child !== false && child !== null && child !== undefined && child !== "")
    .map((child) => (child instanceof Node ? child : String(child)));
}

/** German words inside a text of any language and direction; long titles may break after a slash. @param {string} text */
export function german(text) {
  const [first, ...others] = text.split("/");
  return h("bdi", { lang: "de", dir: "ltr" }, first, others.map((part) => ["/", h("wbr"), part]).flat());
}

/** Replaces everything inside an element. @param {Element} element @param {...Child} children */
export function fill(element, ...children) {
  element.replaceChildren(...nodes(children));
}
