// One's own data: the copy, the receipt code, leaving this device, erasing the conversation.
import { pathOf } from "./conversation.js";
import { download, isSure, showHandOver, showReceipt } from "./dialogs.js";

export class Own {
  /** @param {import("./talk.js").Talk} talk @param {ShadowRoot} root where dialogs stand */
  constructor(talk, root) {
    this.talk = talk;
    this.root = root;
  }

  /** Opens what needs the token. @param {import("./types").Link} link */
  open(link) {
    const { talk } = this;
    return talk.attempt(async () => {
      const answer = await talk.conversation?.call(link.kind === "export" ? "GET" : "POST", link.href);
      if (!answer) return;
      if (link.kind === "export") await download(answer);
      else showReceipt(this.root, talk.say, (await answer.json()).receipt);
    });
  }

  /** Goes on in Telegram: what is open here is closed by that, or kept where that was asked for. */
  handOver() {
    const { talk } = this;
    const { conversation } = talk;
    if (!conversation) return talk.screen.tell(talk.say("nothing_yet"));
    const address = async (/** @type {boolean} */ keep) =>
      (await (await conversation.call("POST", `${conversation.path}/handover`, { body: { keep } })).json()).href;
    return talk.attempt(async () => showHandOver(this.root, talk.say, await address(false), address));
  }

  /** Leaves nothing on this device; the conversation itself stays. */
  async finish() {
    const keys = { title: "finish", text: "finish_sure", yes: "finish_yes" };
    if (await isSure(this.root, this.talk.say, keys)) await this.talk.leave("finished");
  }

  /** Erases the conversation that this device knows at once, here and on the service, on the screen or not. */
  async erase() {
    const { talk } = this;
    if (!(await isSure(this.root, talk.say, { title: "delete", text: "delete_sure", yes: "delete_yes" }))) return;
    const kept = await talk.kept();
    if (!kept) return talk.screen.tell(talk.say("nothing_yet"));
    await talk.attempt(async () => {
      await talk.service.call("DELETE", pathOf(kept.id), { token: kept.token });
      await talk.leave("deleted");
    });
  }
}
