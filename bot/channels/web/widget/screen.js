// What is on the screen of one chat: its log, what can be tapped, the field, and the lines that say how things stand.
import { Problem } from "./api.js";
import { Choices } from "./choices.js";
import { Composer } from "./composer.js";
import { Log } from "./log.js";

// A reply that comes sooner needs no sign.
const SOON = 700;
// After this long it is said that the robot may be waking up.
const LATE = 20_000;

export class Screen {
  /** @type {ReturnType<typeof setTimeout>[]} */
  #timers = [];
  // How much is being drawn that is not to be read out.
  #up = true;
  #waits = ""; // the key of the sign that a reply is coming
  #told = "";
  #silent = 0;

  /**
   * @param {ReturnType<typeof import("./view.js").build>} parts @param {import("./panel.js").Panel} panel
   * @param {{ say: import("./types").Say, lang: () => string, limit: () => number, url: (path: string) => string,
   *   question: (id: string) => string | undefined, tap: (choice: string, label: string) => void,
   *   write: (text: string) => void, draft: (text: string) => void, open: (link: import("./types").Link) => void }} on
   */
  constructor(parts, panel, on) {
    this.parts = parts;
    this.panel = panel;
    this.on = on;
    this.log = new Log(parts.log, on);
    const choose = (/** @type {string} */ choice, /** @type {string} */ label) => {
      // Before the tapped button goes.
      panel.land();
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
    const { inside, welcome, log, form, now, way } = this.parts;
    const here = inside.matches(":focus-within");
    welcome.hidden = talking;
    form.hidden = !talking;
    // Always there: what is put into a log that appears with it is not read out.
    log.tabIndex = talking ? 0 : -1;
    if (talking) return;
    // What it asks or shows is of a conversation that is no longer here.
    inside.parentElement?.parentNode?.querySelector("dialog.small")?.remove();
    this.log.clear();
    this.choices.show([]);
    now.hidden = way.hidden = true;
    this.waitUntil(true);
    if (here) this.panel.land();
  }

  /** Whether there was anything new. @param {import("./types").Message[]} messages */
  show(messages) {
    if (!this.log.show(messages)) return false;
    if (messages.some(({ from }) => from === "bot")) this.waitUntil(true);
    this.#ask();
    this.read();
    return true;
  }

  /** To be read from its start: a recap, which was asked for, and the notice, before anything is said. */
  read() {
    const { said, prompt, latest } = this.log;
    const whole = latest.some(({ message: { kind } }) => kind === "recap" || kind === "notice");
    this.panel.read(said, whole ? undefined : prompt);
  }

  /** What can be tapped, by its names as far as they are known. */
  name() {
    this.choices.show(this.log.latest.flatMap(({ message }) => message.choices));
  }

  #ask() {
    const { pending, now, way } = this.parts;
    const prompt = this.log.prompt;
    const here = now.matches(":focus-within");
    this.name();
    now.hidden = !prompt;
    now.scrollTop = 0;
    // What had the focus is gone.
    if (here) this.panel.land();
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
    const { log } = this.parts;
    this.#silent += 1;
    log.setAttribute("aria-live", "off");
    const heard = () => (this.#silent -= 1) || log.setAttribute("aria-live", "polite");
    try {
      await work();
    } finally {
      requestAnimationFrame(() => requestAnimationFrame(heard));
    }
  }

  /** Its own words again, in another language. */
  speak() {
    void this.silently(async () => this.log.speak());
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
    this.#told = "";
    this.waitUntil(true);
    this.#timers = [setTimeout(() => this.#sign("waiting", true), SOON), setTimeout(() => this.#sign("waking", false), LATE)];
  }

  /** Ends the sign, or says that the reply takes longer. @param {boolean} complete */
  waitUntil(complete) {
    for (const each of this.#timers) clearTimeout(each);
    this.#sign(complete ? "" : "waking", !complete);
    if (!complete) this.#timers = [setTimeout(() => this.#sign("waking", false), LATE)];
  }

  /** @param {string} key @param {boolean} moving */
  #sign(key, moving) {
    this.#waits = key;
    this.parts.status.toggleAttribute("data-moving", moving && this.#up);
    this.#status();
  }

  /** @param {string} sentence */
  tell(sentence) {
    this.#told = sentence;
    this.#status();
  }

  /** Whether the service can be reached: said as long as it cannot, and when it can again. @param {boolean} up */
  line(up) {
    this.#up = up;
    this.#told = up ? this.on.say("back") : "";
    this.waitUntil(true);
  }

  // One line for three things: the connection that is lost, the reply that is coming, and what was said last.
  #status() {
    const { status } = this.parts;
    const said = this.#up ? this.#waits && this.on.say(this.#waits) : this.on.say("away");
    status.toggleAttribute("data-away", !this.#up);
    if (status.textContent !== (said || this.#told)) status.textContent = said || this.#told;
  }

  /** An error's own sentence, or a sentence; null takes it away. @param {unknown} error */
  complain(error) {
    const { alert } = this.parts;
    alert.hidden = !error;
    const told = error instanceof Problem && error.message ? error.message : typeof error === "string" ? error : this.on.say("unreachable");
    alert.textContent = error ? told : "";
  }
}
