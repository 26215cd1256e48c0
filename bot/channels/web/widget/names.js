// What the consultation calls its themes and questions, for what is tapped.

export class Names {
  /** @type {Map<string, string>} */
  #names = new Map();

  /** @param {import("./api.js").Service} service */
  constructor(service) {
    this.service = service;
  }

  /** A question by its id, a theme by `theme:` and its id; nothing while the names have not come. @param {string} id */
  of(id) {
    return this.#names.get(id);
  }

  /** Without them nothing stops: what is tapped then has the longer name the service gives it. @param {string} lang */
  async load(lang) {
    const answer = await this.service.call("GET", `/api/v1/consultation?lang=${lang}`).catch(() => null);
    if (!answer) return;
    for (const { id, title, questions } of (await answer.json()).themes) {
      this.#names.set(`theme:${id}`, title);
      questions.forEach((/** @type {{ id: string, text: string }} */ each, /** @type {number} */ rank) =>
        this.#names.set(each.id, `${rank + 1}. ${each.text}`),
      );
    }
  }
}
