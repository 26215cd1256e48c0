// The service's API: calls, its errors, and its stream of events.

const QUIET = 40_000; // the service says something every 15 seconds: after this long the line is dead
const PATIENCE = 30_000; // it answers within 5 seconds: after this long the request is lost

/**
 * An error that came with an answer; `permanent`: the same request will fail again. Only the service itself can say so, by
 * a code (RFC 9457): an error without one is of somebody in between, and passes. Its message is meant for the person.
 */
export class Problem extends Error {
  /**
   * @param {number} status @param {{ title?: string, code?: string, conversation?: string }} body
   * @param {number} retryAfter seconds, or NaN
   */
  constructor(status, { title, code, conversation }, retryAfter) {
    super(title ?? "");
    this.conversation = conversation; // where this one goes on
    this.status = status;
    this.retryAfter = retryAfter;
    this.permanent = Boolean(code) && status < 500 && status !== 429 && status !== 408;
  }
}

/** @param {unknown} error */
export const isPermanent = (error) => error instanceof Problem && error.permanent;
/** @param {unknown} error */
export const isGone = (error) => error instanceof Problem && error.permanent && [401, 403, 404, 410].includes(error.status);

/** @typedef {{ token?: string, body?: object, key?: string, headers?: Record<string, string>, signal?: AbortSignal }} Options */

export class Service {
  /** @param {string} base the service's address @param {string} lang the language of its errors */
  constructor(base, lang) {
    this.base = base;
    this.lang = lang;
  }

  /** @param {string} path of the service, or a whole address */
  url(path) {
    return new URL(path, this.base).href;
  }

  /**
   * Raises a Problem, or what fetch raises where the service is out of reach.
   * @param {string} method @param {string} path @param {Options} options
   */
  async call(method, path, { token, body, key, headers = {}, signal } = {}) {
    headers["Accept-Language"] = this.lang;
    if (token) headers.Authorization = `Bearer ${token}`;
    if (key) headers["Idempotency-Key"] = key;
    if (body) headers["Content-Type"] = "application/json";
    const sent = { method, headers, signal: signal ?? late(PATIENCE), body: body ? JSON.stringify(body) : null };
    const answer = await fetch(this.url(path), { ...sent, credentials: "omit" });
    if (answer.ok) return answer;
    const problem = await answer.json().catch(() => ({}));
    throw new Problem(answer.status, problem, Number(answer.headers.get("Retry-After")));
  }

  /**
   * The events of a stream, until it ends or `line` is cut; a silent line is cut here. EventSource cannot send the token's
   * header, so it is read by hand (HTML standard, 9.2.6).
   * @param {string} path @param {{ token: string, after: number, line: AbortController }} options
   */
  async *events(path, { token, after, line }) {
    const reader = await heard(line, this.#stream(path, { token, signal: line.signal, headers: { "Last-Event-ID": String(after) } }));
    yield []; // the line is there, even if nobody says anything
    let kept = "";
    for (;;) {
      const { value, done } = await heard(line, reader.read());
      if (done) return;
      const blocks = (kept + value).replaceAll("\r\n", "\n").split("\n\n");
      kept = blocks.pop() ?? "";
      yield blocks.map(parsed).filter(Boolean);
    }
  }

  /** @param {string} path @param {Options} options */
  async #stream(path, options) {
    const { body, headers } = await this.call("GET", path, options);
    if (!body || !headers.get("Content-Type")?.startsWith("text/event-stream")) throw new TypeError(); // somebody in between answers
    return body.pipeThrough(new TextDecoderStream()).getReader();
  }
}

/** @param {number} ms */
function late(ms) {
  const patience = new AbortController();
  setTimeout(() => patience.abort(), ms);
  return patience.signal;
}

/**
 * What comes in time, or the line is dead.
 * @template T @param {AbortController} line @param {Promise<T>} coming
 */
function heard(line, coming) {
  const timer = setTimeout(() => line.abort(), QUIET);
  return coming.finally(() => clearTimeout(timer));
}

/** A message; or how often words of earlier ones were erased, which a comment says. @param {string} block */
function parsed(block) {
  const erasures = /^: erasures (\d+)/.exec(block)?.[1];
  if (erasures) return { erasures: Number(erasures) };
  const lines = block.split("\n").filter((line) => line.startsWith("data:"));
  return lines.length ? JSON.parse(lines.map((line) => line.slice(5).trimStart()).join("\n")) : null;
}
