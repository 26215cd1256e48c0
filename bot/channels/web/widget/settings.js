// What the service says of itself to a page: its sentences, its links, whether it may be embedded there.
import { sleep } from "./dom.js";

const LONGEST = 30_000;
const UNIT = ":host { font-size: medium; --consultation-rem: max(1em, 1rem); }";

/** What is at an address of the service, as soon as that can be reached. @param {URL | string} address */
async function reached(address) {
  for (let pause = 1000; ; pause = Math.min(2 * pause, LONGEST)) {
    const answer = await fetch(address, { credentials: "omit" }).catch(() => null);
    if (answer?.ok) return answer;
    await sleep(pause);
  }
}

/** @param {string} base @param {string | null} lang @returns {Promise<import("./types").Settings>} */
export async function settingsOf(base, lang) {
  const address = new URL("api/v1/widget", base);
  if (lang) address.searchParams.set("lang", lang);
  return resolved(await (await reached(address)).json(), base);
}

/** @param {import("./types").Settings} settings @param {string} base @returns {import("./types").Settings} */
function resolved(settings, base) {
  const at = (/** @type {string} */ path) => new URL(path, base).href;
  return { ...settings, privacy: at(settings.privacy), accessibility: at(settings.accessibility), form: at(settings.form) };
}

/** Says a sentence of the settings, with its values. @param {import("./types").Settings} settings @returns {import("./types").Say} */
export const sayer = (settings) => (key, values = {}) =>
  (settings.strings[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/**
 * The style, without an element that a page's policy would have to allow. Sizes in rem follow the reader, not a page whose
 * own rem is smaller than the text size its reader has chosen.
 * @param {string} address
 */
export async function styleOf(address) {
  const sheet = new CSSStyleSheet();
  const style = await (await reached(address)).text();
  await sheet.replace(style.replace(/([\d.]+)rem\b/g, "calc($1 * var(--consultation-rem))") + UNIT);
  return sheet;
}

/** What the consultation calls its themes and questions, for what is tapped. */
export class Names {
  /** @type {Map<string, string>} */
  #names = new Map();

  /** @param {import("./api.js").Service} service */
  constructor(service) {
    this.service = service;
  }

  /** A question by its id, a theme by `theme:` and its id; nothing while the names have not come. @param {string} id */
  of(id) {
    return this.#names.get(id);
  }

  /** Whether what there is has come, and this is not of it. @param {string} id */
  lack(id) {
    return this.#names.size > 0 && !this.#names.has(id);
  }

  /** Without them nothing stops: what is tapped then has the longer name the service gives it. @param {string} lang */
  async load(lang) {
    const answer = await this.service.call("GET", `/api/v1/consultation?lang=${lang}`).catch(() => null);
    if (!answer) return;
    for (const { id, title, questions } of (await answer.json()).themes) {
      this.#names.set(`theme:${id}`, title);
      questions.forEach((/** @type {{ id: string, text: string }} */ each, /** @type {number} */ rank) =>
        this.#names.set(each.id, `${rank + 1}. ${each.text}`),
      );
    }
  }
}
