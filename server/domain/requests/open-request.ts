import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import { type OpenRequestInput, openRequestInput } from "./inputs";
import { requireRoom } from "./room";
import { startRequest } from "./start-request";

/**
 * Opens a request; sent twice with one key it is one. Throws not_found `requests.not_found` where it
 * names a case that is not the client's.
 */
export async function openRequest(
  ctx: PortalContext,
  raw: OpenRequestInput,
): Promise<{ refNo: string }> {
  const input = openRequestInput.parse(raw);
  const { portalUserId: authorId, language } = ctx.actor;
  const aboutRefNo = input.aboutRefNo ?? null;
  if (aboutRefNo !== null) await requireOwnCase(ctx, aboutRefNo);
  const ownIds = await reading(ctx, ({ sql }) => ownCaseIds(sql));
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    await requireRoom(inner, tx, authorId);
    const { partyId, accessGroupId } = await placeOf(tx, {
      ...{ partyId: ctx.actor.partyId, aboutRefNo, ownIds },
    });
    const { subject, kind, text, idempotencyKey } = input;
    const { refNo } = await startRequest(inner, {
      ...{ partyId, accessGroupId, subject, kind, aboutRefNo, channel: "portal", language },
      idempotencyKey: `portal:${authorId}:${idempotencyKey}`,
      post: { authorId, text, idempotencyKey },
    });
    return { refNo };
  });
}

const ownCaseIds = (sql: Tx["sql"]) => sql<{ id: number }[]>`
  select id from cases where category <> 'request'`;

interface Asking {
  partyId: number;
  aboutRefNo: string | null;
  ownIds: readonly { id: number }[];
}

/**
 * Behind which wall the request stands: that of the case it is about, else of the client's newest
 * open one. A request without a wall would show its client to everybody. A merged card is its other.
 */
async function placeOf(
  { sql }: Tx,
  { partyId, aboutRefNo, ownIds }: Asking,
): Promise<{ partyId: number; accessGroupId: number | null }> {
  const ids = ownIds.map(({ id }) => id);
  const [row] = await sql<{ partyId: number; accessGroupId: number | null }[]>`
    select living_party(${partyId}) as "partyId",
           (select k.access_group_id from cases k
             where k.id = any(${ids}::bigint[])
               and (${aboutRefNo}::text is null or k.ref_no = ${aboutRefNo})
             order by k.closed_at is null desc, k.access_group_id is null, k.id desc
             limit 1) as "accessGroupId"`;
  if (!row) throw new Error("no row");
  return row;
}

async function requireOwnCase(ctx: PortalContext, refNo: string): Promise<void> {
  const [found] = await reading(
    ctx,
    ({ sql }) => sql`select 1 from cases where ref_no = ${refNo} and category <> 'request'`,
  );
  if (!found) throw new DomainError("not_found", "requests.not_found");
}
