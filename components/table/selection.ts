/**
 * What is selected: named rows, or all that match the filter except named rows. The second form
 * needs no list of ids, so a million rows can be handed to a bulk action.
 */
export type Selection =
  | { mode: "some"; ids: ReadonlySet<string> }
  | { mode: "all"; except: ReadonlySet<string> };

export const nothing: Selection = { mode: "some", ids: new Set() };

export const everything: Selection = { mode: "all", except: new Set() };

export function isSelected(selection: Selection, id: string): boolean {
  return selection.mode === "some" ? selection.ids.has(id) : !selection.except.has(id);
}

export function isNothing(selection: Selection): boolean {
  return selection.mode === "some" && selection.ids.size === 0;
}

/** Selects or deselects rows in either form. */
export function mark(selection: Selection, ids: readonly string[], isOn: boolean): Selection {
  const named = new Set(selection.mode === "some" ? selection.ids : selection.except);
  for (const id of ids) {
    if (isOn === (selection.mode === "some")) named.add(id);
    else named.delete(id);
  }
  return selection.mode === "some" ? { mode: "some", ids: named } : { mode: "all", except: named };
}

export function toggle(selection: Selection, id: string): Selection {
  return mark(selection, [id], !isSelected(selection, id));
}

/** The ids from one row to another, both included, in either direction. */
export function range(loaded: readonly string[], from: string, to: string): string[] {
  const ends = [loaded.indexOf(from), loaded.indexOf(to)].sort((a, b) => a - b);
  const [start = -1, end = -1] = ends;
  return start < 0 ? [to] : loaded.slice(start, end + 1);
}

/** State of the box in the table's head. */
export function headState(
  selection: Selection,
  loaded: readonly string[],
): boolean | "indeterminate" {
  if (loaded.length === 0) return false;
  const count = loaded.filter((id) => isSelected(selection, id)).length;
  if (count === loaded.length) return true;
  return count > 0 || !isNothing(selection) ? "indeterminate" : false;
}

/** How many rows are selected; null where it depends on a total that is not known. */
export function countSelected(selection: Selection, total: number | null): number | null {
  if (selection.mode === "some") return selection.ids.size;
  return total === null ? null : Math.max(0, total - selection.except.size);
}
