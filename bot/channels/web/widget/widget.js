// The entry: <consultation-chat>, and a button in the corner of a page that has none of its own.
import { Chat } from "./chat.js";
import { sayer, settingsOf, styleOf } from "./settings.js";

const NAME = "consultation-chat";
const BASE = new URL("../../", import.meta.url).href;
const LOADER = `${BASE}widget.js`;

let warned = false;

/** Once, however many chats the page has. @param {string} sentence */
function warn(sentence) {
  if (!warned) console.warn(sentence);
  warned = true;
}

/**
 * Attributes: `lang`, `theme` (where it begins), `placement` (inline, corner, beside). What it holds is shown until it is
 * ready. It tells the page `consultation-ready`.
 */
export class ConsultationChat extends HTMLElement {
  /** @type {Promise<Chat | null> | null} */
  #chat = null;

  connectedCallback() {
    this.#chat ??= this.#begin();
  }

  /** Opens the chat, at a theme if one is named. `from` has the focus again on close. @param {string} [theme] @param {HTMLElement} [from] */
  async open(theme, from) {
    await (await this.#chat)?.open(theme, from);
  }

  async close() {
    (await this.#chat)?.panel.close();
  }

  async #begin() {
    const lang = this.getAttribute("lang") ?? document.documentElement.lang.split("-")[0];
    const style = new URL("widget.css", import.meta.url);
    const [settings, sheet] = await Promise.all([settingsOf(BASE, lang || null), styleOf(style.href)]);
    if (!settings.allowed) {
      warn(sayer(settings)("not_allowed", { origin: location.origin }));
      return null;
    }
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const chat = new Chat(root, { base: BASE, settings, placement: this.getAttribute("placement") ?? "inline", theme: this.getAttribute("theme") ?? "" });
    await chat.arrive();
    this.toggleAttribute("data-ready", true);
    this.dispatchEvent(new Event("consultation-ready", { bubbles: true }));
    return chat;
  }
}

if (!customElements.get(NAME)) {
  CSS.registerProperty?.({ name: "--consultation-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  customElements.define(NAME, ConsultationChat);
}

/** @returns {HTMLScriptElement | undefined} the line that embeds it */
function line() {
  return [...document.scripts].find(({ src }) => src.split("?")[0] === LOADER);
}

function launch() {
  const { lang, theme } = line()?.dataset ?? {};
  if (!line() || document.querySelector(NAME)) return;
  const chat = document.createElement(NAME);
  chat.setAttribute("placement", "corner");
  if (lang) chat.lang = lang;
  if (theme) chat.setAttribute("theme", theme);
  document.body.append(chat);
}

launch();
