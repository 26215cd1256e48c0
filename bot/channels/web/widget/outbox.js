// Sends what was written, in order and once: a message stays on the device until the service has acknowledged it.
import { isPermanent, Problem } from "./api.js";
import { inTurn, Pause } from "./dom.js";

const FIRST = 1000;
const LONGEST = 30_000;

export class Outbox {
  #wanted = false;
  #pumping = false;
  #closed = false;
  #pause = new Pause();

  /**
   * `on`: post(message) sends one; changed() tells that something else waits now; refused(message, problem) may keep one
   * for good; hindered(error) tells that what waits has to go on waiting.
   * @param {import("./device.js").Device} device
   * @param {{ post: (message: import("./types").Unsent) => Promise<void>, changed: () => Promise<void>,
   *   refused: (message: import("./types").Unsent, problem: Problem) => Promise<void>, hindered: (error: unknown) => void }} on
   */
  constructor(device, on) {
    this.device = device;
    this.on = on;
    addEventListener("online", this.wake);
  }

  close() {
    this.#closed = true;
    removeEventListener("online", this.wake);
    this.#pause.end();
  }

  /** @param {import("./types").Unsent} message */
  async add(message) {
    await this.device.keep(message);
    await this.on.changed();
    this.wake();
  }

  /** Sends what waits, until nothing does; an attempt under way is not repeated, a pause between two ends. */
  wake = async () => {
    this.#pause.end();
    // What came after the last look at the device is looked for again.
    this.#wanted = true;
    if (this.#pumping) return;
    this.#pumping = true;
    while (this.#wanted && !this.#closed) {
      this.#wanted = false;
      await this.#untilSent();
    }
    this.#pumping = false;
  };

  async #untilSent() {
    for (let pause = FIRST; !this.#closed; pause = Math.min(2 * pause, LONGEST)) {
      try {
        // One tab at a time: what another has sent meanwhile is no longer on the device.
        return await inTurn(`${this.device.name}/outbox`, () => this.#inOrder());
      } catch (error) {
        if (this.#closed) return;
        this.on.hindered(error);
        const asked = error instanceof Problem ? 1000 * (error.retryAfter || 0) : 0;
        await this.#pause.of(Math.max(pause * (0.75 + Math.random() / 2), Math.min(asked, LONGEST)));
      }
    }
  }

  /** Raises what stops it. */
  async #inOrder() {
    for (;;) {
      const next = (await this.device.unsent()).find(({ failed }) => !failed);
      if (!next || this.#closed) return;
      await this.#send(next);
    }
  }

  // Closed meanwhile: the device has forgotten this message, and its number may be another's.
  /** @param {import("./types").Unsent} message */
  async #send(message) {
    try {
      await this.on.post(message);
      if (!this.#closed) await this.device.drop(message.order);
    } catch (error) {
      if (this.#closed || !isPermanent(error)) throw error;
      await this.on.refused(message, /** @type {Problem} */ (error));
    }
    if (!this.#closed) await this.on.changed();
  }
}
