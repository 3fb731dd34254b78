import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { createClaim } from "../claims";
import { type Context, inTransaction, makeToday, reading } from "../context";
import {
  lockContacts,
  readContactRules,
  saveContactRules,
  sendMessage,
  sendMessages,
} from "../messages";
import { uploadTemplate } from "../templates";
import { openDesk } from "../testing";
import { runDunningStep, startRun } from ".";
import { makeDebtor, makePlan } from "./testing/dunning-scene";

const desk = await openDesk();
let serial = 0;

/** One debtor on two cases of different groups: two letters, and a cap that lets one of them out. */
async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  await saveContactRules(ctx, {
    ...{ quietFrom: "20:00", quietTo: "07:00", restsOnSundays: false, restsOnHolidays: false },
    caps: { email: { count: 1, days: 7 }, sms: null, letter: null, data_box: null },
  });
  async function* text() {
    yield Buffer.from("Dlužíte {Dluh.Celkem}.");
  }
  const { templateId } = await uploadTemplate(ctx, { fileName: "u.txt" }, text());
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`update templates set methods = '{email}', subject = 'x' where id = ${templateId}`;
  });
  await makePlan(ctx, { steps: [{ dayOffset: 5, templateId }], gathering: "case" });
  const first = await makeDebtor(ctx);
  const second = await makeDebtor(ctx, { partyId: first.partyId });
  for (const { caseId } of [first, second]) {
    const owed = { currency: "CZK" as const, dueOn: "2026-11-01", principalMinor: 100_000 };
    await createClaim(ctx, { caseId, ...owed });
  }
  const system = { ...tenant.system(), today: makeToday(desk.now) };
  const putDown = async (caseId: number) => {
    const key = { onDay: "2026-11-22", idempotencyKey: `race-${++serial}-run` };
    const { runId } = await startRun(ctx, { ...key, caseId });
    await runDunningStep(system, { runId });
    return runId;
  };
  return { ctx, system, first, second, putDown };
}

/** Goes on once the other waits for a lock of ours, or is through without having waited. */
async function untilHeldUp(ctx: Context, other: Promise<unknown>): Promise<void> {
  let isOver = false;
  const over = () => {
    isOver = true;
  };
  other.then(over, over);
  for (;;) {
    const [waiting] = await reading(
      ctx,
      ({ sql }) => sql`
        select 1 from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())
           and classid = (hashtext('contact:' || app_tenant())::bigint & 4294967295)::oid`,
    );
    if (waiting || isOver) return;
    await setImmediate();
  }
}

/** Begins the other while the run's letter is written and not yet committed. */
async function duringRun<T>(
  { ctx, system }: Awaited<ReturnType<typeof scene>>,
  { runId, other }: { runId: number; other: () => Promise<T> },
): Promise<T> {
  const started = await inTransaction(system, async (inner) => {
    await runDunningStep(inner, { runId });
    const running = other();
    await untilHeldUp(ctx, running);
    return { running };
  });
  return started.running;
}

const outcomes = (ctx: Context) =>
  reading(ctx, ({ sql }) => sql`select state, reason from dunning_run_items order by run_id`).then(
    (rows) => [...rows],
  );
const countMails = async (ctx: Context) => {
  const rows = await reading(ctx, ({ sql }) => sql`select 1 from messages`);
  return rows.length;
};

it("two runs at the same time write to a person as often as the cap says, not twice that", async () => {
  const desk = await scene();
  const { ctx, system, first, second, putDown } = desk;
  const [one, two] = [await putDown(first.caseId), await putDown(second.caseId)];
  await duringRun(desk, { runId: one, other: () => runDunningStep(system, { runId: two }) });
  expect(await countMails(ctx)).toBe(1);
  expect(await outcomes(ctx)).toEqual([
    { state: "sent", reason: null },
    { state: "stopped", reason: "frequency" },
  ]);
});

it("a message by hand waits for the run that writes to the same person, and is stopped", async () => {
  const desk = await scene();
  const { ctx, first, second, putDown } = desk;
  const runId = await putDown(first.caseId);
  const content = { channel: "email" as const, subject: "x", text: "x" };
  const { partyId } = first;
  const other = () =>
    sendMessage(ctx, {
      ...{ ...content, caseId: second.caseId, partyId, idempotencyKey: "race-by-hand" },
    });
  expect(await duringRun(desk, { runId, other })).toMatchObject({ reasons: ["frequency"] });
  expect(await countMails(ctx)).toBe(1);
});

it("so does a message to many", async () => {
  const desk = await scene();
  const { ctx, first, second, putDown } = desk;
  const runId = await putDown(first.caseId);
  const content = { channel: "email" as const, subject: "x", text: "x" };
  const other = () =>
    sendMessages(ctx, {
      ...{ ...content, caseIds: [second.caseId], idempotencyKey: "race-of-many" },
    });
  expect(await duringRun(desk, { runId, other })).toMatchObject([{ reasons: ["frequency"] }]);
  expect(await countMails(ctx)).toBe(1);
});

/** What any document, task or note of a case does, by somebody else; fails where it has to wait. */
const noteOn = (ctx: Context, caseId: number) =>
  inTransaction(ctx, async (_, { sql }) => {
    await sql`set local lock_timeout = '1s'`;
    await sql`insert into case_events (case_id, kind, text, at)
              values (${caseId}, 'note', 'Volal', now())`;
  });

it("what is written down on a case waits neither for a message that is made nor for a run", async () => {
  const { ctx, system, first, putDown } = await scene();
  const { caseId } = first;
  await inTransaction(ctx, async (_, tx) => {
    const contacts = [{ ...first, channel: "email" as const }];
    await lockContacts(tx, { contacts, rules: await readContactRules(tx) });
    await expect(noteOn(ctx, caseId)).resolves.toBeUndefined();
  });
  const runId = await putDown(caseId);
  await inTransaction(system, async (inner) => {
    await runDunningStep(inner, { runId });
    await expect(noteOn(ctx, caseId)).resolves.toBeUndefined();
  });
});
