// <consultation-chat>: puts the chat together in a shadow root, as soon as the service can be reached.
import { Service } from "./api.js";
import { Device } from "./device.js";
import { Menu } from "./menu.js";
import { Panel } from "./panel.js";
import { Screen } from "./screen.js";
import { sayer, settingsOf, styleOf } from "./settings.js";
import { sleep } from "./dom.js";
import { Talk } from "./talk.js";
import { build, returnOf, speak, welcomeOf } from "./view.js";

const BASE = new URL("../../", import.meta.url).href;
const DAY = 24 * 60 * 60 * 1000;
const AGAIN = 2000;

export class ConsultationChat extends HTMLElement {
  /** @type {Promise<boolean> | null} */
  #built = null;
  /** @type {Map<string, string>} */
  #questions = new Map();

  connectedCallback() {
    this.#built ??= this.#build();
  }

  /** Opens the chat, at a theme if one is named. `from` has the focus again on close. @param {string} [theme] @param {HTMLElement} [from] */
  async open(theme, from) {
    if (!(await this.#built)) return;
    this.screen.complain(null);
    this.panel.open(from);
    await this.#meet(theme);
    this.panel.land();
  }

  close() {
    this.panel.close();
  }

  /** Whether it may be here. */
  async #build() {
    const [settings, style] = await Promise.all([settingsOf(BASE, this.#wanted()), styleOf(new URL("widget.css", import.meta.url).href)]);
    this.settings = settings;
    this.say = (/** @type {string} */ key, /** @type {Record<string, string | number>} */ values) => sayer(this.settings)(key, values);
    if (!settings.allowed) {
      console.warn(this.say("not_allowed", { origin: location.origin }));
      return false;
    }
    this.root = this.attachShadow({ mode: "open" });
    this.root.adoptedStyleSheets = [style];
    this.#compose();
    this.#spoken();
    this.#awaken();
    await this.#arrive();
    this.toggleAttribute("data-ready", true);
    return true;
  }

  #wanted() {
    return this.getAttribute("lang") ?? (document.documentElement.lang.split("-")[0] || null);
  }

  #compose() {
    const { say } = this;
    this.parts = build();
    this.service = new Service(BASE, this.settings.lang);
    this.panel = new Panel(this.root, this.parts, this.getAttribute("placement") ?? "inline");
    this.panel.launcher.onclick = () => this.open(this.getAttribute("theme") ?? undefined);
    this.menu = new Menu(this.parts.menu);
    this.device = new Device(`consultation ${BASE}`);
    this.screen = new Screen(this.parts, this.panel, {
      say,
      limit: () => this.settings.limit,
      url: (path) => this.service.url(path),
      question: (id) => this.#questions.get(id),
      tap: (choice, label) => this.talk.tap(choice, label),
      write: (text) => this.talk.write(text),
      draft: (text) => this.device.put("draft", text),
      open: (link) => this.talk.open(link),
    });
    const { service, device, screen, root } = this;
    const spoken = (/** @type {string} */ lang) => this.#speak(lang);
    this.talk = new Talk({ service, device, screen, root, say, lang: () => this.settings.lang, spoken });
  }

  // A conversation of today goes on where it was; an older one is asked about first.
  async #arrive() {
    const kept = await this.talk.kept();
    const old = kept && Date.now() - Date.parse(kept.at) > DAY;
    if (old) return this.#ask(kept.at);
    this.#welcome();
    if (kept && (this.panel.inFlow || (await this.device.unsent()).length)) this.talk.attempt(() => this.talk.resume());
  }

  #welcome() {
    const start = () => this.open(this.getAttribute("theme") ?? "");
    const comeBack = async (/** @type {HTMLInputElement} */ code) => {
      await this.talk.attempt(() => this.talk.comeBack(code.value));
      if (!this.talk.conversation) return code.focus();
      code.value = "";
      this.panel.land();
    };
    this.#greet(welcomeOf(this.settings, { start, comeBack }));
  }

  /** @param {string} at */
  #ask(at) {
    const date = new Date(at).toLocaleDateString(this.settings.lang, { dateStyle: "long" });
    const goOn = () => this.talk.attempt(() => this.talk.resume()).then(() => (this.#welcome(), this.panel.land()));
    const afresh = () => this.talk.leave().then(() => (this.#welcome(), this.panel.land()));
    this.#greet(returnOf(date, this.say, { goOn, afresh }));
    this.asking = true;
  }

  /** @param {HTMLElement[]} content */
  #greet(content) {
    this.asking = false;
    this.parts.welcome.replaceChildren(...content);
    speak(this.parts.welcome, this.say);
  }

  // `theme` undefined: what it is, and the code of a receipt, come first; empty: at the menu.
  /** @param {string | undefined} theme */
  async #meet(theme) {
    const { talk } = this;
    if (this.asking) return;
    if (talk.conversation) return theme ? talk.tap(`theme:${theme}`, this.#questions.get(`theme:${theme}`) ?? theme) : this.screen.panel.read(this.screen.log.said, this.screen.log.prompt);
    if (theme === undefined && !(await talk.kept())) return;
    await talk.attempt(() => talk.begin(theme || undefined));
    if (!talk.conversation) this.screen.waitUntil(true);
  }

  // Its own sentences follow the language of the conversation.
  /** @param {string} lang */
  async #speak(lang) {
    if (!this.settings.languages.some(({ code }) => code === lang)) return;
    this.settings = { ...(await settingsOf(BASE, lang)), lang };
    this.service.lang = lang;
    this.#spoken();
    if (!this.asking) this.#welcome();
  }

  #spoken() {
    this.parts.inside.lang = this.settings.lang;
    this.panel.launcher.lang = this.settings.lang;
    this.panel.launcher.textContent = this.say("launcher");
    speak(this.parts.inside, this.say);
    this.menu.fill(this.#entries());
    this.#name();
  }

  /** Names of themes and questions, for what is tapped. */
  async #name() {
    const described = await (await fetch(`${BASE}api/v1/consultation?lang=${this.settings.lang}`, { credentials: "omit" })).json();
    for (const theme of described.themes) {
      this.#questions.set(`theme:${theme.id}`, theme.title);
      for (const [rank, each] of theme.questions.entries()) this.#questions.set(each.id, `${rank + 1}. ${each.text ?? each.question}`);
    }
  }

  #entries() {
    const { say, settings } = this;
    const tap = (/** @type {string} */ choice, key = choice) => ({ label: say(key), run: () => this.#do(choice, say(key)) });
    const others = settings.languages.filter(({ code }) => code !== settings.lang);
    const languages = others.map(({ code, name }) => ({ label: name, lang: code, run: () => this.#change(code, name) }));
    const own = [tap("recap"), tap("export"), tap("receipt"), tap("withdraw")];
    const leave = [
      { label: say("finish"), run: () => this.talk.finish() },
      { label: say("delete"), danger: true, run: () => this.talk.erase() },
    ];
    const about = [
      { label: say("form"), href: settings.form },
      { label: say("privacy"), href: settings.privacy },
      { label: say("accessibility"), href: settings.accessibility },
    ];
    const close = this.panel.inFlow ? [] : [{ label: say("close"), run: () => this.close() }];
    return [...own, ...languages, ...leave, ...about, ...close];
  }

  /** @param {string} choice @param {string} label */
  async #do(choice, label) {
    if (!this.talk.conversation) return this.screen.tell(this.say("nothing_yet"));
    this.panel.land();
    await this.talk.tap(choice, label);
  }

  /** @param {string} code @param {string} name */
  async #change(code, name) {
    if (this.talk.conversation) return this.#do(`lang:${code}`, name);
    await this.#speak(code);
    this.panel.land();
  }

  // Where the chat was there before the robot: says so until it is.
  async #awaken() {
    const { asleep } = this.parts;
    for (asleep.hidden = this.settings.awake; !asleep.hidden; ) {
      await sleep(AGAIN);
      asleep.hidden = (await settingsOf(BASE, this.settings.lang)).awake;
    }
  }
}
