import type { ImportKind } from "@/db/values/imports";
import { DomainError } from "@/server/kernel/errors";
import { type ColumnKey, columnSpec, IMPORT_COLUMNS, isColumnKey } from "./columns";
import type { ImportMappingInput } from "./inputs";
import type { ColumnMapping, MappingTarget } from "./mapping";

/**
 * A mapping that came from outside, if it can be carried out: known columns of this kind of import,
 * and no target filled twice unless it takes several values.
 * Throws `imports.unknown_column`, `imports.target_twice`.
 */
export function checkMapping(kind: ImportKind, mapping: ImportMappingInput): ColumnMapping[] {
  const seen = new Set<string>();
  return mapping.map(({ column, header, target }) => {
    const checked = checkTarget(kind, target);
    const name = nameOf(checked);
    if (name !== null && seen.has(name)) throw new DomainError("invalid", "imports.target_twice");
    if (name !== null) seen.add(name);
    return { column, header, target: checked };
  });
}

function checkTarget(
  kind: ImportKind,
  target: ImportMappingInput[number]["target"],
): MappingTarget {
  if (target.to !== "column") return target;
  const { key } = target;
  if (isColumnKey(key) && IMPORT_COLUMNS[kind].includes(key)) return { to: "column", key };
  throw new DomainError("invalid", "imports.unknown_column", { column: key });
}

/** What must not be repeated; null for what may. */
function nameOf(target: MappingTarget): string | null {
  if (target.to === "ignore") return null;
  if (target.to === "extra") return `extra:${target.name}`;
  if (target.to === "column" && isMulti(target.key)) return null;
  return `${target.to}:${target.key}`;
}

function isMulti(key: ColumnKey): boolean {
  return columnSpec(key).isMulti;
}
