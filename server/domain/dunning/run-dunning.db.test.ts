import { describe, expect, it } from "vitest";
import { createAccessGroup } from "../access";
import { claimsOfCase, createClaim, recordPayment } from "../claims";
import { type Context, inTransaction, makeToday, type OperatorContext, reading } from "../context";
import { cancelMessage } from "../messages";
import { uploadTemplate } from "../templates";
import { openDesk } from "../testing";
import {
  listRuns,
  noticesOfCase,
  queueAutoRun,
  runDunningStep,
  startRun,
  withdrawNotices,
} from ".";
import { makeDebtor, makePlan } from "./testing/dunning-scene";

const desk = await openDesk();
let serial = 0;

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const TEXT = "{Povinný.Oslovení}, dlužíte {Dluh.Celkem} včetně poplatku {Výzva.Poplatek}.";

async function template(ctx: OperatorContext, methods: string[], text = TEXT): Promise<number> {
  const name = `t${++serial}`;
  const { templateId } = await uploadTemplate(ctx, { fileName: `${name}.txt` }, bytesOf(text));
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`update templates set methods = ${methods}, subject = 'Upomínka {Případ.RefNo}'
               where id = ${templateId}`;
  });
  return templateId;
}

type Step = Parameters<typeof makePlan>[1]["steps"][number];

async function scene({
  step = {},
  text = TEXT,
  methods = ["email", "letter"],
}: {
  step?: Partial<Step>;
  text?: string;
  methods?: string[];
} = {}) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const templateId = await template(ctx, methods, text);
  const plan = { steps: [{ dayOffset: 5, feeMinor: 15_000, isAuto: true, templateId, ...step }] };
  await makePlan(ctx, plan);
  const debtor = await makeDebtor(ctx);
  const claim = async (caseId: number, dueOn: string, principalMinor = 100_000) =>
    (await createClaim(ctx, { caseId, currency: "CZK", dueOn, principalMinor })).claimId;
  const send = (more: object = {}) =>
    startRun(ctx, { onDay: "2026-11-22", idempotencyKey: `key-${++serial}-run`, ...more });
  const finish = async (runId: number) => {
    const system = { ...tenant.system(), today: makeToday(desk.now) };
    for (;;) {
      const run = await runDunningStep(system, { runId });
      if (run.state !== "running") return run;
    }
  };
  return { tenant, ctx, ...debtor, claim, send, finish, templateId };
}

const messagesOf = (ctx: Context) =>
  reading(
    ctx,
    ({ sql }) => sql`
    select channel, state, to_address, subject, body, fallback, is_automatic
      from messages order by id`,
  );
const noticesOf = (ctx: Context) =>
  reading(
    ctx,
    ({ sql }) => sql`
    select claim_id, day_offset, anchor_on, fee_component_id is not null as has_fee
      from dunning_notices order by claim_id`,
  );
const eventsOf = (ctx: Context, caseId: number) =>
  reading(ctx, async ({ sql }) => {
    const rows = await sql<{ code: string; params: Record<string, unknown> }[]>`
      select data ->> 'code' as code, data -> 'params' as params from case_events
       where case_id = ${caseId} and kind = 'system' order by id`;
    return rows;
  });

describe("a run of the plan", () => {
  it("sends one letter for a debtor's claims, with the fee that it announces", async () => {
    const { ctx, caseId, claim, send, finish } = await scene();
    const ids = [await claim(caseId, "2026-11-01"), await claim(caseId, "2026-11-10", 50_000)];
    await claim(caseId, "2026-11-20");
    const { runId } = await send();
    expect(await finish(runId)).toMatchObject({ state: "done", total: 1, sent: 1, stopped: 0 });
    // Two fees of 150: the claim that is not due for a step pays none.
    expect(await messagesOf(ctx)).toMatchObject([
      {
        ...{ channel: "email", state: "waiting", is_automatic: true, fallback: ["letter"] },
        subject: expect.stringMatching(/^Upomínka \d+\/2026$/),
        body: "Vážený pane Dlužný, dlužíte 2\u00a0800,00\u00a0Kč včetně poplatku 300,00\u00a0Kč.",
      },
    ]);
    expect(await noticesOf(ctx)).toMatchObject(
      ids.map((claim_id) => ({ claim_id, day_offset: 5, has_fee: true })),
    );
    const { claims } = await claimsOfCase(ctx, { caseId });
    expect(claims.map(({ balanceMinor }) => balanceMinor)).toEqual([115_000, 65_000, 100_000]);
  });

  it("is told on the case, letter by letter", async () => {
    const { ctx, tenant, caseId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    await claim(caseId, "2026-11-10", 50_000);
    await finish((await send()).runId);
    expect(await noticesOfCase(ctx, { caseId })).toEqual([
      {
        ...{ messageId: expect.any(Number), stepName: expect.any(String), dayOffset: 5 },
        ...{ sentOn: "2026-11-22", anchorOn: "2026-11-01", claimCount: 2, feeMinor: 30_000 },
        ...{ currency: "CZK", channel: "email", state: "waiting", isPreAction: false },
      },
    ]);
    const stranger = await (await desk.tenant()).operator("administrator");
    await expect(noticesOfCase(stranger, { caseId })).rejects.toMatchObject({ kind: "not_found" });
    const limited = await tenant.operator("supervisor", { accessGroupIds: [] });
    expect(await noticesOfCase(limited, { caseId })).toHaveLength(1);
  });

  it("of a person who sees a part of the portfolio sends that part", async () => {
    const { ctx, tenant, caseId, claim, finish } = await scene();
    await claim(caseId, "2026-11-01");
    const hidden = await makeDebtor(ctx);
    await claim(hidden.caseId, "2026-11-01");
    const { accessGroupId } = await createAccessGroup(ctx, { code: "TAJNÁ", name: "Tajná" });
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`update cases set access_group_id = ${accessGroupId} where id = ${hidden.caseId}`;
    });
    const limited = await tenant.operator("supervisor", { accessGroupIds: [] });
    const form = { onDay: "2026-11-22", idempotencyKey: "what-i-see" };
    const { runId } = await startRun(limited, form);
    expect(await finish(runId)).toMatchObject({ total: 1, sent: 1 });
    const sent = await reading(ctx, ({ sql }) => sql`select case_id from messages`);
    expect(sent).toEqual([{ case_id: caseId }]);
  });

  it("sends nothing twice, however often it is asked", async () => {
    const { ctx, caseId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    const idempotencyKey = "the-same-form";
    const [one, two] = [await send({ idempotencyKey }), await send({ idempotencyKey })];
    expect(one).toEqual(two);
    const third = await send();
    await Promise.all([finish(one.runId), finish(third.runId)]);
    await finish((await send()).runId);
    expect(await messagesOf(ctx)).toHaveLength(1);
    expect(await noticesOf(ctx)).toHaveLength(1);
    const fees = await reading(
      ctx,
      ({ sql }) => sql`
      select 1 from claim_components where kind = 'fee'`,
    );
    expect(fees).toHaveLength(1);
  });

  it("looks anew at what is due: who has paid meanwhile gets nothing", async () => {
    const { ctx, tenant, caseId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    const { runId } = await send();
    await runDunningStep(tenant.system(), { runId });
    await recordPayment(ctx, {
      ...{ caseId, amountMinor: 100_000, currency: "CZK", valueOn: "2026-11-22" },
      idempotencyKey: "paid-in-time",
    });
    expect(await finish(runId)).toMatchObject({ state: "done", total: 1, sent: 0, stopped: 0 });
    expect(await messagesOf(ctx)).toEqual([]);
  });

  it("says once on the timeline why it did not write", async () => {
    const { ctx, caseId, partyId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into contact_holds (party_id, kind, reason)
                values (${partyId}, 'represented', 'JUDr. Malá')`;
    });
    expect(await finish((await send()).runId)).toMatchObject({ sent: 0, stopped: 1 });
    await finish((await send()).runId);
    const told = (await eventsOf(ctx, caseId)).filter(({ code }) => code === "message.stopped");
    expect(told).toMatchObject([{ params: { reasons: "represented" } }]);
    expect(await messagesOf(ctx)).toEqual([]);
    expect(await noticesOf(ctx)).toEqual([]);
  });

  it("charges nothing for a letter with an empty field, and sends the others", async () => {
    const text = `${TEXT} {Povinný.Telefon}`;
    const { ctx, caseId, claim, send, finish } = await scene({ text });
    await claim(caseId, "2026-11-01");
    const other = await makeDebtor(ctx);
    await claim(other.caseId, "2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into party_contacts (party_id, kind, value, phone_kind)
                values (${other.partyId}, 'phone', '+420601123456', 'mobile')`;
    });
    expect(await finish((await send()).runId)).toMatchObject({ total: 2, sent: 1, stopped: 1 });
    expect(await messagesOf(ctx)).toMatchObject([{ body: expect.stringMatching(/601\s123\s456/) }]);
    const { claims } = await claimsOfCase(ctx, { caseId });
    expect(claims[0]?.balanceMinor).toBe(100_000);
    const told = (await eventsOf(ctx, caseId)).filter(({ code }) => code === "message.stopped");
    expect(told).toMatchObject([{ params: { reasons: "unresolved" } }]);
  });

  it("goes by the next channel where the first has no address, and by none without one", async () => {
    const { ctx, caseId, partyId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`delete from party_contacts where party_id = ${partyId}`;
    });
    const stranger = await makeDebtor(ctx);
    await claim(stranger.caseId, "2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`delete from party_contacts where party_id = ${stranger.partyId}`;
      await sql`delete from party_addresses where party_id = ${stranger.partyId}`;
    });
    await finish((await send()).runId);
    expect(await messagesOf(ctx)).toMatchObject([{ channel: "letter", fallback: [] }]);
    const told = await eventsOf(ctx, stranger.caseId);
    expect(told.at(-1)).toMatchObject({ params: { reasons: "no_address" } });
  });

  it("too large for a data box goes by post, or is stopped by name before it is charged", async () => {
    const { ctx, caseId, partyId, claim, send, finish, templateId } = await scene({
      methods: ["data_box", "letter"],
    });
    await claim(caseId, "2026-11-01");
    const boxed = await makeDebtor(ctx);
    await claim(boxed.caseId, "2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      const [file] = await sql<{ id: number }[]>`
        insert into files (name, media_type, size_bytes, sha256)
        values ('priloha.pdf', 'application/pdf', ${20 * 1024 ** 2}, ${Buffer.alloc(32)})
        returning id`;
      await sql`update templates set attachment_file_ids = ${[file?.id ?? 0]}::bigint[]
                 where id = ${templateId}`;
      await sql`update parties set data_box_id = 'abc' || id
                 where id = any(${[partyId, boxed.partyId]}::bigint[])`;
      await sql`delete from party_addresses where party_id = ${boxed.partyId}`;
    });
    const { runId } = await send();
    expect(await finish(runId)).toMatchObject({ state: "done", sent: 1, stopped: 1 });
    expect(await messagesOf(ctx)).toMatchObject([{ channel: "letter", fallback: [] }]);
    const items = await reading(
      ctx,
      ({ sql }) => sql`select state, reason from dunning_run_items order by state`,
    );
    expect([...items]).toEqual([
      { state: "sent", reason: null },
      { state: "stopped", reason: "box_too_large" },
    ]);
    const { claims } = await claimsOfCase(ctx, { caseId: boxed.caseId });
    expect(claims[0]?.balanceMinor).toBe(100_000);
    // Told once, however many runs meet it.
    await finish((await send()).runId);
    const told = (await eventsOf(ctx, boxed.caseId)).filter(
      ({ code }) => code === "message.stopped",
    );
    expect(told).toMatchObject([{ params: { reasons: "box_too_large", channel: "data_box" } }]);
  });

  it("of one step says which it was, one of the whole day names none", async () => {
    const { ctx, caseId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    const [step] = await reading(
      ctx,
      ({ sql }) => sql<{ seriesId: number; name: string }[]>`
        select s.series_id as "seriesId", t.name from dunning_steps s
          join templates t on t.id = s.template_id`,
    );
    await finish((await send({ seriesIds: [step?.seriesId ?? 0] })).runId);
    await finish((await send()).runId);
    expect((await listRuns(ctx)).map(({ stepNames }) => stepNames)).toEqual([[], [step?.name]]);
  });

  it("moves the case, or says why the process does not let it", async () => {
    const { ctx, caseId, claim, send, finish } = await scene({
      step: { moveTo: "pre-action-notice", isPreAction: true },
    });
    await claim(caseId, "2026-11-01");
    const closed = await makeDebtor(ctx, { state: "title" });
    await claim(closed.caseId, "2026-11-01");
    await finish((await send()).runId);
    const states = await reading(ctx, ({ sql }) => sql`select state from cases order by id`);
    expect(states).toEqual([{ state: "pre-action-notice" }, { state: "title" }]);
    expect((await eventsOf(ctx, closed.caseId)).at(-1)).toMatchObject({
      code: "dunning.move_refused",
    });
    expect(await messagesOf(ctx)).toHaveLength(2);
  });

  it("spares a case whose tag stops fees", async () => {
    const { ctx, caseId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    await inTransaction(ctx, async (_, { sql }) => {
      const [tag] = await sql<{ id: number }[]>`
        insert into tags (code, name, effects) values ('x', 'x', '{stop_fees}') returning id`;
      await sql`insert into case_tags (case_id, tag_id) values (${caseId}, ${tag?.id ?? 0})`;
    });
    await finish((await send()).runId);
    expect(await noticesOf(ctx)).toMatchObject([{ has_fee: false }]);
  });

  it("goes by itself once a day, only for the steps that may", async () => {
    const { ctx, tenant, caseId, claim, finish } = await scene();
    await claim(caseId, "2026-11-01");
    expect(await queueAutoRun(tenant.system())).toEqual({ count: 1 });
    expect(await queueAutoRun(tenant.system())).toEqual({ count: 0 });
    const [run] = await reading(
      ctx,
      ({ sql }) => sql<{ id: number }[]>`
      select id from dunning_runs`,
    );
    expect(await finish(run?.id ?? 0)).toMatchObject({ sent: 1 });
    const manual = await scene({ step: { isAuto: false } });
    expect(await queueAutoRun(manual.tenant.system())).toEqual({ count: 0 });
  });

  it("whose letter is taken back gives back its fee, and the claim is due again", async () => {
    const { ctx, tenant, caseId, claim, send, finish } = await scene();
    await claim(caseId, "2026-11-01");
    await finish((await send()).runId);
    const [message] = await reading(
      ctx,
      ({ sql }) => sql<{ id: number }[]>`select id from messages`,
    );
    const messageId = message?.id ?? 0;
    await cancelMessage(ctx, { messageId, reason: "omyl" });
    expect(await withdrawNotices(tenant.system(), { messageId })).toEqual({ count: 1 });
    expect(await withdrawNotices(tenant.system(), { messageId })).toEqual({ count: 0 });
    expect(await noticesOf(ctx)).toEqual([]);
    const { claims } = await claimsOfCase(ctx, { caseId });
    expect(claims[0]?.balanceMinor).toBe(100_000);
    await finish((await send()).runId);
    expect(await noticesOf(ctx)).toHaveLength(1);
  });

  it("names only what may be demanded: nothing that is not due or is held back", async () => {
    const { ctx, caseId, claim, send, finish } = await scene({ text: "{Dluh.Celkem}" });
    await claim(caseId, "2026-11-01");
    await claim(caseId, "2027-05-01", 7_000_000);
    const held = await claim(caseId, "2026-11-01", 900_000);
    await inTransaction(ctx, async (_, { sql }) => {
      await sql`insert into contact_holds (claim_id, kind, reason) values (${held}, 'dispute', 'x')`;
    });
    await finish((await send()).runId);
    expect(await messagesOf(ctx)).toMatchObject([{ body: "1\u00a0150,00\u00a0Kč" }]);
  });

  it("announces no fee that was not charged, and moves only cases that are so far", async () => {
    const { ctx, caseId, partyId, claim, send, finish } = await scene({
      step: { dayOffset: 15, moveTo: "pre-action-notice" },
    });
    await claim(caseId, "2026-11-01");
    const other = await makeDebtor(ctx, { partyId });
    await claim(other.caseId, "2026-11-15");
    await inTransaction(ctx, async (_, { sql }) => {
      const [tag] = await sql<{ id: number }[]>`
        insert into tags (code, name, effects) values ('x', 'x', '{stop_fees}') returning id`;
      await sql`insert into case_tags (case_id, tag_id) values (${caseId}, ${tag?.id ?? 0})`;
    });
    await finish((await send()).runId);
    expect((await messagesOf(ctx))[0]?.body).toMatch(/včetně poplatku 0,00/);
    const states = await reading(ctx, ({ sql }) => sql`select state from cases order by id`);
    expect(states).toEqual([{ state: "pre-action-notice" }, { state: "amicable" }]);
  });

  it("of one step sends the letters that the page counts under it, whole", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("administrator");
    const steps = await Promise.all(
      [5, 19].map(async (dayOffset) => ({
        ...{ dayOffset, feeMinor: 10_000, graceDays: 13 },
        templateId: await template(ctx, ["email"]),
      })),
    );
    await makePlan(ctx, { steps });
    const { caseId } = await makeDebtor(ctx);
    for (const dueOn of ["2026-11-01", "2026-11-15"]) {
      await createClaim(ctx, { caseId, currency: "CZK", dueOn, principalMinor: 100_000 });
    }
    const series = await reading(ctx, async ({ sql }) =>
      (
        await sql<{ id: number }[]>`select series_id as id from dunning_steps order by day_offset`
      ).map(({ id }) => id),
    );
    const run = async (seriesId: number) => {
      const form = { onDay: "2026-11-22", idempotencyKey: `key-${++serial}-step` };
      const { runId } = await startRun(ctx, { ...form, seriesIds: [seriesId] });
      for (;;) {
        const done = await runDunningStep(tenant.system(), { runId });
        if (done.state !== "running") return done;
      }
    };
    const [first = 0, second = 0] = series;
    expect(await run(first)).toMatchObject({ total: 0, sent: 0 });
    expect(await run(second)).toMatchObject({ total: 1, sent: 1 });
    expect(await noticesOf(ctx)).toMatchObject([{ day_offset: 19 }, { day_offset: 5 }]);
    expect(await messagesOf(ctx)).toHaveLength(1);
  });

  it("is not begun by who may not, nor for a day ahead, nor on a case that is not seen", async () => {
    const { tenant, send, caseId } = await scene();
    const operator = await tenant.operator("operator");
    const form = { onDay: "2026-11-22", idempotencyKey: "not-for-you" };
    await expect(startRun(operator, form)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(send({ onDay: "2026-11-23" })).rejects.toMatchObject({
      code: "dunning.day_ahead",
    });
    const stranger = await (await desk.tenant()).operator("administrator");
    await makePlan(stranger, { steps: [] });
    await expect(startRun(stranger, { ...form, caseId })).rejects.toMatchObject({
      kind: "not_found",
    });
  });
});
