// Invented records for looking at the element: a short one worth reading, and a lifetime of about 2,000 events.
const DAY = 86_400_000;
const iso = at => new Date(at).toISOString().slice(0, 10);

function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** A year and its history around one problem; dates are relative to `now` (22 November in the drawing). */
export function calm(now = Date.now()) {
  const nodes = [];
  const edges = [];
  const back = days => iso(now - days * DAY);
  const add = (id, kind, label, start, end = null, more = {}) => nodes.push({ id, kind, label, start, end, resource: `${RESOURCES[kind]}/${id}`, ...more });
  const join = (from, to, kind) => edges.push({ from, to, kind, date: nodes.find(node => node.id === to).start });
  add("e1", "encounter", "GP", back(307), back(307), { status: "finished" });
  add("e2", "encounter", "Admitted, 7 days", back(281), back(274), { status: "finished" });
  add("e3", "encounter", "GP", back(257), back(257), { status: "finished" });
  add("e4", "encounter", "Day case", back(227), back(227), { status: "finished" });
  add("e5", "encounter", "Cardiology", back(173), back(173), { status: "finished" });
  add("e6", "encounter", "Endoscopy", back(125), back(125), { status: "finished" });
  add("e7", "encounter", "GP", back(80), back(80), { status: "finished" });
  add("e8", "encounter", "Cardiology", back(41), back(41), { status: "finished" });
  add("e9", "encounter", "Review", back(-12), null, { status: "planned" });
  add("p1", "problem", "Hypertension", "2014", null, { status: "active", code: "38341003" });
  add("p2", "problem", "Atrial fibrillation", back(281), null, { status: "active", code: "49436004" });
  add("p3", "problem", "Type 2 diabetes", "2019-05", null, { status: "active", code: "44054006" });
  add("p4", "problem", "Iron deficiency anaemia", back(173), back(41), { status: "resolved", code: "87522002" });
  add("m1", "medication", "Ramipril", "2015-03-02", null, { status: "active", detail: "5 mg daily" });
  add("m2", "medication", "Apixaban", back(279), null, { status: "active", detail: "5 mg twice daily" });
  add("m3", "medication", "Bisoprolol", back(280), back(173), { status: "stopped", detail: "2.5 mg daily" });
  add("m3b", "medication", "Bisoprolol", back(173), null, { status: "active", detail: "5 mg daily" });
  add("m4", "medication", "Metformin", "2019-06-11", null, { status: "active", detail: "500 mg twice daily" });
  add("m5", "medication", "Ferrous sulfate", back(171), back(41), { status: "completed", detail: "200 mg daily" });
  add("c1", "procedure", "ECG, echo", back(281), back(281), { status: "completed" });
  add("c2", "procedure", "Cardioversion", back(227), back(227), { status: "completed" });
  add("c3", "procedure", "Colonoscopy", back(125), back(125), { status: "completed" });
  add("c4", "procedure", "Echo", back(-12), null, { status: "planned" });
  const hb = [[307, 131], [281, 128], [227, 122], [173, 104], [125, 112], [80, 121], [41, 129], [6, 133]];
  hb.forEach(([days, value], index) => add(`h${index}`, "result", "Hb", back(days), back(days), { code: "718-7", value, unit: "g/L", low: 120, high: 160 }));
  const egfr = [[307, 68], [281, 61], [275, 64], [173, 62], [80, 54], [41, 57], [6, 58]];
  egfr.forEach(([days, value], index) => add(`g${index}`, "result", "eGFR", back(days), back(days), { code: "62238-1", value, unit: "mL/min", low: 60 }));
  add("d1", "document", "Discharge letter", back(274), back(274), { status: "current" });
  add("d2", "document", "Cardiology letter", back(41), back(41), { status: "current" });
  add("i1", "immunisation", "Influenza", back(48), back(48), { status: "completed" });
  add("x1", "message", "Question about tablets", back(30), back(30));
  for (const [from, to, kind] of [["e2", "p2", "found-through"], ["c1", "p2", "found-through"], ["p2", "m2", "treated-with"], ["p2", "m3b", "treated-with"], ["p2", "c2", "treated-with"],
    ["p2", "g6", "watched-by"], ["p2", "h7", "watched-by"], ["p2", "c4", "watched-by"], ["e5", "p4", "found-through"], ["p4", "m5", "treated-with"], ["p4", "h6", "watched-by"],
    ["c1", "e2", "during"], ["c2", "e4", "during"], ["c3", "e6", "during"], ["p1", "m1", "treated-with"], ["p3", "m4", "treated-with"], ["m2", "g6", "watched-by"], ["e2", "d1", "documented-by"], ["e8", "d2", "documented-by"], ["c4", "e9", "during"]]) join(from, to, kind);
  for (let year = 2014; year < 2026; year += 1) for (let index = 0; index < 2 + (year % 5); index += 1) add(`y${year}${index}`, "encounter", "GP", `${year}-${String(1 + ((index * 5 + year) % 12)).padStart(2, "0")}-14`, `${year}-${String(1 + ((index * 5 + year) % 12)).padStart(2, "0")}-14`, { status: "finished" });
  return { nodes, edges };
}

const RESOURCES = { encounter: "Encounter", problem: "Condition", medication: "MedicationRequest", procedure: "Procedure", result: "Observation", document: "DocumentReference", immunisation: "Immunization", message: "Communication", allergy: "AllergyIntolerance", careplan: "CarePlan", claim: "Claim" };
const TESTS = [["Body weight", "kg", 60, 95, null, null], ["Body height", "cm", 170, 172, null, null], ["Body mass index", "kg/m2", 21, 31, 18.5, 25], ["Systolic blood pressure", "mm[Hg]", 105, 165, 90, 140],
  ["Diastolic blood pressure", "mm[Hg]", 65, 105, 60, 90], ["Glucose", "mg/dL", 70, 160, 70, 110], ["Creatinine", "mg/dL", 0.6, 1.9, 0.6, 1.3], ["Sodium", "mmol/L", 132, 146, 135, 145], ["Hemoglobin A1c/Hemoglobin.total in Blood", "%", 5, 8.5, null, 6.5], ["LDL cholesterol", "mg/dL", 60, 190, null, 130]];
const ILLS = ["Viral sinusitis (disorder)", "Acute bronchitis (disorder)", "Acute viral pharyngitis (disorder)", "Sprain of ankle", "Otitis media", "Streptococcal sore throat (disorder)"];
const CHRONIC = ["Hypertension", "Prediabetes", "Anemia (disorder)", "Hyperlipidemia", "Chronic sinusitis (disorder)", "Osteoarthritis of knee", "Coronary heart disease"];

/** A lifetime of about 2,000 events, as synthetic record generators write them. */
export function lifetime(now = Date.now(), years = 62) {
  const random = seeded(7);
  const graph = { nodes: [], edges: [] };
  const add = (kind, label, at, end = null, more = {}) => {
    const id = `${kind}-${graph.nodes.length}`;
    graph.nodes.push({ id, kind, label, start: new Date(at).toISOString(), end: end === null ? null : new Date(end).toISOString(), resource: `${RESOURCES[kind]}/${id}`, ...more });
    return id;
  };
  const join = (from, to, kind) => graph.edges.push({ from, to, kind, date: null });
  const first = now - years * 365 * DAY;
  const lasting = CHRONIC.slice(0, Math.max(2, Math.floor((years - 20) / 5))).map((label, index) => add("problem", label, first + (20 + index * 5) * 365 * DAY, null, { status: "active", code: label }));
  add("allergy", "Allergy to peanuts", first + 900 * DAY, null, { status: "active" });
  const plan = add("careplan", "Hypertension self management", first + 9000 * DAY, null, { status: "active" });
  join(lasting[0], plan, "treated-with");
  for (let at = first; at < now; at += (30 + random() * 170) * DAY) visit(at, { graph, add, join, random, lasting, first });
  return graph;
}

function visit(at, { add, join, random, lasting, first }) {
  const label = random() < 0.6 ? "General examination of patient (procedure)" : "Encounter for symptom";
  const encounter = add("encounter", label, at, at + 1_800_000, { status: "finished" });
  const age = (at - first) / (365 * DAY);
  const tests = random() < 0.7 ? TESTS.slice(0, age > 25 ? TESTS.length : 4) : [];
  for (const [name, unit, least, most, low, high] of tests) {
    const value = Math.round((least + (most - least) * (0.3 + 0.4 * random() + 0.3 * (age / 62) * random())) * 10) / 10;
    const id = add("result", name, at, at, { code: name, value, unit, low, high, status: "final" });
    join(id, encounter, "during");
    if (name.includes("blood pressure") && age > 20) join(lasting[0], id, "watched-by");
  }
  if (age > 18) join(add("result", "Tobacco smoking status", at, at, { value: "Never smoker" }), encounter, "during");
  if (random() < 0.3) {
    const ill = add("problem", ILLS[Math.floor(random() * ILLS.length)], at, at + (7 + random() * 20) * DAY, { status: "resolved" });
    join(encounter, ill, "found-through");
    const drug = add("medication", random() < 0.5 ? "Amoxicillin 250 MG / Clavulanate 125 MG Oral Tablet" : "Acetaminophen 325 MG Oral Tablet", at, at + 14 * DAY, { status: "stopped" });
    join(ill, drug, "treated-with");
  }
  if (age > 20) join(lasting[0], add("medication", "Hydrochlorothiazide 25 MG Oral Tablet", at, null, { status: "active" }), "treated-with");
  if (random() < 0.5) join(add("procedure", random() < 0.5 ? "Medication reconciliation (procedure)" : "Colonoscopy", at, at, { status: "completed" }), encounter, "during");
  if (random() < 0.6) join(add("immunisation", "Influenza, seasonal, injectable", at, at, { status: "completed" }), encounter, "during");
  join(add("claim", label, at, at, { status: "active" }), encounter, "during");
}
