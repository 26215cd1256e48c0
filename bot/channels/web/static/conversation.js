// One conversation: what is kept on the device, what is sent, what comes in. It draws nothing.
import { call, events, Problem } from "./api.js";

const KEPT = "consultation.conversation";
const LONGEST_PAUSE = 30_000;
export const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));


// Where the browser refuses storage, the conversation lasts as long as the page.
function device(work) {
  try {
    return work(localStorage);
  } catch {
    return null;
  }
}

export const remembered = () => device((storage) => JSON.parse(storage.getItem(KEPT)));
const remember = ({ id, token }) => device((storage) => storage.setItem(KEPT, JSON.stringify({ id, token })));

export async function start(api, { lang, theme, key }) {
  const answer = await retrying(() => call("POST", `${api}/conversations`, { key, body: { lang, theme } }), 3);
  const begun = await answer.json();
  remember(begun);
  return begun;
}

export async function reopen(api, receipt) {
  const opened = await (await call("POST", `${api}/resume`, { body: { receipt } })).json();
  remember(opened);
  return opened;
}

async function retrying(work, times) {
  for (let pause = 500; ; pause *= 2) {
    try {
      return await work();
    } catch (error) {
      if (error.permanent || --times <= 0) throw error;
      await sleep(error.retryAfter ? error.retryAfter * 1000 : pause);
    }
  }
}

export class Conversation {
  #sending = Promise.resolve();
  #closing = new AbortController();

  // `on`: accepted(id, seq), received(messages), lost(problem)
  constructor(api, { id, token }, on) {
    this.path = `${api}/conversations/${id}`;
    this.token = token;
    this.on = on;
    this.last = 0;
    this.seen = 0;
  }

  call(method, path = this.path, options = {}) {
    return call(method, path, { token: this.token, ...options });
  }

  take(messages) {
    for (const { seq, from } of messages) {
      if (from === "bot") this.seen = Math.max(this.seen, seq);
    }
    this.on.received(messages);
  }

  async load() {
    const answer = await this.call("GET", `${this.path}/messages?after=0`);
    this.take((await answer.json()).messages);
  }

  // Written once, whatever comes in before it is sent again: the service refuses one id with two contents.
  compose(content) {
    return { id: crypto.randomUUID(), to: this.seen || undefined, ...content };
  }

  // In order, one at a time; a message sent again happens once. Tells whether its replies are still to come.
  send(message) {
    const sent = this.#sending.then(() => this.#post(message));
    this.#sending = sent.catch(() => {});
    return sent;
  }

  async #post(body) {
    const answer = await retrying(() => this.call("POST", `${this.path}/messages`, { body }), 4);
    const { accepted, messages } = await answer.json();
    this.on.accepted(body.id, accepted);
    this.take(messages);
    return answer.status === 202;
  }

  async follow() {
    const { signal } = this.#closing;
    for (let pause = 1000; !signal.aborted; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        for await (const message of events(`${this.path}/events`, { token: this.token, after: this.last, signal })) {
          pause = 500;
          this.last = Math.max(this.last, message.seq);
          this.take([message]);
        }
      } catch (error) {
        if (error instanceof Problem && error.permanent) return this.on.lost(error);
      }
      await sleep(pause * (0.5 + Math.random()));
    }
  }

  async erase() {
    await this.call("DELETE");
    this.forget();
  }

  forget() {
    this.#closing.abort();
    device((storage) => storage.removeItem(KEPT));
  }
}
