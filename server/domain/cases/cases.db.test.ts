import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { caseEvents, cases, outboxFacts, parties } from "@/db/schema";
import { inTransaction, type OperatorContext, reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import {
  addCaseParty,
  archiveCases,
  assignCases,
  countCases,
  definitionOf,
  expireTags,
  findCaseByRefNo,
  getCase,
  listCases,
  moveCase,
  moveCases,
  openCase,
  removeCaseParty,
  saveGroup,
  saveTag,
  tagCases,
  updateCase,
} from ".";

const desk = await openDesk();

async function party(ctx: OperatorContext, fullName: string): Promise<number> {
  const words = fullName.toLowerCase().normalize("NFD").replaceAll(/\p{M}/gu, "").split(" ");
  return inTransaction(ctx, async (_, tx) => {
    const [row] = await tx.sql<{ id: number }[]>`
      insert into parties (kind, full_name, name_key, search)
      values ('natural_person', ${fullName}, ${words.toSorted().join(" ")},
              array_to_tsvector(${words}::text[])) returning id`;
    await tx.sql`insert into search_words (word) select unnest(${words}::text[]) on conflict do nothing`;
    return row?.id ?? 0;
  });
}

async function collection(ctx: OperatorContext, debtor = "Jan Novák", more = {}) {
  const partyId = await party(ctx, debtor);
  const opened = await openCase(ctx, {
    category: "collection",
    parties: [{ partyId, role: "obligor" }],
    ...more,
  });
  return { ...opened, partyId };
}

describe("opening", () => {
  it("allocates numbers in a row and steps over typed ones", async () => {
    const ctx = await (await desk.tenant()).operator();
    const first = await collection(ctx);
    const typed = await collection(ctx, "Eva Malá", { refNo: "2" });
    const third = await collection(ctx, "Petr Malý");
    expect([first.refNo, typed.refNo, third.refNo]).toEqual(["1", "2", "3"]);
  });

  it("steps over numbers of cases that the person does not see", async () => {
    const tenant = await desk.tenant();
    const admin = await tenant.operator();
    const [group] = await inTransaction(
      admin,
      (_, tx) => tx.sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('PRAHA', 'Praha') returning id`,
    );
    const hidden = { accessGroupId: group?.id };
    await collection(admin, "Eva Malá", { refNo: "1", ...hidden });
    await collection(admin, "Ivo Velký", { refNo: "2", ...hidden });
    const ctx = await tenant.operator("operator", { accessGroupIds: [] });
    expect((await collection(ctx)).refNo).toBe("3");
  });

  it("refuses a number that is taken, however it is written", async () => {
    const ctx = await (await desk.tenant()).operator();
    await collection(ctx, "Jan Novák", { refNo: "12/2026" });
    await expect(collection(ctx, "Eva Malá", { refNo: "0012/2026" })).rejects.toMatchObject({
      code: "cases.ref_no_taken",
    });
  });

  it("wants the roles of the process and writes audit and fact", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    await expect(openCase(ctx, { category: "collection" })).rejects.toMatchObject({
      code: "cases.role_required",
    });
    await expect(openCase(ctx, { category: "nonsense" })).rejects.toMatchObject({
      code: "cases.unknown_category",
    });
    const { caseId } = await collection(ctx);
    const facts = await reading(ctx, (tx) => tx.select().from(outboxFacts));
    expect(facts).toMatchObject([{ name: "case.opened", payload: { caseId } }]);
    const [audit] = await reading(ctx, (tx) => tx.sql`select * from audit_entries`);
    expect(audit).toMatchObject({ action: "cases.open", case_id: caseId, actor_kind: "operator" });
  });

  it("takes the group's defaults and access group", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const { groupId } = await saveGroup(ctx, { code: "ALFA", description: "Alfa a.s." });
    const { caseId } = await collection(ctx, "Jan Novák", { groupId });
    expect(await getCase(ctx, { caseId })).toMatchObject({ groupCode: "ALFA", state: "new" });
  });

  it("refuses a person who may only read", async () => {
    const ctx = await (await desk.tenant()).operator("readOnly");
    await expect(openCase(ctx, { category: "collection" })).rejects.toMatchObject({
      kind: "forbidden",
    });
  });
});

describe("state", () => {
  it("moves by the engine, with resolution, transition row, event and fact", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId } = await collection(ctx);
    const { transitions } = await getCase(ctx, { caseId });
    const open = transitions.find((each) => each.isAllowed);
    if (!open) throw new Error("no way out of the first state");
    await moveCase(ctx, { caseId, transition: open.code, resolution: "začínáme" });
    expect(await getCase(ctx, { caseId })).toMatchObject({ state: open.to });
    const events = await reading(ctx, (tx) => tx.select().from(caseEvents));
    expect(events.some((e) => e.kind === "system" && e.text === "začínáme")).toBe(true);
  });

  it("is refused by the database where the engine was passed by", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId } = await collection(ctx);
    await expect(
      inTransaction(ctx, (_, tx) =>
        tx.update(cases).set({ state: "paid" }).where(eq(cases.id, caseId)),
      ),
    ).rejects.toMatchObject({ cause: { code: "23000" } });
  });

  it("judges each of many cases on its own", async () => {
    const ctx = await (await desk.tenant()).operator();
    const [one, two] = [await collection(ctx), await collection(ctx, "Eva Malá")];
    const { transitions } = await getCase(ctx, { caseId: one.caseId });
    const way = transitions.find((each) => each.isAllowed)?.code ?? "";
    await moveCase(ctx, { caseId: one.caseId, transition: way, resolution: "x" });
    const outcomes = await moveCases(ctx, {
      caseIds: [one.caseId, two.caseId, 999_999],
      transition: way,
      resolution: "x",
    });
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([expect.any(Boolean), true, false]);
    expect(outcomes[2]).toMatchObject({ reasons: [{ code: "cases.not_found" }] });
  });
});

describe("a loan", () => {
  it("begins as an application and becomes an issued loan, the same case", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const partyId = await party(ctx, "Jana Žadatelová");
    const parties = [{ partyId, role: "applicant" }];
    const { caseId } = await openCase(ctx, { category: "loan", parties });
    const definition = await reading(ctx, (tx) =>
      definitionOf(tx, { category: "loan", processVersion: 0 }),
    );
    const issue = definition.transitions.find((way) =>
      way.effects.some((effect) => effect.name === "changePartyRole"),
    );
    if (!issue) throw new Error("no transition issues the loan");
    const from = issue.from === "*" ? definition.initial : (issue.from[0] ?? "");
    // Straight to the step before, as a system of ours would after the checks outside.
    await desk.place({ tenantId: tenant.id, caseId }, { state: from });
    const fields = {
      product: "payday",
      approvedMinor: 5_000_000,
      interestPercentYear: 12,
      contractNo: "U-1",
      signedOn: "2026-11-20",
      payoutAccount: "19-2000145399/0800",
      firstDueOn: "2026-12-20",
      maturityOn: "2027-11-20",
    };
    await inTransaction(ctx, (_, tx) =>
      tx.update(cases).set({ fields }).where(eq(cases.id, caseId)),
    );
    const [outcome] = await moveCases(tenant.system("loan-module"), {
      caseIds: [caseId],
      transition: issue.code,
      resolution: "vyplaceno",
    });
    expect(outcome).toEqual({ caseId, ok: true, from, to: issue.to });
    const seen = await getCase(ctx, { caseId });
    expect(seen).toMatchObject({ category: "loan", state: issue.to });
    expect(seen.parties).toMatchObject([{ partyId, role: "debtor" }]);
  });
});

describe("reading", () => {
  it("shows a narrowed operator their groups' cases and those of none", async () => {
    const tenant = await desk.tenant();
    const admin = await tenant.operator();
    const [group] = await inTransaction(
      admin,
      (_, tx) => tx.sql<{ id: number }[]>`
        insert into access_groups (code, name) values ('BRNO', 'Brno'), ('PRAHA', 'Praha')
        returning id`,
    );
    const free = await collection(admin);
    const brno = await collection(admin, "Eva Malá", { accessGroupId: group?.id });
    const praha = await collection(admin, "Ivo Velký", { accessGroupId: (group?.id ?? 0) + 1 });
    const ctx = await tenant.operator("operator", { accessGroupIds: [group?.id ?? 0] });
    const { items } = await listCases(ctx, {});
    expect(items.map((item) => item.id).toSorted()).toEqual([free.caseId, brno.caseId].toSorted());
    await expect(getCase(ctx, { caseId: praha.caseId })).rejects.toMatchObject({
      code: "cases.not_found",
    });
    await expect(moveCase(ctx, { caseId: praha.caseId, to: "amicable" })).rejects.toMatchObject({
      kind: "not_found",
    });
  });

  it("finds by surname without diacritics, in any order, by number and by a piece of a name", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId, refNo } = await collection(ctx, "Ing. Žofie Říčanová");
    await collection(ctx, "Jan Novák");
    for (const text of ["ricanova", "ŽOFIE říč", "ricanova zofie", refNo, "icanov"]) {
      const { items } = await listCases(ctx, { filter: { text } });
      expect(
        items.map((item) => item.id),
        text,
      ).toEqual([caseId]);
    }
    expect((await listCases(ctx, { filter: { text: "nikdo" } })).items).toEqual([]);
  });

  it.each(["refNo", "debtorName", "balance"] as const)(
    "pages by %s without a gap",
    async (sort) => {
      const ctx = await (await desk.tenant()).operator();
      for (const name of ["A B", "C D", "E F", "A B", "G H"]) await collection(ctx, name);
      const whole = await listCases(ctx, { sort, order: "asc" });
      const seen: number[] = [];
      let cursor: string | null = null;
      do {
        const page = await listCases(ctx, { sort, order: "asc", limit: 2, cursor });
        seen.push(...page.items.map((item) => item.id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toEqual(whole.items.map((item) => item.id));
      expect(new Set(seen).size).toBe(5);
      expect(await countCases(ctx, {})).toEqual({ count: 5, isExact: true });
    },
  );

  it("sorts by the debtor's surname as people read it, both ways, page by page", async () => {
    const ctx = await (await desk.tenant()).operator();
    const names = [
      "Čeněk Zápotocký",
      "Ing. Zdeněk Čapek",
      "Adam Cibulka",
      "Jan Řehák",
      "Eva Dlouhá",
    ];
    for (const fullName of names) {
      const { partyId } = await createParty(ctx, { kind: "natural_person", fullName });
      await openCase(ctx, { category: "collection", parties: [{ partyId, role: "debtor" }] });
    }
    const inOrder = async (order: "asc" | "desc") => {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const page = await listCases(ctx, { sort: "debtorName", order, limit: 2, cursor });
        seen.push(...page.items.map(({ debtorName }) => debtorName));
        cursor = page.nextCursor;
      } while (cursor);
      return seen;
    };
    const bySurname = [1, 2, 4, 3, 0].map((place) => names[place] ?? "");
    expect(await inOrder("asc")).toEqual(bySurname);
    expect(await inOrder("desc")).toEqual(bySurname.toReversed());
  });

  it("refuses a cursor that it did not give out", async () => {
    const ctx = await (await desk.tenant()).operator();
    await expect(listCases(ctx, { cursor: "e30" })).rejects.toMatchObject({
      code: "kernel.bad_cursor",
    });
  });

  it("finds a case by the number that people say", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId } = await collection(ctx, "Jan Novák", { refNo: "15/2026" });
    expect(await findCaseByRefNo(ctx, { refNo: " 015/2026 " })).toEqual({ caseId });
  });
});

describe("changing", () => {
  it("refuses to overwrite what somebody changed meanwhile", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId } = await collection(ctx);
    const { version } = await getCase(ctx, { caseId });
    await updateCase(ctx, { caseId, version, extraFields: [["Pobočka", "Brno"]] });
    await expect(
      updateCase(ctx, { caseId, version, extraFields: [["Pobočka", "Praha"]] }),
    ).rejects.toMatchObject({ code: "cases.changed_meanwhile" });
  });

  it("adds and removes parties, keeping the required one", async () => {
    const ctx = await (await desk.tenant()).operator();
    const { caseId, partyId } = await collection(ctx);
    const other = await party(ctx, "Eva Malá");
    await addCaseParty(ctx, { caseId, partyId: other, role: "Ručitel" });
    const detail = await getCase(ctx, { caseId });
    expect(detail.parties.map((each) => each.role)).toEqual(["debtor", "guarantor"]);
    const debtor = detail.parties.find((each) => each.partyId === partyId);
    await expect(
      removeCaseParty(ctx, { caseId, casePartyId: debtor?.id ?? 0 }),
    ).rejects.toMatchObject({ code: "cases.role_required" });
    expect((await listCases(ctx, { filter: { text: "mala" } })).items).toHaveLength(1);
  });

  it("assigns, archives and tags; tags end by themselves", async () => {
    const tenant = await desk.tenant();
    const ctx = await tenant.operator();
    const { caseId } = await collection(ctx);
    await assignCases(ctx, { caseIds: [caseId], ownerId: ctx.actor.operatorId });
    const { tagId } = await saveTag(ctx, {
      code: "nekontaktovat",
      name: "Nekontaktovat",
      effects: ["do_not_contact"],
    });
    await tagCases(ctx, { caseIds: [caseId], tagId, endsOn: ctx.today });
    expect(await getCase(ctx, { caseId })).toMatchObject({
      ownerId: ctx.actor.operatorId,
      effects: ["do_not_contact"],
      tags: [{ code: "nekontaktovat" }],
    });
    expect(await expireTags({ ...tenant.system(), today: "2099-01-01" })).toEqual({ count: 1 });
    expect((await listCases(ctx, { filter: { tags: ["nekontaktovat"] } })).items).toEqual([]);
    await archiveCases(ctx, { caseIds: [caseId], isArchived: true });
    expect((await listCases(ctx, {})).items).toEqual([]);
    expect((await listCases(ctx, { filter: { archived: "only" } })).items).toHaveLength(1);
  });

  it("is refused to those who may not", async () => {
    const tenant = await desk.tenant();
    const { caseId } = await collection(await tenant.operator());
    const reader = await tenant.operator("readOnly");
    const worker = await tenant.operator("operator");
    const forbidden = { kind: "forbidden" };
    await expect(updateCase(reader, { caseId, version: 1 })).rejects.toMatchObject(forbidden);
    await expect(moveCase(reader, { caseId, to: "x" })).rejects.toMatchObject(forbidden);
    await expect(saveGroup(worker, { code: "x" })).rejects.toMatchObject(forbidden);
    await expect(saveTag(worker, { code: "x", name: "x" })).rejects.toMatchObject(forbidden);
    await expect(
      archiveCases(worker, { caseIds: [caseId], isArchived: true }),
    ).rejects.toMatchObject(forbidden);
    await expect(assignCases(worker, { caseIds: [caseId], ownerId: null })).rejects.toMatchObject(
      forbidden,
    );
  });

  it("never touches another tenant's case", async () => {
    const mine = await (await desk.tenant()).operator();
    const { caseId } = await collection(mine);
    const stranger = await (await desk.tenant()).operator();
    await expect(getCase(stranger, { caseId })).rejects.toMatchObject({ kind: "not_found" });
    await expect(updateCase(stranger, { caseId, version: 1 })).rejects.toMatchObject({
      kind: "not_found",
    });
    expect(await assignCases(stranger, { caseIds: [caseId], ownerId: null })).toEqual({
      caseIds: [],
    });
    expect(await reading(stranger, (tx) => tx.select().from(parties))).toEqual([]);
  });
});
