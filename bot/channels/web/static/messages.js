// Draws messages: one item each, once, in order; the choices of the last batch and no others.

const EDITS = /^(correct|add|erase):/;

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

export class Messages {
  #items = new Map();

  // `on`: choose(choice, label), open(link)
  constructor(log, strings, on) {
    Object.assign(this, { log, strings, on });
  }

  clear() {
    this.#items.clear();
    this.log.replaceChildren();
  }

  // Shows what is being sent before the service has numbered it.
  expect(id, text) {
    this.#place({ id, text, from: "citizen", kind: "info", seq: Infinity, choices: [], links: [] });
    this.#refresh();
  }

  drop(id) {
    this.#items.get(id)?.item.remove();
    this.#items.delete(id);
    this.#refresh();
  }

  // Numbered before its replies are drawn, so that it is never moved past them.
  settle(id, seq) {
    const known = this.#items.get(id);
    if (known?.message.seq === Infinity) this.show([{ ...known.message, seq }]);
  }

  show(messages) {
    const fresh = messages.filter(({ id, seq }) => this.#items.get(id)?.message.seq !== seq);
    if (!fresh.length) return false;
    fresh.forEach((message) => this.#place(message));
    this.#refresh();
    return true;
  }

  #place(message) {
    // An item that is already there is moved, never made again: a screen reader has read it.
    const item = this.#items.get(message.id)?.item ?? this.#draw(message);
    item.toggleAttribute("data-pending", message.seq === Infinity);
    this.#items.set(message.id, { item, message });
    const after = this.#sorted().find((each) => each.message.seq > message.seq);
    if (!item.isConnected || item.nextElementSibling !== (after?.item ?? null)) this.log.insertBefore(item, after?.item ?? null);
  }

  #sorted() {
    return [...this.#items.values()].sort((one, other) => one.message.seq - other.message.seq || 0);
  }

  #draw(message) {
    const { from, kind, lang, progress, text, links } = message;
    const item = make("div", { className: "message" });
    Object.assign(item.dataset, { from, kind });
    if (lang && lang !== document.documentElement.lang) item.lang = lang;
    item.append(make("span", { className: "unseen", textContent: this.strings[from === "bot" ? "robot" : "you"] + " " }));
    if (message.asked && progress) {
      const step = this.strings.progress.replace("{position}", progress.position).replace("{total}", progress.total);
      item.append(make("p", { className: "step", textContent: step }));
    }
    item.append(...text.split("\n\n").map((part) => make("p", { className: "text", textContent: part })));
    if (links.length) item.append(make("ul", { className: "links" }, ...links.map((link) => make("li", {}, this.#link(link)))));
    return item;
  }

  #link(link) {
    if (link.kind === "export" || link.kind === "receipt") {
      return make("button", { type: "button", className: "plain", textContent: link.label, onclick: () => this.on.open(link) });
    }
    const anchor = make("a", { href: link.href, textContent: link.label });
    if (link.kind !== "contact" && link.kind !== "calendar") Object.assign(anchor, { target: "_blank", rel: "noopener" });
    return anchor;
  }

  #refresh() {
    const all = this.#sorted();
    const said = all.findLastIndex(({ message }) => message.from === "citizen");
    all.forEach(({ item, message }, index) => {
      const shown = item.querySelector(".choices");
      const wanted = index > said && message.choices.length > 0;
      if (shown && !wanted) shown.remove();
      if (!shown && wanted) item.append(this.#choices(message.choices));
    });
    this.latest = all.findLast(({ message }) => message.from === "bot")?.message;
    this.top = all[said]?.item ?? all[0]?.item;
    this.prompt = all.findLast(({ message }) => message.from === "bot" && message.choices.length)?.item;
  }

  #choices(choices) {
    const list = (chosen) => make("ul", {}, ...chosen.map((choice) => make("li", {}, this.#choice(choice))));
    const edits = choices.filter(({ id }) => EDITS.test(id));
    const others = choices.filter(({ id }) => !EDITS.test(id));
    const box = make("div", { className: "choices" });
    if (others.length) box.append(list(others));
    if (edits.length) box.append(make("details", {}, make("summary", { textContent: this.strings.modify }), list(edits)));
    return box;
  }

  #choice({ id, label }) {
    const button = make("button", { type: "button", textContent: label, onclick: () => this.on.choose(id, label) });
    button.dataset.choice = id;
    return button;
  }
}
