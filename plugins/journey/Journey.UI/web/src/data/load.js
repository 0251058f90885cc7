const WAIT = 20_000;

/**
 * Reads the graph. Never throws for what can be expected: answers
 * {state: "ready", graph}, or {state: "forbidden" | "missing" | "signed-out" | "error", code, title, permission}.
 */
export async function loadGraph(src, signal, t) {
  const patience = AbortSignal.timeout(WAIT);
  try {
    const response = await fetch(src, {
      credentials: "same-origin", headers: { Accept: "application/json, application/problem+json" },
      signal: AbortSignal.any([signal, patience]),
    });
    return response.ok && !response.redirected ? await readGraph(response, t) : await readProblem(response, t);
  } catch (error) {
    if (signal.aborted) return { state: "aborted" };
    if (patience.aborted) return { state: "error", code: "journey.timeout", title: t("timeout", { seconds: WAIT / 1000 }) };
    if (error instanceof TypeError) return { state: "error", code: "journey.unreachable", title: t("unreachable") };
    throw error;
  }
}

async function readGraph(response, t) {
  const graph = await readJson(response);
  return Array.isArray(graph?.nodes) && Array.isArray(graph.edges)
    ? { state: "ready", graph }
    : { state: "error", code: "journey.unreadable", title: t("unreadable") };
}

/** RFC 9457: title and code belong to the reader, whatever else a body holds does not. */
async function readProblem(response, t) {
  if (response.redirected) return { state: "signed-out", code: "401" };
  const problem = (await readJson(response)) ?? {};
  const states = { 401: "signed-out", 403: "forbidden", 404: "missing" };
  return {
    state: states[response.status] ?? "error", code: String(problem.code ?? response.status),
    title: String(problem.title ?? t("unreadable")), permission: problem.permission ?? null,
  };
}

async function readJson(response) {
  try {
    return JSON.parse(await response.text());
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
