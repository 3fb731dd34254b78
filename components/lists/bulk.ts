import type { RouterInput, RouterOutput } from "../api/crm";
import type { Selection } from "../table/selection";

export type BulkAction = RouterOutput["lists"]["bulk"];
export type BulkOutcome = RouterOutput["lists"]["bulkOutcomes"]["items"][number];
export type BulkStart = RouterInput["lists"]["startBulk"];
export type BulkRequest = Pick<BulkStart, "action" | "params">;

export const isRunning = (action: Pick<BulkAction, "state">): boolean =>
  action.state === "waiting" || action.state === "running";

export type PickedRows = { mode: "some"; ids: number[] } | { mode: "all"; except: number[] };

/** A selection of the table as the server takes it. */
export function pickedRows(selection: Selection): PickedRows {
  return selection.mode === "some"
    ? { mode: "some", ids: [...selection.ids].map(Number) }
    : { mode: "all", except: [...selection.except].map(Number) };
}

/** The same for a bulk action; the filter goes along with "all that match". */
export function bulkSelection(
  selection: Selection,
  filter: Extract<BulkStart["selection"], { mode: "all" }>["filter"],
): BulkStart["selection"] {
  const picked = pickedRows(selection);
  return picked.mode === "some" ? picked : { ...picked, filter };
}
