import type { Tx } from "@/db/client";
import type { ComponentKind } from "@/db/values/claims";
import type { InstalmentState, PromiseState, ScheduleState } from "@/db/values/instalments";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { OWING_ROLES } from "../cases";
import { type CaseClaims, type ClaimItem, claimsOfCase } from "../claims";
import { type PortalContext, reading } from "../context";
import { type CaseSchedules, schedulesOfCase } from "../instalments";
import { type MyDispute, myDisputes } from "../requests";
import { type CaseMark, caseMarks, ruledOf } from "./case-marks";
import { myCaseInput } from "./inputs";
import { type PlanOffer, planOffer, readPlanPolicy } from "./plan-policy";
import { type WholePayment, wholePayments } from "./whole-payment";

export interface MyClaim {
  claimId: number;
  title: string;
  variableSymbol: string | null;
  currency: Currency;
  dueOn: Day;
  /** When the debt came to be, by its invoice or contract; null: not known. */
  arisenOn: Day | null;
  chargedMinor: number;
  paidMinor: number;
  balanceMinor: number;
  overdueMinor: number;
  parts: { kind: ComponentKind; chargedMinor: number; paidMinor: number; balanceMinor: number }[];
  /** The last time it was disputed; null: never. */
  dispute: Omit<MyDispute, "claimId"> | null;
}

export interface MyPayment {
  paymentId: number;
  valueOn: Day;
  amountMinor: number;
  currency: Currency;
  isReversed: boolean;
}

export interface MySchedule {
  scheduleId: number;
  currency: Currency;
  totalMinor: number;
  paidMinor: number;
  state: ScheduleState;
  isRunning: boolean;
  variableSymbol: string | null;
  instalments: { dueOn: Day; amountMinor: number; paidMinor: number; state: InstalmentState }[];
}

export interface MyPromise {
  amountMinor: number;
  paidMinor: number;
  currency: Currency;
  dueOn: Day;
  state: PromiseState;
}

export interface MyCaseDetail {
  refNo: string;
  counterpart: string | null;
  isOwing: boolean;
  isOpen: boolean;
  openedOn: Day;
  onDay: Day;
  totals: CaseClaims["totals"];
  /** Numbers by which the client knows the debt. */
  marks: CaseMark[];
  claims: MyClaim[];
  /** Ways to pay several claims by one payment; empty for who does not owe. */
  wholes: WholePayment[];
  payments: MyPayment[];
  schedules: MySchedule[];
  promises: MyPromise[];
  /** How many instalments the client may take by themselves; null: none are offered. */
  plan: PlanOffer | null;
}

export interface Head {
  id: number;
  refNo: string;
  counterpart: string | null;
  isOwing: boolean;
  isOpen: boolean;
  openedOn: Day;
}

// A law firm's client is no debtor; a case names its holder by the same role.
export const OWING = [...OWING_ROLES.filter((role) => role !== "client"), "guarantor"];

/** Whether the client of this transaction owes on a case; of others' roles they see nothing. */
export const isOwingSql = ({ sql }: Pick<Tx, "sql">) => sql`
  exists (select from case_parties cp where cp.case_id = k.id and cp.role = any(${OWING}))`;

/** Throws precondition `portal.not_owing`: a creditor neither pays nor promises here. */
export function requireOwing({ isOwing }: Pick<Head, "isOwing">): void {
  if (!isOwing) throw new DomainError("precondition", "portal.not_owing");
}

/** One of the client's own cases. Anybody else's is not there: not_found `portal.case_not_found`. */
export async function loadMyCase({ sql }: Tx, refNo: string): Promise<Head> {
  const [row] = await sql<Head[]>`
    select id, ref_no as "refNo", portal_counterpart(k.id) as counterpart,
           ${isOwingSql({ sql })} as "isOwing",
           closed_at is null and archived_at is null as "isOpen", opened_on as "openedOn"
      from cases k where ref_no = ${refNo} and category <> 'request' and voided_at is null`;
  if (!row) throw new DomainError("not_found", "portal.case_not_found");
  return row;
}

/** A case with its claims, payments and agreements, in the shapes a client may see and no other. */
export async function myCase(ctx: PortalContext, raw: { refNo: string }): Promise<MyCaseDetail> {
  const { refNo } = myCaseInput.parse(raw);
  const found = await reading(ctx, async (tx) => {
    const { id, ...head } = await loadMyCase(tx, refNo);
    const within = { ...ctx, tx };
    const [claims, agreements, policy, disputes, ruled] = await Promise.all([
      claimsOfCase(within, { caseId: id }),
      schedulesOfCase(within, { caseId: id }),
      readPlanPolicy(tx),
      myDisputes(tx, { caseId: id, today: ctx.today }),
      ruledOf(tx, id),
    ]);
    const schedules = agreements.schedules.map(scheduleOf);
    const detail = {
      ...head,
      onDay: claims.onDay,
      totals: claims.totals,
      claims: claims.claims.map((claim) => claimOf(claim, disputes)),
      payments: claims.payments.map(paymentOf),
      schedules,
      promises: agreements.promises.map(promiseOf),
      plan: planOffer(policy, { ...head, totals: claims.totals, schedules }),
    };
    return { id, claims, ruled, detail };
  });
  const { id, claims, ruled, detail } = found;
  const [marks, wholes] = await Promise.all([
    caseMarks(ctx, ruled),
    detail.isOwing ? wholePayments(ctx, id, claims) : [],
  ]);
  return { ...detail, marks, wholes };
}

function disputeOf(found: MyDispute | undefined): MyClaim["dispute"] {
  if (!found) return null;
  const { claimId: _, ...dispute } = found;
  return dispute;
}

const claimOf = (
  { id, components, ...claim }: ClaimItem,
  disputes: readonly MyDispute[],
): MyClaim => ({
  dispute: disputeOf(disputes.find(({ claimId }) => claimId === id)),
  claimId: id,
  title: claim.title,
  variableSymbol: claim.variableSymbol,
  currency: claim.currency,
  dueOn: claim.dueOn,
  arisenOn: claim.arisenOn,
  chargedMinor: claim.chargedMinor,
  paidMinor: claim.paidMinor,
  balanceMinor: claim.balanceMinor,
  overdueMinor: claim.overdueMinor,
  parts: components.map(({ kind, chargedMinor, paidMinor, balanceMinor }) => {
    return { kind, chargedMinor, paidMinor, balanceMinor };
  }),
});

const paymentOf = (payment: CaseClaims["payments"][number]): MyPayment => ({
  paymentId: payment.id,
  valueOn: payment.valueOn,
  amountMinor: payment.amountMinor,
  currency: payment.currency,
  isReversed: payment.reversal !== null,
});

const scheduleOf = (schedule: CaseSchedules["schedules"][number]): MySchedule => ({
  scheduleId: schedule.id,
  currency: schedule.currency,
  totalMinor: schedule.totalMinor,
  paidMinor: schedule.paidMinor,
  state: schedule.state,
  isRunning: schedule.endKind === null && schedule.state !== "paid",
  variableSymbol: schedule.variableSymbol,
  instalments: schedule.instalments.map(({ dueOn, amountMinor, paidMinor, state }) => {
    return { dueOn, amountMinor, paidMinor, state };
  }),
});

const promiseOf = (promise: CaseSchedules["promises"][number]): MyPromise => ({
  amountMinor: promise.amountMinor,
  paidMinor: promise.paidMinor,
  currency: promise.currency,
  dueOn: promise.dueOn,
  state: promise.state,
});
