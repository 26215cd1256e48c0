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
    list.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      event.preventDefault();
      this.close();
      button.focus();
    });
    list.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget instanceof Node && !list.contains(relatedTarget) && relatedTarget !== button) this.close();
    });
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
  #entry({ label, lang = "", danger, run, href }) {
    if (href) return make("a", { href, target: "_blank", rel: "noopener", textContent: label });
    const chosen = () => {
      this.close();
      run?.();
    };
    return make("button", { type: "button", className: danger ? "danger" : "", lang, textContent: label, onclick: chosen });
  }
}
