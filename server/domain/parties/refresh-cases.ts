import { z } from "zod";
import type { Tx } from "@/db/client";
import { authorize, type Context, inTransaction, reading } from "../context";
import { writeFact } from "../events";
import { visibleParty } from "./visible";

/** Refreshed while somebody waits for the answer; whoever stands on more leaves the rest to a job. */
export const CASES_AT_ONCE = 300;
/** Cases of one transaction of that job: enough to be quick, few enough to lock briefly. */
const CHUNK_CASES = 500;
const NAMES_MAX = 5;

/** Ids of cases the party stands on, newest first, hidden ones too; one more than asked for. */
async function casesBefore(
  { sql }: Tx,
  { partyId, before, limit }: { partyId: number; before: number | null; limit: number },
): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select distinct case_id as id from case_parties
     where party_id = ${partyId} ${before === null ? sql`` : sql`and case_id < ${before}`}
     order by case_id desc limit ${limit + 1}`;
  return rows.map(({ id }) => id);
}

async function refresh(tx: Tx, caseIds: readonly number[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx.sql`select refresh_case_search(${caseIds as number[]}::bigint[])`;
}

/**
 * Search words and debtors of the cases that the parties stand on: of the newest few hundred in this
 * transaction, of the others by the fact that it leaves behind.
 */
export async function refreshCasesOf(
  ctx: Context,
  tx: Tx,
  partyIds: readonly number[],
): Promise<void> {
  const now = new Set<number>();
  for (const partyId of partyIds) {
    const found = await casesBefore(tx, { partyId, before: null, limit: CASES_AT_ONCE });
    const caseIds = found.slice(0, CASES_AT_ONCE);
    for (const id of caseIds) now.add(id);
    const beforeCaseId = caseIds.at(-1);
    if (found.length > CASES_AT_ONCE && beforeCaseId !== undefined) {
      const payload = { partyId, beforeCaseId, since: ctx.now.getTime() };
      await writeFact(ctx, { name: "cases.outdated", payload });
    }
  }
  // By one call, which locks in the order of ids: two calls could lock crosswise.
  await refresh(tx, [...now]);
}

const refreshPartyCasesInput = z.object({ partyId: z.number(), beforeCaseId: z.number() });

/**
 * The next chunk of a party's cases, from new to old, in one transaction. Answers where to go on, or
 * null at the end. What it writes is read from the parties as they are now, so it may run twice.
 */
export async function refreshPartyCases(
  ctx: Context,
  raw: z.input<typeof refreshPartyCasesInput>,
): Promise<{ beforeCaseId: number | null }> {
  authorize(ctx, "parties:edit");
  const { partyId, beforeCaseId: before } = refreshPartyCasesInput.parse(raw);
  return inTransaction(ctx, async (_, tx) => {
    const found = await casesBefore(tx, { partyId, before, limit: CHUNK_CASES });
    const caseIds = found.slice(0, CHUNK_CASES);
    await refresh(tx, caseIds);
    const last = caseIds.at(-1) ?? null;
    return { beforeCaseId: found.length > CHUNK_CASES ? last : null };
  });
}

/** Parties whose cases are still being refreshed: until then lists and search know old names. */
export async function partiesCatchingUp(
  ctx: Context,
): Promise<{ partyId: number; fullName: string }[]> {
  authorize(ctx, "parties:read");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<{ partyId: number; fullName: string }[]>`
      select p.id as "partyId", p.full_name as "fullName" from parties p
       where p.id in (select (payload ->> 'partyId')::bigint from outbox_facts
                       where relayed_at is null and name = 'cases.outdated')
         and ${visibleParty(tx, ctx.actor)}
       order by p.id limit ${NAMES_MAX}`;
    return [...rows];
  });
}
