// Elements made by hand: no markup is parsed, so a page's policy has nothing to refuse and a text is never taken for markup.

/**
 * An element with its properties (`aria-…`, `data-…` and `role` as attributes) and its children.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, unknown>} [properties]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name === "role" || name === "for" || name.includes("-")) element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children);
  return element;
}

/** @param {number} ms */
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A pause that can be ended early. */
export class Pause {
  end = () => {};

  /** @param {number} ms @returns {Promise<void>} */
  of(ms) {
    return new Promise((resolve) => {
      this.end = resolve;
      setTimeout(resolve, ms);
    });
  }
}

/** A random UUID, also on a page without https, where `crypto.randomUUID` is missing (RFC 9562, version 4). */
export function uuid() {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/**
 * One tab at a time; where the browser has no locks, or refuses them as it does in some frames, at once.
 * @template T @param {string} name @param {() => Promise<T>} work @returns {Promise<T>}
 */
export async function inTurn(name, work) {
  let begun = false;
  try {
    return await navigator.locks.request(name, () => ((begun = true), work()));
  } catch (error) {
    if (begun) throw error;
    return work();
  }
}

/** A keyboard goes on in the field; on a touch screen that would raise the keyboard over the choices. */
export const typing = () => matchMedia("(pointer: fine)").matches;
