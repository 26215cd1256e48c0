// The field one writes in: it grows, keeps a draft, counts near the limit, and sends.
import { typing } from "./dom.js";

// Characters left when the count appears.
const NEAR = 500;

export class Composer {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {{ form: HTMLFormElement, field: HTMLTextAreaElement, count: HTMLElement, counted: HTMLElement }} parts
   * @param {{ say: import("./types").Say, limit: () => number, send: (text: string) => void, draft: (text: string) => void }} on
   */
  constructor({ form, field, count, counted }, on) {
    this.form = form;
    this.field = field;
    this.count = count;
    this.counted = counted;
    this.on = on;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    field.addEventListener("keydown", (event) => this.#key(event));
    field.addEventListener("input", () => this.#changed());
    addEventListener("pagehide", () => field.value && this.on.draft(field.value));
  }

  get text() {
    return this.field.value;
  }

  /** Puts a text into the field, to go on from. @param {string} text */
  fill(text) {
    this.field.value = text;
    this.#fit();
    this.on.draft(text);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // With Shift it breaks the line; on a touch screen the other way: there is no Shift to hold, and the button is beside the thumb.
    if (event.key !== "Enter" || event.isComposing || event.shiftKey === typing()) return;
    event.preventDefault();
    this.#send();
  }

  #send() {
    const text = this.field.value;
    this.field.focus();
    if (!text.trim() || this.#left() < 0) return;
    clearTimeout(this.#timer);
    this.field.value = "";
    this.#fit();
    this.on.send(text);
  }

  #changed() {
    this.#fit();
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.on.draft(this.field.value), 300);
  }

  // As the service counts: characters, not UTF-16 units, in composed form and without the spaces around.
  #left() {
    return this.on.limit() - [...this.field.value.normalize("NFC").trim()].length;
  }

  #fit() {
    const { field, count, counted } = this;
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`;
    const left = field.value.length > this.on.limit() - 2 * NEAR ? this.#left() : Infinity;
    field.setAttribute("aria-invalid", String(left < 0));
    count.textContent = left > NEAR ? "" : this.on.say(left < 0 ? "too_long" : "remaining", { count: Math.abs(left) });
    // Told a hundred at a time: a screen reader does not count along with every key.
    const step = left > NEAR ? "" : String(Math.ceil(left / 100));
    if (counted.dataset.step === step) return;
    counted.dataset.step = step;
    counted.textContent = count.textContent;
  }
}
