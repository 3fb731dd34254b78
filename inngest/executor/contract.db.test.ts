import { NonRetriableError, RetryAfterError } from "inngest";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isServed, makeRecorder, openScene, type Scene } from "../testing/contract-scene";

/**
 * The same functions, the same outcomes, whoever runs them: the embedded executor, or a server of
 * Inngest that INNGEST_BASE_URL names (with INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY).
 */
const seen = makeRecorder();
let scene: Scene;
let uid = 0;
type FailureEvent = { data: { event: { data: { key: string } } } };
const fresh = (): string => `${Date.now()}-${++uid}`;

beforeAll(async () => {
  scene = await openScene((client) => {
    const on = (event: string) => [{ event: `contract/${event}` } as const];
    const child = client.createFunction(
      { id: "child", triggers: on("child"), retries: 0 },
      ({ event }) => {
        const { isBad, n } = event.data as { isBad?: boolean; n?: number };
        if (isBad) throw new NonRetriableError("bad.child");
        return { twice: (n ?? 0) * 2 };
      },
    );
    return [
      child,
      client.createFunction(
        { id: "steps", triggers: on("steps"), retries: 0 },
        async ({ event, step }) => {
          const { key } = event.data;
          seen.note(key, "body");
          const a = await step.run("a", () => {
            seen.note(key, "a");
            return { n: 1 };
          });
          const b = await step.run("b", () => {
            seen.note(key, "b");
            return { n: a.n + 1 };
          });
          const again = await Promise.all([1, 2].map((n) => step.run("same", () => n)));
          seen.note(key, `end ${b.n} ${again.join()}`);
        },
      ),
      client.createFunction(
        { id: "sleeps", triggers: on("sleeps"), retries: 0 },
        async ({ event, step }) => {
          await step.sleep("nap", "2s");
          await step.sleepUntil("until", new Date(event.ts ?? 0));
          await step.run("after", () => seen.note(event.data.key, "awake"));
        },
      ),
      client.createFunction(
        { id: "parallel", triggers: on("parallel"), retries: 2 },
        async ({ event, step, attempt }) => {
          const { key } = event.data;
          const all = await Promise.all([
            step.run("x", () => {
              seen.note(key, "x");
              return 1;
            }),
            step.run("y", () => {
              seen.note(key, `y${attempt}`);
              if (attempt === 0) throw new RetryAfterError("once.more", 1_000);
              return 2;
            }),
            step.sleep("z", "1s"),
            step.run("w", () => {
              seen.note(key, "w");
              return 3;
            }),
          ]);
          const last = await step.run("sum", () => {
            seen.note(key, "sum");
            return Number(all[0]) + Number(all[1]) + Number(all[3]);
          });
          seen.note(key, `end ${last}`);
        },
      ),
      client.createFunction(
        {
          id: "retries",
          triggers: on("retries"),
          retries: 2,
          onFailure: ({ event, error }: { event: FailureEvent; error: Error }) => {
            const { key } = event.data.event.data;
            seen.note(key, `failure ${error.message}`);
          },
        },
        async ({ event, step, attempt }) => {
          const { key, kind } = event.data;
          await step.run("try", () => {
            seen.note(key, `try ${attempt}`);
            if (kind === "after") {
              if (attempt === 0) throw new RetryAfterError("a.moment", 1_000);
              return;
            }
            if (kind === "never") throw new NonRetriableError("not.ever");
            throw new RetryAfterError("all.along", 1_000);
          });
          seen.note(key, "end");
        },
      ),
      client.createFunction(
        { id: "catches", triggers: on("catches"), retries: 0 },
        async ({ event, step }) => {
          const { key } = event.data;
          const said = await step
            .run("bad", () => {
              throw new NonRetriableError("was.bad");
            })
            .catch((error: Error) => error.message);
          await step.run("after", () => seen.note(key, `caught ${said}`));
        },
      ),
      client.createFunction(
        { id: "waits", triggers: on("waits"), retries: 0 },
        async ({ event, step }) => {
          const { key, timeout } = event.data;
          await step.run("begin", () => seen.note(key, "waits"));
          const got = await step.waitForEvent("answer", {
            event: "contract/answer",
            timeout,
            if: "event.data.key == async.data.key && async.data.n > 1",
          });
          await step.run("end", () => seen.note(key, got ? `got ${got.data.n}` : "nothing"));
        },
      ),
      client.createFunction(
        { id: "invokes", triggers: on("invokes"), retries: 0 },
        async ({ event, step }) => {
          const { key } = event.data;
          const { twice } = await step.invoke("good", { function: child, data: { n: 21 } });
          const bad = await step
            .invoke("bad", { function: child, data: { isBad: true } })
            .catch(() => "refused");
          await step.run("end", () => seen.note(key, `${twice} ${bad}`));
        },
      ),
      client.createFunction(
        { id: "sends", triggers: on("sends"), retries: 0 },
        async ({ event, step }) => {
          const { key } = event.data;
          const one = { name: "contract/sent", id: `sent-${key}`, data: { key } };
          await step.sendEvent("send", [one, { ...one, id: `sent-${key}-2` }]);
          await step.sendEvent("send-again", one);
          await step.run("end", () => seen.note(key, "sent"));
        },
      ),
      client.createFunction(
        { id: "hears", triggers: [{ event: "contract/sent", if: "event.data.key != ''" }] },
        ({ event }) => seen.note(event.data.key, "heard"),
      ),
      client.createFunction(
        {
          id: "narrow",
          triggers: on("narrow"),
          retries: 0,
          concurrency: [{ key: "event.data.key", limit: 2 }],
        },
        async ({ event, step }) => {
          const { key, n } = event.data;
          await step.run("work", async () => {
            seen.enter(key);
            await seen.until(key, "go");
            seen.leave(key);
            seen.note(key, `done ${n}`);
          });
        },
      ),
      client.createFunction(
        {
          id: "cancelled",
          triggers: on("cancelled"),
          retries: 0,
          cancelOn: [{ event: "contract/stop", if: "event.data.key == async.data.key" }],
        },
        async ({ event, step }) => {
          const { key } = event.data;
          await step.run("begin", () => seen.note(key, "begun"));
          await step.sleep("long", "3s");
          await step.run("end", () => seen.note(key, "end"));
        },
      ),
      client.createFunction(
        {
          id: "debounced",
          triggers: on("debounced"),
          retries: 0,
          debounce: { key: "event.data.key", period: "2s" },
        },
        ({ event }) => seen.note(event.data.key, `n ${event.data.n}`),
      ),
      client.createFunction(
        {
          id: "batched",
          triggers: on("batched"),
          retries: 0,
          batchEvents: { maxSize: 3, timeout: "5s", key: "event.data.key" },
        },
        ({ events }) => {
          const all = events.map(({ data }: { data: { n: number } }) => data.n).sort();
          seen.note(events[0].data.key, `batch ${all.join()}`);
        },
      ),
      client.createFunction(
        {
          id: "paced",
          triggers: on("paced"),
          retries: 0,
          throttle: { key: "event.data.key", limit: 1, period: "2s" },
        },
        ({ event }) => seen.note(event.data.key, `at ${scene.nowMs()}`),
      ),
      client.createFunction(
        {
          id: "rated",
          triggers: on("rated"),
          retries: 0,
          rateLimit: { key: "event.data.key", limit: 2, period: "10m" },
        },
        ({ event }) => seen.note(event.data.key, "ran"),
      ),
      client.createFunction(
        { id: "once", triggers: on("once"), retries: 0, idempotency: "event.data.key" },
        ({ event }) => seen.note(event.data.key, "ran"),
      ),
      client.createFunction(
        { id: "by-the-clock", triggers: [{ cron: "TZ=Europe/Prague * * * * *" }], retries: 0 },
        ({ event }) => seen.note("cron", event.name),
      ),
    ];
  });
}, 60_000);
afterAll(() => scene.close());

const WAIT = { timeout: isServed() ? 90_000 : 30_000, interval: 20 };
const told = (key: string) => expect.poll(() => seen.of(key).toSorted(), WAIT);

describe("a function", { timeout: 120_000 }, () => {
  it("remembers its steps: each runs once, its result is there on the next call", async () => {
    const key = fresh();
    await scene.send([{ name: "contract/steps", data: { key } }]);
    await expect
      .poll(() => seen.of(key).filter((word) => word !== "body"), WAIT)
      .toEqual(["a", "b", "end 2 1,2"]);
  });

  it("sleeps, and is awake after that", async () => {
    const key = fresh();
    const from = scene.nowMs();
    await scene.send([{ name: "contract/sleeps", data: { key } }]);
    await told(key).toEqual(["awake"]);
    expect(scene.nowMs() - from).toBeGreaterThanOrEqual(1_900);
  });

  it("runs steps at the same time, tries the one again that failed, and goes on after all", async () => {
    const key = fresh();
    await scene.send([{ name: "contract/parallel", data: { key } }]);
    await told(key).toEqual(["end 6", "sum", "w", "x", "y0", "y1"]);
  });

  it("is tried again when it says, at most so often, or never; and its failure is told", async () => {
    const [after, never, always] = [fresh(), fresh(), fresh()];
    await scene.send(
      [
        [after, "after"],
        [never, "never"],
        [always, "always"],
      ].map(([key, kind]) => ({ name: "contract/retries", data: { key, kind } })),
    );
    await told(after).toEqual(["end", "try 0", "try 1"]);
    await told(never).toEqual(["failure not.ever", "try 0"]);
    await told(always).toEqual(["failure all.along", "try 0", "try 1", "try 2"]);
  });

  it("may catch the failure of a step", async () => {
    const key = fresh();
    await scene.send([{ name: "contract/catches", data: { key } }]);
    await told(key).toEqual(["caught was.bad"]);
  });

  it("waits for an event that it means, and no longer than it said", async () => {
    const [key, late] = [fresh(), fresh()];
    await scene.send([
      { name: "contract/waits", data: { key, timeout: "60s" } },
      { name: "contract/waits", data: { key: late, timeout: "2s" } },
    ]);
    await told(key).toEqual(["waits"]);
    await scene.settled();
    await scene.send([
      { name: "contract/answer", data: { key: "another", n: 5 } },
      { name: "contract/answer", data: { key, n: 1 } },
      { name: "contract/answer", data: { key, n: 2 } },
    ]);
    await told(key).toEqual(["got 2", "waits"]);
    await told(late).toEqual(["nothing", "waits"]);
  });

  it("invokes another and has its result, or its failure", async () => {
    const key = fresh();
    await scene.send([{ name: "contract/invokes", data: { key } }]);
    await told(key).toEqual(["42 refused"]);
  });

  it("sends events; one that is sent twice acts once", async () => {
    const key = fresh();
    await scene.send([{ name: "contract/sends", data: { key } }]);
    await told(key).toEqual(["heard", "heard", "sent"]);
    const again = { id: `sent-${key}`, name: "contract/sent", data: { key } };
    await scene.send([again, again]);
    await scene.settled();
    expect(seen.of(key)).toHaveLength(3);
  });

  it("runs so many times at once for a key, and no oftener", async () => {
    const [key, other] = [fresh(), fresh()];
    const events = [1, 2, 3, 4, 5].map((n) => ({ name: "contract/narrow", data: { key, n } }));
    await scene.send([...events, { name: "contract/narrow", data: { key: other, n: 9 } }]);
    // Another key is not held up by the five.
    await expect.poll(() => seen.inside(other), WAIT).toBe(1);
    await expect.poll(() => seen.inside(key), WAIT).toBe(2);
    seen.let(other, "go");
    await told(other).toEqual(["done 9"]);
    seen.let(key, "go");
    await told(key).toEqual([1, 2, 3, 4, 5].map((n) => `done ${n}`));
    expect(seen.most(key)).toBe(2);
  });

  it("is cancelled by an event that means it", async () => {
    const [key, other] = [fresh(), fresh()];
    await scene.send([key, other].map((k) => ({ name: "contract/cancelled", data: { key: k } })));
    await told(key).toEqual(["begun"]);
    await told(other).toContain("begun");
    await scene.send([{ name: "contract/stop", data: { key } }]);
    await told(other).toEqual(["begun", "end"]);
    expect(seen.of(key)).toEqual(["begun"]);
  });

  it("waits until events come no more, and takes the last", async () => {
    const key = fresh();
    for (const n of [1, 2, 3]) await scene.send([{ name: "contract/debounced", data: { key, n } }]);
    await told(key).toEqual(["n 3"]);
  });

  it("takes events in batches: full ones at once, the rest in time", async () => {
    const key = fresh();
    const events = [1, 2, 3, 4].map((n) => ({ name: "contract/batched", data: { key, n } }));
    for (const event of events) await scene.send([event]);
    await told(key).toEqual(["batch 1,2,3", "batch 4"]);
  });

  it("begins at the pace that was set", async () => {
    const key = fresh();
    await scene.send([1, 2, 3].map((n) => ({ name: "contract/paced", data: { key, n } })));
    await expect.poll(() => seen.of(key).length, WAIT).toBe(3);
    const at = seen.of(key).map((word) => Number(word.slice(3)));
    expect((at[2] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(3_500);
  });

  it("lets go what comes too often, or a second time for its key", async () => {
    const [rated, once] = [fresh(), fresh()];
    const many = (name: string, key: string) =>
      [1, 2, 3, 4].map((n) => ({ name: `contract/${name}`, data: { key, n } }));
    await scene.send([...many("rated", rated), ...many("once", once)]);
    await told(rated).toEqual(["ran", "ran"]);
    await told(once).toEqual(["ran"]);
    await scene.settled();
    expect([seen.of(rated).length, seen.of(once).length]).toEqual([2, 1]);
  });

  it("runs by a schedule", async () => {
    await expect.poll(() => seen.of("cron").length, WAIT).toBeGreaterThan(1);
    expect(seen.of("cron")[0]).toBe("inngest/scheduled.timer");
  });
});
