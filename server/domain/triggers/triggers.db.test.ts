import { beforeEach, describe, expect, it } from "vitest";
import { listActionLog, rotateSecret, runAction, saveLogDays } from "../configuration";
import { type ConfigScene, openConfigScene } from "../configuration/testing/config-scene";
import { isSigned } from "../configuration/testing/loan-twin";
import { type Context, inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { writeFacts } from "../events";
import { openDesk } from "../testing";
import { listOfficeTasks } from "../timeline";
import {
  deliverTriggers,
  dropWaiting,
  enableEndpoint,
  forgetCalls,
  getDelivery,
  listDeliveries,
  listEndpoints,
  replayDelivery,
} from ".";
import { routeFacts } from "./route-facts";

const desk = await openDesk();
const scene: ConfigScene = await openConfigScene(desk);
const { ctx, twin, job } = scene;

const file = (path = "/on") => `version: 1
triggers:
  loan:
    on: [payment.received, schedule.broken, party.insolvent]
    url: ${twin.url(path)}
`;

const broken = (caseId: number, breachId: number) =>
  ({ name: "schedule.broken", payload: { breachId, scheduleId: 1, caseId } }) as const;

const tell = (...facts: Parameters<typeof writeFacts>[1][number][]) =>
  inTransaction(ctx as Context, (inner) => writeFacts(inner, facts));

const MINUTE_MS = 60_000;
const bodies = () => twin.heard.map(({ body }) => JSON.parse(body).data.breachId);

async function drain(laterMs = 0): Promise<void> {
  while ((await deliverTriggers(job(laterMs))).count > 0);
}

beforeEach(async () => {
  await drain(100 * 24 * 60 * MINUTE_MS);
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`delete from trigger_deliveries`;
    await sql`delete from trigger_health`;
    await sql`delete from office_tasks`;
  });
  twin.answer = null;
  twin.heard.length = 0;
  await scene.write(file());
});

describe("a fact", () => {
  it("that the file waits for leaves signed, and is in the log", async () => {
    await tell(broken(7, 1));
    await drain();
    expect(twin.heard).toHaveLength(1);
    const [heard] = twin.heard;
    if (!heard) throw new Error("nothing was heard");
    expect(isSigned(heard, scene.secret)).toBe(true);
    expect(isSigned({ ...heard, body: `${heard.body} ` }, scene.secret)).toBe(false);
    expect(JSON.parse(heard.body)).toMatchObject({
      type: "schedule.broken",
      data: { breachId: 1, caseId: null },
    });
    const { items } = await listDeliveries(ctx);
    expect(items).toMatchObject([
      { endpoint: "loan", fact: "schedule.broken", state: "delivered", attempts: 1, status: 200 },
    ]);
    const detail = await getDelivery(ctx, { deliveryId: items[0]?.id ?? 0 });
    expect(detail).toMatchObject({ response: '{"ok":true}', reason: null });
  });

  it("that nobody waits for is put aside nowhere", async () => {
    await tell({ name: "party.changed", payload: { partyId: 1 } });
    const count = (table: string) =>
      reading(ctx, (tx) => tx.sql`select from ${tx.sql(table)}`.then((rows) => rows.length));
    expect(await count("trigger_inbox")).toBe(0);
    await scene.write("version: 1\n");
    await tell(broken(7, 1));
    expect(await count("trigger_inbox")).toBe(0);
  });

  it("of a transaction that is taken back is told to nobody", async () => {
    const failing = inTransaction(ctx as Context, async (inner) => {
      await writeFacts(inner, [broken(7, 1)]);
      throw new Error("back");
    });
    await expect(failing).rejects.toThrow("back");
    await drain();
    expect(twin.heard).toHaveLength(0);
  });
});

describe("order", () => {
  const insolvent = (partyId: number, screeningId: number) =>
    ({
      name: "party.insolvent",
      payload: { partyId, register: "isir_cz", screeningId },
    }) as const;
  const told = () => twin.heard.map(({ body }) => JSON.parse(body).data.screeningId);

  it("holds in a lane: a later fact waits for the earlier one, others do not", async () => {
    twin.answer = ({ body }) =>
      JSON.parse(body).data.screeningId === 1 ? { status: 500, body: "ill" } : null;
    await tell(insolvent(1, 1), insolvent(1, 2), insolvent(2, 3));
    await drain();
    expect(told().sort()).toEqual([1, 3]);
    const { items } = await listDeliveries(ctx, { filter: { state: "waiting" } });
    expect(items.map(({ isBehind, attempts }) => [isBehind, attempts])).toEqual([
      [true, 0],
      [false, 1],
    ]);
    twin.answer = null;
    await tell(insolvent(1, 4));
    await drain();
    expect(told()).toHaveLength(2);
    await drain(MINUTE_MS);
    expect(told().slice(2)).toEqual([1, 2, 4]);
    const first = twin.heard.filter(({ body }) => JSON.parse(body).data.screeningId === 1);
    expect(new Set(first.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(first.map(({ headers }) => headers["saldo-attempt"])).toEqual(["1", "2"]);
  });

  it("holds where two processes deliver at once, and nothing is told twice", async () => {
    await tell(...Array.from({ length: 60 }, (_, index) => insolvent(index % 6, index)));
    await Promise.all([drain(), drain(), drain()]);
    expect(twin.heard).toHaveLength(60);
    for (let lane = 0; lane < 6; lane += 1) {
      const own = told().filter((id) => id % 6 === lane);
      expect(own).toEqual([...own].sort((a, b) => a - b));
    }
  });
});

describe("a fact about a party", () => {
  const told = () =>
    twin.heard.map(({ body }) => JSON.parse(body).data).sort((a, b) => a.caseId - b.caseId);
  const insolvent = (partyId: number) =>
    ({
      name: "party.insolvent",
      payload: { partyId, register: "isir_cz", screeningId: 1 },
    }) as const;
  const of = (...categories: string[]) =>
    scene.write(`${file()}    categories: [${categories.join(", ")}]\n`);

  it("reaches a trigger for some categories once for each open case of the party in them", async () => {
    const [first, other] = [await makeDebtor(ctx), await makeDebtor(ctx)];
    const second = (await makeDebtor(ctx, { partyId: first.partyId })).caseId;
    const closed = (await makeDebtor(ctx, { partyId: first.partyId })).caseId;
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update cases set closed_at = ${ctx.now} where id = ${closed}`;
    });
    await of("collection");
    await tell(insolvent(first.partyId), insolvent(other.partyId));
    await drain();
    expect(told()).toMatchObject([
      ...[first.caseId, other.caseId, second]
        .sort((a, b) => a - b)
        .map((caseId) => ({ caseId, category: "collection", roles: ["debtor"] })),
    ]);
    expect(told().every(({ refNo }) => /^\d+/.test(refNo))).toBe(true);
    const { items } = await listDeliveries(ctx, { filter: { caseId: second } });
    expect(items).toMatchObject([{ fact: "party.insolvent", state: "delivered" }]);
    const ids = twin.heard.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(ids).size).toBe(3);
  });

  it("is told of cases on which the party owes or vouches, not of those of its debtors", async () => {
    const [owing, theirs, vouched] = [
      ...[await makeDebtor(ctx), await makeDebtor(ctx), await makeDebtor(ctx)],
    ];
    const { partyId } = owing ?? { partyId: 0 };
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`
        insert into case_parties (case_id, party_id, role)
        values (${theirs?.caseId ?? 0}, ${partyId}, 'creditor'),
               (${vouched?.caseId ?? 0}, ${partyId}, 'guarantor'),
               (${vouched?.caseId ?? 0}, ${partyId}, 'creditor')`;
    });
    await of("collection");
    await tell(insolvent(partyId));
    await drain();
    expect(told().map(({ caseId, roles }) => ({ caseId, roles }))).toEqual([
      { caseId: owing?.caseId, roles: ["debtor"] },
      { caseId: vouched?.caseId, roles: ["creditor", "guarantor"] },
    ]);
  });

  it("of somebody with thousands of cases is told of each once, in order with the others", async () => {
    const { partyId, caseId } = await makeDebtor(ctx);
    const count = 4_100;
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`
        with made as (
          insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_party_id,
                             debtor_name, group_id)
          select n || '/2025', 2025, n, 'collection', 'amicable', '2025-01-01', ${partyId},
                 'Karel Dlužný', (select group_id from cases where id = ${caseId})
            from generate_series(1, ${count - 1}::int) as n returning id)
        insert into case_parties (case_id, party_id, role) select id, ${partyId}, 'debtor' from made`;
    });
    await of("collection");
    const other = await makeDebtor(ctx);
    await tell(broken(caseId, 1), insolvent(other.partyId), insolvent(partyId), broken(caseId, 2));
    while ((await routeFacts(job())).count > 0);
    const [sum] = await inTransaction(
      ctx,
      (_, { sql }) => sql<{ facts: string[]; ids: number }[]>`
      select (select array_agg(fact order by id) from trigger_deliveries
               where case_id = ${caseId}) as facts,
             count(distinct webhook_id)::int as ids from trigger_deliveries
       where fact = 'party.insolvent'`,
    );
    expect(sum).toEqual({
      facts: ["schedule.broken", "party.insolvent", "schedule.broken"],
      ids: count + 1,
    });
    await inTransaction(ctx, (_, { sql }) => sql`delete from trigger_deliveries`);
  });

  it("reaches nobody for categories in which the party has none, and one for all once", async () => {
    const { partyId } = await makeDebtor(ctx);
    await of("auction");
    await tell(insolvent(partyId));
    await drain();
    expect(twin.heard).toHaveLength(0);
    await scene.write(file());
    await tell(insolvent(partyId));
    await drain();
    expect(told()).toMatchObject([{ partyId, caseId: null, refNo: null }]);
  });
});

describe("an endpoint that fails", () => {
  it("is tried ever more seldom, given up after two days, and switched off with a mail and a task", async () => {
    twin.answer = () => ({ status: 503, body: "ill", headers: { "retry-after": "120" } });
    await tell(broken(7, 1));
    await drain();
    expect((await listDeliveries(ctx)).items[0]?.nextAttemptAt?.getTime()).toBeGreaterThanOrEqual(
      desk.now.getTime() + 120_000,
    );
    await drain(MINUTE_MS);
    expect(twin.heard).toHaveLength(1);
    await drain(25 * 60 * MINUTE_MS);
    expect(await listEndpoints(ctx)).toMatchObject([
      { endpoint: "loan", waiting: 1, lastReason: "http_503", disabledAt: expect.any(Date) },
    ]);
    const mails = await reading(ctx, (tx) =>
      tx.sql`
      select kind, data from mails where kind = 'trigger_off'`.then((rows) => [...rows]),
    );
    expect(mails).toMatchObject([{ data: { endpoint: "loan" } }]);
    const operator = await scene.tenant.operator("operator");
    expect(await listOfficeTasks(operator)).toEqual([]);
    expect(await listOfficeTasks(ctx)).toMatchObject([
      { kind: "trigger_off", subject: "loan", data: { reason: "http_503" }, resolvedAt: null },
    ]);
    const before = twin.heard.length;
    await drain(90 * 60 * MINUTE_MS);
    expect(twin.heard).toHaveLength(before);
    twin.answer = null;
    await enableEndpoint(ctx, { endpoint: "loan" });
    expect(await listOfficeTasks(ctx)).toEqual([]);
    expect(await listOfficeTasks(ctx, { isResolved: true })).toMatchObject([
      { subject: "loan", actorName: ctx.actor.name },
    ]);
    await drain(90 * 60 * MINUTE_MS);
    expect(bodies()).toHaveLength(before + 1);
    expect((await listEndpoints(ctx))[0]).toMatchObject({ failures: 0, disabledAt: null });
  });

  it("is no task while its trigger is out of the file, and one again when it is back and still off", async () => {
    twin.answer = () => ({ status: 503 });
    await tell(broken(7, 1));
    await drain();
    await drain(25 * 60 * MINUTE_MS);
    expect(await listOfficeTasks(ctx)).toHaveLength(1);
    await scene.write("version: 1\n");
    expect(await listOfficeTasks(ctx)).toEqual([]);
    await scene.write(file());
    expect(await listOfficeTasks(ctx)).toMatchObject([
      { subject: "loan", data: { reason: "http_503", since: expect.any(String) } },
    ]);
    await scene.write(file("/elsewhere"));
    expect(await listOfficeTasks(ctx)).toHaveLength(1);
  });

  it("keeps nobody waiting for good: what was given up is seen, and may be told again", async () => {
    await tell(broken(7, 1), broken(7, 2));
    twin.answer = ({ body }) => (JSON.parse(body).data.breachId === 1 ? { status: 400 } : null);
    for (let hour = 0; hour < 60; hour += 1) {
      await drain(hour * 60 * MINUTE_MS);
      await inTransaction(ctx, (_, { sql }) =>
        sql`update trigger_health set disabled_at = null, failing_since = null`.then(
          () => undefined,
        ),
      );
    }
    const { items } = await listDeliveries(ctx);
    const lost = items.find(({ state }) => state === "given_up");
    expect(lost).toMatchObject({ status: 400, reason: "http_400", attempts: 12 });
    expect((await listEndpoints(ctx))[0]).toMatchObject({ givenUp: 1, waiting: 0 });
    twin.answer = null;
    await replayDelivery(ctx, { deliveryId: lost?.id ?? 0 });
    await drain(61 * 60 * MINUTE_MS);
    const again = twin.heard.at(-1);
    expect(again?.headers["saldo-replay"]).toBe("true");
    expect(again?.headers["webhook-id"]).toBe(
      (await getDelivery(ctx, { deliveryId: lost?.id ?? 0 })).webhookId,
    );
  });

  it("that waits is not told again by hand, and may be dropped", async () => {
    twin.answer = () => ({ status: 500 });
    await tell(broken(7, 1));
    await drain();
    const [waiting] = (await listDeliveries(ctx)).items;
    await expect(replayDelivery(ctx, { deliveryId: waiting?.id ?? 0 })).rejects.toMatchObject({
      code: "triggers.still_waiting",
    });
    expect(await dropWaiting(ctx, { endpoint: "loan" })).toEqual({ count: 1 });
    await drain(25 * 60 * MINUTE_MS);
    expect(twin.heard).toHaveLength(1);
  });
});

describe("where a call may go", () => {
  it("a redirect is not followed", async () => {
    twin.answer = ({ path }) =>
      path === "/on" ? { status: 302, headers: { location: twin.url("/other") } } : null;
    await tell(broken(7, 1));
    await drain();
    expect(twin.heard.map(({ path }) => path)).toEqual(["/on"]);
    expect((await listDeliveries(ctx)).items[0]).toMatchObject({ reason: "http_302" });
  });

  it("a machine that is not on the allow-list is not called", async () => {
    await scene.write(file().replace(twin.host, twin.host.replace("127.0.0.1", "localhost")));
    await tell(broken(7, 1));
    await drain();
    expect(twin.heard).toHaveLength(0);
    expect((await listDeliveries(ctx)).items[0]).toMatchObject({ reason: "host_not_allowed" });
  });
});

it("after a change of the secret both sign for a day", async () => {
  const { secret, previousUntil } = await rotateSecret(ctx, { host: twin.host });
  await tell(broken(7, 1));
  await drain();
  await tell(broken(8, 2));
  await drain(previousUntil.getTime() - desk.now.getTime() + 1);
  const [during, after] = twin.heard;
  if (!during || !after) throw new Error("nothing was heard");
  expect([isSigned(during, secret), isSigned(during, scene.secret)]).toEqual([true, true]);
  expect([isSigned(after, secret), isSigned(after, scene.secret)]).toEqual([true, false]);
});

describe("what is long past", () => {
  const DAY_MS = 24 * 60 * MINUTE_MS;
  const forget = async (laterMs: number) => {
    while ((await forgetCalls(job(laterMs))).count > 0);
  };

  it("loses what it said first, and is forgotten later; what waits is kept", async () => {
    await tell(broken(7, 1));
    await drain();
    twin.answer = () => ({ status: 500 });
    await tell(broken(8, 2));
    await drain();
    await forget(29 * DAY_MS);
    const [, told] = (await listDeliveries(ctx)).items;
    expect(told).toMatchObject({ state: "delivered", isKnown: true });
    await forget(31 * DAY_MS);
    const deliveryId = told?.id ?? 0;
    expect(await getDelivery(ctx, { deliveryId })).toMatchObject({ body: null, response: null });
    await expect(replayDelivery(ctx, { deliveryId })).rejects.toMatchObject({
      code: "triggers.forgotten",
    });
    await forget(91 * DAY_MS);
    const left = (await listDeliveries(ctx)).items;
    expect(left).toMatchObject([{ state: "waiting", isKnown: true }]);
  });

  it("is kept for as many days as the tenant says, buttons too", async () => {
    await expect(saveLogDays(ctx, { bodyDays: 8, rowDays: 7 })).rejects.toThrow("body_days");
    await saveLogDays(ctx, { bodyDays: 3, rowDays: 7 });
    await scene.write(`version: 1
customActions:
  approve: { on: case, names: { cs: Schválit }, url: "${twin.url("/approve/{id}")}" }
`);
    const { caseId } = await makeDebtor(ctx);
    const press = { action: "approve", objectId: caseId, idempotencyKey: "press-for-the-past" };
    await runAction(ctx, press);
    await forget(4 * DAY_MS);
    expect((await listActionLog(ctx, { filter: { caseId } })).items).toMatchObject([
      { state: "done", message: null, input: null },
    ]);
    await forget(8 * DAY_MS);
    expect((await listActionLog(ctx, { filter: { caseId } })).items).toEqual([]);
  });
});

it("only who may set the file up sees the log", async () => {
  const operator = await scene.tenant.operator("supervisor");
  await expect(listDeliveries(operator)).rejects.toMatchObject({ code: "access.forbidden" });
  await expect(listEndpoints(operator)).rejects.toMatchObject({ code: "access.forbidden" });
});
