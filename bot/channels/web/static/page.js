// The consultation's page: its buttons open the chat, at their theme.

const AGAIN = 2000;
/** @type {import("../widget/widget.js").ConsultationChat | null} */
const chat = document.querySelector("consultation-chat");

for (const each of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-start]"))) {
  each.addEventListener("click", (event) => {
    event.preventDefault();
    chat?.open(each.dataset.start, each);
  });
}

// Beside the page, the chat's field is in the window even while the site's header takes its part of it.
const aside = document.getElementById("chat");
const fit = () => aside?.style.setProperty("--above", `${Math.max(24, aside.getBoundingClientRect().top)}px`);
for (const moved of ["scroll", "resize"]) addEventListener(moved, fit, { passive: true });
fit();

// An address with a theme opens the chat, which begins there once the person says so.
if (chat?.getAttribute("theme")) {
  history.replaceState(null, "", `/?lang=${document.documentElement.lang}`);
  customElements.whenDefined("consultation-chat").then(() => chat.open());
}

// Where the page was served before the robot was there: says so until it is.
const notes = document.querySelectorAll("[data-asleep]");
while (notes.length && !(await fetch("/readyz").catch(() => null))?.ok) await new Promise((resolve) => setTimeout(resolve, AGAIN));
for (const each of notes) each.remove();
export {};
