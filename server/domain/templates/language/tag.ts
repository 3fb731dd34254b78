import type { Compiled } from "./compile";
import type { Scope } from "./scope";

/**
 * What stands between highlight marks or in braces, made ready to be evaluated many times. A tag
 * holds closures: it lives in memory and is parsed again from its source elsewhere.
 */
export type Tag = { source: string; paths: readonly string[]; lists: readonly string[] } & (
  | { kind: "print"; value: Compiled; probes: readonly Probe[] }
  | { kind: "if" | "elseIf"; test: Compiled }
  | { kind: "else" }
  /** `closes` only where the author said it ("Konec když"). */
  | { kind: "end"; closes: "if" | "each" | null }
  /** `list` is the canonical path of the list that is repeated. */
  | { kind: "each"; list: string }
);

export type TagKind = Tag["kind"];

/** Tells whether a path that the tag reads has no value, to name it in a refusal. */
export interface Probe {
  path: string;
  isMissing(scope: Scope): boolean;
}

/**
 * Canonical dotted paths that the tag reads; a loader fetches these only. A group or a list by itself
 * ("debtor", "claims") means that the tag asks whether it is there, or how many.
 */
export function pathsOf(tag: Tag): string[] {
  return [...tag.paths];
}

/**
 * Canonical paths of the lists that the tag goes through ("claims" for Pohledávky.Jistina), which
 * is what a table row is repeated for. Lists that a function takes whole (Součet) are not among
 * them.
 */
export function listsOf(tag: Tag): string[] {
  return [...tag.lists];
}
