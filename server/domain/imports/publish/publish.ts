import type { Tx } from "@/db/client";
import type { Context } from "../../context";
import type { ImportScope } from "../scope";
import { publishCases } from "./cases";
import { publishClaims } from "./claims";
import { enrichPeople } from "./enrich-people";
import { publishEvents } from "./events";
import { publishTags, updateKnownCases } from "./known-cases";
import { publishPayments } from "./payments";
import { publishPeople } from "./people";
import { publishSchedules } from "./schedules";

/** Writes what the work tables hold; told at each step how far it has come, 0 to 1. */
export async function publishRows(
  ctx: Context,
  tx: Tx,
  { scope, told }: { scope: ImportScope; told: (share: number) => void },
): Promise<void> {
  const { kind } = scope;
  if (kind === "claims") await publishClaims(ctx, tx, scope);
  else if (kind === "payments") await publishPayments(ctx, tx, scope);
  else if (kind === "schedules") await publishSchedules(ctx, tx, scope);
  else if (kind === "events") await publishEvents(ctx, tx, scope);
  else {
    await publishPeople(ctx, tx, scope);
    told(0.5);
    await enrichPeople(ctx, tx, scope);
    if (kind === "parties") return refreshKnown(tx);
    await publishCases(ctx, tx, scope);
    told(0.9);
    await updateKnownCases(ctx, tx, scope);
    await publishTags(ctx, tx, scope);
    await refreshKnown(tx);
  }
}

/** Search words and debtor of cases that were there before and got a party, or whose party changed. */
async function refreshKnown({ sql }: Tx): Promise<void> {
  await sql`
    create temp table if not exists t_joined (case_id bigint, party_id bigint, role text) on commit drop`;
  await sql`
    select refresh_case_search(array(
      select case_id from t_joined
      union select cp.case_id from t_fill f join case_parties cp on cp.party_id = f.party_id))`;
}
