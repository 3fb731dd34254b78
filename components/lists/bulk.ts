import type { RouterInput, RouterOutput } from "../api/crm";
import type { Selection } from "../table/selection";

export type BulkAction = RouterOutput["lists"]["bulk"];
export type BulkOutcome = RouterOutput["lists"]["bulkOutcomes"]["items"][number];
export type BulkStart = RouterInput["lists"]["startBulk"];
export type BulkRequest = Pick<BulkStart, "action" | "params">;

export const isRunning = (action: Pick<BulkAction, "state">): boolean =>
  action.state === "waiting" || action.state === "running";

/** A selection of the table as the verb takes it; the filter goes along with "all that match". */
export function bulkSelection(
  selection: Selection,
  filter: Extract<BulkStart["selection"], { mode: "all" }>["filter"],
): BulkStart["selection"] {
  if (selection.mode === "some") return { mode: "some", ids: [...selection.ids].map(Number) };
  return { mode: "all", filter, except: [...selection.except].map(Number) };
}
