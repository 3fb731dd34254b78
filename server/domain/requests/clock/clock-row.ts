import {
  DONE_STATES,
  RESTING_STATES,
  type RequestPriority,
  type RequestPromise,
} from "@/db/values/requests";
import { promiseClock, type Rest } from "./promise-clock";
import type { Promises } from "./read-promises";

/** A request as its clock finds it. */
export interface ClockFacts {
  caseId: number;
  state: string;
  kind: string | null;
  priority: RequestPriority;
  openedAt: Date;
  isMerged: boolean;
  firstRepliedAt: Date | null;
  /** Its changes of state, the first of them first. */
  moves: readonly { to: string; at: string }[];
  /** As they stood when it was replied to and resolved: what was promised then stays. */
  before: {
    replyMinutes: number;
    resolutionMinutes: number;
    firstRepliedAt: Date | null;
    resolvedAt: Date | null;
  };
  replyWarnedAt: Date | null;
  replyBreachedAt: Date | null;
  resolutionWarnedAt: Date | null;
  resolutionBreachedAt: Date | null;
}

export interface Alarm {
  caseId: number;
  promise: RequestPromise;
  step: "warning" | "breach";
  dueAt: Date;
}

export interface ClockRow {
  caseId: number;
  isResting: boolean;
  replyMinutes: number;
  resolutionMinutes: number;
  firstRepliedAt: Date | null;
  replyMs: number | null;
  replyDueAt: Date | null;
  replyWarnedAt: Date | null;
  replyBreachedAt: Date | null;
  resolvedAt: Date | null;
  resolutionMs: number | null;
  resolutionLeftMs: number;
  resolutionDueAt: Date | null;
  resolutionWarnedAt: Date | null;
  resolutionBreachedAt: Date | null;
  dueAt: Date | null;
  nextCheckAt: Date | null;
}

const MINUTE_MS = 60_000;
const isResting = (state: string) => (RESTING_STATES as readonly string[]).includes(state);
const isDone = (state: string) => (DONE_STATES as readonly string[]).includes(state);

interface Asked {
  promises: Promises;
  now: Date;
  /** The sweep rings: what is over is marked, once, and told. */
  rings: boolean;
}

/** The clock of a request anew, from all that happened to it; and what it has to ring for. */
export function clockRow(facts: ClockFacts, asked: Asked): { row: ClockRow; alarms: Alarm[] } {
  const { promises, now } = asked;
  const rests = restsOf(facts);
  const resolvedAt = resolvedSince(facts);
  const { replyMinutes, resolutionMinutes } = minutesOf(facts, { promises, resolvedAt });
  const clock = (minutes: number, until: Date | null) =>
    promiseClock(promises.time, {
      ...{ openedAt: facts.openedAt, rests, promisedMs: minutes * MINUTE_MS },
      ...{ warnPercent: promises.settings.warnPercent, now: until ?? now },
    });
  const reply = clock(replyMinutes, facts.firstRepliedAt);
  const resolution = clock(resolutionMinutes, resolvedAt);
  const isReplyOpen = !facts.firstRepliedAt && !resolvedAt && !facts.isMerged;
  const isOpen = !resolvedAt && !facts.isMerged;
  const replyMarks = marksOf({ ...reply, isOpen: isReplyOpen }, asked, {
    warnedAt: facts.replyWarnedAt,
    breachedAt: facts.replyBreachedAt,
  });
  const resolutionMarks = marksOf({ ...resolution, isOpen }, asked, {
    warnedAt: facts.resolutionWarnedAt,
    breachedAt: facts.resolutionBreachedAt,
  });
  const resting = isResting(facts.state);
  const replyDueAt = isReplyOpen && !resting ? reply.dueAt : null;
  const resolutionDueAt = isOpen && !resting ? resolution.dueAt : null;
  const named = (promise: RequestPromise) => (alarm: Omit<Alarm, "caseId" | "promise">) => {
    return { ...alarm, caseId: facts.caseId, promise };
  };
  return {
    row: {
      ...{ caseId: facts.caseId, isResting: resting, replyMinutes, resolutionMinutes },
      ...{ firstRepliedAt: facts.firstRepliedAt, resolvedAt, replyDueAt, resolutionDueAt },
      replyMs: facts.firstRepliedAt ? reply.spentMs : null,
      replyWarnedAt: replyMarks.warnedAt,
      replyBreachedAt: replyMarks.breachedAt,
      resolutionMs: resolvedAt ? resolution.spentMs : null,
      resolutionLeftMs: resolutionMinutes * MINUTE_MS - resolution.spentMs,
      resolutionWarnedAt: resolutionMarks.warnedAt,
      resolutionBreachedAt: resolutionMarks.breachedAt,
      dueAt: earliest(replyDueAt, resolutionDueAt),
      nextCheckAt: resting ? null : earliest(replyMarks.nextAt, resolutionMarks.nextAt),
    },
    alarms: [
      ...replyMarks.alarms.map(named("reply")),
      ...resolutionMarks.alarms.map(named("resolution")),
    ],
  };
}

/** What was promised when it was kept, or not, is not promised anew. */
function minutesOf(
  { kind, priority, before, firstRepliedAt }: ClockFacts,
  { promises, resolvedAt }: { promises: Promises; resolvedAt: Date | null },
): { replyMinutes: number; resolutionMinutes: number } {
  const target = promises.targetOf(kind, priority);
  const wasReplied = firstRepliedAt !== null && before.firstRepliedAt !== null;
  const wasResolved = resolvedAt !== null && before.resolvedAt !== null;
  return {
    replyMinutes: wasReplied ? before.replyMinutes : target.replyMinutes,
    resolutionMinutes: wasResolved ? before.resolutionMinutes : target.resolutionMinutes,
  };
}

/** From each change into a resting state to the next change out of them. */
function restsOf({ moves }: ClockFacts): Rest[] {
  const rests: Rest[] = [];
  let from: Date | null = null;
  for (const { to, at } of moves) {
    if (isResting(to)) from ??= new Date(at);
    else if (from) {
      rests.push({ from, to: new Date(at) });
      from = null;
    }
  }
  return from ? [...rests, { from, to: null }] : rests;
}

/** Since when it has been done with, without a break. */
function resolvedSince({ moves, state, openedAt }: ClockFacts): Date | null {
  if (!isDone(state)) return null;
  let since: Date | null = null;
  for (const { to, at } of moves) {
    if (!isDone(to)) since = null;
    else since ??= new Date(at);
  }
  return since ?? openedAt;
}

interface Standing {
  dueAt: Date | null;
  warnAt: Date | null;
  isOpen: boolean;
}

interface Marks {
  warnedAt: Date | null;
  breachedAt: Date | null;
}

/** Marks stay when a promise is done with; an open one that is due later again loses them. */
function marksOf(
  { dueAt, warnAt, isOpen }: Standing,
  { now, rings }: Asked,
  marks: Marks,
): Marks & { nextAt: Date | null; alarms: Pick<Alarm, "step" | "dueAt">[] } {
  if (!isOpen || !dueAt || !warnAt) return { ...marks, nextAt: null, alarms: [] };
  const isOver = dueAt <= now;
  const isClose = warnAt <= now;
  const breachedAt = isOver ? (marks.breachedAt ?? (rings ? now : null)) : null;
  const warnedAt = isClose ? (marks.warnedAt ?? (rings ? now : null)) : null;
  const alarms: Pick<Alarm, "step" | "dueAt">[] = [];
  if (breachedAt && !marks.breachedAt) alarms.push({ step: "breach", dueAt });
  // Whoever finds it over need not be told that it soon will be.
  else if (warnedAt && !marks.warnedAt && !isOver) alarms.push({ step: "warning", dueAt });
  const nextAt = breachedAt ? null : warnedAt ? dueAt : warnAt;
  return { warnedAt, breachedAt, nextAt, alarms };
}

const earliest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other);
