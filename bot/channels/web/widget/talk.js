// Holds the conversation: what is said goes out, what comes in is shown, and all of it outlasts the page.
import { isGone, Problem } from "./api.js";
import { begin, Conversation, reopen } from "./conversation.js";
import { Correction } from "./correction.js";
import { inTurn, uuid } from "./dom.js";
import { Outbox } from "./outbox.js";
import { Waiting } from "./waiting.js";

/** @typedef {import("./types").Message} Message */
/** @typedef {import("./types").Unsent} Unsent */

export class Talk {
  /** @type {Conversation | null} */
  conversation = null;
  /** @type {Outbox | null} */
  #outbox = null;
  /** @type {Promise<void> | null} */
  #beginning = null;
  #key = uuid();
  #place = ""; // of the last conversation here, which other tabs may have too
  #receipt = false; // the code was asked for here and now: it is shown as soon as it can be
  #up = true;

  /**
   * @param {{ service: import("./api.js").Service, device: import("./device.js").Device, screen: import("./screen.js").Screen,
   *   say: import("./types").Say, lang: () => string, spoken: (lang: string) => void, left: () => void,
   *   code: (link: import("./types").Link) => void }} parts
   */
  constructor({ service, device, screen, say, lang, spoken, left, code }) {
    this.service = service;
    this.device = device;
    this.screen = screen;
    this.say = say;
    this.lang = lang;
    this.spoken = spoken;
    this.left = left;
    this.code = code;
    this.correction = new Correction(screen);
    this.waiting = new Waiting({ device, screen, say, changed: () => this.#changed() });
    this.tabs = globalThis.BroadcastChannel ? new BroadcastChannel(device.name) : null;
    if (this.tabs) this.tabs.onmessage = ({ data }) => this.#heard(data);
    device.forgotten = () => this.conversation && this.#left("finished");
  }

  /** What this device knows of a conversation. @returns {Promise<import("./types").Kept | undefined>} */
  async kept() {
    return (await this.device.find()) ? this.device.get("conversation") : undefined;
  }

  /** A new conversation; once, however often it is asked for. @param {string} [theme] */
  begin(theme) {
    return this.#once(async () => {
      await this.device.begin();
      const work = () => this.#begin(theme);
      await inTurn(`${this.device.name}/begin`, work);
    });
  }

  // The key stays until it has worked: trying again after a failure makes no second conversation.
  /** @param {string} [theme] */
  async #begin(theme) {
    const kept = await this.kept();
    if (kept) return this.#resume(kept);
    this.screen.wait();
    const begun = await begin(this.service, { lang: this.lang(), theme, key: this.#key });
    this.#key = uuid();
    const others = await this.kept(); // another tab was faster, in a browser without locks
    if (others) return this.#resume(others);
    await this.#remember(begun);
    const conversation = this.#join(begun);
    conversation.start(begun.messages);
    conversation.follow();
    this.tabs?.postMessage({ what: "conversation" });
  }

  /** The conversation of a receipt code. @param {string} receipt */
  comeBack(receipt) {
    return this.#once(async () => {
      const opened = await reopen(this.service, receipt);
      await this.device.begin();
      await this.#remember(opened);
      await this.#resume(opened);
      this.tabs?.postMessage({ what: "conversation" });
    });
  }

  /** The conversation this device knows. */
  resume() {
    return this.#once(async () => {
      const kept = await this.kept();
      if (kept) await this.#resume(kept);
    });
  }

  /** @param {() => Promise<void>} work */
  #once(work) {
    if (this.conversation) return Promise.resolve();
    this.#beginning ??= work().finally(() => (this.#beginning = null));
    return this.#beginning;
  }

  /** @param {{ id: string, token: string }} opened */
  async #resume(opened) {
    const conversation = this.#join(opened);
    await this.#catchUp(conversation).catch((error) => (isGone(error) ? this.#lost(error) : this.#line(false)));
    if (conversation !== this.conversation) return;
    await this.#remember(opened);
    await this.waiting.show();
    conversation.follow();
    this.#outbox?.wake();
  }

  /** @param {{ id: string, token: string }} opened */
  #remember({ id, token }) {
    return this.device.put("conversation", { id, token, at: new Date().toISOString() });
  }

  async #used() {
    const kept = await this.kept();
    if (kept) await this.#remember(kept);
  }

  /** @param {{ id: string, token: string }} opened */
  #join(opened) {
    const conversation = new Conversation(this.service, opened, {
      received: (messages) => this.#received(messages),
      behind: () => this.#catchUp(conversation),
      erased: () => this.#drawAgain(conversation),
      line: (up) => this.#line(up),
      lost: (error) => this.#lost(error),
    });
    this.conversation = conversation;
    this.#outbox = new Outbox(this.device, {
      post: (message) => this.#post(conversation, message),
      changed: () => this.#changed(),
      refused: (message, problem) => this.#refused(message, problem),
      hindered: (error) => this.#hindered(error),
    });
    this.#place = conversation.path;
    this.screen.talk(true);
    this.#goOnWriting();
    return conversation;
  }

  /** What was said before is not read out. @param {Conversation} conversation */
  #catchUp(conversation) {
    return this.screen.silently(() => conversation.load());
  }

  /** @param {Conversation} conversation */
  async #drawAgain(conversation) {
    await this.screen.silently(() => conversation.loadAgain(() => this.screen.log.clear()));
    await this.waiting.show();
  }

  // What is in the field already was put there since.
  async #goOnWriting() {
    const draft = await this.device.get("draft");
    if (this.screen.text || draft) this.screen.fill(this.screen.text || draft);
  }

  /** @param {string} text */
  write(text) {
    return this.#send({ text }, text);
  }

  /** @param {string} choice @param {string} label */
  tap(choice, label) {
    this.correction.tapped(choice);
    this.#receipt = choice === "receipt";
    return this.#send({ choice }, label);
  }

  /** @param {{ text?: string, choice?: string }} said @param {string} shown */
  async #send(said, shown) {
    if (!this.conversation || !this.#outbox) return said.text && this.screen.fill(said.text); // it was closing
    this.screen.complain(null);
    if (this.#up) this.screen.wait();
    await this.#outbox.add(this.conversation.compose(said, shown));
    this.screen.goToEnd();
  }

  // Bound to its conversation: when the answer comes, another may be on the screen.
  /** @param {Conversation} conversation @param {Unsent} message */
  async #post(conversation, message) {
    const { accepted, messages, complete } = await conversation.post(message);
    if (conversation !== this.conversation) return;
    this.#line(true);
    this.screen.log.settle(message.id, accepted);
    conversation.take(messages);
    this.#used();
    this.screen.waitUntil(complete);
  }

  async #changed() {
    await this.waiting.show();
    this.tabs?.postMessage({ what: "outbox" });
  }

  /** @param {Unsent} message @param {import("./api.js").Problem} problem */
  async #refused(message, problem) {
    this.screen.waitUntil(true);
    if (isGone(problem)) return this.#lost(problem);
    await this.device.keep({ ...message, failed: problem.message });
  }

  /** @param {Message[]} messages */
  #received(messages) {
    if (!this.screen.show(messages)) return;
    const prompt = this.screen.log.prompt?.message;
    if (prompt?.lang && prompt.lang !== this.lang()) this.spoken(prompt.lang);
    if (this.conversation) this.correction.follow(prompt?.asked, this.conversation);
    const code = messages.flatMap(({ links }) => links).find(({ kind }) => kind === "receipt");
    if (!this.#receipt || !code) return;
    this.#receipt = false;
    this.code(code);
  }

  /** @param {boolean} up */
  #line(up) {
    if (up !== this.#up) this.screen.line(up);
    if (up && !this.#up) this.#outbox?.wake();
    this.#up = up;
    if (!up) this.waiting.note();
  }

  // A service that answers, though with an error, is there: only what waits says so.
  /** @param {unknown} error */
  #hindered(error) {
    if (!(error instanceof Problem)) return this.#line(false);
    this.screen.waitUntil(true);
    this.waiting.note();
  }

  /** Forgets everything on this device. @param {string} [told] what is said of it */
  async leave(told) {
    this.#left();
    this.screen.fill("");
    this.tabs?.postMessage({ what: told, place: this.#place });
    await this.device.forget();
    if (told) this.screen.tell(this.say(told));
  }

  /** @param {string} [told] */
  #left(told) {
    this.left();
    this.pause();
    if (told) this.screen.tell(this.say(told));
  }

  /** Takes the conversation off the screen; the device still knows it. */
  pause() {
    this.#close();
    this.screen.talk(false);
  }

  #close() {
    this.conversation?.close();
    this.#outbox?.close();
    this.conversation = null;
    this.#outbox = null;
  }

  // The conversation is no more, or this token no longer opens it.
  /** @param {unknown} error */
  async #lost(error) {
    const token = this.conversation?.token;
    this.#close();
    const kept = await this.kept();
    const to = /** @type {{ conversation?: string }} */ (error).conversation;
    if (kept && to) return this.pause(), this.#resume({ ...kept, id: to }); // it goes on in that one
    if (kept && kept.token !== token) return this.#resume(kept); // another tab has a newer one
    const words = [...(await this.device.unsent()).map(({ text }) => text), this.screen.text].filter(Boolean).join("\n");
    await this.leave();
    if (words) await this.#giveBack(words);
    const status = /** @type {{ status?: number }} */ (error).status;
    this.screen.complain(status === 410 ? error : this.say(words ? "gone_words" : "gone"));
  }

  /** What was written to it and never sent goes back to its author, for another conversation. @param {string} words */
  async #giveBack(words) {
    await this.device.begin();
    this.screen.fill(words);
  }

  /** @param {() => Promise<void>} work */
  async attempt(work) {
    this.screen.complain(null);
    try {
      await work();
    } catch (error) {
      this.screen.complain(error);
    }
  }

  /** What another tab has done. @param {{ what?: string, place?: string }} told */
  async #heard({ what, place }) {
    if (what === "conversation") return this.resume();
    if (what === "outbox") return this.conversation ? (await this.waiting.show(), this.#outbox?.wake()) : undefined;
    if (!what || place !== this.#place) return; // storage refused: each tab has a conversation of its own
    this.#left(what);
    this.screen.fill("");
  }
}
