import { isEmptyValue, isTruthy } from "./operations";
import type { Scope } from "./scope";
import type { Tag } from "./tag";

/**
 * Whether the part behind a condition stays: a flag as it is, an amount or a number if it is not
 * zero, anything else if it is there. A list without an item in its place counts by any of its
 * items. Tags other than conditions answer false.
 */
export function testTag(tag: Tag, scope: Scope): boolean {
  if (tag.kind !== "if" && tag.kind !== "elseIf") return false;
  const { read, readAll } = tag.test;
  const value = read(scope);
  if (!isEmptyValue(value)) return isTruthy(value);
  return readAll?.(scope).some(isTruthy) ?? false;
}
