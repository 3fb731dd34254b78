import type { Tx } from "@/db/client";
import type { DisputeReason } from "@/db/values/portal";
import { addDays, type Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import { OWING_ROLES } from "../../cases";
import type { Context } from "../../context";
import { writeFact } from "../../events";
import { holdContact } from "../../messages";
import { askSomebody } from "../ask-somebody";

/** Nobody is dunned meanwhile, so it is bounded: how long, how often, and how soon again. */
export const PAUSE_DAYS = 60;
export const DISPUTES_MAX = 2;
export const REST_DAYS = 30;

/** In the language of the house: the task, the reason of the pause, and the request's subject. */
export const DISPUTE_WORDS: Record<Locale, { task: string; pause: string; subject: string }> = {
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

/** A law firm's client is no debtor; who vouches is asked to pay like one. */
export const DISPUTING_ROLES = [...OWING_ROLES.filter((role) => role !== "client"), "guarantor"];

export interface NewDispute {
  claimId: number;
  /** Of the claim. */
  caseId: number;
  reason: DisputeReason;
  request: { caseId: number; refNo: string };
  openedAt: Date;
}

/** The claim's case, held until the transaction ends: of two who dispute at once the second waits. */
export async function lockDisputed({ sql }: Tx, caseId: number): Promise<Locale> {
  const [row] = await sql<{ language: Locale }[]>`
    select t.language from cases k join tenants t on t.id = k.tenant_id
     where k.id = ${caseId} for no key update of k`;
  return row?.language ?? "cs";
}

/**
 * Begins the dispute of a claim that a request is about, whoever brought it: notices of the claim
 * wait, and somebody is asked to decide. Part of the caller's transaction, who has locked the claim's
 * case. Throws precondition `requests.nothing_owed`, `requests.dispute_open`,
 * `requests.disputes_many`, `requests.dispute_rests`.
 */
export async function beginDispute(
  ctx: Context,
  tx: Tx,
  { language, ...dispute }: NewDispute & { language: Locale },
): Promise<void> {
  const standing = await standingOf(tx, dispute.claimId);
  if (!standing?.isOpen || !standing.isOwed) {
    throw new DomainError("precondition", "requests.nothing_owed");
  }
  await requireNoOther(ctx, tx, dispute.claimId);
  const pause = `${DISPUTE_WORDS[language].pause} (${dispute.request.refNo})`;
  await writeDispute(ctx, tx, { ...dispute, pause });
  const texts = mapWords(({ task }) => task);
  await askSomebody(ctx, dispute.request.caseId, { texts, dueInDays: 3, isAlways: true });
}

const mapWords = (of: (words: (typeof DISPUTE_WORDS)["cs"]) => string): Record<Locale, string> => ({
  ...{
    cs: of(DISPUTE_WORDS.cs),
    sk: of(DISPUTE_WORDS.sk),
    en: of(DISPUTE_WORDS.en),
    ru: of(DISPUTE_WORDS.ru),
  },
});

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

async function writeDispute(
  ctx: Context,
  { sql }: Tx,
  { claimId, caseId, reason, request, openedAt, pause }: NewDispute & { pause: string },
): Promise<void> {
  const untilOn = addDays(ctx.today, PAUSE_DAYS);
  const { caseId: requestId } = request;
  const { holdId } = await holdContact(ctx, { claimId, kind: "dispute", reason: pause, untilOn });
  const [row] = await sql<{ id: number }[]>`
    insert into disputes (claim_id, case_id, request_id, reason, opened_at, paused_until, hold_id)
    values (${claimId}, ${caseId}, ${requestId}, ${reason}, ${openedAt}, ${untilOn}, ${holdId})
    on conflict (tenant_id, claim_id) where decided_at is null do nothing returning id`;
  if (!row) throw new DomainError("precondition", "requests.dispute_open");
  const payload = { disputeId: row.id, claimId, caseId, requestId };
  await writeFact(ctx, { name: "claim.disputed", payload });
}
