// Sends what was written, in order and once: a message stays on the device until the service has acknowledged it.
import { isPermanent, Problem } from "./api.js";

const FIRST = 1000;
const LONGEST = 30_000;

export class Outbox {
  #pumping = false;
  #closed = false;
  /** @type {(() => void) | null} */
  #hurry = null;

  /**
   * `on`: post(message) sends one; changed(messages) tells what waits now; refused(message, problem) may keep one for good.
   * @param {import("./device.js").Device} device
   * @param {{ post: (message: import("./types").Unsent) => Promise<void>, changed: () => Promise<void>,
   *   refused: (message: import("./types").Unsent, problem: Problem) => Promise<void>, away: () => void }} on
   */
  constructor(device, on) {
    this.device = device;
    this.on = on;
    addEventListener("online", this.wake);
  }

  close() {
    this.#closed = true;
    removeEventListener("online", this.wake);
    this.#hurry?.();
  }

  /** @param {import("./types").Unsent} message */
  async add(message) {
    await this.device.keep(message);
    await this.on.changed();
    this.wake();
  }

  /** Sends what waits, until nothing does; an attempt under way is not repeated, a pause between two ends. */
  wake = async () => {
    this.#hurry?.();
    if (this.#pumping) return;
    this.#pumping = true;
    for (let pause = FIRST; !this.#closed && !(await this.#everything()); pause = Math.min(2 * pause, LONGEST)) {
      this.on.away();
      await this.#pause(pause * (0.75 + Math.random() / 2));
    }
    this.#pumping = false;
  };

  /** @param {number} ms */
  async #pause(ms) {
    await new Promise((resolve) => {
      this.#hurry = () => resolve(undefined);
      setTimeout(resolve, ms);
    });
    this.#hurry = null;
  }

  // One tab at a time: what another has sent meanwhile is no longer on the device.
  async #everything() {
    const work = () => this.#inOrder();
    return navigator.locks ? navigator.locks.request(`${this.device.name}/outbox`, work) : work();
  }

  /** Whether nothing is left to send. */
  async #inOrder() {
    for (;;) {
      const next = (await this.device.unsent()).find(({ failed }) => !failed);
      if (!next || this.#closed) return true;
      if (!(await this.#sent(next))) return false;
    }
  }

  /** Whether the next one can go. @param {import("./types").Unsent} message */
  async #sent(message) {
    try {
      await this.on.post(message);
      await this.device.drop(message.order);
    } catch (error) {
      if (!isPermanent(error)) return false;
      await this.on.refused(message, /** @type {Problem} */ (error));
    }
    await this.on.changed();
    return true;
  }
}
