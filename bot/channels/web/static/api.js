// The service's API: calls, its errors, and its stream of events.

/** @typedef {{token?: string, body?: object, key?: string, headers?: Record<string, string>, signal?: AbortSignal}} Options */

export class Problem extends Error {
  /**
   * @param {number} status
   * @param {{title?: string}} body
   * @param {number} retryAfter in seconds; NaN when the service gave none
   */
  constructor(status, body, retryAfter) {
    super(body.title ?? "");
    this.status = status;
    this.retryAfter = retryAfter;
    this.permanent = status < 500 && status !== 429;
  }
}

/**
 * @param {string} method
 * @param {string} path
 * @param {Options} options
 * @returns {Promise<Response>} raises Problem
 */
export async function call(method, path, { token, body, key, headers = {}, signal } = {}) {
  headers["Accept-Language"] = document.documentElement.lang;
  if (token) headers.Authorization = `Bearer ${token}`;
  if (key) headers["Idempotency-Key"] = key;
  if (body) headers["Content-Type"] = "application/json";
  const answer = await fetch(path, { method, headers, signal, body: body && JSON.stringify(body) });
  if (answer.ok) return answer;
  const problem = await answer.json().catch(() => ({}));
  throw new Problem(answer.status, problem, Number(answer.headers.get("Retry-After")));
}

// EventSource cannot send the token's header, so the stream is read by hand (HTML standard, 9.2.6).
/**
 * @param {string} path
 * @param {{token: string, after: number, signal: AbortSignal}} from
 * @returns {AsyncGenerator<any, void>}
 */
export async function* events(path, { token, after, signal }) {
  const answer = await call("GET", path, { token, signal, headers: { "Last-Event-ID": String(after) } });
  if (!answer.body) return;
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let kept = "";
  for (let { value, done } = await reader.read(); !done; { value, done } = await reader.read()) {
    const blocks = (kept + value).replaceAll("\r\n", "\n").split("\n\n");
    kept = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = block.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5).trimStart());
      if (data.length) yield JSON.parse(data.join("\n"));
    }
  }
}
