// Correcting starts from the stored text: it is in the field as long as its question is asked, and unless it was changed.

export class Correction {
  /** @type {string | null} the question whose stored text is to come */
  #wanted = null;
  /** @type {string | null} the question whose stored text is in the field */
  #question = null;
  #text = "";

  /** @param {import("./screen.js").Screen} screen */
  constructor(screen) {
    this.screen = screen;
  }

  /** @param {string} choice what was tapped */
  tapped(choice) {
    this.#wanted = /^correct:(.+)$/.exec(choice)?.[1] ?? null;
  }

  /** @param {string | null | undefined} asked the question that is open now @param {import("./conversation.js").Conversation} from */
  async follow(asked, from) {
    if (this.#question && asked !== this.#question) this.#leave();
    if (!asked || this.#wanted !== asked) return;
    this.#wanted = null;
    const stored = await from.answerTo(asked).catch(() => "");
    if (!stored || this.screen.text) return;
    [this.#question, this.#text] = [asked, stored];
    this.screen.fill(stored);
  }

  // Left as it was, it would be sent as the answer to what is asked next.
  #leave() {
    this.#question = null;
    if (this.screen.text === this.#text) this.screen.fill("");
  }
}
