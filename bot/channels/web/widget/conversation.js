// One conversation with the service: what it has said so far, its calls, its stream. It draws nothing and keeps nothing.
import { isGone } from "./api.js";
import { Pause, uuid } from "./dom.js";

const FIRST = 1000;
const LONGEST = 30_000;
const PATH = "/api/v1/conversations";

/**
 * A new conversation; the same one where `key` was used before.
 * @param {import("./api.js").Service} service
 * @param {{ lang: string, theme?: string | undefined, key: string }} wanted
 * @returns {Promise<import("./types").Opened>}
 */
export async function begin(service, { lang, theme, key }) {
  return (await service.call("POST", PATH, { key, body: { lang, theme } })).json();
}

/**
 * The conversation that a receipt code opens.
 * @param {import("./api.js").Service} service @param {string} receipt
 * @returns {Promise<import("./types").Opened>}
 */
export async function reopen(service, receipt) {
  return (await service.call("POST", "/api/v1/resume", { body: { receipt } })).json();
}

/** @param {string} id */
export const pathOf = (id) => `${PATH}/${id}`;

export class Conversation {
  #closing = new AbortController();
  #line = new AbortController(); // of the present attempt to follow it
  #seen = 0; // the last of the robot's messages that the person could read
  #last = 0; // the last that the stream has brought
  #pause = new Pause();
  /** @type {number | undefined} */
  #erasures;

  /**
   * `on`: received(messages), behind() that nothing was
   * loaded yet, erased() that earlier ones have other words, line(up) whether the stream is there,
   * lost(error) that the conversation is no more.
   * @param {import("./api.js").Service} service
   * @param {{ id: string, token: string }} opened
   * @param {{ received: (messages: import("./types").Message[]) => void, behind: () => Promise<void>, erased: () => Promise<void>, line: (up: boolean) => void,
   *   lost: (error: unknown) => void }} on
   */
  constructor(service, { id, token }, on) {
    this.path = pathOf(id);
    this.service = service;
    this.token = token;
    this.on = on;
    const { signal } = this.#closing;
    addEventListener("offline", () => this.#line.abort(), { signal });
    addEventListener("online", () => this.#pause.end(), { signal });
    document.addEventListener("visibilitychange", () => this.#pause.end(), { signal }); // timers are slow in a hidden tab
  }

  /** @param {string} method @param {string} [path] @param {import("./api.js").Options} [options] */
  call(method, path = this.path, options = {}) {
    return this.service.call(method, path, { token: this.token, ...options });
  }

  /** What comes after it was closed is not for this screen any more. @param {import("./types").Message[]} messages */
  take(messages) {
    if (this.#closing.signal.aborted) return;
    for (const { seq, from } of messages) if (from === "bot") this.#seen = Math.max(this.#seen, seq);
    this.on.received(messages);
  }

  /** @param {import("./types").Message[]} messages all there are */
  start(messages) {
    this.#last = messages.at(-1)?.seq ?? 0;
    this.take(messages);
  }

  async load() {
    this.start(await this.#all());
  }

  /** What was there already, as it is now; `cleared` is called before. @param {() => void} cleared */
  async loadAgain(cleared) {
    const messages = await this.#all();
    cleared();
    this.take(messages.filter(({ seq }) => seq <= Math.max(this.#last, this.#seen)));
  }

  /** @returns {Promise<import("./types").Message[]>} */
  async #all() {
    return (await (await this.call("GET", `${this.path}/messages?after=0`)).json()).messages;
  }

  /**
   * What is to be sent; written once, whatever comes in before it is sent again: the service refuses one id with two contents.
   * @param {{ text?: string, choice?: string }} said @param {string} shown
   * @returns {import("./types").Unsent}
   */
  compose(said, shown) {
    const to = this.#seen ? { to: this.#seen } : {};
    return { id: uuid(), ...to, written: new Date().toISOString(), ...said, shown };
  }

  /** Its number, and whether the replies came with it. @param {import("./types").Unsent} message */
  async post({ id, to, written, text, choice }) {
    const answer = await this.call("POST", `${this.path}/messages`, { body: { id, to, written, text, choice } });
    const { accepted, messages } = await answer.json();
    this.#pause.end(); // the service is there: so may be the stream
    return { accepted, messages, complete: answer.status === 200 };
  }

  /** Brings what is said from now on, for as long as the conversation is open; comes back by itself. */
  async follow() {
    const { signal } = this.#closing;
    for (let pause = FIRST; !signal.aborted; pause = Math.min(2 * pause, LONGEST)) {
      try {
        if (!this.#last) await this.on.behind();
        for await (const messages of this.#events()) {
          pause = FIRST / 2;
          this.on.line(true);
          for (const { erasures } of messages) if (erasures !== undefined) await this.#readAgain(erasures);
          const said = messages.filter(({ seq }) => seq);
          for (const { seq } of said) this.#last = Math.max(this.#last, seq);
          if (said.length) this.take(said);
        }
      } catch (error) {
        if (signal.aborted) return;
        if (isGone(error)) return this.on.lost(error);
        this.on.line(false);
      } finally {
        this.#line.abort();
      }
      await this.#pause.of(pause * (0.5 + Math.random()));
    }
  }

  /** Words that were erased leave the screen too. @param {number} erasures how often some were */
  async #readAgain(erasures) {
    if (erasures !== (this.#erasures ?? erasures)) await this.on.erased();
    this.#erasures = erasures;
  }

  #events() {
    this.#line = new AbortController();
    return this.service.events(`${this.path}/events`, { token: this.token, after: this.#last, line: this.#line });
  }

  /** The stored text of the present answer to a question, or nothing. @param {string} question */
  async answerTo(question) {
    /** @type {{ question: string, state: string, text: string | null }[]} */
    const answers = await (await this.call("GET", `${this.path}/answers`)).json();
    return answers.find((each) => each.question === question && each.state !== "skipped")?.text ?? "";
  }

  close() {
    this.#closing.abort();
    this.#line.abort();
    this.#pause.end();
  }
}
