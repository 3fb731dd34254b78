import { describe, expect, it } from "vitest";
import { listCases } from "@/server/domain/cases";
import { inTransaction, reading } from "@/server/domain/context";
import {
  createParty,
  getParty,
  mergeParties,
  partiesCatchingUp,
  updateParty,
} from "@/server/domain/parties";
import { openDesk } from "@/server/domain/testing";
import { carryTenant } from "../testing/carry";
import { casesRefresh } from "./cases-refresh";

const desk = await openDesk();
const AT_ONCE = 300;
const CASES = 5_500;

/** A party on very many cases, one of them hidden from nobody's eyes but the operator's. */
async function scene(cases: number, role = "debtor") {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator();
  const draft = { kind: "legal_entity", fullName: "Alfa a.s.", country: "CZ" } as const;
  const { partyId } = await createParty(ctx, { ...draft, isKnownToDiffer: true });
  await inTransaction(ctx, async (_, { sql }) => {
    const made = await sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on)
      select n::text, 0, n, 'collection', 'new', '2026-01-01' from generate_series(1, ${cases}) n
      returning id`;
    const ids = made.map(({ id }) => id);
    await sql`insert into case_parties (case_id, party_id, role)
              select id, ${partyId}, ${role} from unnest(${ids}::bigint[]) id`;
    await sql`select refresh_case_search(${ids}::bigint[])`;
  });
  const rename = async (fullName: string) => {
    const { version } = await getParty(ctx, { partyId });
    await updateParty(ctx, { ...draft, partyId, version, fullName });
  };
  const named = (name: string) =>
    reading(ctx, async ({ sql }) => {
      const [row] = await sql<{ n: number }[]>`
        select count(*) as n from cases where debtor_name = ${name}`;
      return row?.n ?? 0;
    });
  const relay = () =>
    carryTenant(
      {
        db: desk.db,
        log: ctx.log,
        subscribers: { "cases.outdated": casesRefresh },
        makeContext: (actor) => ({ ...ctx, actor }),
      },
      tenant.id,
    );
  const rest = () =>
    reading(ctx, async ({ sql }) => {
      const rows = await sql<
        { payload: { partyId: number; beforeCaseId: number; since: number } }[]
      >`
        select payload from outbox_facts
         where name = 'cases.outdated' and relayed_at is null order by id`;
      return rows.map(({ payload }) => payload);
    });
  return { tenant, ctx, partyId, draft, rename, named, relay, rest };
}

// Thousands of cases each: seconds alone, and many of them on a machine that does other work.
describe("a party on very many cases", { timeout: 90_000 }, () => {
  it("is renamed on a few hundred at once, on the rest by a job that ends", async () => {
    const { ctx, partyId, rename, named, relay } = await scene(CASES);
    await rename("Beta a.s.");
    expect(await named("Beta a.s.")).toBe(AT_ONCE);
    expect(await partiesCatchingUp(ctx)).toEqual([{ partyId, fullName: "Beta a.s." }]);
    // Ten chunks a fact, so the job queued up once behind itself.
    expect(await relay()).toBeGreaterThanOrEqual(2);
    expect(await named("Beta a.s.")).toBe(CASES);
    expect(await partiesCatchingUp(ctx)).toEqual([]);
    const filter = { text: "beta" };
    expect((await listCases(ctx, { filter, limit: 100 })).items).toHaveLength(100);
    expect((await listCases(ctx, { filter: { text: "alfa" }, limit: 100 })).items).toEqual([]);
  });

  it("renamed while the job runs, ends with the last name on every case", async () => {
    const { rename, named, relay } = await scene(1_500);
    await rename("Beta a.s.");
    await rename("Gama a.s.");
    await relay();
    expect(await named("Gama a.s.")).toBe(1_500);
  });

  it("goes on where a dead process stopped, and leaves one rest however often it comes", async () => {
    const { tenant, rename, named, relay, rest } = await scene(CASES);
    await rename("Beta a.s.");
    const [payload] = await rest();
    if (!payload) throw new Error("no fact");
    let beats = 0;
    const dies = async () => {
      beats += 1;
      if (beats === 3) throw new Error("the process is gone");
    };
    const again = (beat: () => Promise<void>) =>
      casesRefresh(tenant.system(), payload, { attempt: 1, beat });
    await expect(again(dies)).rejects.toThrow("gone");
    expect(await named("Beta a.s.")).toBe(AT_ONCE + 3 * 500);
    await again(async () => undefined);
    await again(async () => undefined);
    expect(await rest()).toHaveLength(2);
    await relay();
    expect(await named("Beta a.s.")).toBe(CASES);
  });

  it("is merged the same way, and few cases need no job", async () => {
    const { ctx, partyId, draft, named, relay, rest } = await scene(700);
    const { partyId: keepId } = await createParty(ctx, {
      ...draft,
      fullName: "Delta a.s.",
      isKnownToDiffer: true,
    });
    await mergeParties(ctx, { keepId, mergeId: partyId });
    expect(await named("Delta a.s.")).toBe(AT_ONCE);
    await relay();
    expect(await named("Delta a.s.")).toBe(700);
    const small = await scene(AT_ONCE);
    await small.rename("Beta a.s.");
    expect(await small.rest()).toEqual([]);
    expect(await small.named("Beta a.s.")).toBe(AT_ONCE);
    expect(await rest()).toEqual([]);
  });

  it("is not named to whom access groups hide it", async () => {
    const { tenant, ctx, rename } = await scene(AT_ONCE + 1);
    await inTransaction(ctx, async (_, { sql }) => {
      const [group] = await sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('X', 'X') returning id`;
      await sql`update cases set access_group_id = ${group?.id ?? 0}`;
    });
    await rename("Beta a.s.");
    const limited = await tenant.operator("operator", { accessGroupIds: [] });
    expect(await partiesCatchingUp(limited)).toEqual([]);
    expect(await partiesCatchingUp(ctx)).toHaveLength(1);
  });
});
