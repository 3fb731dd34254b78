import type { Inngest, InngestFunction } from "inngest";
import { findFailure, noteFailure } from "@/server/domain/clock";
import type { FactName, Facts } from "@/server/domain/events";
import { errorCode, outwardError } from "./fault";
import { type ClockParts, jobContext } from "./parts";
import type { Subscription } from "./subscribers";

/** With growing delay that is some eight minutes of trying. */
const RETRIES = 7;

/** A fact on its way: ids and plain values only. */
export interface FactEvent<N extends FactName = FactName> {
  id: string;
  name: N;
  /** `tenant` is the tenant's id as text: in keys a number joins no text. */
  data: { tenantId: number; tenant: string; payload: Facts[N] };
  ts: number;
}

interface Asked {
  tenantId: number;
  fact: string;
  payload: Facts[FactName];
}

/** What a function was asked for; by a person's "once more" it is what was given up. */
async function askedBy(parts: ClockParts, event: FactEvent): Promise<Asked> {
  const { tenantId, payload } = event.data;
  if (event.name !== "run.asked_again") return { tenantId, fact: event.name, payload };
  const { failureId } = payload as Facts["run.asked_again"];
  const failure = await findFailure(jobContext(parts, tenantId, "runs"), { failureId });
  return { tenantId, fact: failure.eventName, payload: failure.payload as Facts[FactName] };
}

async function act(
  parts: ClockParts,
  { act: subscriber, id }: Subscription,
  at: { event: FactEvent; attempt: number },
): Promise<void> {
  const { tenantId } = at.event.data;
  try {
    const { fact, payload } = await askedBy(parts, at.event);
    const beat = () => new Promise<void>((resolve) => setImmediate(resolve));
    const ctx = jobContext(parts, tenantId, `relay:${fact}`);
    await subscriber(ctx, payload, { beat, attempt: at.attempt + 1 });
  } catch (cause) {
    const { attempt } = at;
    parts.log.error("fact failed", {
      tenantId,
      functionId: id,
      eventId: at.event.id,
      attempt,
      cause,
    });
    throw outwardError(cause);
  }
}

interface Failure {
  data: {
    run_id: string;
    event: FactEvent;
    error: { name: string; message: string };
    /** Only the embedded executor tells. */
    attempts?: number;
  };
}

/** Writes down what was given up, where people see it. */
async function giveUp(parts: ClockParts, id: string, { data }: Failure): Promise<void> {
  const { tenantId, fact, payload } = await askedBy(parts, data.event);
  await noteFailure(jobContext(parts, tenantId, "runs"), {
    functionId: id,
    runId: data.run_id,
    eventName: fact,
    payload,
    error: errorCode(data.error),
    attempts: data.attempts ?? null,
  });
}

/** What a function's calls are counted by. */
const keyOf = ({ by }: Subscription): string =>
  by ? `event.data.tenant + '-' + event.data.payload.${by}` : "event.data.tenantId";

/** The function of a subscriber: called for each fact, for a tenant one after the other. */
export function onFact(
  client: Inngest,
  parts: ClockParts,
  subscription: Subscription,
): InngestFunction.Any {
  const { id, fact, atOnce } = subscription;
  return client.createFunction(
    {
      id,
      triggers: [
        { event: fact },
        { event: "run.asked_again", if: `event.data.payload.functionId == '${id}'` },
      ],
      retries: RETRIES,
      concurrency: [{ key: keyOf(subscription), limit: atOnce }],
      onFailure: async ({ event, step }: { event: unknown; step: { run: Run } }) => {
        await step.run("note", () => giveUp(parts, id, event as Failure));
      },
    },
    async ({ event, step, attempt }) => {
      const at = { event: event as unknown as FactEvent, attempt };
      await step.run("act", () => act(parts, subscription, at));
    },
  );
}

type Run = (id: string, work: () => Promise<void>) => Promise<unknown>;
