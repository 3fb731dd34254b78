import { PassThrough } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import type { ExportListName } from "@/db/values/lists";
import { isoOfSerial, openWorkbook } from "@/server/connectors/workbook";
import { openCase } from "../cases";
import { createClaim, recordPayment, reversePayment } from "../claims";
import { inTransaction, type OperatorContext, reading } from "../context";
import { createParty } from "../parties";
import { checkParty } from "../registers";
import { openRegisterScene } from "../registers/testing/register-scene";
import { openDesk } from "../testing";
import { addTask, listTasks, resolveTask } from "../timeline";
import { exportList } from ".";
import type { ExportListInput } from "./inputs";

const desk = await openDesk();
const BIRTH_NUMBER = "8051011232";

type Wanted = {
  keys: string[];
  query?: Record<string, unknown>;
  format?: "xlsx" | "csv";
  rows?: ExportListInput["rows"];
};

/** The file as rows of cells; a CSV as lines. */
async function fileOf(
  ctx: OperatorContext,
  list: ExportListName,
  wanted: Wanted,
): Promise<unknown[][]> {
  const { keys, query = {}, format = "xlsx", rows: picked } = wanted;
  const columns = keys.map((key) => ({ key, header: key }));
  const exported = await exportList(ctx, { list, format, query, columns, rows: picked });
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await exported.write(stream);
  const bytes = Buffer.concat(chunks);
  if (format === "csv") {
    const lines = bytes.toString("utf8").replace("\ufeff", "").trim().split("\r\n");
    return lines.map((line) => line.split(";"));
  }
  const workbook = await openWorkbook({ bytes }, { fileName: "x.xlsx" });
  const rows: unknown[][] = [];
  for await (const batch of workbook.rows(0)) rows.push(...batch.rows);
  await workbook.close();
  // A reader leaves off empty cells at the end; days are read as their serial.
  const width = rows[0]?.length ?? 0;
  return rows.map((row) => Array.from({ length: width }, (_, at) => dayOrCell(row[at] ?? null)));
}

const dayOrCell = (cell: unknown) =>
  typeof cell === "object" && cell !== null && "date" in cell
    ? isoOfSerial(Number(cell.date))
    : cell;

const person = (ctx: OperatorContext, fullName: string, more = {}) =>
  createParty(ctx, { kind: "natural_person", fullName, isKnownToDiffer: true, ...more });

let keys = 0;

/** A person with a case, a claim of 1 000 Kč and one of 50 €, a bounced payment and two tasks. */
async function fill(ctx: OperatorContext) {
  const { partyId } = await person(ctx, "Žofie Nováková", {
    birthNumber: BIRTH_NUMBER,
    addresses: [{ kind: "main", street: "Dlouhá 1", postalCode: "11000", city: "Praha" }],
    phones: [{ value: "+420601111111" }, { value: "+420602222222" }],
    emails: [{ value: "zofie@saldo.example" }],
  });
  const { caseId } = await openCase(ctx, {
    category: "collection",
    refNo: "12/2026",
    parties: [{ partyId, role: "debtor" }],
  });
  const claim = { caseId, currency: "CZK", dueOn: "2026-10-31", principalMinor: 100_050 } as const;
  await createClaim(ctx, { ...claim, title: "=1+1", variableSymbol: "0077" });
  await createClaim(ctx, { ...claim, currency: "EUR", dueOn: "2027-01-01", principalMinor: 5_000 });
  const pay = (amountMinor: number, valueOn: string) =>
    recordPayment(ctx, {
      ...{ caseId, amountMinor, valueOn, currency: "CZK", idempotencyKey: `export-${++keys}` },
    });
  const { paymentId } = await pay(10_000, "2026-11-01");
  await reversePayment(ctx, { paymentId, kind: "bounce", valueOn: "2026-11-05", reason: "banka" });
  await pay(100_060, "2026-11-02");
  const dueAt = new Date("2026-11-30T09:30:00Z");
  const task = { caseId, assigneeId: ctx.actor.operatorId, dueAt };
  await addTask(ctx, { ...task, text: "Zavolat", isAllDay: false, place: "Brno" });
  await addTask(ctx, { ...task, text: "Napsat" });
  return { partyId, caseId };
}

describe("a file", () => {
  it.each<[ExportListName, string]>([
    ["cases", "refNo"],
    ["parties", "name"],
    ["claims", "refNo"],
    ["payments", "refNo"],
    ["tasks", "case"],
  ])("is written down as seen: everybody in it (%s)", async (list, key) => {
    const ctx = await (await desk.tenant()).operator("supervisor");
    const { partyId, caseId } = await fill(ctx);
    expect((await fileOf(ctx, list, { keys: [key] })).length).toBeGreaterThan(1);
    const seen = await reading(
      ctx,
      ({ sql }) => sql`
        select place, case_ids as "caseIds", party_ids as "partyIds" from audit_reads`,
    );
    const isPeople = list === "parties";
    expect(seen.map((row) => ({ ...row }))).toEqual([
      {
        place: "lists.export",
        caseIds: isPeople ? [] : [caseId],
        partyIds: isPeople ? [partyId] : [],
      },
    ]);
  });
});

describe("the file of parties", () => {
  it("holds what the list shows, every contact, and never a birth number", async () => {
    const ctx = await (await desk.tenant()).operator("supervisor");
    await fill(ctx);
    await person(ctx, "Adam Bez");
    const keys = ["name", "birthOn", "birthNumber", "city", "country", "phone", "email", "cases"];
    const rows = await fileOf(ctx, "parties", { keys: [...keys, "balance"] });
    expect(rows).toEqual([
      ["name", "birthOn", "city", "country", "phone", "email", "cases"].concat([
        "balance CZK",
        "balance EUR",
      ]),
      ["Adam Bez", null, null, "Česko", null, null, null, null, null],
      [
        ...["Žofie Nováková", "1980-01-01", "Praha", "Česko"],
        ...["+420601111111, +420602222222", "zofie@saldo.example", 1, 0, 50],
      ],
    ]);
    const found = await fileOf(ctx, "parties", {
      keys: ["name"],
      query: { filter: { text: BIRTH_NUMBER } },
    });
    expect(found).toEqual([["name"], ["Žofie Nováková"]]);
    const audit = await reading(
      ctx,
      (tx) => tx.sql`select after::text as text from audit_entries where action = 'lists.export'`,
    );
    expect(audit).toHaveLength(2);
    expect(JSON.stringify(audit)).not.toContain(BIRTH_NUMBER);
    expect(JSON.stringify(rows)).not.toContain(BIRTH_NUMBER);
  });

  it("stands in the order of the list, also where a surname leads, over several batches", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    await inTransaction(tenant.system(), (_, tx) =>
      tx.sql`
        insert into parties (kind, full_name, name_key, search)
        select 'natural_person', 'P ' || lpad(n::text, 4, '0'), 'p', array_to_tsvector(array['p'])
          from generate_series(1, 2500) n`.then(() => undefined),
    );
    const [, ...rows] = await fileOf(ctx, "parties", { keys: ["name"], query: { sort: "-name" } });
    expect(rows).toHaveLength(2_500);
    expect(rows[0]).toEqual(["P 2500"]);
    expect(rows.at(-1)).toEqual(["P 0001"]);
    const [, ...led] = await fileOf(ctx, "parties", {
      keys: ["name"],
      query: { filter: { text: "p" } },
    });
    expect(led).toHaveLength(2_500);
  });
});

describe("the file of claims", () => {
  it("keeps currencies apart, days as days, and what looks like a formula as text", async () => {
    const ctx = await (await desk.tenant()).operator("supervisor");
    await fill(ctx);
    const query = { sort: "due", order: "asc" };
    const keys = ["refNo", "debtor", "title", "variableSymbol", "dueOn", "days", "paid", "balance"];
    expect(await fileOf(ctx, "claims", { keys, query })).toEqual([
      ["refNo", "debtor", "title", "variableSymbol", "dueOn", "days"].concat(
        ...["paid CZK", "paid EUR", "balance CZK", "balance EUR"],
      ),
      [
        ...["12/2026", "Žofie Nováková", "=1+1", "0077", "2026-10-31", null],
        ...[1000.5, null, 0, null],
      ],
      [...["12/2026", "Žofie Nováková", null, null, "2027-01-01", null], ...[null, 0, null, 50]],
    ]);
    const open = { filter: { state: "open" } };
    const csv = await fileOf(ctx, "claims", {
      ...{ keys: ["refNo", "balance"], query: open, format: "csv" },
    });
    expect(csv).toEqual([
      ["refNo", "balance CZK", "balance EUR"],
      ["12/2026", "", "50,00"],
    ]);
  });
});

describe("the file of payments", () => {
  it("says which were taken back and when, and what is left over", async () => {
    const ctx = await (await desk.tenant()).operator("supervisor");
    await fill(ctx);
    const keys = ["valueOn", "amount", "overpayment", "state", "source"];
    const query = { sort: "valueOn", order: "asc" };
    expect(await fileOf(ctx, "payments", { keys, query })).toEqual([
      [
        ...["valueOn", "amount CZK", "amount EUR", "overpayment CZK", "overpayment EUR"],
        ...["state", "state (den)", "source"],
      ],
      [...["2026-11-01", 100, null, null, null], ...["vrácena", "2026-11-05", "ručně"]],
      ["2026-11-02", 1000.6, null, 0.1, null, null, null, "ručně"],
    ]);
    const standing = { keys: ["amount"], query: { filter: { state: "standing" } } };
    expect(await fileOf(ctx, "payments", standing)).toHaveLength(2);
  });
});

describe("the file of tasks", () => {
  it("has the tasks of the tab that was seen, deadlines in Prague's time", async () => {
    const ctx = await (await desk.tenant()).operator("supervisor");
    await fill(ctx);
    const keys = ["due", "task", "case", "state", "balance", "assignee"];
    const rows = await fileOf(ctx, "tasks", { keys, query: { bucket: "all", assignee: "me" } });
    expect(rows).toEqual([
      [
        ...["due", "due (čas)", "due (odloženo do)", "task", "task (místo)", "case", "state"],
        ...["balance CZK", "balance EUR", "assignee"],
      ],
      [
        ...["2026-11-30", "10:30", null, "Zavolat", "Brno", "12/2026", "Nový"],
        ...[0, 50, ctx.actor.name],
      ],
      [
        ...["2026-11-30", null, null, "Napsat", null, "12/2026", "Nový"],
        ...[0, 50, ctx.actor.name],
      ],
    ]);
    const [first] = (await listTasks(ctx, {})).items;
    await resolveTask(ctx, { eventId: first?.id ?? 0, result: "hotovo" });
    const resolved = { keys: ["task", "result"], query: { bucket: "resolved" } };
    expect(await fileOf(ctx, "tasks", resolved)).toEqual([
      ["task", "task (místo)", "result"],
      ["Zavolat", "Brno", "hotovo"],
    ]);
    const searched = { keys: ["task"], query: { text: "napsat" } };
    expect(await fileOf(ctx, "tasks", searched)).toHaveLength(2);
    const [audit] = await reading(
      ctx,
      (tx) => tx.sql`
        select after from audit_entries where action = 'lists.export' order by id desc limit 1`,
    );
    expect(audit?.after).toMatchObject({ list: "tasks", query: { hasText: true } });
    expect(JSON.stringify(audit?.after)).not.toContain("napsat");
  });
});

/** Reads a file to its end, `meanwhile` done between its first bytes and the rest. */
async function slowly(
  ctx: OperatorContext,
  request: Parameters<typeof exportList>[1],
  meanwhile: () => Promise<unknown>,
): Promise<string> {
  const { write } = await exportList(ctx, request);
  // So narrow that the first text of a batch makes the writer wait.
  const stream = new PassThrough({ highWaterMark: 64 });
  const written = write(stream);
  await new Promise((resolve) => stream.once("readable", resolve));
  await meanwhile();
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  await written;
  return Buffer.concat(chunks).toString("utf8");
}

it("a file shows one moment: what changes while it is read does not show up changed", async () => {
  // Names so long that one batch is more than the writer gathers before it writes.
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const inside = (work: (sql: Tx["sql"]) => Promise<unknown>) =>
    inTransaction(tenant.system(), (_, { sql }) => work(sql).then(() => undefined));
  await inside(
    (sql) => sql`
      insert into parties (kind, full_name, name_key, search)
      select 'natural_person', 'Old ' || lpad(n::text, 4, '0') || repeat('x', 100), 'o', ''
        from generate_series(1, 2500) n`,
  );
  const columns = [{ key: "name", header: "name" }];
  const request = { list: "parties", format: "csv", query: {}, columns } as const;
  const text = await slowly(ctx, { ...request, columns: [...columns] }, () =>
    inside((sql) => sql`update parties set full_name = replace(full_name, 'Old', 'New')`),
  );
  const names = text.replace("\ufeff", "").trim().split("\r\n").slice(1);
  expect(names).toHaveLength(2_500);
  expect(names.filter((name) => !name.startsWith("Old"))).toEqual([]);
  const after = await fileOf(ctx, "parties", { keys: ["name"], format: "csv" });
  expect(after[1]?.[0]).toMatch(/^New 0001x/);
});

describe.each([
  ["parties", "name"],
  ["claims", "refNo"],
  ["payments", "refNo"],
  ["tasks", "case"],
] as const)("a file of %s", (list, key) => {
  const columns = [{ key, header: key }];
  const anyone = list === "tasks" ? { assignee: "anyone" } : {};

  it("is refused without the right and for a query that makes no sense", async () => {
    const tenant = await desk.tenant();
    const base = { list, format: "csv" as const, query: {}, columns };
    await expect(exportList(await tenant.operator("readOnly"), base)).rejects.toMatchObject({
      kind: "forbidden",
    });
    const ctx = await tenant.operator("operator");
    const nonsense = { ...base, query: { sort: "x", bucket: "x" } };
    await expect(exportList(ctx, nonsense)).rejects.toMatchObject({ code: "lists.export_query" });
  });

  it("has nothing of another company, nor of cases behind a wall", async () => {
    const [one, two] = [await desk.tenant(), await desk.tenant()];
    await fill(await two.operator("supervisor"));
    const ctx = await one.operator("supervisor");
    expect(await fileOf(ctx, list, { keys: [key], query: anyone })).toHaveLength(1);
    const { caseId } = await fill(ctx);
    const all = await fileOf(ctx, list, { keys: [key], query: anyone });
    expect(all.length).toBeGreaterThan(1);
    await inTransaction(one.system(), async (_, tx) => {
      await tx.sql`insert into access_groups (code, name) values ('B', 'Brno')`;
      await tx.sql`
        update cases set access_group_id = (select id from access_groups) where id = ${caseId}`;
    });
    const narrow = await one.operator("supervisor", { accessGroupIds: [] });
    expect(await fileOf(narrow, list, { keys: [key], query: anyone })).toHaveLength(1);
  });
});

describe("the file of checks", () => {
  it("says who looked at whom, why, and what came of it, and leaves out who is behind a wall", async () => {
    const scene = await openRegisterScene(desk, []);
    const { partyId } = await person(scene.admin, "Žofie Nováková", { birthNumber: BIRTH_NUMBER });
    await checkParty(scene.admin, {
      ...{ partyId, register: "isir_cz", cause: "card", purpose: "před žalobou" },
    });
    const keys = ["register", "party", "outcome", "cause", "actor", "purpose", "price"];
    const [, ...rows] = await fileOf(scene.admin, "screenings", { keys });
    expect(rows).toEqual([
      [
        ...["ISIR (CZ)", "Žofie Nováková", "bez záznamu", "z karty osoby"],
        ...[expect.any(String), "před žalobou", 0, null],
      ],
    ]);
    const found = { query: { filter: { outcome: "found" } }, keys };
    expect(await fileOf(scene.admin, "screenings", found)).toHaveLength(1);
    const { caseId } = await openCase(scene.admin, {
      ...{ category: "collection", parties: [{ partyId, role: "debtor" }] },
    });
    await inTransaction(scene.tenant.system(), async (_, tx) => {
      await tx.sql`insert into access_groups (code, name) values ('B', 'Brno')`;
      await tx.sql`
        update cases set access_group_id = (select id from access_groups) where id = ${caseId}`;
    });
    const narrow = await scene.tenant.operator("supervisor", { accessGroupIds: [] });
    expect(await fileOf(narrow, "screenings", { keys })).toHaveLength(1);
    const reader = await scene.tenant.operator("readOnly");
    await expect(fileOf(reader, "screenings", { keys })).rejects.toMatchObject({
      kind: "forbidden",
    });
    scene.twin.close();
  });
});

/** One row a case, so that every list can be told by the number or the name of its row. */
async function three(ctx: OperatorContext) {
  const made: { caseId: number; partyId: number }[] = [];
  for (const [n, name] of ["Adam Alfa", "Boris Beta", "Cyril Gama"].entries()) {
    const { partyId } = await person(ctx, name);
    const { caseId } = await openCase(ctx, {
      ...{ category: "collection", refNo: `${n + 1}/2026` },
      parties: [{ partyId, role: "debtor" }],
    });
    const debt = { caseId, currency: "CZK", dueOn: "2026-10-31", principalMinor: 1_000 } as const;
    await createClaim(ctx, debt);
    await recordPayment(ctx, {
      ...{ caseId, amountMinor: 500, valueOn: "2026-11-01", currency: "CZK" },
      idempotencyKey: `picked-${++keys}`,
    });
    await addTask(ctx, {
      caseId,
      text: "Zavolat",
      assigneeId: ctx.actor.operatorId,
      dueAt: ctx.now,
    });
    made.push({ caseId, partyId });
  }
  return made;
}

const IDS = {
  cases: "select id from cases order by id",
  parties: "select id from parties order by id",
  claims: "select id from claims order by id",
  payments: "select id from payments order by id",
  tasks: "select id from case_events where kind = 'task' order by id",
};

describe.each([
  ["cases", "refNo", "refNo", { order: "desc" }],
  ["parties", "name", "-name", {}],
  ["claims", "refNo", "newest", { order: "desc" }],
  ["payments", "refNo", "newest", { order: "desc" }],
  ["tasks", "case", "refNo", { order: "desc" }],
] as const)("picked rows of the list of %s", (list, key, sort, order) => {
  const names = list === "parties" ? ["Adam Alfa", "Boris Beta", "Cyril Gama"] : null;
  const rowOf = (n: number) => [names?.[n] ?? `${n + 1}/2026`];
  const idsOf = async (ctx: OperatorContext) => {
    const rows = await reading(ctx, (tx) => tx.sql.unsafe(IDS[list]));
    return rows.map(({ id }) => Number(id));
  };
  const nothing = { filter: { text: "nobodyhere" }, text: "nobodyhere" };

  it("are what the file holds, in the order of the list, whatever its filter says now", async () => {
    const ctx = await (await desk.tenant()).operator("supervisor");
    await three(ctx);
    const [a = 0, , c = 0] = await idsOf(ctx);
    const query = { sort, ...order, ...nothing };
    const rows = { mode: "some" as const, ids: [a, c] };
    expect(await fileOf(ctx, list, { keys: [key], query, rows })).toEqual([
      ...[[key], rowOf(2), rowOf(0)],
    ]);
    const all = { mode: "all" as const, except: [a] };
    expect(await fileOf(ctx, list, { keys: [key], query: { sort, ...order }, rows: all })).toEqual([
      ...[[key], rowOf(2), rowOf(1)],
    ]);
    const audit = await reading(
      ctx,
      (tx) => tx.sql`
        select after from audit_entries where action = 'lists.export' order by id`,
    );
    expect(audit.map(({ after }) => [after.named, after.allExcept])).toEqual([
      ...[
        [2, undefined],
        [undefined, 1],
      ],
    ]);
    expect(JSON.stringify(audit)).not.toContain("nobodyhere");
  });

  it("bring nothing from behind a wall, nor from another company", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator("supervisor");
    const [hidden] = await three(ctx);
    const ids = await idsOf(ctx);
    const rows = { mode: "some" as const, ids };
    await inTransaction(tenant.system(), async (_, tx) => {
      await tx.sql`insert into access_groups (code, name) values ('B', 'Brno')`;
      await tx.sql`update cases set access_group_id = (select id from access_groups)
                    where id = ${hidden?.caseId ?? 0}`;
    });
    const narrow = await tenant.operator("supervisor", { accessGroupIds: [] });
    const seen = await fileOf(narrow, list, { keys: [key], query: { sort, ...order }, rows });
    expect(seen).toEqual([[key], rowOf(2), rowOf(1)]);
    const stranger = await (await desk.tenant()).operator("supervisor");
    expect(await fileOf(stranger, list, { keys: [key], rows })).toHaveLength(1);
  });
});
