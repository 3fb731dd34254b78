import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import { LISTS } from "@/db/values/lists";
import { openWorkbook } from "@/server/connectors/workbook";
import { archiveCases, getCase, listCases, openCase, saveTag } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk, type TestTenant } from "../testing";
import {
  cancelBulkAction,
  deleteView,
  exportList,
  getBulkAction,
  listBulkActions,
  listBulkOutcomes,
  listViews,
  runBulkStep,
  saveView,
  startBulkAction,
  writeBulkOutcomes,
} from ".";

const desk = await openDesk();
const emptyQuery = { q: "", sort: null, filters: {}, columns: null };

async function party(ctx: OperatorContext, fullName: string): Promise<number> {
  const words = fullName.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").split(" ");
  return inTransaction(ctx, async (_, tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into parties (kind, full_name, name_key, search)
      values ('natural_person', ${fullName}, ${words.toSorted().join(" ")},
              array_to_tsvector(${words}::text[])) returning id`;
    return row?.id ?? 0;
  });
}

async function openMany(ctx: OperatorContext, count: number): Promise<number[]> {
  const partyId = await party(ctx, "Jan Novák");
  const ids: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const { caseId } = await openCase(ctx, {
      category: "collection",
      parties: [{ partyId, role: "debtor" }],
    });
    ids.push(caseId);
  }
  return ids;
}

async function runToEnd(tenant: TestTenant, bulkActionId: number): Promise<void> {
  let state = "running";
  while (state === "running") ({ state } = await runBulkStep(tenant.system(), { bulkActionId }));
}

describe("views", () => {
  it("are one's own until they are shared, and only the owner changes them", async () => {
    const tenant = await desk.tenant();
    const [mine, other] = [await tenant.operator("supervisor"), await tenant.operator("operator")];
    const query = { ...emptyQuery, filters: { owner: "me", overdue: "1" } };
    const { viewId } = await saveView(mine, { list: "cases", name: "Moje po splatnosti", query });
    expect(await listViews(other, { list: "cases" })).toEqual([]);
    await saveView(mine, { viewId, list: "cases", name: "Po splatnosti", query, isShared: true });
    expect(await listViews(other, { list: "cases" })).toMatchObject([
      { id: viewId, name: "Po splatnosti", isOwn: false, isShared: true, query },
    ]);
    expect(await listViews(other, { list: "parties" })).toEqual([]);
    for (const act of [
      () => deleteView(other, { viewId }),
      () => saveView(other, { viewId, list: "cases", name: "x", query }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "lists.view_not_found" });
    }
    await deleteView(mine, { viewId });
    expect(await listViews(mine, { list: "cases" })).toEqual([]);
    const audit = await reading(mine, (tx) => tx.sql`select action from audit_entries order by id`);
    expect(audit.map(({ action }) => action)).toEqual([
      "lists.create-view",
      "lists.update-view",
      "lists.delete-view",
    ]);
  });

  it("need another name each, and sharing needs the right to", async () => {
    const ctx = await (await desk.tenant()).operator("operator");
    await saveView(ctx, { list: "cases", name: "A", query: emptyQuery });
    await expect(
      saveView(ctx, { list: "cases", name: "A", query: emptyQuery }),
    ).rejects.toMatchObject({ code: "lists.view_name_taken" });
    await saveView(ctx, { list: "parties", name: "A", query: emptyQuery });
    await expect(
      saveView(ctx, { list: "cases", name: "B", query: emptyQuery, isShared: true }),
    ).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe.each(LISTS)("views of the list of %s", (list) => {
  it("come back as they were kept, to this list and this company only", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    const ctx = await one.operator("supervisor");
    const query = { q: "novak", sort: "-x", filters: { a: "1" }, columns: ["b", "c"] };
    const { viewId } = await saveView(ctx, { list, name: "Moje", query, isShared: true });
    expect(await listViews(ctx, { list })).toMatchObject([{ id: viewId, name: "Moje", query }]);
    expect(await listViews(await one.operator("readOnly"), { list })).toHaveLength(1);
    for (const other of LISTS.filter((each) => each !== list)) {
      expect(await listViews(ctx, { list: other })).toEqual([]);
    }
    expect(await listViews(await two.operator(), { list })).toEqual([]);
  });
});

describe("a bulk action", () => {
  it("acts on what matched when it began, with an outcome for each row", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const ids = await openMany(ctx, 5);
    const { bulkActionId, total } = await startBulkAction(ctx, {
      list: "cases",
      action: "assign",
      params: { ownerId: ctx.actor.operatorId },
      selection: { mode: "all", filter: { states: ["new"] }, except: [ids[4] ?? 0] },
    });
    expect(total).toBe(4);
    const late = await openMany(ctx, 1);
    await runToEnd(tenant, bulkActionId);
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({
      state: "done",
      total: 4,
      done: 4,
      failed: 0,
    });
    const owned = await listCases(ctx, { filter: { owners: ["me"] } });
    expect(owned.items.map(({ id }) => id).toSorted()).toEqual(ids.slice(0, 4).toSorted());
    expect(owned.items.map(({ id }) => id)).not.toContain(late[0]);
    const audit = await reading(
      ctx,
      (tx) => tx.sql`select actor_name from audit_entries where action = 'cases.assign'`,
    );
    expect(audit.map((row) => row.actor_name)).toEqual(Array(4).fill(ctx.actor.name));
  });

  it("sends a message to all but the one whose own message is refused", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const ids: number[] = [];
    for (let at = 0; at < 3; at += 1) ids.push((await makeDebtor(tenant.system())).caseId);
    await inTransaction(tenant.system(), async (_, { sql }) => {
      await sql`delete from party_addresses where party_id =
        (select debtor_party_id from cases where id = ${ids[1] ?? 0})`;
    });
    const subject = "{Když Povinný.Ulice}Výzva{Konec}";
    const params = { channel: "email", subject, text: "Dlužíte.", idempotencyKey: "key-of-bulk" };
    const { bulkActionId } = await startBulkAction(ctx, {
      ...{ list: "cases", action: "message", params, selection: { mode: "some", ids } },
    });
    await runToEnd(tenant, bulkActionId);
    const { items } = await listBulkOutcomes(ctx, { bulkActionId });
    expect(Object.fromEntries(items.map(({ itemId, outcome }) => [itemId, outcome]))).toEqual({
      ...{ [ids[0] ?? 0]: "done", [ids[1] ?? 0]: "messages.subject_missing" },
      [ids[2] ?? 0]: "done",
    });
  });

  it("says of each row why it was refused, in names", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const ids = await openMany(ctx, 2);
    const params = { to: "amicable" };
    const { bulkActionId } = await startBulkAction(ctx, {
      list: "cases",
      action: "move",
      params,
      selection: { mode: "some", ids },
    });
    await runToEnd(tenant, bulkActionId);
    const { items } = await listBulkOutcomes(ctx, { bulkActionId, isFailedOnly: true });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({ outcome: "workflow.no_claims", debtorName: "Jan Novák" });
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({ failed: 2, done: 2 });
  });

  it("tells changed, unchanged and vanished rows apart", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const [kept, gone, already] = await openMany(ctx, 3);
    await archiveCases(ctx, { caseIds: [already ?? 0], isArchived: true });
    const { bulkActionId } = await startBulkAction(ctx, {
      list: "cases",
      action: "archive",
      params: { isArchived: true },
      selection: { mode: "some", ids: [kept ?? 0, gone ?? 0, already ?? 0] },
    });
    await inTransaction(ctx, (_, tx) =>
      tx.sql`update cases set voided_at = now() where id = ${gone ?? 0}`.then(() => undefined),
    );
    await runToEnd(tenant, bulkActionId);
    const { items } = await listBulkOutcomes(ctx, { bulkActionId });
    expect(items.map(({ refNo, outcome }) => [refNo !== null, outcome])).toEqual([
      [true, "done"],
      [false, "cases.not_found"],
      [true, "unchanged"],
    ]);
  });

  it("goes on after a crash: what a chunk did is written with its outcomes, or not at all", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const ids = await openMany(ctx, 1);
    // 450 more rows by SQL: three chunks.
    await inTransaction(ctx, (_, tx) =>
      tx.sql`insert into cases (ref_no, ref_year, ref_number, category, state, opened_on)
        select n::text, 0, n, 'collection', 'new', '2026-01-01' from generate_series(1001, 1450) n`.then(
        () => undefined,
      ),
    );
    const { tagId } = await saveTag(ctx, { code: "vip", name: "VIP" });
    const { bulkActionId, total } = await startBulkAction(ctx, {
      list: "cases",
      action: "tag",
      params: { tagId },
      selection: { mode: "all" },
    });
    expect(total).toBe(451);
    expect(await runBulkStep(tenant.system(), { bulkActionId })).toMatchObject({
      state: "running",
      done: 200,
    });
    // The process dies in the middle of the second chunk: its transaction is rolled back.
    const crash = inTransaction(tenant.system(), async (inner) => {
      await runBulkStep(inner, { bulkActionId });
      throw new Error("killed");
    });
    await expect(crash).rejects.toThrow("killed");
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({ done: 200 });
    await runToEnd(tenant, bulkActionId);
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({
      state: "done",
      done: 451,
      failed: 0,
    });
    const [tagged] = await reading(ctx, (tx) => tx.sql`select count(*) as n from case_tags`);
    expect(tagged?.n).toBe(451);
    expect((await getCase(ctx, { caseId: ids[0] ?? 0 })).tags).toMatchObject([{ code: "vip" }]);
  });

  it("goes on after its connection was lost in the middle of a chunk", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const ids = await openMany(ctx, 3);
    const { tagId } = await saveTag(ctx, { code: "vip", name: "VIP" });
    const { bulkActionId } = await startBulkAction(ctx, {
      list: "cases",
      action: "tag",
      params: { tagId },
      selection: { mode: "some", ids },
    });
    const cut = inTransaction(ctx, async (_, tx) => {
      await tx.sql`select from cases where id = ${ids[1] ?? 0} for update`;
      const step = runBulkStep(tenant.system(), { bulkActionId });
      const refused = expect(step).rejects.toThrow();
      const cutOff = () =>
        reading(ctx, async ({ sql }) => {
          const rows = await sql<{ cut: boolean }[]>`
            select pg_terminate_backend(pid) as cut from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock'`;
          return rows.length;
        });
      await expect.poll(cutOff).toBe(1);
      await refused;
    });
    await cut;
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({ done: 0 });
    await runToEnd(tenant, bulkActionId);
    expect(await getBulkAction(ctx, { bulkActionId })).toMatchObject({ done: 3, failed: 0 });
  });

  it("stops when it is cancelled, and a stranger cannot even see it", async () => {
    const tenant = await desk.tenant();
    const [ctx, other] = [await tenant.operator("operator"), await tenant.operator("operator")];
    const ids = await openMany(ctx, 2);
    const { tagId } = await saveTag(await tenant.operator(), { code: "x", name: "X" });
    const { bulkActionId } = await startBulkAction(ctx, {
      list: "cases",
      action: "tag",
      params: { tagId },
      selection: { mode: "some", ids },
    });
    for (const act of [
      () => cancelBulkAction(other, { bulkActionId }),
      () => getBulkAction(other, { bulkActionId }),
      () => listBulkOutcomes(other, { bulkActionId }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: "lists.bulk_not_found" });
    }
    expect(await listBulkActions(other, { list: "cases" })).toEqual([]);
    expect(await cancelBulkAction(ctx, { bulkActionId })).toMatchObject({ state: "cancelled" });
    await runToEnd(tenant, bulkActionId);
    expect(await listBulkActions(ctx, { list: "cases" })).toMatchObject([
      { id: bulkActionId, state: "cancelled", done: 0 },
    ]);
  });

  it("works with the rights that the person has now, not with those of the start", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("operator");
    const ids = await openMany(ctx, 1);
    const { tagId } = await saveTag(await tenant.operator(), { code: "x", name: "X" });
    const start = () =>
      startBulkAction(ctx, {
        list: "cases",
        action: "tag",
        params: { tagId },
        selection: { mode: "some", ids },
      });
    const demoted = await start();
    const setRole = (role: string, isActive: boolean) =>
      inTransaction(tenant.system(), (_, tx) =>
        tx.sql`update operators set role = ${role}, is_active = ${isActive}
          where id = ${ctx.actor.operatorId}`.then(() => undefined),
      );
    await setRole("readOnly", true);
    await runToEnd(tenant, demoted.bulkActionId);
    const admin = await tenant.operator();
    const { items } = await listBulkOutcomes(admin, { bulkActionId: demoted.bulkActionId });
    expect(items).toMatchObject([{ outcome: "access.forbidden" }]);
    await setRole("operator", false);
    const dismissed = await start();
    expect(await runBulkStep(tenant.system(), dismissed)).toMatchObject({ state: "failed" });
  });

  it("refuses who may not, params that make no sense, and nothing at all", async () => {
    const tenant = await desk.tenant();
    const [reader, operator] = [
      await tenant.operator("readOnly"),
      await tenant.operator("operator"),
    ];
    const ids = await openMany(operator, 1);
    const archive = { list: "cases", action: "archive", params: { isArchived: true } } as const;
    const selection = { mode: "some" as const, ids };
    for (const ctx of [reader, operator]) {
      await expect(startBulkAction(ctx, { ...archive, selection })).rejects.toMatchObject({
        kind: "forbidden",
      });
    }
    await expect(
      startBulkAction(operator, { list: "cases", action: "move", params: {}, selection }),
    ).rejects.toMatchObject({ code: "lists.bulk_params" });
    await expect(
      startBulkAction(operator, {
        list: "cases",
        action: "move",
        params: { to: "amicable" },
        selection: { mode: "all", filter: { text: "nikdo takový" } },
      }),
    ).rejects.toMatchObject({ code: "lists.bulk_nothing" });
  });

  it("never reaches cases of another tenant or access group, though they are named", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    const ctx = await one.operator("supervisor");
    const foreign = await openMany(await two.operator(), 1);
    const own = await openMany(ctx, 1);
    const walled = await openMany(ctx, 1);
    await inTransaction(one.system(), async (_, tx) => {
      await tx.sql`insert into access_groups (code, name) values ('B', 'Brno')`;
      await tx.sql`update cases set access_group_id = (select id from access_groups)
        where id = ${walled[0] ?? 0}`;
    });
    const narrow = await one.operator("supervisor", { accessGroupIds: [] });
    const { total } = await startBulkAction(narrow, {
      list: "cases",
      action: "archive",
      params: { isArchived: true },
      selection: { mode: "some", ids: [...own, ...walled, ...foreign] },
    });
    expect(total).toBe(1);
  });

  it("gives its outcomes as a workbook", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const ids = await openMany(ctx, 2);
    const { bulkActionId } = await startBulkAction(ctx, {
      list: "cases",
      action: "move",
      params: { to: "amicable" },
      selection: { mode: "some", ids },
    });
    await runToEnd(tenant, bulkActionId);
    const words = {
      sheetName: "Výsledky",
      refNo: "Ref. číslo",
      debtor: "Dlužník",
      kinds: { case: "Případ", claim: "Pohledávka", payment: "Platba", task: "Úkol" },
      outcome: "Výsledek",
      textOf: (outcome: string | null) => `= ${outcome}`,
    };
    const rows = await readBack((stream) =>
      writeBulkOutcomes(ofOneMoment(ctx), { bulkActionId }, { stream, words }),
    );
    expect(rows).toEqual([
      ["Ref. číslo", "Dlužník", "Výsledek"],
      ["1", "Jan Novák", "= workflow.no_claims"],
      ["2", "Jan Novák", "= workflow.no_claims"],
    ]);
  });
});

/** Reads nothing but snapshots: page after page of a running action would be of different moments. */
function ofOneMoment(ctx: OperatorContext): OperatorContext {
  const read = () => Promise.reject(new Error("read outside a snapshot"));
  return { ...ctx, db: { ...ctx.db, read } };
}

async function readBack(write: (stream: PassThrough) => Promise<void>): Promise<unknown[][]> {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await write(stream);
  const workbook = await openWorkbook({ bytes: Buffer.concat(chunks) }, { fileName: "x.xlsx" });
  const rows: unknown[][] = [];
  for await (const batch of workbook.rows(0)) rows.push(...batch.rows);
  await workbook.close();
  return rows;
}

describe("an export", () => {
  const columns = [
    { key: "refNo", header: "Ref. číslo" },
    { key: "state", header: "Stav" },
    { key: "balance", header: "Zůstatek" },
    { key: "field.contractOn", header: "není v seznamu" },
    { key: "field.contractNo", header: "Číslo smlouvy" },
    { key: "nonsense", header: "?" },
  ];

  it("holds what matches, in the columns that were seen, and stands in the audit", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("operator");
    const partyId = await party(ctx, "Jan Novák");
    for (const refNo of ["0012/2026", "7"]) {
      await openCase(ctx, {
        category: "collection",
        refNo,
        fields: { contractNo: "=1+1" },
        parties: [{ partyId, role: "debtor" }],
      });
    }
    const query = { filter: { text: "novak" }, sort: "refNo", order: "asc" };
    const exported = await exportList(ctx, { list: "cases", format: "xlsx", query, columns });
    expect(await readBack(exported.write)).toEqual([
      ["Ref. číslo", "Stav", "Zůstatek CZK", "Zůstatek EUR", "Číslo smlouvy"],
      ["7", "Nový", 0, null, "=1+1"],
      ["0012/2026", "Nový", 0, null, "=1+1"],
    ]);
    const [audit] = await reading(
      ctx,
      (tx) => tx.sql`select after from audit_entries where action = 'lists.export'`,
    );
    expect(audit?.after).toMatchObject({ list: "cases", query: { filter: { hasText: true } } });
    expect(JSON.stringify(audit?.after)).not.toContain("novak");
  });

  it("is refused without the right, for unknown columns and for a query that makes no sense", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("operator");
    const base = { list: "cases" as const, format: "csv" as const, query: {}, columns };
    await expect(exportList(await tenant.operator("readOnly"), base)).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(
      exportList(ctx, { ...base, columns: [{ key: "x", header: "x" }] }),
    ).rejects.toMatchObject({ code: "lists.export_columns" });
    await expect(exportList(ctx, { ...base, query: { sort: "x" } })).rejects.toMatchObject({
      code: "lists.export_query",
    });
  });

  it("gives nobody the cases of other tenants", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    await openMany(await two.operator(), 1);
    const ctx = await one.operator();
    const exported = await exportList(ctx, {
      list: "cases",
      format: "xlsx",
      query: {},
      columns: [{ key: "refNo", header: "R" }],
    });
    expect(await readBack(exported.write)).toEqual([["R"]]);
  });
});
