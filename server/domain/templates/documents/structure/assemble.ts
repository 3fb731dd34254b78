import type { Problems } from "../problem";
import type { Element } from "../tree/node";
import { foldBlocks } from "./blocks";
import type { Dialect } from "./dialect";
import { type Placed, placeFields, type ReadTag } from "./place-fields";
import { repeatLists } from "./repeats";

/** Makes of the tree of a file the tree of a template; answers what fields it has. */
export function assemble(root: Element, dialect: Dialect, reading: Reading): Placed {
  const { readTag, problems } = reading;
  const placed = placeFields(root, { dialect, readTag, problems });
  if (placed.fields.length > 0) putTogether(root, dialect, problems);
  return placed;
}

export interface Reading {
  readTag: ReadTag;
  problems: Problems;
}

/** Conditions, then repetitions; fields are in their places. */
export function putTogether(root: Element, dialect: Dialect, problems: Problems): void {
  foldBlocks(root, dialect, problems);
  repeatLists(root, dialect, problems);
}
