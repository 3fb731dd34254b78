import { itemsOf } from "./items-of";
import { isTruthy } from "./operations";
import type { Scope } from "./scope";
import type { Tag } from "./tag";

/**
 * Whether the part behind a condition stays: a flag as it is, an amount or a number if it is not
 * zero, anything else if it is there. Where the condition goes through a list and no item stands
 * for it, it holds if it holds for any item. Tags other than conditions answer false.
 */
export function testTag(tag: Tag, scope: Scope): boolean {
  if (tag.kind !== "if" && tag.kind !== "elseIf") return false;
  const { read } = tag.test;
  const open = tag.lists.find((list) => !scope.items.has(list));
  if (open === undefined) return isTruthy(read(scope));
  const items = itemsOf(open, scope);
  if (items.length === 0) return isTruthy(read(scope));
  // One list only: conditions that cross two of them would cost their product.
  return items.some((item) =>
    isTruthy(read({ ...scope, items: new Map(scope.items).set(open, item) })),
  );
}
