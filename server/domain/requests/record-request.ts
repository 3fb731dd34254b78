import type { Tx } from "@/db/client";
import type { RequestKind } from "@/db/values/portal";
import type { RequestChannel } from "@/db/values/requests";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { instantAt } from "@/server/kernel/wall-instant";
import { writeAudit } from "../audit";
import { moveCase, updateCase, writeSystemEvents } from "../cases";
import type { OperatorContext } from "../context";
import { asHouse } from "./as-house";
import { refreshClocks } from "./clock/refresh-clocks";
import { lockRequests, requireUnmerged } from "./lock-requests";
import { routeRequests } from "./routing/route-requests";

/** Older than this it is a slip of the pen. */
const RECEIVED_DAYS_MAX = 366;

export interface Came {
  caseId: number;
  receivedOn: Day;
  channel: RequestChannel;
}

export interface Recorded {
  caseId: number;
  refNo: string;
  partyId: number;
  /** Something is to be decided of it already. */
  isRecorded: boolean;
  received: { at: Date; on: Day };
}

/**
 * A request that is to be recorded as one that somebody decides, locked. Throws not_found, invalid
 * `requests.received_day`, precondition `requests.merged`, `requests.closed`, `requests.no_client`.
 */
export async function lockToRecord(
  ctx: OperatorContext,
  tx: Tx,
  { caseId, receivedOn }: Came,
): Promise<Recorded> {
  if (receivedOn > ctx.today || receivedOn < addDays(ctx.today, -RECEIVED_DAYS_MAX)) {
    throw new DomainError("invalid", "requests.received_day", { field: "receivedOn" });
  }
  const [row] = await lockRequests(tx, [caseId]);
  await requireUnmerged(tx, [caseId]);
  if (!row || row.state === "closed") throw new DomainError("precondition", "requests.closed");
  if (row.clientId === null) throw new DomainError("precondition", "requests.no_client");
  const [decision] = await tx.sql`
    select 1 from cases where id = ${caseId} and fields->>'decision' is not null`;
  const at = receivedOn === ctx.today ? ctx.now : instantAt(receivedOn, "12:00");
  return {
    ...{ caseId, refNo: row.refNo, partyId: row.clientId },
    ...{ isRecorded: decision !== undefined, received: { at, on: receivedOn } },
  };
}

interface Becoming extends Came {
  kind: RequestKind;
  /** Of the case that it is about; left out: what stood there. */
  aboutRefNo?: string;
}

/** Its kind, that a decision is due, and by which way it came; who works on it keeps it. */
export async function becomeDecidable(
  ctx: OperatorContext,
  tx: Tx,
  { caseId, kind, receivedOn, channel, aboutRefNo }: Becoming,
): Promise<void> {
  const house = asHouse(ctx);
  const [row] = await tx.sql<{ version: number; state: string }[]>`
    select version, state from cases where id = ${caseId}`;
  const fields = { requestKind: kind, decision: "pending", ...(aboutRefNo ? { aboutRefNo } : {}) };
  const change = { caseId, version: row?.version ?? 0, fields };
  await updateCase(house, change, { verbFields: ["requestKind", "decision"] });
  await tx.sql`update desk_requests set channel = ${channel} where case_id = ${caseId}`;
  if (row?.state === "resolved") await moveCase(house, { caseId, transition: "client-replied" });
  await routeRequests(house, tx, [caseId]);
  await refreshClocks(tx, { now: ctx.now, caseIds: [caseId] });
  const params = { kind, way: channel, receivedOn };
  await writeSystemEvents(ctx, [{ caseId, code: "request.recorded", params }]);
  await writeAudit(ctx, {
    ...{ action: "requests.record", entity: "case", entityId: caseId, caseId },
    after: params,
  });
}
