import { describe, expect, it } from "vitest";
import { openDesk } from "@/server/domain/testing";
import { type MakeFunctions, openEmbedded } from "../embedded";
import { makeRecorder } from "../testing/contract-scene";

const desk = await openDesk();
const log = { info: () => undefined, error: () => undefined };
const WAIT = { timeout: 10_000, interval: 10 };

const open = (makeFunctions: MakeFunctions, leaseMs = 60_000) =>
  openEmbedded({ db: desk.db, log, leaseMs, callsMax: 6 }, makeFunctions);

/** Rows as the executor itself sees them. */
const rows = <T extends object>(query: string) =>
  desk.db.begin(
    { tenantId: null, actorKind: "clock", actorId: null, accessGroupIds: [] },
    async ({ sql }) => [...(await sql.unsafe<T[]>(query))],
  );

describe("two processes together", () => {
  it("run everything once, and no more at a time than was set", async () => {
    const seen = makeRecorder();
    const functions: MakeFunctions = (client) => [
      client.createFunction(
        {
          id: "shared",
          triggers: [{ event: "shared/begin" }],
          retries: 0,
          concurrency: [{ key: "event.data.tenantId", limit: 3 }],
        },
        async ({ event, step }) => {
          const key = `${event.data.tenantId}`;
          await step.run("work", async () => {
            seen.enter(key);
            await new Promise((resolve) => setImmediate(resolve));
            seen.note(key, String(event.data.n));
            seen.leave(key);
          });
        },
      ),
    ];
    const [one, other] = [await open(functions), await open(functions)];
    const ends = [await one.start(), await other.start()];
    const tenants = [(await desk.tenant()).id, (await desk.tenant()).id];
    const wanted = Array.from({ length: 60 }, (_, n) => String(n)).sort();
    for (const [at, tenantId] of tenants.entries()) {
      const events = wanted.map((n) => ({ name: "shared/begin", data: { tenantId, n } }));
      await (at === 0 ? one : other).send(events);
    }
    for (const tenantId of tenants) {
      await expect.poll(() => seen.of(`${tenantId}`).toSorted(), WAIT).toEqual(wanted);
      expect(seen.most(`${tenantId}`)).toBeLessThanOrEqual(3);
    }
    await Promise.all(ends.map((end) => end()));
  });

  it("leave a call to who has it for as long as it is open", async () => {
    const seen = makeRecorder();
    const functions: MakeFunctions = (client) => [
      client.createFunction(
        { id: "long", triggers: [{ event: "long/begin" }], retries: 0 },
        async ({ step }) => {
          await step.run("work", async () => {
            seen.note("long", "begun");
            await seen.until("long", "go");
          });
        },
      ),
    ];
    const leaseMs = 400;
    const [one, other] = [await open(functions, leaseMs), await open(functions, leaseMs)];
    const ends = [await one.start(), await other.start()];
    await one.send([{ name: "long/begin", data: {} }]);
    const until = new Set<number>();
    const renewed = async () => {
      const [call] = await rows<{ until: Date }>(
        "select lease_until as until from clock_calls where function_id = 'saldo-long'",
      );
      if (call?.until) until.add(call.until.getTime());
      return until.size;
    };
    // Four leases would be over by then.
    await expect.poll(renewed, WAIT).toBeGreaterThan(16);
    expect(seen.of("long")).toEqual(["begun"]);
    seen.let("long", "go");
    const stateOf = () => rows("select state from clock_runs where function_id = 'saldo-long'");
    await expect.poll(stateOf, WAIT).toEqual([{ state: "done" }]);
    expect(seen.of("long")).toEqual(["begun"]);
    await Promise.all(ends.map((end) => end()));
  });
});

describe("a run of one tenant", () => {
  it("is not woken or ended by an event of another's", async () => {
    const seen = makeRecorder();
    const executor = await open((client) => [
      client.createFunction(
        {
          id: "walled",
          triggers: [{ event: "walled/begin" }],
          retries: 0,
          cancelOn: [{ event: "walled/stop" }],
        },
        async ({ event, step }) => {
          await step.waitForEvent("word", { event: "walled/word", timeout: "1h" });
          await step.run("end", () => seen.note(`${event.data.tenantId}`, "woken"));
        },
      ),
    ]);
    const [mine, theirs] = [(await desk.tenant()).id, (await desk.tenant()).id];
    const of = (tenantId: number, name: string) => ({ name: `walled/${name}`, data: { tenantId } });
    await executor.send([of(mine, "begin"), of(theirs, "begin")]);
    await executor.drain();
    await executor.send([of(theirs, "word")]);
    await executor.drain();
    await executor.send([of(theirs, "stop")]);
    await executor.drain();
    expect([seen.of(`${mine}`), seen.of(`${theirs}`)]).toEqual([[], ["woken"]]);
    await executor.send([of(mine, "word")]);
    await executor.drain();
    expect(seen.of(`${mine}`)).toEqual(["woken"]);
  });

  it("is seen by its own people alone, and by nobody before a tenant is named", async () => {
    const [mine, theirs] = [await desk.tenant(), await desk.tenant()];
    const executor = await open((client) => [
      client.createFunction({ id: "quiet", triggers: [{ event: "quiet/begin" }] }, () => "done"),
    ]);
    await executor.send([{ name: "quiet/begin", data: { tenantId: mine.id } }]);
    const seenBy = async (settings: { tenantId: number | null; actorKind: string }) =>
      desk.db.begin({ ...settings, actorId: null, accessGroupIds: "all" }, async ({ sql }) => {
        const found = await sql`select id from clock_runs where function_id = 'saldo-quiet'`;
        return found.length;
      });
    expect(await seenBy({ tenantId: mine.id, actorKind: "operator" })).toBe(1);
    expect(await seenBy({ tenantId: theirs.id, actorKind: "operator" })).toBe(0);
    expect(await seenBy({ tenantId: null, actorKind: "system" })).toBe(0);
    expect(await seenBy({ tenantId: mine.id, actorKind: "module" })).toBe(0);
    // The executor's hand reaches no other table.
    expect(await rows("select id from operators")).toEqual([]);
    expect(await rows("select id from run_failures")).toEqual([]);
  });
});
