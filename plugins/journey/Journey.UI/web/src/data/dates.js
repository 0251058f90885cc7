const PATTERN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;
const PRECISIONS = ["year", "month", "day"];

/**
 * An ISO date or date-time as {at, precision}, or null. A date without a time is the reader's local day,
 * as FHIR means it: through UTC it would slip to the day before west of Greenwich.
 */
export function parseDate(iso) {
  if (typeof iso !== "string") return null;
  const parts = PATTERN.exec(iso);
  if (parts) {
    const [year, month, day] = parts.slice(1).map(part => (part === undefined ? undefined : Number(part)));
    const at = new Date(year, (month ?? 1) - 1, day ?? 1).getTime();
    return { at, precision: PRECISIONS[(month ? 1 : 0) + (day ? 1 : 0)] };
  }
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : { at, precision: "time" };
}
