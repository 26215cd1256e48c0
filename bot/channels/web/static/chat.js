// The chat of the page: a conversation, its messages, and the panel they are in.
import { Conversation, remembered, reopen, sleep, start } from "./conversation.js";
import { download, isSure, showReceipt } from "./dialogs.js";
import { make, Messages } from "./messages.js";
import { Panel, typing } from "./panel.js";

const { api, lang, strings } = JSON.parse(document.getElementById("chat-settings").textContent);
const element = document.getElementById("chat");
const part = (selector) => element.querySelector(selector);
const panel = new Panel(element, strings);
const messages = new Messages(panel.log, strings, { choose, open });
const way = part(".way");
const AGAIN = 2000;
let conversation = null;
let key = null;
let beginning = null;

async function openChat(theme, from) {
  panel.complain(null);
  panel.open(from);
  if (!conversation && from === panel.bar) return panel.land(); // what it is, and the code of a receipt, come first
  try {
    if (!conversation) await (beginning ??= begin(theme).finally(() => (beginning = null)));
    else if (theme) tap(`theme:${theme}`, from?.closest(".card").querySelector("h3").textContent ?? theme);
    else panel.read(messages.top, messages.prompt);
  } catch (error) {
    panel.wait(null);
    panel.complain(error);
  }
  panel.land();
}

async function begin(theme) {
  // The key stays until it has worked: tapping again after a failure makes no second conversation.
  key ??= crypto.randomUUID();
  panel.wait(strings.waiting);
  const begun = await start(api, { lang, theme, key });
  key = null;
  join(begun);
  conversation.take(begun.messages);
  conversation.follow();
}

async function comeBack(field) {
  if (conversation || beginning) return;
  await attempt(() => (beginning = reopen(api, field.value).then(resume).finally(() => (beginning = null))));
  if (!conversation) return field.focus();
  field.value = "";
  panel.land();
}

async function resume(opened) {
  join(opened);
  panel.log.ariaLive = "off"; // what was said before is not read out again
  try {
    await conversation.load();
  } catch (error) {
    if (error.permanent) return lost(error);
    panel.complain(error);
  }
  requestAnimationFrame(() => (panel.log.ariaLive = null));
  conversation.follow();
}

function join(opened) {
  const accepted = (id, seq) => messages.settle(id, seq);
  conversation = new Conversation(api, opened, { accepted, received, lost });
  panel.talk(true);
}

function leave() {
  conversation?.forget();
  conversation = null;
  messages.clear();
  way.hidden = true;
  panel.wait(null);
  panel.talk(false);
}

function lost(error) {
  leave();
  panel.complain(error.status === 410 ? error : { status: 404, message: strings.gone });
}

function received(batch) {
  if (!messages.show(batch)) return;
  if (batch.some(({ from }) => from === "bot")) panel.wait(null);
  const progress = messages.latest?.progress;
  way.hidden = !progress;
  if (progress) [way.max, way.value] = [progress.total, progress.answered];
  panel.read(messages.top, messages.prompt);
}

function choose(id, label) {
  panel.land(); // before the tapped button goes
  tap(id, label);
}

function tap(choice, label) {
  deliver(conversation.compose({ choice }), label);
}

function write() {
  const text = panel.field.value;
  panel.field.focus();
  if (!text.trim()) return;
  panel.field.value = "";
  deliver(conversation.compose({ text }), text);
}

async function deliver(message, shown) {
  panel.complain(null);
  messages.expect(message.id, shown);
  panel.goToEnd();
  panel.wait(strings.waiting);
  try {
    const late = await conversation.send(message);
    panel.wait(late ? strings.waking : null);
  } catch (error) {
    panel.wait(null);
    if (error.permanent) refused(message, error);
    else offerRetry(message, shown);
  }
}

function refused(message, error) {
  messages.drop(message.id);
  if (message.text && !panel.field.value) panel.field.value = message.text;
  if ([401, 403, 404, 410].includes(error.status)) lost(error);
  else panel.complain(error);
}

function offerRetry(message, shown) {
  const again = make("button", { type: "button", className: "plain", textContent: strings.retry });
  again.onclick = () => {
    panel.land();
    deliver(message, shown);
  };
  panel.complain({ status: 503, message: strings.not_sent }, " ", again);
}

async function attempt(work) {
  panel.complain(null);
  try {
    await work();
  } catch (error) {
    panel.complain(error);
  }
}

function open(link) {
  if (link.kind === "export") attempt(() => download(conversation, link));
  else attempt(() => showReceipt(conversation, link, { dialog: part("dialog.receipt"), strings }));
}

async function erase() {
  part(".options").open = false;
  if (!(await isSure(part("dialog.sure")))) return;
  await attempt(async () => {
    await conversation.erase();
    leave();
    panel.land();
    panel.say(strings.deleted);
  });
}

// Where the page was served before the robot was there: says so until it is.
async function awaken(notes) {
  while (notes.length && !(await fetch("/readyz").catch(() => null))?.ok) await sleep(AGAIN);
  for (const note of notes) note.remove();
}

function wire() {
  for (const each of document.querySelectorAll("[data-start]")) {
    each.addEventListener("click", (event) => {
      event.preventDefault();
      openChat(each.dataset.start || undefined, each);
    });
  }
  panel.form.addEventListener("submit", (event) => {
    event.preventDefault();
    write();
  });
  part(".back form").addEventListener("submit", (event) => {
    event.preventDefault();
    comeBack(part("#chat-code"));
  });
  panel.field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !typing()) return;
    event.preventDefault();
    write();
  });
  part("[data-delete]").onclick = erase;
}

wire();
awaken(document.querySelectorAll("[data-asleep]"));
document.documentElement.dataset.ready = "";
const kept = remembered();
if (kept) await resume(kept);
const theme = new URL(location).searchParams.get("theme");
if (theme) {
  history.replaceState(null, "", `/?lang=${lang}`);
  await openChat(theme);
}
