/** The kinds with a mark and a hue of their own, in the order of their lanes. */
export const KINDS = ["encounter", "problem", "medication", "procedure", "result", "document", "immunisation", "message"];

/** Kinds that last: they are drawn as bars. */
export const LASTING = new Set(["problem", "medication", "careplan", "allergy", "goal"]);
