import { describe, expect, it } from "vitest";
import { inTransaction, makeToday, reading } from "@/server/domain/context";
import { activatePlan, draftPlan, listRuns, saveStep, startRun } from "@/server/domain/dunning";
import { uploadTemplate } from "@/server/domain/templates";
import { openDesk } from "@/server/domain/testing";
import { dunningRun } from "./dunning-run";

const desk = await openDesk();
const LETTERS = 250;

/** Debtors with one overdue claim each, and a plan in force that writes to all of them. */
async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  async function* content() {
    yield Buffer.from("{Povinný.Oslovení}, dlužíte {Dluh.Celkem}.");
  }
  const { templateId } = await uploadTemplate(ctx, { fileName: "upominka.txt" }, content());
  await inTransaction(ctx, async (_, { sql }) => {
    await sql`update templates set methods = '{email}', subject = 'Upomínka'`;
    await sql`
      with p as (
        insert into parties (kind, full_name, given_name, surname, name_key, sex)
        select 'natural_person', 'Karel Dlužný', 'Karel', 'Dlužný', 'dluzny karel', 'male'
          from generate_series(1, ${LETTERS}) returning id
      ), numbered as (select id, row_number() over () as n from p
      ), mailed as (
        insert into party_contacts (party_id, kind, value)
        select id, 'email', 'debtor' || n || '@debtor.example' from numbered
      ), k as (
        insert into cases (ref_no, ref_year, ref_number, category, state, opened_on,
                           debtor_party_id, debtor_name)
        select n || '/2026', 2026, n, 'collection', 'amicable', '2026-01-01', id, 'Karel Dlužný'
          from numbered returning id, debtor_party_id
      ), parts as (
        insert into case_parties (case_id, party_id, role)
        select id, debtor_party_id, 'debtor' from k
      ) select count(*) from k`;
    await sql`
      with c as (
        insert into claims (case_id, currency, due_on, principal_minor, charged_minor, balance_minor)
        select id, 'CZK', '2026-11-01', 100000, 100000, 100000 from cases returning id
      ), part as (
        insert into claim_components (claim_id, kind) select id, 'principal' from c returning id
      )
      insert into component_entries (component_id, amount_minor, value_on, booked_at)
      select id, 100000, '2026-11-01', now() from part`;
  });
  const { planId } = await draftPlan(ctx, { name: "Plán" });
  await saveStep(ctx, {
    ...{ planId, version: 1, templateId, dayOffset: 5, currency: "CZK", feeMinor: 15_000 },
    isLast: true,
  });
  await activatePlan(ctx, { planId, version: 2 });
  const { runId } = await startRun(ctx, {
    ...{ onDay: ctx.today, idempotencyKey: "a-long-run" },
  });
  const system = { ...tenant.system(), today: makeToday(desk.now) };
  return { ctx, system, runId };
}

const messageCount = (ctx: Parameters<typeof reading>[0]) =>
  reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ all: number; cases: number }[]>`
      select count(*)::int as all, count(distinct case_id)::int as cases from messages`;
    return { ...row };
  });

describe("the function of a dunning run", () => {
  it("is killed in the middle, goes on, and sends every letter once", async () => {
    const { ctx, system, runId } = await scene();
    let beats = 0;
    const dying = async () => {
      beats += 1;
      // After the letters were put down and the first hundred went.
      if (beats === 2) throw new Error("killed");
    };
    const payload = { runId };
    await expect(dunningRun(system, payload, { attempt: 1, beat: dying })).rejects.toThrow(
      "killed",
    );
    expect(await messageCount(ctx)).toEqual({ all: 100, cases: 100 });
    // The relay hands the fact over again, and once more for good measure.
    for (const attempt of [2, 3])
      await dunningRun(system, payload, { attempt, beat: async () => {} });
    expect(await messageCount(ctx)).toEqual({ all: LETTERS, cases: LETTERS });
    const [run] = await listRuns(ctx);
    expect(run).toMatchObject({ state: "done", total: LETTERS, sent: LETTERS, stopped: 0 });
    const fees = await reading(
      ctx,
      ({ sql }) => sql`select 1 from claim_components where kind = 'fee'`,
    );
    expect(fees).toHaveLength(LETTERS);
  });

  it("gives up at the fifth fault and says so on the run", async () => {
    const { ctx, system, runId } = await scene();
    const silent = async () => {
      throw new Error("no line to the database");
    };
    await dunningRun(system, { runId }, { attempt: 5, beat: silent });
    const [run] = await listRuns(ctx);
    expect(run).toMatchObject({ state: "failed", lastError: "Error" });
    expect(run?.endedAt).not.toBeNull();
    await dunningRun(system, { runId }, { attempt: 1, beat: silent });
    expect(await messageCount(ctx)).toEqual({ all: 0, cases: 0 });
  });
});
