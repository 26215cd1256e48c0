// The page that stands for Telegram: one person of this browser, their chat with the bot, and what they do in it.

import { button, drawn, made } from "./messages.js";

/** @typedef {import("./messages.js").Message} Message */
/**
 * @typedef {{person: {first_name: string}, bot: {first_name: string}, description: string, messages: Message[],
 *   commands: {command: string, description: string}[], typing: boolean, blocked: boolean,
 *   answer: {text?: string} | null}} Screen
 */

const OFTEN = 400;
const KEPT = "person";
const address = new URL(location.href);
const language = (address.searchParams.get("lang") ?? navigator.language).startsWith("fr") ? "fr" : "en";
/** @type {Record<string, string>} */
const texts = await (await fetch(`/${language}.json`)).json();
/** @type {import("./messages.js").Translate} */
const t = (key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

/** @type {<T extends HTMLElement = HTMLElement>(id: string) => T} */
const $ = (id) => /** @type {any} */ (document.getElementById(id));
const log = $("log");
/** @type {HTMLTextAreaElement} */
const field = $("text");
/** @type {Map<number, {element: HTMLElement, as: string}>} */
const shown = new Map();
/** @type {Message | null} */
let editing = null;
let tapped = "";
let listed = "";

document.documentElement.lang = language;
for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-text]"))) each.textContent = t(each.dataset.text ?? "");
for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-label]"))) each.ariaLabel = t(each.dataset.label ?? "");
document.querySelector(`nav a[lang=${language}]`)?.setAttribute("aria-current", "true");

const mine = () => `/demo/people/${localStorage.getItem(KEPT)}`;

/** @param {string} path @param {object} [body] */
async function post(path, body = {}) {
  const answer = await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
  return answer?.ok ? answer.json() : null;
}

/** @param {string} name @param {object} [what] */
async function act(name, what) {
  const made = await post(`${mine()}/${name}`, what);
  await look();
  return made;
}

/** @param {string} firstName @param {string} code */
async function arrive(firstName, code) {
  const person = await post("/demo/people", { first_name: firstName, language_code: code });
  if (!person) return;
  localStorage.setItem(KEPT, person.id);
  for (const { element } of shown.values()) element.remove();
  shown.clear();
}

/** @type {import("./messages.js").Acts} */
const acts = {
  say: (text) => act("writes", { text }),
  tap: async (message, data) => { tapped = (await act("taps", { message_id: message.message_id, data }))?.callback_query.id ?? ""; },
  edit: (message) => { edit(message); field.focus(); },
  remove: async (message) => { await act("deletes", { message_id: message.message_id }); field.focus(); },
};

/** @param {Message | null} message the one being changed, if any */
function edit(message) {
  editing = message;
  field.value = message?.text ?? "";
  $("leave").hidden = !message;
}

/** @param {Message[]} messages */
function showMessages(messages) {
  const ids = new Set(messages.map((each) => each.message_id));
  for (const [id, { element }] of shown) if (!ids.has(id)) { element.remove(); shown.delete(id); }
  const below = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const before = shown.size;
  for (const message of messages) show(message);
  if (below && shown.size !== before) log.scrollTop = log.scrollHeight;
}

/** @param {Message} message */
function show(message) {
  const as = JSON.stringify(message);
  const present = shown.get(message.message_id);
  if (present?.as === as) return;
  const element = drawn(message, `${mine()}/files/${message.message_id}`, acts, t);
  if (present) present.element.replaceWith(element);
  else log.append(element);
  shown.set(message.message_id, { element, as });
}

/** @param {Screen["commands"]} commands */
function showCommands(commands) {
  if (listed === JSON.stringify(commands)) return;
  listed = JSON.stringify(commands);
  $("commands").replaceChildren(...commands.map(({ command, description }) => {
    const line = made("li", {});
    line.append(button(`/${command}`, () => acts.say(`/${command}`)), ` ${description}`);
    return line;
  }));
}

/** @param {Screen} screen */
function showScreen(screen) {
  $("bot").textContent = screen.bot.first_name;
  $("who").textContent = t("who", { name: screen.person.first_name });
  $("description").textContent = screen.description;
  $("about").hidden = !screen.description;
  $("welcome").hidden = screen.messages.length > 0;
  $("typing").hidden = !screen.typing;
  $("block").textContent = t(screen.blocked ? "unblock" : "block");
  $("block").dataset.act = screen.blocked ? "unblocks" : "blocks";
  showCommands(screen.commands);
  showMessages(screen.messages);
  if (screen.answer) { $("said").textContent = screen.answer.text ?? ""; tapped = ""; }
}

/** Shows what there is, if there is anything: a server that began again knows nobody. */
async function look() {
  const answer = await fetch(`${mine()}?tap=${tapped}`).catch(() => null);
  if (!answer) $("said").textContent = t("away");
  else if ($("said").textContent === t("away")) $("said").textContent = "";
  if (answer?.ok) showScreen(await answer.json());
  else if (answer) await arrive("Ada", language);
  return Boolean(answer?.ok);
}

const pause = () => new Promise((resolve) => setTimeout(resolve, OFTEN));

/** @param {string} id @param {() => unknown} done */
function onSubmit(id, done) {
  $(id).addEventListener("submit", (event) => { event.preventDefault(); done(); });
}

onSubmit("write", async () => {
  const text = field.value.trim();
  const message = editing;
  if (!text) return;
  edit(null);
  await (message ? act("edits", { message_id: message.message_id, text }) : acts.say(text));
});
onSubmit("other", () => act("sends", { kind: /** @type {HTMLSelectElement} */ ($("kind")).value }));
onSubmit("arrive", async () => {
  await arrive(/** @type {HTMLInputElement} */ ($("name")).value, /** @type {HTMLSelectElement} */ ($("language")).value);
  await look();
  field.focus();
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  /** @type {HTMLFormElement} */ ($("write")).requestSubmit();
});
$("leave").addEventListener("click", () => { edit(null); field.focus(); });
$("start").addEventListener("click", () => { act("starts"); field.focus(); });
$("block").addEventListener("click", () => act($("block").dataset.act ?? "blocks"));

/** @type {HTMLSelectElement} */ ($("language")).value = language;
while (!(await look())) await pause();
const parameter = address.searchParams.get("start");
if (parameter !== null) {
  history.replaceState(null, "", `/?lang=${language}`);
  await act("starts", { parameter });
}
for (;;) {
  await pause();
  await look();
}
