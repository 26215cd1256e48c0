// What is asked or shown on its own: the receipt code, shown once, and the questions before something is gone.
import { make } from "./dom.js";

/** @param {ShadowRoot} root @param {string} title @param {HTMLElement[]} content @param {HTMLElement[]} buttons */
function dialog(root, title, content, buttons) {
  const heading = make("h3", { id: "dialog-title", textContent: title });
  const form = make("form", { method: "dialog" }, ...buttons);
  const names = { "aria-labelledby": "dialog-title", "aria-describedby": "dialog-text" };
  const shown = make("dialog", { className: "small", ...names, lang: root.querySelector("div")?.lang ?? "" }, heading, ...content, form);
  root.append(shown);
  shown.addEventListener("close", () => shown.remove());
  shown.showModal();
  return shown;
}

/**
 * Whether the person is sure.
 * @param {ShadowRoot} root @param {import("./types").Say} say @param {{ title: string, text: string, yes: string }} keys
 */
export function isSure(root, say, { title, text, yes }) {
  const no = make("button", { className: "button quiet", value: "", textContent: say("cancel") });
  const agree = make("button", { className: "button danger", value: "yes", textContent: say(yes) });
  const shown = dialog(root, say(title), [make("p", { id: "dialog-text", textContent: say(text) })], [no, agree]);
  return new Promise((resolve) => shown.addEventListener("close", () => resolve(shown.returnValue === "yes")));
}

/** @param {ShadowRoot} root @param {import("./types").Say} say @param {string} code */
export function showReceipt(root, say, code) {
  const output = make("output", { className: "code", textContent: code, tabIndex: 0 });
  const told = make("p", { role: "status" });
  const copy = make("button", { type: "button", className: "button quiet", textContent: say("copy") });
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(code);
      told.textContent = say("copied");
    } catch {
      // The page may not write to the clipboard: the person copies it.
      getSelection()?.selectAllChildren(output);
      told.textContent = say("copy_by_hand");
    }
  };
  const done = make("button", { className: "button", textContent: say("done") });
  dialog(root, say("receipt_title"), [make("p", { id: "dialog-text", textContent: say("receipt_text") }), make("p", {}, output), told], [copy, done]);
}

/**
 * The address that goes on in Telegram; it is another where the conversation is to stay open here.
 * @param {ShadowRoot} root @param {import("./types").Say} say @param {string} href
 * @param {(keep: boolean) => Promise<string>} address
 */
export function showHandOver(root, say, href, address) {
  const link = make("a", { className: "button", href, target: "_blank", rel: "noopener", textContent: say("telegram_open") });
  const told = make("p", { role: "status" });
  const keep = make("input", { type: "checkbox" });
  keep.onchange = async () => {
    // The one before is good no more.
    link.removeAttribute("href");
    keep.disabled = true;
    try {
      link.href = await address(keep.checked);
    } catch {
      told.textContent = say("unreachable");
    }
    keep.disabled = false;
  };
  const text = make("p", { id: "dialog-text", textContent: say("telegram_text") });
  const cancel = make("button", { className: "button quiet", textContent: say("cancel") });
  dialog(root, say("telegram"), [text, make("label", {}, keep, " ", say("telegram_keep")), told], [cancel, link]);
}

/** Saves an answer of the service as a file. @param {Response} answer */
export async function download(answer) {
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "consultation";
  const address = URL.createObjectURL(await answer.blob());
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
