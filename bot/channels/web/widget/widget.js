// The consultation in any website: `<consultation-chat lang="fr">`.
const SERVICE = new URL("../../", import.meta.url);

class ConsultationChat extends HTMLElement {
  async connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    const asked = new URL(`api/v1/widget?lang=${encodeURIComponent(this.lang)}`, SERVICE);
    const settings = await (await fetch(asked, { credentials: "omit" })).json();
    if (!settings.allowed) return console.warn(`consultation: ${location.origin} is not allowed to embed ${SERVICE.origin}`);
    const link = document.createElement("a");
    link.href = new URL(`?lang=${settings.lang}#chat`, SERVICE);
    link.textContent = settings.title;
    root.append(link);
    this.dataset.ready = "";
  }
}

customElements.define("consultation-chat", ConsultationChat);
