import type { Scope } from "./scope";
import type { Group, Value } from "./value";

/**
 * The items of a list by its canonical path, those under the items that stand for outer lists; none
 * for a path that is no list. To repeat: put each into a copy of `scope.items` under the path.
 */
export function itemsOf(path: string, scope: Scope): Group[] {
  const keys = path.split(".");
  let value: Value = scope.root;
  for (let i = 0; i < keys.length; i += 1) {
    if (value.kind === "list") {
      const item = scope.items.get(keys.slice(0, i).join("."));
      if (item === undefined) return [];
      value = item;
    }
    if (value.kind !== "group") return [];
    const next: Value | undefined = value.entries[keys[i] ?? ""];
    if (next === undefined) return [];
    value = next;
  }
  return value.kind === "list" ? [...value.items] : [];
}
