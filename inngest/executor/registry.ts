import { readCron } from "./cron";
import { durationMs } from "./durations";
import { evaluate, keyText } from "./expression";

export interface ClockEvent {
  id?: string;
  name: string;
  data: Record<string, unknown>;
  /** Milliseconds; left out: now. */
  ts?: number;
}

export interface Pace {
  limit: number;
  periodMs: number;
  burst: number;
  key?: string;
}

/** A function as the executor needs it. */
export interface ClockFunction {
  id: string;
  events: { name: string; condition?: string }[];
  crons: string[];
  attemptsMax: number;
  concurrency: { limit: number; key?: string; scope?: string }[];
  cancels: { event: string; condition?: string; withinMs?: number }[];
  debounce?: { key?: string; periodMs: number; timeoutMs: number | null };
  batch?: { key?: string; condition?: string; sizeMax: number; timeoutMs: number };
  throttle?: Pace;
  rateLimit?: Pace;
  idempotency?: string;
}

export interface Registry {
  ids: string[];
  byId: ReadonlyMap<string, ClockFunction>;
  /** Who is started by an event of the name. */
  startedBy(event: string): readonly ClockFunction[];
  /** Whose runs an event of the name may end. */
  cancelledBy(event: string): readonly ClockFunction[];
}

/** As the SDK describes a function; only what is read. */
interface Described {
  id: string;
  triggers: { event?: string; expression?: string; cron?: string }[];
  steps: { step: { retries?: { attempts: number } } };
  concurrency?: number | Limit | Limit[];
  cancel?: { event: string; if?: string; timeout?: string }[];
  debounce?: { key?: string; period: string; timeout?: string };
  batchEvents?: { key?: string; if?: string; maxSize: number; timeout: string };
  throttle?: DescribedPace;
  rateLimit?: DescribedPace;
  idempotency?: string;
  priority?: unknown;
  singleton?: unknown;
  timeouts?: unknown;
}
type Limit = { limit: number; key?: string; scope?: string };
type DescribedPace = { key?: string; limit: number; period: string; burst?: number };

const RETRIES = 3;

function lengthOf(text: string): number {
  const length = durationMs(text);
  if (length === null) throw new SyntaxError(`no duration: ${text}`);
  return length;
}

const paceOf = (pace: DescribedPace | undefined): Pace | undefined =>
  pace && {
    limit: pace.limit,
    periodMs: lengthOf(pace.period),
    burst: pace.burst ?? 1,
    ...(pace.key ? { key: pace.key } : {}),
  };

function limitsOf(concurrency: Described["concurrency"]): Limit[] {
  if (concurrency === undefined) return [];
  if (typeof concurrency === "number") return concurrency > 0 ? [{ limit: concurrency }] : [];
  return (Array.isArray(concurrency) ? concurrency : [concurrency]).filter(
    ({ limit }) => limit > 0,
  );
}

/** What the embedded executor does not do must not be silently left out. */
function refuseUnknown(described: Described): void {
  for (const option of ["priority", "singleton", "timeouts"] as const) {
    if (described[option] !== undefined) {
      throw new Error(`${described.id}: the embedded executor has no ${option}`);
    }
  }
}

function readFunction(described: Described): ClockFunction {
  refuseUnknown(described);
  const { debounce, batchEvents: batch } = described;
  const crons = described.triggers.flatMap(({ cron }) => (cron ? [cron] : []));
  crons.forEach(readCron);
  return {
    id: described.id,
    events: described.triggers.flatMap(({ event, expression }) =>
      event ? [{ name: event, ...(expression ? { condition: expression } : {}) }] : [],
    ),
    crons,
    attemptsMax: (described.steps.step.retries?.attempts ?? RETRIES) + 1,
    concurrency: limitsOf(described.concurrency),
    cancels: (described.cancel ?? []).map(({ event, if: condition, timeout }) => ({
      event,
      ...(condition ? { condition } : {}),
      ...(timeout ? { withinMs: lengthOf(timeout) } : {}),
    })),
    debounce: debounce && {
      ...(debounce.key ? { key: debounce.key } : {}),
      periodMs: lengthOf(debounce.period),
      timeoutMs: debounce.timeout ? lengthOf(debounce.timeout) : null,
    },
    batch: batch && {
      ...(batch.key ? { key: batch.key } : {}),
      ...(batch.if ? { condition: batch.if } : {}),
      sizeMax: batch.maxSize,
      timeoutMs: lengthOf(batch.timeout),
    },
    throttle: paceOf(described.throttle),
    rateLimit: paceOf(described.rateLimit),
    idempotency: described.idempotency,
  };
}

function groupBy(
  functions: readonly ClockFunction[],
  namesOf: (each: ClockFunction) => string[],
): (name: string) => readonly ClockFunction[] {
  const groups = new Map<string, ClockFunction[]>();
  for (const each of functions) {
    for (const name of new Set(namesOf(each))) {
      groups.set(name, [...(groups.get(name) ?? []), each]);
    }
  }
  return (name) => groups.get(name) ?? [];
}

/** Reads what the SDK tells of its functions. Throws for an option that is not supported. */
export function readRegistry(described: readonly unknown[]): Registry {
  const functions = described.map((each) => readFunction(each as Described));
  return {
    ids: functions.map(({ id }) => id),
    byId: new Map(functions.map((each) => [each.id, each])),
    startedBy: groupBy(functions, ({ events }) => events.map(({ name }) => name)),
    cancelledBy: groupBy(functions, ({ cancels }) => cancels.map(({ event }) => event)),
  };
}

/** The value of a key for an event, as text; without a key all events share "". */
export const keyOf = (key: string | undefined, event: ClockEvent): string =>
  key ? keyText(evaluate(key, { event })) : "";

/** The queues that a run's calls stand in, with how many of each may be open at a time. */
export function lanesOf(each: ClockFunction, event: ClockEvent): { lane: string; limit: number }[] {
  return each.concurrency.map(({ limit, key, scope = "fn" }) => {
    const owner = scope === "fn" ? each.id : scope;
    return { lane: `${owner}:${key ?? ""}:${keyOf(key, event)}`, limit };
  });
}

/** The tenant that an event names; 0: the install itself. */
export function tenantOf({ data }: ClockEvent): number {
  const { tenantId } = data;
  return typeof tenantId === "number" && Number.isInteger(tenantId) && tenantId > 0 ? tenantId : 0;
}
