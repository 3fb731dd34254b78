import type { Tx } from "@/db/client";
import type { Context } from "../../context";
import { bookSchedules } from "../../instalments";
import { wantedSchedules } from "../resolve/schedule-plans";
import type { ImportScope } from "../scope";

/** Writes the schedules that are not there yet, each with its rows. */
export async function publishSchedules(
  ctx: Context,
  tx: Tx,
  { importId }: ImportScope,
): Promise<number> {
  const wanted = await wantedSchedules(tx);
  const schedules = wanted
    .filter(({ fault, rows }) => fault === null && rows.length > 0)
    .map(({ caseId, claimId, ownSymbol, currency, rhythm, rows, sourceKey }) => {
      return { caseId, claimId, variableSymbol: ownSymbol, currency, rhythm, rows, sourceKey };
    });
  return bookSchedules(ctx, tx, { importId, schedules });
}
