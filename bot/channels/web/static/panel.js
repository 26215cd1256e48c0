// The chat's place on the page: beside it on a wide screen, over it on a phone; and where the focus goes.

const narrow = matchMedia("(max-width: 61.99em)");
// A keyboard goes on in the field; on a touch screen that would raise the keyboard over the choices.
export const typing = () => matchMedia("(pointer: fine)").matches;

export class Panel {
  #opener = null;

  constructor(element, strings) {
    this.element = element;
    this.strings = strings;
    [this.log, this.form, this.field, this.alert, this.waiting] = [".log", "form.write", "textarea", ".alert[role]", ".waiting"].map(
      (selector) => element.querySelector(selector),
    );
    this.bar = document.querySelector(".chat-bar [data-start]");
    this.start = this.bar.textContent;
    element.querySelector("[data-close]").onclick = () => this.close();
    element.addEventListener("keydown", ({ key, target }) => {
      if (key === "Escape" && narrow.matches && !target.closest("dialog")) this.close();
    });
    narrow.addEventListener("change", () => this.#show(element.hasAttribute("data-open")));
    this.down = element.querySelector(".down");
    this.down.onclick = () => this.#goDown();
    this.log.addEventListener("scroll", () => this.#offerDown());
    new ResizeObserver(() => this.#offerDown()).observe(this.log);
    for (const moved of ["scroll", "resize"]) addEventListener(moved, () => this.#fit(), { passive: true });
    this.#fit();
  }

  open(from) {
    this.#opener = from ?? this.#opener;
    this.#show(true);
  }

  close() {
    this.#show(false);
    (this.#opener?.checkVisibility() ? this.#opener : this.bar).focus();
  }

  #show(shown) {
    this.element.toggleAttribute("data-open", shown);
    // Full screen on a phone: what is behind can't be reached.
    for (const other of document.querySelectorAll("body > :not(.layout), main")) other.inert = shown && narrow.matches;
  }

  // Beside the page, the field is in the window even while the site's header takes its part of it.
  #fit() {
    this.element.style.setProperty("--above", `${Math.max(24, this.element.getBoundingClientRect().top)}px`);
  }

  // Between the welcome and the conversation.
  talk(talking) {
    const welcome = this.element.querySelector(".welcome");
    welcome.hidden = talking;
    for (const each of [this.log, this.form, this.element.querySelector(".options")]) each.hidden = !talking;
    this.bar.textContent = talking ? this.strings.resume : this.start;
  }

  land() {
    if (this.form.hidden) this.element.querySelector(".welcome button").focus();
    else (typing() ? this.field : this.log).focus({ preventScroll: true });
  }

  // From the last thing said, as long as what is asked fits below it; else what is asked, from its first line. The menu,
  // which asks for no answer, may wait below what was said.
  read(said, asked) {
    if (!said) return;
    const prompt = asked?.dataset.kind !== "menu" && asked && asked.offsetTop >= said.offsetTop ? asked : said;
    const whole = prompt.offsetTop + prompt.offsetHeight + 12 - this.log.clientHeight;
    this.log.scrollTop = Math.min(prompt.offsetTop - 12, Math.max(said.offsetTop - 12, whole));
    this.#offerDown();
  }

  goToEnd() {
    this.log.scrollTop = this.log.scrollHeight;
    this.#offerDown();
  }

  #offerDown() {
    const { scrollHeight, scrollTop, clientHeight } = this.log;
    this.down.hidden = this.log.hidden || scrollHeight - scrollTop - clientHeight < 24;
  }

  #goDown() {
    this.goToEnd();
    this.land();
  }

  wait(sentence) {
    clearTimeout(this.timer);
    this.waiting.textContent = "";
    if (sentence) this.timer = setTimeout(() => (this.waiting.textContent = sentence), 700);
  }

  say(sentence) {
    this.wait(null);
    this.waiting.textContent = sentence;
  }

  // A problem document's title is a sentence for the person; anything else is a service out of reach.
  complain(error, ...more) {
    this.alert.hidden = !error;
    this.alert.replaceChildren(...(error ? [(error.status && error.message) || this.strings.unreachable, ...more] : []));
  }
}
