import type { z } from "zod";
import type {
  InstalmentState,
  PromiseChannel,
  PromiseState,
  Rhythm,
  ScheduleEnd,
  ScheduleState,
} from "@/db/values/instalments";
import type { Day } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { type BookedPromise, type BookedSchedule, drawOn, readBooks } from "./book";
import type { Drawn } from "./drawing";
import { caseSchedulesInput } from "./inputs";
import { instalmentState, promiseState, scheduleState } from "./standing";

/** What part of which payment was drawn, and when it came. */
export interface DrawnPart {
  paymentId: number;
  valueOn: Day;
  amountMinor: number;
}

export interface InstalmentItem {
  id: number;
  position: number;
  dueOn: Day;
  amountMinor: number;
  paidMinor: number;
  state: InstalmentState;
  parts: DrawnPart[];
}

export interface ScheduleItem {
  id: number;
  claimId: number | null;
  currency: Currency;
  totalMinor: number;
  paidMinor: number;
  rhythm: Rhythm | null;
  variableSymbol: string | null;
  note: string;
  startsOn: Day;
  graceDays: number;
  brokenTransition: string | null;
  replacesId: number | null;
  endKind: ScheduleEnd | null;
  endedOn: Day | null;
  endReason: string | null;
  byName: string | null;
  state: ScheduleState;
  instalments: InstalmentItem[];
}

export interface PromiseItem {
  id: number;
  claimId: number | null;
  amountMinor: number;
  paidMinor: number;
  currency: Currency;
  madeOn: Day;
  dueOn: Day;
  graceDays: number;
  channel: PromiseChannel;
  note: string;
  state: PromiseState;
  cancelReason: string | null;
  byName: string | null;
  parts: DrawnPart[];
}

export interface CaseSchedules {
  today: Day;
  schedules: ScheduleItem[];
  promises: PromiseItem[];
}

/**
 * Schedules and promises of a case, those that run first, with the payments drawn on them. Derived
 * from the payments as they stand now, not from what lists remember.
 */
export async function schedulesOfCase(
  ctx: Context,
  raw: z.input<typeof caseSchedulesInput>,
): Promise<CaseSchedules> {
  authorize(ctx, "claims:read");
  const { caseId } = caseSchedulesInput.parse(raw);
  return reading(ctx, async (tx) => {
    const { today } = ctx;
    const [, books] = await Promise.all([
      requireCase(tx, caseId),
      readBooks(tx, { caseIds: [caseId], today }),
    ]);
    const book = books.get(caseId) ?? { schedules: [], promises: [], payments: [] };
    const { onSchedules, onPromises } = drawOn(book);
    const schedules = book.schedules.map((each) => scheduleItem(each, { onSchedules, today }));
    const promises = book.promises.map((each) => promiseItem(each, { onPromises, today }));
    const isOver = ({ endKind, state }: ScheduleItem) =>
      Number(endKind !== null || state === "paid");
    return {
      today,
      schedules: schedules.sort((a, b) => isOver(a) - isOver(b) || b.id - a.id),
      promises: promises.sort(
        (a, b) => Number(a.state !== "open") - Number(b.state !== "open") || b.id - a.id,
      ),
    };
  });
}

function scheduleItem(
  schedule: BookedSchedule,
  { onSchedules, today }: { onSchedules: readonly Drawn[]; today: Day },
): ScheduleItem {
  const { caseId: _, createdAt: __, ...columns } = schedule;
  const own = onSchedules.filter(({ takerKey }) => takerKey === schedule.id);
  const instalments = schedule.instalments.map((instalment) => {
    const parts = partsOf(own, instalment.position);
    const paidMinor = sumOf(parts);
    const { graceDays } = schedule;
    const state = instalmentState({ ...instalment, paidMinor }, { graceDays, today });
    return { ...instalment, paidMinor, state, parts };
  });
  const nextDueOn = instalments.find(({ state }) => state !== "paid")?.dueOn ?? null;
  const isEnded = schedule.endKind !== null;
  const state = scheduleState({ isEnded, nextDueOn, graceDays: schedule.graceDays }, today);
  return { ...columns, instalments, paidMinor: sumOf(own), state };
}

function promiseItem(
  promise: BookedPromise,
  { onPromises, today }: { onPromises: readonly Drawn[]; today: Day },
): PromiseItem {
  const { caseId: _, turn: __, createdMs: ___, ...columns } = promise;
  const own = onPromises.filter(({ takerKey }) => takerKey === promise.id);
  const parts = partsOf(own, promise.id);
  const paidMinor = sumOf(parts);
  const state =
    promise.state === "cancelled" ? promise.state : promiseState({ ...promise, paidMinor }, today);
  return { ...columns, paidMinor, state, parts };
}

const sumOf = (parts: readonly { amountMinor: number }[]): number =>
  parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

const partsOf = (drawn: readonly Drawn[], key: number): DrawnPart[] =>
  drawn
    .filter(({ awaitedKey }) => awaitedKey === key)
    .map(({ paymentId, valueOn, amountMinor }) => ({ paymentId, valueOn, amountMinor }));
