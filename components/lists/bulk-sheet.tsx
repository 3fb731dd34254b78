"use client";

import { trpc } from "../api/crm";
import { BulkProgress } from "./bulk-progress";

type BulkSheetProps = { bulkActionId: number | null; onClose: () => void };

/** The progress of a bulk action over its list; when it ends, every list shows what it changed. */
export function BulkSheet({ bulkActionId, onClose }: BulkSheetProps) {
  const changed = useRowsChanged();
  if (bulkActionId === null) return null;
  return <BulkProgress {...{ bulkActionId, onClose }} onEnded={() => void changed()} />;
}

/** Many rows have changed, and what other lists say of them. */
function useRowsChanged(): () => Promise<unknown> {
  const utils = trpc.useUtils();
  return () =>
    Promise.all([
      utils.cases.invalidate(),
      utils.claims.invalidate(),
      utils.parties.invalidate(),
      utils.timeline.invalidate(),
      utils.lists.bulkActions.invalidate(),
      // Asked a moment before the end, they would say "waiting" for good.
      utils.lists.bulkOutcomes.invalidate(),
    ]);
}
