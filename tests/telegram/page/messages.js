// A message as elements: its text with its entities, its document, its buttons.

/** @typedef {{type: string, offset: number, length: number, url?: string}} Entity */
/** @typedef {{text: string, callback_data?: string, url?: string}} Button */
/**
 * @typedef {{message_id: number, ours: boolean, date: number, text?: string, caption?: string, edit_date?: number,
 *   entities?: Entity[], caption_entities?: Entity[], document?: {file_name: string},
 *   reply_markup?: {inline_keyboard: Button[][]}} & Record<string, unknown>} Message
 */
/** @typedef {{say: (text: string) => void, tap: (message: Message, data: string) => void, edit: (message: Message) => void, remove: (message: Message) => void}} Acts */
/** @typedef {(key: string, values?: Record<string, string>) => string} Translate */

/** @type {Record<string, string>} */
const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};
const KINDS = ["voice", "photo", "sticker", "location", "contact", "poll", "video", "animation", "document"];

/**
 * @param {Message} message
 * @param {string} files where its document can be downloaded
 * @param {Acts} acts
 * @param {Translate} t
 */
export function drawn(message, files, acts, t) {
  const article = made("article", { className: message.ours ? "ours" : "" });
  article.append(made("span", { className: "unseen", textContent: `${t(message.ours ? "you" : "bot")}: ` }));
  const text = message.text ?? message.caption;
  const kind = KINDS.find((each) => each in message);
  if (message.ours && kind) article.append(made("p", { className: "thing", textContent: t(kind) }));
  if (!message.ours && message.document) article.append(downloadable(message.document.file_name, files, t));
  if (text) article.append(marked(text, message.entities ?? message.caption_entities ?? [], acts));
  article.append(foot(message, acts, t), keyboard(message, acts));
  return article;
}

/** @param {string} name @param {string} href @param {Translate} t */
function downloadable(name, href, t) {
  return made("a", { className: "thing", href, download: name, textContent: t("download", { name }) });
}

/** @param {Message} message @param {Acts} acts @param {Translate} t */
function foot(message, acts, t) {
  const small = made("p", { className: "foot" });
  small.append(new Date(message.date * 1000).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" }));
  // Telegram does not show that a keyboard was taken away, and the bot changes nothing else.
  if (message.ours && message.edit_date && message.text) small.append(` · ${t("edited")}`);
  if (message.ours && message.text) small.append(button(t("edit"), () => acts.edit(message)));
  if (message.ours) small.append(button(t("delete"), () => acts.remove(message)));
  return small;
}

/** @param {Message} message @param {Acts} acts */
function keyboard(message, acts) {
  const all = made("div", { className: "keyboard" });
  for (const row of message.reply_markup?.inline_keyboard ?? []) {
    const line = made("div", {});
    line.append(...row.map((each) => key(message, each, acts)));
    all.append(line);
  }
  return all;
}

/** @param {Message} message @param {Button} each @param {Acts} acts */
function key(message, each, acts) {
  const { text, url, callback_data: data } = each;
  if (url) return made("a", { href: url, target: "_blank", rel: "noopener", textContent: `${text} ↗` });
  return button(text, () => acts.tap(message, data ?? ""));
}

/**
 * Entities may hold others; they never cross. Offsets are in UTF-16 units, as JavaScript's are.
 * @param {string} text @param {Entity[]} entities @param {Acts} acts
 */
function marked(text, entities, acts) {
  const block = made("div", { className: "text" });
  block.append(...pieces(text, 0, text.length, entities, acts));
  return block;
}

/**
 * @param {string} text @param {number} start @param {number} end @param {Entity[]} entities @param {Acts} acts
 * @returns {(Node | string)[]}
 */
function pieces(text, start, end, entities, acts) {
  const [first, ...others] = entities.filter((each) => each.offset >= start && each.offset + each.length <= end);
  if (!first) return [text.slice(start, end)];
  const close = first.offset + first.length;
  const within = pieces(text, first.offset, close, others.filter((each) => each.offset < close), acts);
  const after = pieces(text, close, end, others.filter((each) => each.offset >= close), acts);
  return [text.slice(start, first.offset), wrapped(first, within, acts), ...after];
}

/** @param {Entity} entity @param {(Node | string)[]} within @param {Acts} acts */
function wrapped(entity, within, acts) {
  if (entity.type === "bot_command") return button(String(within[0]), () => acts.say(String(within[0])));
  const link = entity.type === "text_link";
  const element = link
    ? made("a", { href: entity.url ?? "", target: "_blank", rel: "noopener" })
    : document.createElement(TAGS[entity.type] ?? "span");
  element.append(...within);
  return element;
}

/** @param {string} text @param {() => void} pressed */
export function button(text, pressed) {
  const element = made("button", { type: "button", textContent: text });
  element.addEventListener("click", pressed);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} name @param {Partial<HTMLElementTagNameMap[K]>} properties
 */
export function made(name, properties) {
  return Object.assign(document.createElement(name), properties);
}
