import type { Problem } from "./template";

/** Of what has no value in a letter: that which is wrong in the template itself, and the rest. */
export function splitUnresolved<One extends Pick<Problem, "source" | "weight">>(
  unresolved: readonly string[],
  problems: readonly One[],
): { wrong: One[]; empty: string[] } {
  const written = new Set(unresolved);
  const wrong = problems.filter(
    ({ source, weight }) => weight === "error" && source !== null && written.has(source),
  );
  const known = new Set(wrong.map(({ source }) => source));
  return { wrong, empty: unresolved.filter((expression) => !known.has(expression)) };
}
