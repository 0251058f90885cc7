import { loadGraph } from "../data/load.js";
import { buildModel } from "../data/model.js";
import { empty, failure, loading, stale } from "../draw/states.js";
import { formats } from "../text/format.js";
import { strings } from "../text/strings.js";
import { createStage } from "./stage.js";

const QUIET = 150;
const SLOW = 2000;

/**
 * <journey-view src patient locale stale keys resource-href>: reads the graph at src and shows it. Setting `stale`
 * or calling refresh() reads it again behind what is shown. Fires journey-select when the selection changes.
 */
export class JourneyView extends HTMLElement {
  static observedAttributes = ["src", "locale", "patient", "stale"];
  #abort = null;
  #stage = null;
  #readAt = null;
  // Pages that are merged instead of reloaded take out what the server did not send: put it back.
  #kept = new MutationObserver(() => {
    if (!this.#stage || this.#stage.root.isConnected) return;
    this.#name();
    this.append(this.#stage.root);
  });

  connectedCallback() {
    this.#kept.observe(this, { childList: true });
    this.#begin();
  }

  disconnectedCallback() {
    this.#kept.disconnect();
    this.#end();
  }

  attributeChangedCallback(name, before, after) {
    if (!this.isConnected || before === after || this.#abort === null) return;
    if (name === "stale") {
      if (after !== null) this.refresh();
    } else {
      this.#begin();
    }
  }

  /** Reads the record again; what is shown stays until the newer one is there. Resolves when that is drawn. */
  async refresh() {
    if (!this.#stage) return this.#begin();
    const answer = await this.#read();
    if (answer.state === "aborted") return undefined;
    this.querySelector(".stale")?.remove();
    if (answer.state === "ready") {
      this.#show(answer.graph);
      this.removeAttribute("stale");
    } else if (answer.state === "error") {
      this.prepend(stale(this.#texts.t, this.#texts.format.write("clock", this.#readAt)));
    } else {
      this.#fail(answer);
    }
    return undefined;
  }

  async #begin() {
    this.#end();
    const { t } = this.#texts;
    this.#name();
    if (!this.getAttribute("src")) return;
    const waits = [setTimeout(() => this.replaceChildren(loading(t, false)), QUIET), setTimeout(() => this.replaceChildren(loading(t, true)), SLOW)];
    const answer = await this.#read();
    waits.forEach(clearTimeout);
    if (answer.state === "aborted") return;
    if (answer.state === "ready") this.#show(answer.graph);
    else this.#fail(answer);
  }

  #name() {
    const { t } = this.#texts;
    this.classList.add("journey-view");
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", this.getAttribute("patient") ? t("journeyOf", { patient: this.getAttribute("patient") }) : t("journey"));
  }

  async #read() {
    this.#abort?.abort();
    this.#abort = new AbortController();
    return loadGraph(this.getAttribute("src"), this.#abort.signal, this.#texts.t);
  }

  #show(graph) {
    this.#readAt = Date.now();
    const model = buildModel(graph, this.#readAt);
    if (model.byId.size === 0) {
      this.#stage?.stop();
      this.#stage = null;
      this.replaceChildren(empty(this.#texts.t));
    } else if (this.#stage) {
      this.#stage.update(model);
    } else {
      this.replaceChildren();
      this.#stage = createStage(this, model, this.#texts);
    }
  }

  #fail(answer) {
    this.#stage?.stop();
    this.#stage = null;
    this.replaceChildren(failure(this.#texts.t, answer, () => this.#begin()));
  }

  #end() {
    this.#abort?.abort();
    this.#abort = null;
    this.#stage?.stop();
    this.#stage = null;
    this.replaceChildren();
  }

  get #texts() {
    const locale = this.getAttribute("locale") || document.documentElement.lang || "en";
    const t = strings(locale);
    return { t, format: formats(locale, t) };
  }
}
