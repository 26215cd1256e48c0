// What is written and not sent yet, as it stands at the end of the log: why it waits, and what can be done with it.
import { make } from "./dom.js";

/** @typedef {import("./types").Unsent} Unsent */

// Until a message that is not sent says so.
const SLOW = 1500;

export class Waiting {
  /**
   * `changed`: is told when a message was taken back.
   * @param {{ device: import("./device.js").Device, screen: import("./screen.js").Screen, say: import("./types").Say,
   *   changed: () => Promise<void> }} parts
   */
  constructor({ device, screen, say, changed }) {
    this.device = device;
    this.screen = screen;
    this.say = say;
    this.changed = changed;
  }

  async show() {
    const unsent = await this.device.unsent();
    this.screen.log.expect(unsent);
    for (const each of unsent) this.#note(each);
    if (unsent.length) setTimeout(() => this.note(), SLOW);
  }

  async note() {
    for (const each of await this.device.unsent()) this.#note(each);
  }

  /** @param {Unsent} message */
  #note(message) {
    const slow = Date.now() - Date.parse(message.written) >= SLOW;
    if (message.failed) this.screen.log.note(message.id, `${this.say("failed")} ${message.failed} `, this.#way(message));
    else if (slow) this.screen.log.note(message.id, this.say("unsent"));
  }

  /** What can be done with a message that was refused. @param {Unsent} message */
  #way(message) {
    const label = this.say(message.text ? "take_back" : "dismiss");
    return make("button", { type: "button", className: "plain", textContent: label, onclick: () => this.#takeBack(message) });
  }

  /** @param {Unsent} message */
  async #takeBack(message) {
    if (message.text) this.screen.fill([message.text, this.screen.text].filter(Boolean).join("\n"));
    await this.device.drop(message.order);
    this.screen.land();
    await this.changed();
  }
}
