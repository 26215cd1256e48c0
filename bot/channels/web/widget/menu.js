// The menu that is always at hand: a button that shows a list of what one can do wherever one is.
import { make } from "./dom.js";

export class Menu {
  /**
   * `entries`: label → what it does, or the address it leads to.
   * @param {{ button: HTMLButtonElement, list: HTMLElement }} parts
   */
  constructor({ button, list }) {
    this.button = button;
    this.list = list;
    button.addEventListener("click", () => this.toggle());
    for (const each of [button, list]) each.addEventListener("keydown", (event) => this.#key(event));
    list.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node) this.#leave(relatedTarget);
    });
    document.addEventListener("pointerdown", (event) => this.#leave(event.composedPath()[0]));
  }

  /** Escape closes the menu before it closes the chat. @param {KeyboardEvent} event */
  #key(event) {
    if (event.key !== "Escape" || !this.isOpen) return;
    event.stopPropagation();
    event.preventDefault();
    this.close();
    this.button.focus();
  }

  /** @param {EventTarget | undefined} target where one has gone */
  #leave(target) {
    if (!(target instanceof Node) || !(this.list.contains(target) || this.button.contains(target))) this.close();
  }

  get isOpen() {
    return !this.list.hidden;
  }

  toggle() {
    this.list.hidden = this.isOpen;
    this.button.setAttribute("aria-expanded", String(this.isOpen));
  }

  close() {
    if (this.isOpen) this.toggle();
  }

  /** @param {{ label: string, lang?: string, danger?: boolean, run?: () => void, href?: string }[]} entries */
  fill(entries) {
    this.list.replaceChildren(...entries.map((each) => make("li", {}, this.#entry(each))));
  }

  /** @param {{ label: string, lang?: string, danger?: boolean, run?: () => void, href?: string }} entry */
  #entry({ label, lang, danger, run, href }) {
    if (href) return make("a", { href, target: "_blank", rel: "noopener", textContent: label });
    const chosen = () => {
      this.close();
      // The entry is gone; a dialog gives the focus back to what had it.
      this.button.focus();
      run?.();
    };
    const entry = { type: "button", className: danger ? "danger" : "", textContent: label, onclick: chosen };
    return make("button", lang ? { ...entry, lang } : entry);
  }
}
