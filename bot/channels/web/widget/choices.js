// What can be tapped now: outside the log, in a group named by the question. What could be tapped before is gone.
import { make } from "./dom.js";

/** @typedef {import("./types").Choice} Choice */

const TREMOR = 700; // milliseconds between two taps of one button that are meant as one
const EDITS = /^(correct|add|erase|forget):(.+)$/;

export class Choices {
  /**
   * @param {HTMLElement} element
   * @param {{ say: import("./types").Say, question: (id: string) => string | undefined, choose: (choice: string, label: string) => void }} on
   */
  constructor(element, on) {
    this.element = element;
    this.on = on;
  }

  /** @param {Choice[]} choices */
  show(choices) {
    const each = [...new Map(choices.map((choice) => [choice.id, choice])).values()];
    const edits = each.filter(({ id }) => EDITS.test(id));
    const others = each.filter(({ id }) => !EDITS.test(id));
    const { activeElement } = /** @type {ShadowRoot} */ (this.element.getRootNode());
    const focused = this.element.contains(activeElement) && activeElement?.getAttribute("data-choice");
    const drawn = others.map((choice) => make("li", {}, this.#button(choice, choice.label)));
    this.element.replaceChildren(...(edits.length ? [this.#edits(edits)] : []), ...(drawn.length ? [make("ul", {}, ...drawn)] : []));
    if (focused) /** @type {HTMLElement | null} */ (this.element.querySelector(`[data-choice="${focused}"]`))?.focus();
  }

  /** A line a question: which, then what can be done with its answer. @param {Choice[]} edits */
  #edits(edits) {
    const lines = grouped(edits);
    const items = [...lines].map(([id, choices]) => {
      const asked = this.on.question(id);
      const buttons = choices.map((choice) => this.#button(choice, this.#short(choice, asked), asked));
      return make("li", {}, ...(asked ? [make("span", { className: "asked", textContent: asked })] : []), make("span", {}, ...buttons));
    });
    return make("ul", { className: "edits" }, ...items);
  }

  /** @param {Choice} choice @param {string | undefined} asked */
  #short({ id, label }, asked) {
    const name = EDITS.exec(id)?.[1];
    return asked && name !== "forget" ? this.on.say(`edit_${name}`) : label;
  }

  /** Its name says which answer, its text stands beside the question. @param {Choice} choice @param {string} text @param {string} [asked] */
  #button({ id, label }, text, asked) {
    let last = -TREMOR;
    const onclick = (/** @type {PointerEvent} */ { detail, pointerType, timeStamp }) => {
      // The second click of a double one is not meant: what it falls on may be the next question's.
      const twice = (detail > 1 && pointerType === "mouse") || timeStamp - last < TREMOR;
      last = timeStamp;
      if (!twice) this.on.choose(id, label);
    };
    const button = make("button", { type: "button", textContent: text, "data-choice": id, onclick });
    if (id.startsWith("lang:")) button.lang = id.slice(5);
    if (asked) button.setAttribute("aria-label", this.on.say("edit_name", { what: text, question: asked }));
    return button;
  }
}

/** @param {Choice} choice */
const question = ({ id }) => EDITS.exec(id)?.[2] ?? "";

/** By question; `Map.groupBy` is not in browsers of 2023. @param {Choice[]} choices */
function grouped(choices) {
  /** @type {Map<string, Choice[]>} */
  const lines = new Map();
  for (const each of choices) lines.set(question(each), [...(lines.get(question(each)) ?? []), each]);
  return lines;
}
