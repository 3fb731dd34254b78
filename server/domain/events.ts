import type { CollegialKind, CollegialOutcome } from "@/db/values/collegial";
import type { Channel } from "@/db/values/messages";
import type { InsolvencyRegister } from "@/db/values/registers";
import { jsonText } from "@/server/kernel/well-formed";
import type { Context } from "./context";

/** The facts that leave a verb, past tense, with their payloads: ids and plain values only. */
export interface Facts {
  "case.opened": { caseId: number };
  "case.moved": { caseId: number; from: string; to: string; transition: string };
  "case.assigned": { caseId: number; ownerId: number | null };
  "case.archived": { caseId: number };
  "party.created": { partyId: number };
  "party.changed": { partyId: number };
  /** A register says that they are insolvent, by identifier, whole person or somebody's verdict. */
  "party.insolvent": { partyId: number; register: InsolvencyRegister; screeningId: number };
  "party.insolvency_ended": { partyId: number; register: InsolvencyRegister; screeningId: number };
  /** A weaker match: somebody has to judge it. */
  "party.insolvency_suspected": {
    partyId: number;
    register: InsolvencyRegister;
    screeningId: number;
  };
  /** Still insolvent, but the proceeding, its state or the day of the decision is another. */
  "party.insolvency_moved": { partyId: number; register: InsolvencyRegister; screeningId: number };
  /** A bulk check or a watch waits to be worked off, or goes on. */
  "registers.run_requested": { runId: number };
  "registers.run_ended": { runId: number };
  "party.merged": { keptId: number; mergedId: number };
  /** Cases older than this one still remember the party as it was at `since` (milliseconds). */
  "cases.outdated": { partyId: number; beforeCaseId: number; since: number };
  /** A tag that stops interest was put on these cases, taken off them, or ran out. */
  "cases.interest_tagged": { caseIds: number[] };
  /** A tag began to stop interest, or no longer does. */
  "cases.tag_stops_interest": { tagId: number };
  "claim.created": { claimId: number; caseId: number };
  "claim.charged": { claimId: number; caseId: number; componentId: number };
  "claim.paid": { claimId: number; caseId: number; paymentId: number };
  /** Waived, written off, settled; or such an act was undone. */
  "claim.lowered": { claimId: number; caseId: number; actId: number };
  "claim.settlement": {
    settlementId: number;
    caseId: number;
    outcome: "agreed" | "kept" | "lapsed" | "withdrawn";
  };
  "claim.assigned": { caseId: number; fromPartyId: number; toPartyId: number };
  "payment.surplus_left": { paymentId: number; caseId: number; moveId: number };
  "payment.recorded": { paymentId: number; caseId: number; amountMinor: number; currency: string };
  "payment.reversed": { paymentId: number; caseId: number };
  /** People were asked to vote, approve, sign or acknowledge. */
  "collegial.asked": { caseId: number; actionIds: number[] };
  "collegial.decided": {
    caseId: number;
    actionId: number;
    kind: CollegialKind;
    outcome: CollegialOutcome;
  };
  "collegial.withdrawn": { caseId: number; actionId: number };
  "task.assigned": { eventId: number; caseId: number; assigneeId: number };
  "task.resolved": { eventId: number; caseId: number };
  "schedule.created": { scheduleId: number; caseId: number };
  "schedule.broken": { breachId: number; scheduleId: number; caseId: number };
  "schedule.healed": { breachId: number; scheduleId: number; caseId: number };
  "promise.kept": { promiseId: number; caseId: number };
  "promise.broken": { promiseId: number; caseId: number };
  /** Somebody wrote into a request: the client, or one of us to the client. */
  "request.posted": { postId: number; caseId: number; by: "client" | "operator" };
  /** Most of the promised working time is used up. */
  "request.due_soon": { caseId: number; promise: "reply" | "resolution" };
  /** A promise of a request was not kept. */
  "request.overdue": { caseId: number; promise: "reply" | "resolution" };
  /** A client disputes a claim; `requestId` is the request in which it is talked over. */
  "claim.disputed": { disputeId: number; claimId: number; caseId: number; requestId: number };
  "dispute.decided": {
    disputeId: number;
    claimId: number;
    caseId: number;
    outcome: "accepted" | "partly" | "rejected" | "withdrawn";
  };
  "mail.queued": { mailId: number };
  /** Messages to people wait to be sent. */
  "messages.waiting": { channel: Channel };
  "message.sent": { messageId: number; caseId: number; channel: Channel };
  "message.delivered": { messageId: number; caseId: number; channel: Channel };
  "message.failed": { messageId: number; caseId: number; channel: Channel };
  /** It will not leave: a person took it back, or the policy of contact did. */
  "message.cancelled": { messageId: number; caseId: number; channel: Channel };
  "message.received": { messageId: number; caseId: number | null; channel: Channel };
  /** A person said to which case an inbound one belongs. */
  "message.filed": { messageId: number; caseId: number };
  "dunning.run_requested": { runId: number };
  "rates.changed": { series: string; fromOn: string };
  "import.requested": { importId: number; step: "check" | "publish" | "undo"; operatorId: number };
  "import.published": { importId: number; kind: string; rows: number };
  "import.undone": { importId: number };
  "bank.uploaded": { newCount: number };
  "bank.rules-changed": Record<string, never>;
  /** Somebody wants a job of the clock run now. */
  "clock.job_asked": { job: string };
  /** Somebody lets run again what was given up. */
  /** Facts were put aside that the customer's file waits for. Written by the database alone. */
  "triggers.waiting": Record<string, never>;
  /** Buttons of the customer's were pressed for many. */
  "actions.waiting": Record<string, never>;
  "run.asked_again": { failureId: number; functionId: string };
  "bulk.requested": { bulkActionId: number; operatorId: number };
}
export type FactName = keyof Facts;

type Fact<N extends FactName = FactName> = {
  [K in N]: { name: K; payload: Facts[K]; key?: string };
}[N];

/**
 * Puts facts into the outbox in the verb's own transaction, by one statement. With a key the same
 * cause writes once, however often it is repeated.
 */
export async function writeFacts(ctx: Context, facts: readonly Fact[]): Promise<void> {
  if (!ctx.tx) throw new Error("a fact is written inside the verb's transaction");
  if (facts.length === 0) return;
  await ctx.tx.sql`
    insert into outbox_facts (name, payload, key, occurred_at, next_attempt_at)
    select name, payload, key, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz
      from json_to_recordset(${jsonText(facts)}::text::json)
           as r(name text, payload jsonb, key text)
    on conflict do nothing`;
}

/** One fact; see `writeFacts`. */
export const writeFact = <N extends FactName>(ctx: Context, fact: Fact<N>): Promise<void> =>
  writeFacts(ctx, [fact as Fact]);
