import { de } from "./de.js";
import { en } from "./en.js";

const LANGUAGES = { en, de };

/** Texts of the nearest language, English when there is none: t("key", {name: value}). */
export function strings(locale) {
  const texts = LANGUAGES[String(locale).toLowerCase().split("-")[0]] ?? en;
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const t = (key, values = {}) => {
    const entry = texts[key] ?? key;
    const pattern = typeof entry === "object" ? entry[plural.select(values.count)] ?? entry.other : entry;
    return pattern.replace(/\{(\w+)\}/g, (all, name) =>
      typeof values[name] === "number" ? number.format(values[name]) : values[name] ?? "");
  };
  t.kind = (kind, count = 1) => kindName(texts, kind, count === 1 ? 0 : 1);
  t.relation = key => texts.relations[key] ?? texts.relations[`related:${key.split(":")[1]}`];
  return t;
}

function kindName(texts, kind, form) {
  const known = texts.kinds[kind];
  return known ? known[form] : kind.charAt(0).toUpperCase() + kind.slice(1);
}
