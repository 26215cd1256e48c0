// What is on the screen of one chat: its log, what can be tapped, the field, and the lines that say how things stand.
import { Problem } from "./api.js";
import { Choices } from "./choices.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";

const SOON = 700; // a reply that comes sooner needs no sign
const LATE = 20_000; // after this long the sign stops moving

export class Screen {
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];

  /**
   * @param {ReturnType<typeof import("./view.js").build>} parts @param {import("./panel.js").Panel} panel
   * @param {{ say: import("./types").Say, limit: () => number, url: (path: string) => string,
   *   question: (id: string) => string | undefined, tap: (choice: string, label: string) => void,
   *   write: (text: string) => void, draft: (text: string) => void, open: (link: import("./types").Link) => void }} on
   */
  constructor(parts, panel, on) {
    this.parts = parts;
    this.panel = panel;
    this.on = on;
    this.log = new Log(parts.log, { say: on.say, url: on.url, open: on.open });
    const choose = (/** @type {string} */ choice, /** @type {string} */ label) => {
      panel.land(); // before the tapped button goes
      on.tap(choice, label);
    };
    this.choices = new Choices(parts.choices, { say: on.say, question: on.question, choose });
    this.composer = new Composer(parts, { say: on.say, limit: on.limit, send: on.write, draft: on.draft });
    // What is asked is repeated beside the field as long as it is out of sight above.
    this.sight = new IntersectionObserver((seen) => this.#remind(seen.at(-1)?.isIntersecting ?? true), { root: parts.log, threshold: 0.6 });
  }

  /** @param {boolean} inSight */
  #remind(inSight) {
    this.parts.pending.classList.toggle("unseen", inSight);
  }

  /** Between the welcome and the conversation. @param {boolean} talking */
  talk(talking) {
    const { welcome, log, form, now, way } = this.parts;
    welcome.hidden = talking;
    for (const each of [log, form]) each.hidden = !talking;
    if (talking) return;
    this.log.clear();
    this.choices.show([]);
    now.hidden = way.hidden = true;
    this.waitUntil(true);
  }

  /** Whether there was anything new. @param {import("./types").Message[]} messages */
  show(messages) {
    if (!this.log.show(messages)) return false;
    if (messages.some(({ from }) => from === "bot")) this.waitUntil(true);
    this.#ask();
    this.panel.read(this.log.said, this.log.prompt);
    return true;
  }

  #ask() {
    const { pending, now, way } = this.parts;
    const prompt = this.log.prompt;
    const choices = this.log.latest.flatMap(({ message }) => message.choices);
    this.choices.show(choices);
    now.hidden = !prompt;
    this.sight.disconnect();
    if (!prompt) return;
    const heading = prompt.item.querySelector(".text") ?? prompt.item;
    pending.textContent = heading.textContent;
    pending.lang = prompt.message.lang ?? "";
    this.sight.observe(heading);
    const progress = prompt.message.progress;
    way.hidden = !progress;
    if (progress) [way.max, way.value] = [progress.total, progress.answered];
  }

  /** What was said before is not read out again. @param {() => Promise<unknown> | undefined} work */
  async silently(work) {
    this.parts.log.ariaLive = "off";
    await work();
    requestAnimationFrame(() => requestAnimationFrame(() => (this.parts.log.ariaLive = null)));
  }

  get text() {
    return this.composer.text;
  }

  /** @param {string} text */
  fill(text) {
    this.composer.fill(text);
  }

  goToEnd() {
    this.panel.goToEnd();
  }

  land() {
    this.panel.land();
  }

  /** A sign that the reply is coming, until it comes, or for so long. */
  wait() {
    this.waitUntil(true);
    this.#timers = [setTimeout(() => this.#sign("waiting", true), SOON), setTimeout(() => this.#sign("waking", false), LATE)];
  }

  /** Ends the sign, or says that the reply takes longer. @param {boolean} complete */
  waitUntil(complete) {
    for (const each of this.#timers) clearTimeout(each);
    this.#sign(complete ? null : "waking", !complete);
  }

  /** @param {string | null} key @param {boolean} moving */
  #sign(key, moving) {
    this.parts.status.toggleAttribute("data-moving", moving);
    this.tell(key ? this.on.say(key) : "");
  }

  /** @param {string} sentence */
  tell(sentence) {
    if (this.parts.status.textContent !== sentence) this.parts.status.textContent = sentence;
  }

  /** Whether the service can be reached: said when it changes. @param {boolean} up */
  line(up) {
    this.waitUntil(true);
    this.tell(this.on.say(up ? "back" : "away"));
    this.parts.status.toggleAttribute("data-away", !up);
  }

  /** An error's own sentence, or a sentence; null takes it away. @param {unknown} error */
  complain(error) {
    const { alert } = this.parts;
    alert.hidden = !error;
    const told = error instanceof Problem && error.message ? error.message : typeof error === "string" ? error : this.on.say("unreachable");
    alert.textContent = error ? told : "";
  }
}
