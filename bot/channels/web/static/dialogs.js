// What leaves the conversation: its copy, the receipt code shown once, and the question before erasing.
import { make } from "./messages.js";

export async function download(conversation, link) {
  const answer = await conversation.call("GET", link.href);
  const name = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition"))?.[1] ?? "consultation";
  const address = URL.createObjectURL(await answer.blob());
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export async function showReceipt(conversation, link, { dialog, strings }) {
  const { receipt } = await (await conversation.call("POST", link.href)).json();
  const [code, copied] = [dialog.querySelector(".code"), dialog.querySelector(".copied")];
  [code.textContent, copied.textContent] = [receipt, ""];
  dialog.querySelector("[data-copy]").onclick = async () => {
    await navigator.clipboard.writeText(receipt);
    copied.textContent = strings.copied;
  };
  dialog.onclose = () => (code.textContent = "");
  dialog.showModal();
}

export function isSure(dialog) {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => (dialog.onclose = () => resolve(dialog.returnValue === "delete")));
}
