import { isRecord } from "./raw";

/**
 * A definition overridden in the same format, in part (a tenant's `config.yaml`). Both sides are
 * raw, as YAML says them; the answer has to pass `compileDefinitions` like any file.
 *
 * - Scalars and maps: the override wins, key by key.
 * - Lists of entries with `code` or `key` (states, fields, transitions …) are joined by it: a known
 *   entry is overridden, a new one added at the end, `{ code, remove: true }` takes one away.
 * - `aliases` are added together: what could be imported once can be imported for ever.
 * - Every other list (roles, guards, from …) is replaced whole.
 */
export function mergeDefinition(base: unknown, override: unknown): unknown {
  if (override === undefined) return base;
  if (Array.isArray(base) && Array.isArray(override)) {
    return areEntries(base) && areEntries(override) ? mergeEntries(base, override) : override;
  }
  if (isRecord(base) && isRecord(override)) return mergeRecords(base, override);
  return override;
}

function mergeRecords(base: Record<string, unknown>, override: Record<string, unknown>) {
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(override)) {
    merged[key] = key === "aliases" ? union(base[key], value) : mergeDefinition(base[key], value);
  }
  return merged;
}

function mergeEntries(base: Entry[], override: Entry[]): Entry[] {
  const merged = new Map(base.map((entry) => [idOf(entry), entry]));
  for (const entry of override) {
    const id = idOf(entry);
    if (entry.remove === true) {
      merged.delete(id);
    } else {
      const known = merged.get(id);
      merged.set(id, known === undefined ? entry : mergeRecords(known, entry));
    }
  }
  return [...merged.values()];
}

type Entry = Record<string, unknown>;

function areEntries(list: unknown[]): list is Entry[] {
  return list.every((item) => isRecord(item) && typeof idOf(item) === "string");
}

function idOf(entry: Entry): unknown {
  return entry.code ?? entry.key;
}

function union(base: unknown, added: unknown): unknown {
  if (!Array.isArray(base) || !Array.isArray(added)) return added;
  return [...new Set([...base, ...added])];
}
