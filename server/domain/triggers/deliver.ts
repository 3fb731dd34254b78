import { retryAfterSeconds } from "@/server/connectors/web";
import { callOut, closeLine, type Hosts, type Line, openLine, readHosts } from "../configuration";
import { atInstant, type Context, clockFrom, reading, type SystemActor } from "../context";
import { type Claimed, claimDeliveries, LEASE_MS } from "./claim";
import { routeFacts } from "./route-facts";
import { type Outcome, settleOutcomes } from "./settle";

/** Calls at a time for a tenant, each of another lane. */
export const LANES_AT_ONCE = 16;
const TIMEOUT_MS = 15_000;
const EXCERPT_MAX = 500;
/** Outcomes that are written down together: so many a dead process has called for nothing. */
const SETTLED_TOGETHER = 250;

/**
 * Tells the customer's programs what is due: in each lane one after the other, lanes side by side. What
 * fails holds its own lane up and no other. Answers how many were tried; 0: nothing is due. A job's work.
 */
export async function deliverTriggers(ctx: Context<SystemActor>): Promise<{ count: number }> {
  const clock = clockFrom(ctx.now);
  while ((await routeFacts(atInstant(ctx, clock()))).count > 0);
  const claimed = await claimDeliveries(atInstant(ctx, clock()));
  if (claimed.length === 0) return { count: 0 };
  const hosts = await reading(ctx, (tx) => readHosts(ctx, tx));
  const line = openLine(LANES_AT_ONCE);
  try {
    return { count: await runLanes(ctx, claimed, { hosts, line, clock }) };
  } finally {
    closeLine(line);
  }
}

interface Tools {
  hosts: Hosts;
  line: Line;
  clock(): Date;
}

/** Calls all of them and writes down what came of it as it gathers. Answers how many were called. */
async function runLanes(ctx: Context, claimed: readonly Claimed[], tools: Tools): Promise<number> {
  const lanes = lanesOf(claimed);
  // A call that ended after the lease would be made a second time by somebody else.
  const lastStart = performance.now() + LEASE_MS - 60_000;
  let gathered: Outcome[] = [];
  let writing: Promise<void> = Promise.resolve();
  let tried = 0;
  const write = () => {
    const outcomes = gathered;
    gathered = [];
    writing = writing.then(() => settleOutcomes(atInstant(ctx, tools.clock()), outcomes));
  };
  const runLane = async (lane: readonly Claimed[]) => {
    let isHeld = false;
    for (const delivery of lane) {
      isHeld ||= performance.now() > lastStart;
      if (!isHeld) tried += 1;
      const outcome: Outcome = isHeld
        ? { delivery, isDelivered: false, tried: null }
        : await callOne(ctx, delivery, tools);
      isHeld ||= !outcome.isDelivered;
      gathered.push(outcome);
      if (gathered.length >= SETTLED_TOGETHER) write();
    }
  };
  const work = async () => {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) await runLane(lane);
  };
  await Promise.all(Array.from({ length: LANES_AT_ONCE }, work));
  write();
  await writing;
  return tried;
}

async function callOne(
  ctx: Context,
  delivery: Claimed,
  { hosts, line, clock }: Tools,
): Promise<Outcome> {
  const begun = performance.now();
  const { url, webhookId, body, attempts, isReplay } = delivery;
  const outcome = await callOut(ctx, hosts, {
    ...{ url: new URL(url), method: "POST", id: webhookId, body, at: clock(), line },
    ...{ timeoutMs: TIMEOUT_MS, isWebhook: true },
    headers: {
      "saldo-attempt": String(attempts),
      ...(isReplay ? { "saldo-replay": "true" } : {}),
    },
  });
  const tookMs = Math.round(performance.now() - begun);
  if (outcome.kind !== "answer") {
    const tried = { status: null, reason: outcome.reason, response: "" };
    return { delivery, isDelivered: false, tried: { ...tried, tookMs, retryAfterSeconds: 0 } };
  }
  const { status, headers } = outcome;
  const isDelivered = status >= 200 && status < 300;
  const asked = isDelivered ? null : retryAfterSeconds(headers["retry-after"], clock());
  const tried = {
    status,
    reason: isDelivered ? null : `http_${status}`,
    response: excerpt(outcome),
  };
  return { delivery, isDelivered, tried: { ...tried, tookMs, retryAfterSeconds: asked ?? 0 } };
}

/** Text without what no database takes. */
const excerpt = ({ body }: { body: Buffer }): string =>
  body.subarray(0, EXCERPT_MAX).toString("utf8").replaceAll("\0", "");

function lanesOf(claimed: readonly Claimed[]): Claimed[][] {
  const lanes = new Map<string, Claimed[]>();
  for (const each of claimed) {
    const key = `${each.endpoint} ${each.lane}`;
    const lane = lanes.get(key);
    if (lane) lane.push(each);
    else lanes.set(key, [each]);
  }
  return [...lanes.values()];
}
