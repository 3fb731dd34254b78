import { describe, expect, it } from "vitest";
import { createClaim } from "../claims";
import { inTransaction, makeToday, type OperatorContext, reading } from "../context";
import { saveContactRules } from "../messages";
import { uploadTemplate } from "../templates";
import { openDesk } from "../testing";
import { foretellRun, leavingOfRun, runDunningStep, startRun } from ".";
import { makeDebtor, makePlan } from "./testing/dunning-scene";

const desk = await openDesk();
/** A Monday morning in Prague, and the evening of it. */
const MORNING = new Date("2026-11-23T09:00:00Z");
const EVENING = new Date("2026-11-23T20:30:00Z");

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

async function scene({ methods = "{email,letter}", text = "Dlužíte." } = {}) {
  const tenant = await desk.tenant();
  const base = await tenant.operator("administrator");
  const at = (now: Date): OperatorContext => ({
    ...{ ...base, now, today: makeToday(now) },
    outside: { ...base.outside, isCatching: true } as OperatorContext["outside"],
  });
  const { templateId } = await uploadTemplate(base, { fileName: "t.txt" }, bytesOf(text));
  await inTransaction(base, async (_, { sql }) => {
    await sql`update templates set methods = ${methods}::text[] where id = ${templateId}`;
  });
  await makePlan(base, { steps: [{ dayOffset: 5, feeMinor: 15_000, templateId }] });
  const owe = async (given: { partyId?: number; email?: string } = {}) => {
    const debtor = await makeDebtor(base, given);
    await createClaim(base, {
      ...{ caseId: debtor.caseId, currency: "CZK", dueOn: "2026-11-01", principalMinor: 100_000 },
    });
    return debtor;
  };
  const forget = (partyId: number, what: "email" | "all") =>
    inTransaction(base, async (_, { sql }) => {
      await sql`delete from party_contacts where party_id = ${partyId}`;
      if (what === "all") await sql`delete from party_addresses where party_id = ${partyId}`;
    });
  return { tenant, at, owe, forget };
}

const onDay = "2026-11-23";

describe("what a run would do", () => {
  it("is told by channels with prices, fees, stops, and what waits for the morning", async () => {
    const { at, owe, forget } = await scene();
    await owe();
    await owe();
    const byPost = await owe();
    await forget(byPost.partyId, "email");
    const nobody = await owe();
    await forget(nobody.partyId, "all");
    expect(await foretellRun(at(MORNING), { onDay })).toMatchObject({
      letters: 3,
      fees: [{ currency: "CZK", amountMinor: 45_000 }],
      stops: [{ reason: "no_address", count: 1 }],
      leaving: {
        channels: [
          { channel: "email", count: 2, priceMinor: 0, isKnown: false },
          { channel: "letter", count: 1, priceMinor: 2_700, currency: "CZK", isKnown: false },
        ],
        ...{ now: 3, waits: [] },
      },
    });
    const until = new Date("2026-11-24T06:00:00Z");
    expect((await foretellRun(at(EVENING), { onDay })).leaving).toMatchObject({
      ...{ now: 1, waits: [{ channel: "email", reason: "quiet", until, count: 2 }] },
    });
  });

  it("counts an SMS to each mobile number, by its parts, and so does what the run put down", async () => {
    const { tenant, at, owe } = await scene({ methods: "{sms}", text: "Dlužíte. ".repeat(20) });
    const two = await owe();
    const one = await owe();
    await owe();
    await inTransaction(at(MORNING), async (_, { sql }) => {
      await sql`
        insert into party_contacts (party_id, kind, phone_kind, value)
        values (${two.partyId}, 'phone', 'mobile', '+420777111222'),
               (${two.partyId}, 'phone', 'mobile', '+420602000111'),
               (${two.partyId}, 'phone', 'landline', '+420222333444'),
               (${one.partyId}, 'phone', 'mobile', '+420777111333')`;
    });
    const told = await foretellRun(at(MORNING), { onDay });
    // 179 characters, "ž" among them: three parts of 67.
    expect(told).toMatchObject({
      ...{ letters: 2, stops: [{ reason: "no_address", count: 1 }] },
      leaving: { channels: [{ channel: "sms", count: 3, priceMinor: 360 }], now: 3, waits: [] },
    });
    const ctx = at(MORNING);
    const { runId } = await startRun(ctx, { onDay, idempotencyKey: "key-of-the-run" });
    const system = { ...tenant.system(), now: MORNING, today: makeToday(MORNING) };
    while ((await runDunningStep(system, { runId })).state === "running");
    const put = await reading(ctx, ({ sql }) => sql`select 1 from messages`);
    expect(put).toHaveLength(told.leaving.now);
    expect((await leavingOfRun(ctx, { runId })).now).toBe(told.leaving.now);
  });

  it("counts a person who would be written to too often, those of the run included", async () => {
    const { at, owe } = await scene();
    const caps = { email: { count: 1, days: 7 }, sms: null, letter: null, data_box: null };
    const quiet = { quietFrom: "20:00", quietTo: "07:00" };
    await saveContactRules(at(MORNING), {
      ...{ ...quiet, restsOnSundays: true, restsOnHolidays: true, caps },
    });
    const { partyId } = await owe();
    await inTransaction(at(MORNING), async (_, { sql }) => {
      await sql`update dunning_plans set gathering = 'case'`;
    });
    await owe({ partyId });
    expect(await foretellRun(at(MORNING), { onDay })).toMatchObject({
      ...{ letters: 1, stops: [{ reason: "frequency", count: 1 }] },
    });
  });

  it("is what the run then does, and of one case it is told of that case only", async () => {
    const { tenant, at, owe } = await scene();
    const { caseId } = await owe();
    await owe();
    const ctx = at(EVENING);
    expect((await foretellRun(ctx, { onDay, caseId })).letters).toBe(1);
    const told = await foretellRun(ctx, { onDay });
    const { runId } = await startRun(ctx, { onDay, idempotencyKey: "key-of-the-run" });
    const system = { ...tenant.system(), now: EVENING, today: makeToday(EVENING) };
    for (;;) {
      const { state, sent } = await runDunningStep(system, { runId });
      if (state === "running") continue;
      expect(sent).toBe(told.letters);
      break;
    }
    const { now, waits } = told.leaving;
    expect(await leavingOfRun(ctx, { runId })).toEqual({ now, waits });
    expect(waits).toMatchObject([{ reason: "quiet", count: 2 }]);
  });

  it("is told to nobody who may not send", async () => {
    const { tenant } = await scene();
    const reader = await tenant.operator("readOnly");
    await expect(foretellRun(reader, { onDay })).rejects.toMatchObject({ kind: "forbidden" });
  });
});
