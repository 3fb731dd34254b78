/** Plain values as YAML gives them, before any schema. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * A path as the author of the file reads it: `states[court].names.ru` instead of
 * `states[5].names.ru`, wherever the list entry says its code or key.
 */
export function readablePath(root: unknown, path: readonly PropertyKey[]): string {
  let text = "";
  let value = root;
  for (const step of path) {
    value = stepInto(value, step);
    if (typeof step === "number") text += `[${entryName(value) ?? step}]`;
    else text += text === "" ? String(step) : `.${String(step)}`;
  }
  return text === "" ? "(file)" : text;
}

function stepInto(value: unknown, step: PropertyKey): unknown {
  if (Array.isArray(value)) return value[Number(step)];
  return isRecord(value) ? value[String(step)] : undefined;
}

function entryName(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const name = value.code ?? value.key;
  return typeof name === "string" ? name : undefined;
}
