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

  /**
   * `on`: received(messages), line(up) tells whether the stream is there, lost(error) that the conversation is no more.
   * @param {import("./api.js").Service} service
   * @param {{ id: string, token: string }} opened
   * @param {{ received: (messages: import("./types").Message[]) => void, line: (up: boolean) => void,
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

  async load() {
    const answer = await this.call("GET", `${this.path}/messages?after=0`);
    const { messages } = await answer.json();
    this.#last = messages.at(-1)?.seq ?? 0;
    this.take(messages);
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
        for await (const messages of this.#events()) {
          pause = FIRST / 2;
          this.on.line(true);
          for (const { seq } of messages) this.#last = Math.max(this.#last, seq);
          if (messages.length) this.take(messages);
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
