// Draws messages: one item each, once, in order. A screen reader reads an item when it comes, so none is made twice.
import { make } from "./dom.js";

/** @typedef {import("./types").Message} Message */
/** @typedef {{ item: HTMLElement, message: Message }} Shown */

const HEADINGS = new Set(["question", "probe", "confirm", "profile"]);
const OPENS = new Set(["menu", ...HEADINGS]);
// Links that need the token: buttons, since no address may hold it.
const OWN = new Set(["export", "receipt"]);
const HERE = new Set(["contact", "calendar"]);

export class Log {
  /** @type {Map<string, Shown>} */
  #shown = new Map();

  /**
   * @param {HTMLElement} element the `role=log`
   * @param {{ say: import("./types").Say, lang: () => string, url: (path: string) => string,
   *   open: (link: import("./types").Link) => void }} on
   */
  constructor(element, on) {
    this.element = element;
    this.on = on;
  }

  clear() {
    this.#shown.clear();
    this.element.replaceChildren();
  }

  /** Adds what is new; whether anything was. @param {Message[]} messages */
  show(messages) {
    const fresh = messages.filter(({ id, seq }) => this.#shown.get(id)?.message.seq !== seq);
    for (const each of fresh) this.#place(each);
    return fresh.length > 0;
  }

  /** What was written and has no number yet: after everything else, in its own order. @param {import("./types").Unsent[]} unsent */
  expect(unsent) {
    const waiting = new Set(unsent.map(({ id }) => id));
    for (const [id, { item, message }] of this.#shown) {
      if (message.seq !== Infinity || waiting.has(id)) continue;
      // Taken back, or sent by another tab: then it comes with its number.
      item.remove();
      this.#shown.delete(id);
    }
    for (const { id, shown } of unsent) {
      if (!this.#shown.has(id)) this.#place({ id, text: shown, from: "citizen", kind: "info", seq: Infinity, choices: [], links: [] });
    }
  }

  /** Numbered before its replies are drawn, so that it is never moved past them. @param {string} id @param {number} seq */
  settle(id, seq) {
    const known = this.#shown.get(id);
    if (known?.message.seq === Infinity) this.show([{ ...known.message, seq }]);
  }

  /** A line under a message that is on its way: why it waits, what can be done. @param {string} id @param {...(Node | string)} line */
  note(id, ...line) {
    const item = this.#shown.get(id)?.item;
    const shown = item?.querySelector(".state");
    if (!line.length) return shown?.remove();
    if (shown?.textContent === make("p", {}, ...line).textContent) return;
    const { element } = this;
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
    shown?.remove();
    item?.append(make("p", { className: "state" }, ...line));
    if (atEnd) element.scrollTop = element.scrollHeight;
  }

  /** @param {Message} message */
  #place(message) {
    const item = this.#shown.get(message.id)?.item ?? this.#draw(message);
    item.toggleAttribute("data-pending", message.seq === Infinity);
    this.#shown.set(message.id, { item, message });
    if (message.seq !== Infinity) this.note(message.id);
    const after = this.all.find((each) => each.message.seq > message.seq)?.item ?? null;
    if (!item.isConnected || (after && item.nextElementSibling !== after)) this.element.insertBefore(item, after);
  }

  /** Everything shown, in order. */
  get all() {
    return [...this.#shown.values()].sort((one, other) => one.message.seq - other.message.seq || 0);
  }

  /** What the robot has said since the citizen's last message; what is on its way comes after it. */
  get latest() {
    const numbered = this.all.filter(({ message }) => message.seq !== Infinity);
    const said = numbered.findLastIndex(({ message }) => message.from === "citizen");
    return numbered.slice(said + 1);
  }

  /** What the citizen is being asked. */
  get prompt() {
    return this.all.findLast(({ message }) => message.from === "bot" && OPENS.has(message.kind));
  }

  /** The last thing the citizen said; at the very start, the first message. */
  get said() {
    const all = this.all;
    return (all.findLast(({ message }) => message.from === "citizen") ?? all[0])?.item;
  }

  /** @param {Message} message */
  #draw(message) {
    const { from, kind, lang, progress, text, links } = message;
    const item = make("div", { className: "message", "data-from": from, "data-kind": kind });
    if (lang) item.lang = lang;
    item.append(make("span", { className: "unseen" }));
    if (message.asked && progress) item.append(make("p", { className: "step" }));
    this.#speak(item, message);
    item.append(...this.#texts(kind, (from === "bot" ? typeset(text, lang) : text).split("\n\n")));
    if (links.length) item.append(make("ul", { className: "links" }, ...links.map((each) => make("li", {}, this.#link(each)))));
    return item;
  }

  /** The chat's own words about a message are in the language of the chat. @param {HTMLElement} item @param {Message} message */
  #speak(item, { from, progress }) {
    for (const each of /** @type {NodeListOf<HTMLElement>} */ (item.querySelectorAll(".unseen, .step"))) {
      const step = each.className === "step" && progress;
      each.lang = this.on.lang();
      each.textContent = step ? this.on.say("progress", { position: step.position, total: step.total }) : `${this.on.say(from === "bot" ? "robot" : "you")} `;
    }
  }

  /** Its own words again, in another language. */
  speak() {
    for (const { item, message } of this.all) this.#speak(item, message);
  }

  /** A recap has a title, then an answer a paragraph; webinars are one a line. @param {string} kind @param {string[]} paragraphs */
  #texts(kind, [first = "", ...others]) {
    const lines = first.split("\n");
    if (kind === "recap" && others.length) return [make("h3", { className: "text", textContent: first }), listed(others)];
    if (kind === "webinars" && lines.length > 1) return [listed(lines)];
    const rest = others.map((each) => make("p", { className: "text", textContent: each }));
    return [make(HEADINGS.has(kind) ? "h3" : "p", { className: "text", textContent: first }), ...rest];
  }

  /** @param {import("./types").Link} link */
  #link(link) {
    if (OWN.has(link.kind)) {
      return make("button", { type: "button", className: "plain", textContent: link.label, onclick: () => this.on.open(link) });
    }
    const anchor = make("a", { href: this.on.url(link.href), textContent: link.label });
    if (!HERE.has(link.kind)) Object.assign(anchor, { target: "_blank", rel: "noopener" });
    return anchor;
  }
}

/** @param {string[]} items */
const listed = (items) => make("ul", {}, ...items.map((each) => make("li", { className: "text", textContent: each })));

/** French signs stay with their word at the end of a line. @param {string} text @param {string} [lang] */
const typeset = (text, lang) => (lang === "fr" ? text.replace(/ ([;:!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0") : text);
