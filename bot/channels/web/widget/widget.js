// The entry: <consultation-chat> for the page, and a button in the corner where the page has none of its own.
import { ConsultationChat } from "./element.js";

const NAME = "consultation-chat";
const LOADER = new URL("../../widget.js", import.meta.url).href;

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
