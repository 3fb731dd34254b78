import { describe, expect, it } from "vitest";
import { inTransaction, type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import { getRead, listReads, noteShown, type Shown } from ".";

const desk = await openDesk();
const SHOWN: Shown = { caseId: null, partyId: null, caseIds: [], partyIds: [] };

/** The audit stands below cases and people, so a test of it writes theirs itself. */
async function scene() {
  const tenant = await desk.tenant();
  const admin = await tenant.operator("administrator", { name: "Jana Malá" });
  return inTransaction(admin, async (_, { sql }) => {
    const people = await sql<{ id: number }[]>`
      insert into parties (kind, full_name, name_key)
      select 'legal_entity', name, name from unnest(array['Adam', 'Bedřich', 'Cyril']) name
      returning id`;
    const [group] = await sql<{ id: number }[]>`
      insert into access_groups (code, name) values ('G', 'G') returning id`;
    const cases = await sql<{ id: number }[]>`
      insert into cases (category, state, ref_no, ref_number, ref_year, opened_on, access_group_id)
      select 'collection', 'open', n || '/2026', n, 2026, '2026-11-22', case n when 2 then ${group?.id ?? 0}::bigint end
        from generate_series(1, 2) n returning id`;
    const [one = 0, two = 0] = cases.map(({ id }) => id);
    const [adam = 0, bedrich = 0, cyril = 0] = people.map(({ id }) => id);
    await sql`insert into case_parties (case_id, party_id, role)
              values (${one}, ${adam}, 'debtor'), (${two}, ${bedrich}, 'debtor')`;
    return { tenant, admin, one, two, adam, bedrich, cyril };
  });
}

const later = (ctx: OperatorContext, minutes: number): OperatorContext => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
});
const rowsOf = (ctx: OperatorContext) =>
  reading(ctx, async ({ sql }) => {
    const rows = await sql<{ caseId: number | null; caseIds: number[]; partyIds: number[] }[]>`
      select case_id as "caseId", case_ids as "caseIds", party_ids as "partyIds"
        from audit_reads order by id`;
    return rows.map((row) => ({ ...row }));
  });

describe("what an operator is shown", () => {
  it("is written once an hour for each reader and thing", async () => {
    const { tenant, admin, one, adam } = await scene();
    const opened = { ...SHOWN, caseId: one, caseIds: [one] };
    await noteShown(admin, "cases.get", opened);
    await noteShown(later(admin, 30), "timeline.list", opened);
    expect(await rowsOf(admin)).toEqual([{ caseId: one, caseIds: [one], partyIds: [] }]);
    // Another thing, another reader, another hour.
    await noteShown(admin, "parties.list", { ...SHOWN, partyIds: [adam] });
    await noteShown(await tenant.operator("operator"), "cases.get", opened);
    await noteShown(later(admin, 60), "cases.get", opened);
    expect(await rowsOf(admin)).toHaveLength(4);
    await noteShown(admin, "cases.count", SHOWN);
    expect(await rowsOf(admin)).toHaveLength(4);
  });

  it("is written once, by whichever process comes first", async () => {
    const { admin, one, adam } = await scene();
    const shown = { ...SHOWN, caseIds: [one], partyIds: [adam] };
    // What one process remembers having written the others do not know.
    const processes = [0, 1, 2, 3].map(() => ({ ...admin, db: { ...admin.db } }));
    await Promise.all(processes.map((ctx) => noteShown(ctx, "cases.list", shown)));
    await Promise.all(processes.map((ctx) => noteShown(ctx, "cases.list", shown)));
    expect(await rowsOf(admin)).toHaveLength(1);
  });

  it("is not what is behind a wall and was asked for in vain", async () => {
    const { tenant, admin, two } = await scene();
    const [foreign, outsider] = [
      await scene(),
      await tenant.operator("operator", { accessGroupIds: [] }),
    ];
    for (const caseId of [two, foreign.one]) {
      await noteShown(outsider, "portal.posts", { ...SHOWN, caseId, caseIds: [caseId] });
    }
    await noteShown(admin, "messages.holdsOfParty", {
      ...{ ...SHOWN, partyId: foreign.adam, partyIds: [foreign.adam] },
    });
    expect(await rowsOf(admin)).toEqual([]);
    // Let in, the same person is written down in the same hour.
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update cases set access_group_id = null where id = ${two}`;
    });
    await noteShown(outsider, "portal.posts", { ...SHOWN, caseId: two, caseIds: [two] });
    expect(await rowsOf(admin)).toEqual([{ caseId: two, caseIds: [two], partyIds: [] }]);
  });

  it("is kept from an answer that could not be written", async () => {
    const { admin, one } = await scene();
    const broken: OperatorContext = { ...admin, actor: { ...admin.actor, name: "\0" } };
    const opened = { ...SHOWN, caseId: one, caseIds: [one] };
    await expect(noteShown(broken, "cases.get", opened)).rejects.toThrow();
    await expect(noteShown(broken, "cases.get", opened)).rejects.toThrow();
    await noteShown(admin, "cases.get", opened);
    expect(await rowsOf(admin)).toHaveLength(1);
  });
});

describe("who has read", () => {
  it("is told by case and by person, in lists and on their own page", async () => {
    const { tenant, admin, one, two, adam, bedrich, cyril } = await scene();
    const clerk = await tenant.operator("operator", { name: "Petr Zvědavý" });
    await noteShown(clerk, "cases.list", { ...SHOWN, caseIds: [one, two] });
    await noteShown(later(clerk, 1), "parties.get", {
      ...SHOWN,
      partyId: adam,
      partyIds: [adam, cyril],
    });
    await noteShown(later(admin, 2), "cases.get", { ...SHOWN, caseId: two, caseIds: [two] });
    const told = async (asked: Parameters<typeof listReads>[1]) =>
      (await listReads(admin, asked)).items.map(({ operatorName, place, opened }) =>
        [operatorName, place, opened].join(" "),
      );
    const [list, card, page] = [
      "Petr Zvědavý cases.list ",
      "Petr Zvědavý parties.get party",
      "Jana Malá cases.get case",
    ];
    expect(await told({})).toEqual([page, card, list]);
    expect(await told({ caseId: one })).toEqual([list]);
    expect(await told({ caseId: two })).toEqual([page, list]);
    // A list of cases names their debtors: Adam was seen in it.
    expect(await told({ partyId: adam })).toEqual([card, list]);
    expect(await told({ partyId: bedrich, operatorId: admin.actor.operatorId })).toEqual([page]);
    expect(await told({ partyId: cyril })).toEqual([card]);
    expect(await told({ fromOn: "2026-11-23" })).toEqual([]);
    expect(await told({ toOn: "2026-11-21", partyId: adam })).toEqual([]);
    expect(await told({ fromOn: "2026-11-22", toOn: "2026-11-22", partyId: cyril })).toEqual([
      card,
    ]);
    const [newest] = (await listReads(admin, { partyId: cyril })).items;
    const whole = await getRead(admin, { readId: newest?.id ?? 0 });
    expect(whole).toMatchObject({
      people: [
        { partyId: adam, name: "Adam" },
        { partyId: cyril, name: "Cyril" },
      ],
      ...{ cases: [], peopleCount: 2, caseCount: 0 },
    });
  });

  it("follows a person into the card that theirs was merged into", async () => {
    const { admin, adam, cyril } = await scene();
    await noteShown(admin, "parties.get", { ...SHOWN, partyId: cyril, partyIds: [cyril] });
    await inTransaction(admin, async (_, { sql }) => {
      await sql`update parties set merged_into_id = ${adam} where id = ${cyril}`;
    });
    expect((await listReads(admin, { partyId: adam })).items).toHaveLength(1);
  });

  it("is paged without losing or repeating one", async () => {
    const { admin, one, adam } = await scene();
    for (let n = 0; n < 7; n += 1) {
      const shown = { ...SHOWN, caseIds: n % 2 ? [one] : [], partyIds: [adam, 1_000_000 + n] };
      await noteShown(later(admin, Math.floor(n / 2)), "parties.list", shown);
    }
    for (const asked of [{}, { partyId: adam }, { toOn: "2026-11-22" }]) {
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page: Awaited<ReturnType<typeof listReads>> = await listReads(admin, {
          ...asked,
          limit: 3,
          cursor,
        });
        seen.push(...page.items.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toHaveLength(7);
      expect(seen).toEqual([...new Set(seen)].sort((a, b) => b - a));
    }
    await expect(listReads(admin, { cursor: "bm9uc2Vuc2U" })).rejects.toMatchObject({
      code: "kernel.bad_cursor",
    });
  });

  it("is told as far as the asker sees cases and people", async () => {
    const { tenant, admin, one, two, adam, bedrich } = await scene();
    await noteShown(admin, "cases.list", {
      ...SHOWN,
      caseIds: [one, two],
      partyIds: [adam, bedrich],
    });
    await noteShown(admin, "cases.get", {
      ...SHOWN,
      caseId: two,
      caseIds: [two],
      partyIds: [bedrich],
    });
    const outsider = await tenant.operator("supervisor", { accessGroupIds: [] });
    const { items } = await listReads(outsider, {});
    expect(items).toMatchObject([
      { cases: [{ caseId: one }], people: [{ partyId: adam }], caseCount: 2, peopleCount: 2 },
    ]);
    expect((await listReads(outsider, { caseId: two })).items).toEqual([]);
    expect((await listReads(outsider, { partyId: bedrich })).items).toEqual([]);
    const hidden = (await listReads(admin, { caseId: two })).items[0];
    expect(hidden?.opened).toBe("case");
    await expect(getRead(outsider, { readId: hidden?.id ?? 0 })).rejects.toMatchObject({
      kind: "not_found",
    });
    for (const role of ["operator", "readOnly"] as const) {
      const ctx = await tenant.operator(role);
      await expect(listReads(ctx, {})).rejects.toMatchObject({ kind: "forbidden" });
    }
    const stranger = await (await desk.tenant()).operator();
    expect((await listReads(stranger, { caseId: one })).items).toEqual([]);
    expect((await listReads(stranger, {})).items).toEqual([]);
  });
});
