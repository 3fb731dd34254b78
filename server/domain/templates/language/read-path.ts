import type { NameNode } from "./names";
import { type Scope, TODAY_PATH } from "./scope";
import { EMPTY, type Group, type Value } from "./value";

export type Read = (scope: Scope) => Value;
export type ReadMany = (scope: Scope) => Value[];

/**
 * Reads the one value of a path. Through a list it is the value of the item that stands for the
 * list, or of the only item; of several items none, see `compileReadAll`.
 */
export function compileRead(node: NameNode): Read {
  if (node.path === TODAY_PATH) return (scope) => ({ kind: "day", day: scope.today });
  const depth = innermostList(node);
  if (depth === 0) return compileKeys(node.keys);
  const listPath = node.keys.slice(0, depth).join(".");
  const inside = node.keys.slice(depth);
  const readAll = compileReadAll(node);
  return (scope) => {
    const item = scope.items.get(listPath);
    if (item !== undefined) return descend(item, inside);
    const values = readAll(scope);
    return values.length === 1 ? (values[0] ?? EMPTY) : EMPTY;
  };
}

/** Reads the values of a path in every item of its innermost list, whatever item stands for it. */
export function compileReadAll(node: NameNode): ReadMany {
  const innermost = innermostList(node);
  const outer = node.listDepths.filter((depth) => depth < innermost).reverse();
  const starts = outer.map((depth) => ({ depth, path: node.keys.slice(0, depth).join(".") }));
  return (scope) => {
    for (const { depth, path } of starts) {
      const item = scope.items.get(path);
      if (item !== undefined) return spread(item, node.keys.slice(depth));
    }
    return spread(scope.root, node.keys);
  };
}

/** Depth of the last list above the node; 0 if there is none. */
export function innermostList(node: NameNode): number {
  const depths = node.listDepths.filter((depth) => depth < node.keys.length);
  return depths.at(-1) ?? 0;
}

function compileKeys(keys: readonly string[]): Read {
  const [first = "", second = ""] = keys;
  if (keys.length === 1) return (scope) => present(scope.root.entries[first]);
  if (keys.length > 2) return (scope) => descend(scope.root, keys);
  return (scope) => {
    const group = scope.root.entries[first];
    return group?.kind === "group" ? present(group.entries[second]) : EMPTY;
  };
}

function descend(group: Group, keys: readonly string[]): Value {
  let value: Value = group;
  for (const key of keys) {
    if (value.kind !== "group") return EMPTY;
    value = present(value.entries[key]);
  }
  return value;
}

/** Values at the end of the keys, lists on the way taken item by item. */
function spread(group: Group, keys: readonly string[]): Value[] {
  let values: Value[] = [group];
  for (const key of keys) {
    values = values.flatMap((value): Value[] => {
      if (value.kind === "list") return value.items.map((item) => present(item.entries[key]));
      return value.kind === "group" ? [present(value.entries[key])] : [];
    });
  }
  return values;
}

/** Only what is there: a missing entry and a blank text are both empty. */
function present(value: Value | undefined): Value {
  if (value === undefined) return EMPTY;
  return value.kind === "text" && isBlank(value.text) ? EMPTY : value;
}

function isBlank(text: string): boolean {
  // Nearly every text begins with a letter or a digit, which settles it.
  return !(text.charCodeAt(0) > 32 && text.charCodeAt(0) < 127) && text.trim() === "";
}
