import type { Tx } from "@/db/client";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { OWING_ROLES } from "../../cases";
import { type Context, inService, inTransaction, type PortalContext, reading } from "../../context";
import { writeFact } from "../../events";
import { holdContact } from "../../messages";
import { askSomebody } from "../ask-somebody";
import { type DisputeClaimInput, disputeClaimInput } from "../inputs";
import { clientOf, writeRequest } from "../open-request";

/** Nobody is dunned meanwhile, so it is bounded: how long, how often, and how soon again. */
export const PAUSE_DAYS = 60;
export const DISPUTES_MAX = 2;
export const REST_DAYS = 30;

/** In the language of the house: the task, the reason of the pause, and the request's subject. */
const WORDS: Record<Locale, { task: string; pause: string; subject: string }> = {
  cs: {
    task: "Rozhodnout o sporné pohledávce",
    pause: "Klient s pohledávkou nesouhlasí",
    subject: "Nesouhlas s pohledávkou",
  },
  sk: {
    task: "Rozhodnúť o spornej pohľadávke",
    pause: "Klient s pohľadávkou nesúhlasí",
    subject: "Nesúhlas s pohľadávkou",
  },
  en: {
    task: "Decide about the disputed claim",
    pause: "The client disputes the claim",
    subject: "Dispute of a claim",
  },
  ru: {
    task: "Решить о спорном требовании",
    pause: "Клиент не согласен с требованием",
    subject: "Несогласие с требованием",
  },
};

interface Disputed {
  claimId: number;
  caseId: number;
  title: string;
  isOwing: boolean;
}

/**
 * A client disputes a claim: a request opens about it, and notices of the claim wait until it is
 * decided, sixty days at most. Sent twice with one key it is one. Throws not_found
 * `requests.claim_not_found`, precondition `requests.not_owing`, `requests.nothing_owed`,
 * `requests.dispute_open`, `requests.disputes_many`, `requests.dispute_rests`, and as `openRequest`.
 */
export async function disputeClaim(
  ctx: PortalContext,
  raw: DisputeClaimInput,
): Promise<{ refNo: string }> {
  const { refNo: aboutRefNo, claimId, reason, ...input } = disputeClaimInput.parse(raw);
  const claim = await reading(ctx, (tx) => loadOwn(tx, { refNo: aboutRefNo, claimId }));
  if (!claim.isOwing) throw new DomainError("precondition", "requests.not_owing");
  const client = await clientOf(ctx);
  return inTransaction(inService(ctx, "portal"), async (inner, tx) => {
    // Held until here is done: of two who dispute at once the second finds the first.
    const [row] = await tx.sql<{ language: Locale }[]>`
      select t.language from cases k join tenants t on t.id = k.tenant_id
       where k.id = ${claim.caseId} for no key update of k`;
    const standing = await standingOf(tx, claimId);
    const words = WORDS[row?.language ?? "cs"];
    const subject = [words.subject, claim.title].filter(Boolean).join(": ").slice(0, 200);
    const request = await writeRequest(inner, tx, {
      ...{ ...input, ...client, subject, kind: "dispute", aboutRefNo, decision: "pending" },
    });
    if (!request.isNew) return { refNo: request.refNo };
    if (!standing?.isOpen || !standing.isOwed) {
      throw new DomainError("precondition", "requests.nothing_owed");
    }
    await requireNoOther(inner, tx, claimId);
    await writeDispute(inner, tx, {
      ...{ claim, reason, requestId: request.caseId, pause: `${words.pause} (${request.refNo})` },
    });
    const texts = mapWords(({ task }) => task);
    await askSomebody(inner, request.caseId, { texts, dueInDays: 3 });
    return { refNo: request.refNo };
  });
}

const mapWords = (of: (words: (typeof WORDS)["cs"]) => string): Record<Locale, string> => ({
  ...{ cs: of(WORDS.cs), sk: of(WORDS.sk), en: of(WORDS.en), ru: of(WORDS.ru) },
});

/** A law firm's client is no debtor; who vouches is asked to pay like one. */
const OWING = [...OWING_ROLES.filter((role) => role !== "client"), "guarantor"];

async function loadOwn(
  { sql }: Tx,
  { refNo, claimId }: { refNo: string; claimId: number },
): Promise<Disputed> {
  const [row] = await sql<Disputed[]>`
    select c.id as "claimId", k.id as "caseId", coalesce(c.title, '') as title,
           exists (select from case_parties p where p.case_id = k.id and p.role = any(${OWING}))
             as "isOwing"
      from claims c join cases k on k.id = c.case_id
     where c.id = ${claimId} and k.ref_no = ${refNo} and c.voided_at is null
       and k.voided_at is null`;
  if (!row) throw new DomainError("not_found", "requests.claim_not_found");
  return row;
}

/** Read under the case's lock: it may have been paid or closed since the client saw it. */
async function standingOf({ sql }: Tx, claimId: number) {
  const [row] = await sql<{ isOpen: boolean; isOwed: boolean }[]>`
    select k.closed_at is null and k.archived_at is null and k.voided_at is null
             and c.voided_at is null as "isOpen", c.balance_minor > 0 as "isOwed"
      from claims c join cases k on k.id = c.case_id where c.id = ${claimId}`;
  return row;
}

async function requireNoOther(ctx: Context, { sql }: Tx, claimId: number): Promise<void> {
  const [known] = await sql<{ open: number; count: number; lastOn: Day | null }[]>`
    select count(*) filter (where decided_at is null)::int as open, count(*)::int as count,
           max((decided_at at time zone 'Europe/Prague')::date) as "lastOn" from disputes where claim_id = ${claimId}`;
  const { open, count, lastOn } = known ?? { open: 0, count: 0, lastOn: null };
  if (open > 0) throw new DomainError("precondition", "requests.dispute_open");
  if (count >= DISPUTES_MAX) throw new DomainError("precondition", "requests.disputes_many");
  if (lastOn !== null && addDays(lastOn, REST_DAYS) > ctx.today) {
    throw new DomainError("precondition", "requests.dispute_rests", { days: REST_DAYS });
  }
}

interface NewDispute {
  claim: Disputed;
  reason: DisputeClaimInput["reason"];
  requestId: number;
  pause: string;
}

async function writeDispute(
  ctx: Context,
  { sql }: Tx,
  { claim: { claimId, caseId }, reason, requestId, pause }: NewDispute,
): Promise<void> {
  const untilOn = addDays(ctx.today, PAUSE_DAYS);
  const { holdId } = await holdContact(ctx, { claimId, kind: "dispute", reason: pause, untilOn });
  const [row] = await sql<{ id: number }[]>`
    insert into disputes (claim_id, case_id, request_id, reason, opened_at, paused_until, hold_id)
    values (${claimId}, ${caseId}, ${requestId}, ${reason}, ${ctx.now}, ${untilOn}, ${holdId})
    on conflict (tenant_id, claim_id) where decided_at is null do nothing returning id`;
  if (!row) throw new DomainError("precondition", "requests.dispute_open");
  const payload = { disputeId: row.id, claimId, caseId, requestId };
  await writeFact(ctx, { name: "claim.disputed", payload });
}
