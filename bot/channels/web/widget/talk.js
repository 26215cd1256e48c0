// Holds the conversation: what is said goes out, what comes in is shown, and all of it outlasts the page.
import { isGone } from "./api.js";
import { begin, Conversation, reopen } from "./conversation.js";
import { download, isSure, showReceipt } from "./dialogs.js";
import { make, uuid } from "./dom.js";
import { Outbox } from "./outbox.js";

/** @typedef {import("./types").Message} Message */
/** @typedef {import("./types").Unsent} Unsent */

const SLOW = 1500; // until a message that is not sent says so

export class Talk {
  /** @type {Conversation | null} */
  conversation = null;
  /** @type {Outbox | null} */
  #outbox = null;
  /** @type {Promise<void> | null} */
  #beginning = null;
  #key = uuid();
  /** @type {string | null} the question whose stored text goes into the field when it is asked again */
  #correcting = null;
  #receipt = false; // the code was asked for here and now: it is shown as soon as it can be
  #up = true;

  /**
   * @param {{ service: import("./api.js").Service, device: import("./device.js").Device, screen: import("./screen.js").Screen,
   *   root: ShadowRoot, say: import("./types").Say, lang: () => string, spoken: (lang: string) => void }} parts
   */
  constructor({ service, device, screen, root, say, lang, spoken }) {
    this.service = service;
    this.device = device;
    this.screen = screen;
    this.root = root;
    this.say = say;
    this.lang = lang;
    this.spoken = spoken;
    this.tabs = new BroadcastChannel(device.name);
    this.tabs.onmessage = ({ data }) => this.#heard(data);
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
      await (navigator.locks ? navigator.locks.request(`${this.device.name}/begin`, work) : work());
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
    await this.#remember(begun);
    this.#join(begun);
    this.conversation?.take(begun.messages);
    this.conversation?.follow();
    this.tabs.postMessage("conversation");
  }

  /** The conversation of a receipt code. @param {string} receipt */
  comeBack(receipt) {
    return this.#once(async () => {
      const opened = await reopen(this.service, receipt);
      await this.device.begin();
      await this.#remember(opened);
      await this.#resume(opened);
      this.tabs.postMessage("conversation");
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

  /** @param {{ id: string, token: string, lang: string }} opened */
  async #resume(opened) {
    this.#join(opened);
    await this.screen.silently(() => this.conversation?.load().catch((error) => this.#lost(error, { unlessAway: true })));
    await this.#remember(opened);
    await this.#show();
    this.conversation?.follow();
    this.#outbox?.wake();
  }

  /** @param {{ id: string, token: string, lang: string }} opened */
  #remember({ id, token, lang }) {
    return this.device.put("conversation", { id, token, lang, at: new Date().toISOString() });
  }

  /** @param {{ id: string, token: string }} opened */
  #join(opened) {
    this.conversation = new Conversation(this.service, opened, {
      received: (messages) => this.#received(messages),
      line: (up) => this.#line(up),
      lost: (error) => this.#lost(error),
    });
    this.#outbox = new Outbox(this.device, {
      post: (message) => this.#post(message),
      changed: () => this.#changed(),
      refused: (message, problem) => this.#refused(message, problem),
      away: () => this.#line(false),
    });
    this.screen.talk(true);
    this.device.get("draft").then((draft) => draft && this.screen.fill(draft));
  }

  /** @param {string} text */
  write(text) {
    this.device.put("draft", "");
    return this.#send({ text }, text);
  }

  /** @param {string} choice @param {string} label */
  tap(choice, label) {
    this.#correcting = /^correct:(.+)$/.exec(choice)?.[1] ?? null;
    this.#receipt = choice === "receipt";
    return this.#send({ choice }, label);
  }

  /** @param {{ text?: string, choice?: string }} said @param {string} shown */
  async #send(said, shown) {
    if (!this.conversation || !this.#outbox) return;
    this.screen.complain(null);
    this.screen.wait();
    const message = this.conversation.compose(said, shown);
    this.screen.log.expect([...(await this.device.unsent()), message]);
    this.screen.goToEnd();
    await this.#outbox.add(message);
  }

  /** @param {Unsent} message */
  async #post(message) {
    if (!this.conversation) return;
    const { accepted, messages, complete } = await this.conversation.post(message);
    this.#line(true);
    this.screen.log.settle(message.id, accepted);
    this.conversation.take(messages);
    this.screen.waitUntil(complete);
  }

  async #changed() {
    await this.#show();
    this.tabs.postMessage("outbox");
  }

  // What is not sent yet stands at the end, and says why it waits.
  async #show() {
    const unsent = await this.device.unsent();
    this.screen.log.expect(unsent);
    for (const each of unsent) this.#note(each);
    if (unsent.length) setTimeout(() => this.#noteAll(), SLOW);
  }

  async #noteAll() {
    for (const each of await this.device.unsent()) this.#note(each);
  }

  /** @param {Unsent} message */
  #note(message) {
    const slow = Date.now() - Date.parse(message.written) >= SLOW;
    if (message.failed) this.screen.log.note(message.id, `${this.say("failed")} ${message.failed} `, ...this.#ways(message));
    else if (slow) this.screen.log.note(message.id, this.say("unsent"));
  }

  /** What can be done with a message that was refused. @param {Unsent} message */
  #ways(message) {
    const back = () => this.#takeBack(message);
    const label = this.say(message.text ? "take_back" : "dismiss");
    return [make("button", { type: "button", className: "plain", textContent: label, onclick: back })];
  }

  /** @param {Unsent} message */
  async #takeBack(message) {
    await this.device.drop(message.order);
    if (message.text) this.screen.fill(this.screen.text ? `${message.text}\n${this.screen.text}` : message.text);
    this.screen.land();
    await this.#changed();
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
    if (this.#correcting && prompt?.asked === this.#correcting) this.#startFrom(this.#correcting);
    const code = messages.flatMap(({ links }) => links).find(({ kind }) => kind === "receipt");
    if (this.#receipt && code) this.open(code);
  }

  /** @param {string} question */
  async #startFrom(question) {
    this.#correcting = null;
    const stored = await this.conversation?.answerTo(question).catch(() => "");
    if (stored && !this.screen.text) this.screen.fill(stored);
  }

  /** @param {boolean} up */
  #line(up) {
    if (up !== this.#up) this.screen.line(up);
    this.#up = up;
    if (!up) this.#noteAll();
    else this.#outbox?.wake();
  }

  /** Opens what needs the token. @param {import("./types").Link} link */
  open(link) {
    this.#receipt = false;
    return this.attempt(async () => {
      const answer = await this.conversation?.call(link.kind === "export" ? "GET" : "POST", link.href);
      if (!answer) return;
      if (link.kind === "export") await download(answer);
      else showReceipt(this.root, this.say, (await answer.json()).receipt);
    });
  }

  /** Leaves nothing on this device; the conversation itself stays. */
  async finish() {
    const keys = { title: "finish", text: "finish_sure", yes: "finish_yes" };
    if (await isSure(this.root, this.say, keys)) await this.leave("finished");
  }

  /** Erases the conversation at once, here and on the service. */
  async erase() {
    if (!(await isSure(this.root, this.say, { title: "delete", text: "delete_sure", yes: "delete_yes" }))) return;
    await this.attempt(async () => {
      await this.conversation?.call("DELETE");
      await this.leave("deleted");
    });
  }

  /** @param {string} [told] what is said of it */
  async leave(told) {
    this.#close();
    await this.device.forget();
    this.tabs.postMessage("gone");
    this.screen.talk(false);
    if (told) this.screen.tell(this.say(told));
  }

  #close() {
    this.conversation?.close();
    this.#outbox?.close();
    this.conversation = null;
    this.#outbox = null;
  }

  // The conversation is no more: what was written to it and never sent goes back to its author.
  /** @param {unknown} error @param {{ unlessAway?: boolean }} [options] */
  async #lost(error, { unlessAway } = {}) {
    if (unlessAway && !isGone(error)) return this.#line(false);
    const words = (await this.device.unsent()).map(({ text }) => text).filter(Boolean);
    await this.leave();
    if (words.length) this.screen.fill(words.join("\n"));
    const status = /** @type {{ status?: number }} */ (error).status;
    this.screen.complain(status === 410 ? error : this.say("gone"));
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

  /** What another tab has done. @param {string} what */
  async #heard(what) {
    if (what === "conversation") return this.resume();
    if (what === "outbox") return this.conversation ? (await this.#show(), this.#outbox?.wake()) : undefined;
    this.#close();
    this.screen.talk(false);
  }
}
