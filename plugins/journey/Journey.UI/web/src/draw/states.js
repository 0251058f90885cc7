import { el } from "./elements.js";
import { icon } from "./icons.js";

const BONES = 6;

/** Loading: the skeleton of toolbar, lanes and drawer in their final places. */
export function loading(t, slow) {
  const lanes = Array.from({ length: BONES }, (_, index) => el("div", { class: "jv-bone-lane" }, el("span", { class: "bone jv-bone-name" }), el("span", { class: `bone jv-bone-bar jv-bone-${index}` })));
  return el("div", { class: "jv-loading", "aria-busy": "true" },
    el("p", { class: slow ? "muted jv-pad" : "sr", role: "status" }, slow ? t("waiting") : t("loading")), el("div", { "aria-hidden": "true" }, lanes));
}

export function empty(t) {
  return blank("path", "muted", t("emptyTitle"), [t("emptyText")]);
}

/** What a failed answer looks like: what, the code, that nothing changed, and what to do. */
export function failure(t, answer, again) {
  const retry = el("button", { class: "btn", type: "button", on: { click: again } }, icon("again"), t("tryAgain"));
  const code = el("code", null, answer.code);
  if (answer.state === "forbidden") return blank("lock", "muted", t("forbiddenTitle"), around(t("forbiddenText", { permission: "\u0000" }), el("code", null, answer.permission ?? "journey:read")));
  if (answer.state === "signed-out") return blank("lock", "muted", t("signInTitle"), [t("signInText")], el("button", { class: "btn", type: "button", on: { click: () => location.reload() } }, t("signIn")));
  if (answer.state === "missing") return blank("path", "muted", t("missingTitle"), around(t("missingText", { code: "\u0000" }), code), retry);
  return blank("error", "danger", t("errorTitle"), around(t("errorText", { title: answer.title, code: "\u0000" }), code), retry, "alert");
}

function around(said, middle) {
  const [before, after] = said.split("\u0000");
  return [before, middle, after];
}

function blank(symbol, tone, title, said, action, role) {
  return el("div", { class: "blank jv-blank", role }, el("span", { class: tone }, icon(symbol, "i i-20")), el("strong", null, title), el("p", null, said), action && el("div", { class: "row" }, action));
}

export function stale(t, time) {
  return el("p", { class: "stale", role: "status" }, icon("clock"), el("span", null, el("b", null, t("stale", { time })), ` ${t("staleText")}`));
}
