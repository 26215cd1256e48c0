// Puts the chat together: its parts, what it says in which language, and how a visit begins.
import { Service } from "./api.js";
import { Device } from "./device.js";
import { sleep } from "./dom.js";
import { Menu } from "./menu.js";
import { Own } from "./own.js";
import { Panel } from "./panel.js";
import { Screen } from "./screen.js";
import { Names, sayer, settingsOf } from "./settings.js";
import { Talk } from "./talk.js";
import { build, returnOf, speak, welcomeOf } from "./view.js";

const DAY = 24 * 60 * 60 * 1000;
const AGAIN = 2000;

/** @param {import("./types").Kept} kept */
const isOld = ({ at }) => Date.now() - Date.parse(at) > DAY;

export class Chat {
  // Whether it asks first if earlier answers may be shown.
  #asking = false;
  #wanted = ""; // the language asked for last
  /** @type {() => HTMLElement[]} what stands there before the conversation */
  #greeting = () => [];

  /**
   * @param {ShadowRoot} root
   * @param {{ base: string, settings: import("./types").Settings, placement: string, theme: string }} given
   */
  constructor(root, { base, settings, placement, theme }) {
    this.base = base;
    this.settings = settings;
    this.theme = theme;
    this.service = new Service(base, settings.lang);
    this.names = new Names(this.service);
    this.device = new Device(`consultation ${base}`);
    this.parts = build();
    this.menu = new Menu(this.parts.menu);
    this.panel = new Panel(root, this.parts, placement);
    this.panel.launcher.onclick = () => this.open();
    this.screen = new Screen(this.parts, this.panel, this.#wiring());
    this.talk = new Talk({
      service: this.service,
      device: this.device,
      screen: this.screen,
      say: this.say,
      lang: () => this.settings.lang,
      spoken: (lang) => this.speak(lang),
      left: () => this.#welcome(),
      code: (link) => this.own.open(link),
    });
    this.own = new Own(this.talk, root);
    this.panel.placed = () => this.menu.fill(this.#entries());
    this.#spoken();
    this.#awaken();
  }

  /** @type {import("./types").Say} */
  say = (key, values) => sayer(this.settings)(key, values);

  #wiring() {
    return {
      say: this.say,
      lang: () => this.settings.lang,
      limit: () => this.settings.limit,
      url: (/** @type {string} */ path) => this.service.url(path),
      question: (/** @type {string} */ id) => this.names.of(id),
      tap: (/** @type {string} */ choice, /** @type {string} */ label) => void this.talk.tap(choice, label),
      write: (/** @type {string} */ text) => void this.talk.write(text),
      draft: (/** @type {string} */ text) => void this.device.put("draft", text),
      open: (/** @type {import("./types").Link} */ link) => void this.own.open(link),
    };
  }

  /** A conversation of today goes on where it was; an older one is asked about first. */
  async arrive() {
    const kept = await this.talk.kept();
    if (kept && isOld(kept)) return this.#ask(kept.at);
    this.#welcome();
    const waits = (await this.device.unsent()).length > 0;
    if (kept && (this.panel.inFlow || waits)) await this.talk.attempt(() => this.talk.resume());
  }

  /** Opens it: without a theme, what it is and the code of a receipt come first. @param {string} [theme] @param {HTMLElement} [from] */
  async open(theme, from) {
    this.screen.complain(null);
    this.panel.open(from);
    const kept = await this.talk.kept();
    if (kept && isOld(kept)) await this.#ask(kept.at, theme);
    else if (theme || kept) await this.#meet(theme);
    this.panel.land();
  }

  /** @param {string} [theme] */
  async #meet(theme) {
    const { talk, screen } = this;
    if (theme && this.names.lack(`theme:${theme}`)) theme = undefined; // the page that embeds it names one that is not there
    const known = talk.conversation ?? (await talk.kept());
    if (!talk.conversation) await talk.attempt(() => talk.begin(theme));
    if (known && theme) await talk.tap(`theme:${theme}`, this.names.of(`theme:${theme}`) ?? theme);
    if (talk.conversation) screen.read();
    else screen.waitUntil(true);
  }

  #welcome() {
    const start = () => this.#meet(this.theme || undefined).then(() => this.panel.land());
    const comeBack = async (/** @type {HTMLInputElement} */ code) => {
      await this.talk.attempt(() => this.talk.comeBack(code.value));
      if (!this.talk.conversation) return code.focus();
      code.value = "";
      this.panel.land();
    };
    this.#greet(() => welcomeOf(this.settings, { start, comeBack }), false);
  }

  /** @param {string} at when it was last used here @param {string} [theme] where to go on */
  async #ask(at, theme) {
    this.talk.pause();
    const unsent = (await this.device.unsent()).length > 0;
    const date = () => new Date(at).toLocaleDateString(this.settings.lang, { dateStyle: "long" });
    const decided = () => (this.#welcome(), this.panel.land());
    const goOn = () => this.#meet(theme).then(decided);
    const afresh = () => this.talk.leave().then(decided);
    this.#greet(() => returnOf(date(), unsent, this.say, { goOn, afresh }), true);
  }

  /** @param {() => HTMLElement[]} greeting @param {boolean} asking */
  #greet(greeting, asking) {
    this.#greeting = greeting;
    this.#asking = asking;
    this.parts.welcome.replaceChildren(...greeting());
    speak(this.parts.welcome, this.say);
  }

  /** Its own sentences follow the language of the conversation. @param {string} lang */
  async speak(lang) {
    if (lang === (this.#wanted || this.settings.lang) || !this.settings.languages.some(({ code }) => code === lang)) return;
    this.#wanted = lang;
    const settings = await settingsOf(this.base, lang);
    if (lang !== this.#wanted) return; // changed again meanwhile
    this.settings = settings;
    this.service.lang = lang;
    this.#spoken();
    this.screen.speak();
    this.#greet(this.#greeting, this.#asking);
  }

  #spoken() {
    const { launcher } = this.panel;
    this.parts.inside.lang = launcher.lang = this.settings.lang;
    launcher.textContent = this.say("launcher");
    speak(this.parts.inside, this.say);
    this.menu.fill(this.#entries());
    this.names.load(this.settings.lang).then(() => this.screen.name());
  }

  #entries() {
    const { say, settings, own } = this;
    const asked = ["recap", "export", "receipt", "withdraw"].map((each) => ({ label: say(each), run: () => this.#do(each, say(each)) }));
    const others = settings.languages.filter(({ code }) => code !== settings.lang);
    return [
      ...asked,
      ...others.map(({ code, name }) => ({ label: name, lang: code, run: () => this.#change(code, name) })),
      ...(settings.telegram ? [{ label: say("telegram"), run: () => own.handOver() }] : []),
      { label: say("finish"), run: () => own.finish() },
      { label: say("delete"), danger: true, run: () => own.erase() },
      { label: say("form"), href: settings.form },
      { label: say("privacy"), href: settings.privacy },
      { label: say("accessibility"), href: settings.accessibility },
      ...(this.panel.inFlow ? [] : [{ label: say("close"), run: () => this.panel.close() }]),
    ];
  }

  /** @param {string} choice @param {string} label */
  #do(choice, label) {
    if (!this.talk.conversation) return this.screen.tell(this.say(this.#asking ? "before_title" : "nothing_yet"));
    this.panel.land();
    this.talk.tap(choice, label);
  }

  /** @param {string} code @param {string} name */
  async #change(code, name) {
    if (this.talk.conversation) return this.#do(`lang:${code}`, name);
    await this.speak(code);
    this.panel.land();
  }

  // Where the chat was there before the robot: says so until it is.
  async #awaken() {
    const { asleep } = this.parts;
    for (asleep.hidden = this.settings.awake; !asleep.hidden; ) {
      await sleep(AGAIN);
      asleep.hidden = (await settingsOf(this.base, this.settings.lang)).awake;
    }
  }
}
