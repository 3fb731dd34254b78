import { isEmptyValue } from "./operations";
import type { Scope } from "./scope";
import type { Tag } from "./tag";
import type { Value } from "./value";
import { writeValue } from "./write-value";

export type Printed =
  | { kind: "text"; text: string }
  | { kind: "picture"; png: Uint8Array; widthMm: number; heightMm: number; alt: string }
  /** Nothing stands there and no fallback was given: the letter must not leave. */
  | { kind: "unresolved"; path: string };

const BETWEEN_ITEMS = ", ";

/**
 * What a tag of the kind "print" puts in its place; any other tag prints nothing. Where a path goes
 * through a list and no item stands for it, the values of all items are printed, parted by commas.
 */
export function printTag(tag: Tag, scope: Scope): Printed {
  if (tag.kind !== "print") return NOTHING;
  const { value } = tag;
  const found = value.read(scope);
  if (found.kind === "picture") return found;
  const text = writeValue(found, value.style, scope.language);
  if (text !== null) return { kind: "text", text };
  const many = value.readAll?.(scope) ?? [];
  return printMany(many, tag, scope) ?? { kind: "unresolved", path: missingOf(tag, scope) };
}

const NOTHING: Printed = { kind: "text", text: "" };

type PrintTag = Extract<Tag, { kind: "print" }>;

function printMany(values: readonly Value[], tag: PrintTag, scope: Scope): Printed | null {
  const texts = values
    .filter((value) => !isEmptyValue(value))
    .map((value) => writeValue(value, tag.value.style, scope.language))
    .filter((text) => text !== null);
  return texts.length === 0 ? null : { kind: "text", text: texts.join(BETWEEN_ITEMS) };
}

/** The first path that has no value; the source itself where all have one but make no sense. */
function missingOf(tag: PrintTag, scope: Scope): string {
  return tag.probes.find((probe) => probe.isMissing(scope))?.path ?? tag.source.trim();
}
