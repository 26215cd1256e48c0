// What the chat is made of. Texts are named here and filled in by `speak`, again when the language changes.
import { make } from "./dom.js";

/** @param {string} key */
const said = (key) => ({ "data-say": key });
/** @param {string} key */
const named = (key) => ({ "data-say-name": key });

export function build() {
  const title = make("h2", { id: "title", ...said("title") });
  const menu = {
    button: make("button", { type: "button", className: "plain", "aria-expanded": "false", "aria-controls": "menu", ...said("menu") }),
    list: make("ul", { id: "menu", className: "menu", hidden: true }),
  };
  const close = make("button", { type: "button", className: "plain close", ...named("close") }, make("span", { "aria-hidden": "true" }, "×"));
  const asleep = make("p", { className: "asleep", hidden: true, ...said("asleep") });
  const welcome = make("div", { className: "welcome" });
  const way = make("progress", { className: "way", max: 1, value: 0, hidden: true, "aria-hidden": "true" });
  const log = make("div", { className: "log", role: "log", "aria-live": "polite", tabIndex: -1, ...named("log") });
  const down = make("button", { type: "button", className: "button quiet down", hidden: true }, make("span", said("down")), make("span", { "aria-hidden": "true" }, "↓"));
  const status = make("p", { className: "status", role: "status" });
  const alert = make("p", { id: "alert", className: "alert", role: "alert", hidden: true });
  const pending = make("p", { id: "pending", className: "pending" });
  const choices = make("div", { className: "choices" });
  const now = make("div", { className: "now", role: "group", "aria-labelledby": "pending", hidden: true }, pending, choices);
  const composer = compose();
  const head = make("header", {}, title, menu.button, menu.list, close);
  const inside = make("div", { className: "inside" }, head, asleep, welcome, way, log, down, status, alert, now, composer.form);
  return { inside, menu, close, asleep, welcome, way, log, down, status, alert, pending, choices, now, ...composer };
}

function compose() {
  const field = make("textarea", { id: "text", rows: 1, autocomplete: "off", "aria-describedby": "pending hint count" });
  const count = make("p", { id: "count", className: "count" });
  const counted = make("p", { className: "unseen", role: "status" });
  const form = make(
    "form",
    { className: "write", hidden: true },
    make("label", { for: "text", ...said("field") }),
    make("div", { className: "field" }, field, make("button", { className: "button", ...said("send") })),
    make("p", { id: "hint", className: "hint" }, make("span", { className: "mouse", ...said("hint") }), make("span", { className: "touch", ...said("hint_touch") })),
    count,
    counted,
  );
  return { form, field, count, counted };
}

/**
 * What one sees before there is a conversation.
 * @param {import("./types").Settings} settings @param {{ start: () => void, comeBack: (code: HTMLInputElement) => void }} on
 */
export function welcomeOf(settings, on) {
  const start = make("button", { type: "button", className: "button", onclick: on.start, ...said("start") });
  const code = make("input", { id: "code", required: true, autocomplete: "off", autocapitalize: "characters", spellcheck: false, "aria-describedby": "alert" });
  const form = make("form", {}, make("label", { for: "code", ...said("code") }), code, make("button", { className: "button quiet", ...said("come_back") }));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    on.comeBack(code);
  });
  const privacy = make("a", { href: settings.privacy, target: "_blank", rel: "noopener", ...said("privacy") });
  return [
    make("p", said("welcome")),
    make("p", {}, make("span", said("no_account")), " ", privacy),
    make("p", {}, start),
    make("details", {}, make("summary", said("have_code")), form),
  ];
}

/**
 * Before showing what was said here more than a day ago: the device may have passed into other hands.
 * @param {string} date @param {boolean} unsent whether words wait to be sent @param {import("./types").Say} say @param {{ goOn: () => void, afresh: () => void }} on
 */
export function returnOf(date, unsent, say, on) {
  return [
    make("h3", said("before_title")),
    make("p", {}, say("before_text", { date })),
    ...(unsent ? [make("p", said("before_unsent"))] : []),
    make(
      "p",
      { className: "ways" },
      make("button", { type: "button", className: "button", onclick: on.goOn, ...said("before_continue") }),
      make("button", { type: "button", className: "button quiet", onclick: on.afresh, ...said("before_fresh") }),
    ),
  ];
}

/** @param {ParentNode} root @param {import("./types").Say} say */
export function speak(root, say) {
  for (const each of root.querySelectorAll("[data-say]")) each.textContent = say(each.getAttribute("data-say") ?? "");
  for (const each of root.querySelectorAll("[data-say-name]")) each.setAttribute("aria-label", say(each.getAttribute("data-say-name") ?? ""));
}
