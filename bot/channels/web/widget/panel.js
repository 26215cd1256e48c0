// Where the chat is: in the page's flow, or a dialog that a button opens; and where the focus and the scrolling go.
import { make, typing } from "./dom.js";

const wide = matchMedia("(min-width: 62em)");
const roomy = matchMedia("(min-width: 36em) and (min-height: 30em)");

export class Panel {
  /** @type {HTMLElement | null} */
  #opener = null;
  #covering = false;
  #writing = false;

  /**
   * `placement`: corner (a button opens it), inline (in the flow), beside (in the flow where the window is wide enough).
   * @param {ShadowRoot} root @param {ReturnType<typeof import("./view.js").build>} parts @param {string} placement
   */
  constructor(root, parts, placement) {
    this.parts = parts;
    this.placement = placement;
    this.section = make("section", { className: "panel", "aria-labelledby": "title" });
    this.dialog = make("dialog", { className: "panel", "aria-labelledby": "title" });
    this.launcher = make("button", { type: "button", className: "button launcher", "aria-haspopup": "dialog" });
    root.append(this.launcher, this.section, this.dialog);
    parts.close.addEventListener("click", () => this.close());
    parts.down.addEventListener("click", () => (this.goToEnd(), this.land()));
    parts.log.addEventListener("scroll", () => this.#offerDown());
    this.dialog.addEventListener("close", () => this.#closed());
    this.dialog.addEventListener("keydown", ({ key, defaultPrevented }) => {
      if (key === "Escape" && !defaultPrevented && !this.dialog.matches(":modal")) this.close();
    });
    addEventListener("beforeprint", () => this.#print(true));
    addEventListener("afterprint", () => this.#print(false));
    wide.addEventListener("change", () => this.#place());
    new ResizeObserver(() => (parts.down.hidden ? this.goToEnd() : this.#offerDown())).observe(parts.log);
    for (const moved of ["resize", "scroll"]) visualViewport?.addEventListener(moved, () => this.#fit());
    this.#place();
  }

  get inFlow() {
    return this.placement === "inline" || (this.placement === "beside" && wide.matches);
  }

  get isOpen() {
    return this.inFlow || this.dialog.open;
  }

  #place() {
    const here = this.parts.inside.matches(":focus-within");
    if (this.inFlow) this.dialog.close();
    (this.inFlow ? this.section : this.dialog).append(this.parts.inside);
    this.section.hidden = !this.inFlow;
    this.parts.close.hidden = this.inFlow;
    // Who zooms in while writing goes on writing.
    if (here) this.open();
    if (here) this.land();
    this.#offer();
  }

  // Under the open chat the button would be reached by keyboard and not be seen.
  #offer() {
    this.launcher.hidden = this.isOpen;
  }

  /** @param {HTMLElement | null} [from] what has the focus again on close */
  open(from) {
    if (from || !this.isOpen) this.#opener = from ?? null;
    if (this.isOpen) return;
    // Over the whole screen of a phone: what is behind can't be reached.
    if (roomy.matches) this.dialog.show();
    else this.dialog.showModal();
    this.#offer();
    this.#fit();
  }

  close() {
    this.dialog.close();
  }

  // On paper it stands in the page, not over it; the field, which is not printed, has the focus again.
  /** @param {boolean} printing */
  #print(printing) {
    const { dialog, parts } = this;
    if (printing) [this.#covering, this.#writing] = [dialog.matches(":modal"), parts.inside.matches(":focus-within")];
    if (this.#covering) dialog.close();
    if (this.#covering) printing ? dialog.show() : dialog.showModal();
    if (!printing && this.#writing) this.land();
  }

  #closed() {
    this.#offer();
    if (this.isOpen) return;
    (this.#opener?.checkVisibility?.() ? this.#opener : this.launcher).focus();
  }

  /** The phone's keyboard takes its part of the window: the chat keeps to the rest. */
  #fit() {
    if (!visualViewport || !this.dialog.matches(":modal")) return;
    this.dialog.style.setProperty("--top", `${visualViewport.offsetTop}px`);
    this.dialog.style.setProperty("--window", `${visualViewport.height}px`);
  }

  land() {
    const { form, field, log, welcome } = this.parts;
    const first = form.hidden ? welcome.querySelector("button") : typing() ? field : log;
    first?.focus({ preventScroll: true });
  }

  /**
   * From the last thing said, as long as what is asked fits below it; else what is asked, from its first line. The menu,
   * which asks for no answer, may wait below what was said.
   * @param {HTMLElement | undefined} said @param {import("./log.js").Shown | undefined} asked
   */
  read(said, asked) {
    if (!said) return;
    const { log } = this.parts;
    const below = asked && asked.message.kind !== "menu" && asked.item.offsetTop >= said.offsetTop;
    const prompt = below ? asked.item : said;
    const whole = prompt.offsetTop + prompt.offsetHeight + 12 - log.clientHeight;
    log.scrollTop = Math.min(prompt.offsetTop - 12, Math.max(said.offsetTop - 12, whole));
    this.#offerDown();
  }

  goToEnd() {
    this.parts.log.scrollTop = this.parts.log.scrollHeight;
    this.#offerDown();
  }

  #offerDown() {
    const { log, down } = this.parts;
    down.hidden = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
  }
}
