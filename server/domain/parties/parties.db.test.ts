import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import { openDesk, type TestTenant } from "../testing";
import { createParty } from "./create-party";
import { findDuplicates } from "./duplicates";
import { getParty } from "./get-party";
import type { CreatePartyInput, FindDuplicatesInput } from "./inputs";
import { countParties, listParties, matchingPartyIds, partiesByIds } from "./list-parties";
import { quickSearchParties } from "./quick-search";
import { revealBirthNumber } from "./reveal-birth-number";
import { addCase, addGroup, everything, inTenant } from "./testing/rows";
import { updateParty } from "./update-party";

const desk = await openDesk();
const BIRTH_NUMBER = "800101/9114";
const DIGITS = "8001019114";

const novak: CreatePartyInput = {
  kind: "natural_person",
  fullName: "Ing. Jan Novák",
  birthNumber: BIRTH_NUMBER,
  addresses: [{ kind: "main", street: "Nádražní 12", city: "Praha 4", postalCode: "140 00" }],
  emails: [{ value: "jan.novak@seznam.cz" }],
  phones: [{ value: "777 123 456", note: "večer" }],
};

const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error;
};

const codes = async (promise: Promise<unknown>) => (await refusal(promise)).code;

async function setUp() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor", { name: "Marie Vedoucí" });
  return { tenant, ctx };
}

/** Everything in the tenant that outlives the verb and could be read by somebody later. */
const traces = (tenant: TestTenant) =>
  inTenant(tenant, async ({ sql }) => {
    const rows = await sql`
      select to_jsonb(a)::text as line from audit_entries a
      union all select to_jsonb(f)::text from outbox_facts f
      union all select to_jsonb(p)::text from parties p
      union all select to_jsonb(m)::text from party_merges m
      union all select word from search_words`;
    return rows.map((row) => String(row.line)).join("\n");
  });

describe("createParty", () => {
  it("stores the record, its audit and its fact, the birth number in none of them", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const card = await getParty(ctx, { partyId });
    expect(card).toMatchObject({
      fullName: "Ing. Jan Novák",
      givenName: "Jan",
      surname: "Novák",
      birthOn: "1980-01-01",
      sex: "male",
      birthNumberMasked: "80••••/••••",
      postalKind: "main",
      version: 1,
      cases: [],
    });
    expect(card.contacts.map(({ kind, value, phoneKind }) => [kind, value, phoneKind])).toEqual([
      ["email", "jan.novak@seznam.cz", null],
      ["phone", "+420777123456", "mobile"],
    ]);
    expect(card.history.map((entry) => entry.action)).toEqual(["parties.create"]);
    const facts = await inTenant(tenant, ({ sql }) => sql`select name, payload from outbox_facts`);
    expect(facts).toEqual([{ name: "party.created", payload: { partyId } }]);
    const text = await traces(tenant);
    expect(text).toContain("Nádražní");
    expect(text).not.toContain(DIGITS);
    expect(text).not.toContain(BIRTH_NUMBER);
    expect(text).not.toContain("9114");
  });

  it("refuses the unauthorised", async () => {
    const { tenant } = await setUp();
    const reader = await tenant.operator("readOnly");
    expect(await codes(createParty(reader, novak))).toBe("access.forbidden");
  });

  it("refuses a fault with its field", async () => {
    const { ctx } = await setUp();
    const error = await refusal(createParty(ctx, { ...novak, birthNumber: "800101/9115" }));
    expect(error).toMatchObject({
      kind: "invalid",
      code: "kernel.birth_number_bad_check",
      params: { field: "birthNumber" },
    });
  });

  it("refuses a second record of one birth number or IČO by name, and frees nothing else", async () => {
    const { ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const again = { ...novak, fullName: "Petr Jiný", addresses: [], birthNumber: DIGITS };
    expect(await refusal(createParty(ctx, again))).toMatchObject({
      kind: "conflict",
      code: "parties.birth_number_taken",
      params: { name: "Ing. Jan Novák", partyId },
    });
    const company = {
      kind: "legal_entity",
      fullName: "Alfa s.r.o.",
      registrationNo: "177041",
    } as const;
    await createParty(ctx, company);
    expect(await codes(createParty(ctx, { ...company, fullName: "Beta a.s." }))).toBe(
      "parties.registration_no_taken",
    );
    await createParty(ctx, { ...company, fullName: "Beta a.s.", country: "SK" });
  });

  it("asks before it creates a look-alike", async () => {
    const { ctx } = await setUp();
    await createParty(ctx, novak);
    const alike: CreatePartyInput = {
      ...novak,
      fullName: "JAN NOVAK",
      birthNumber: null,
      addresses: [{ kind: "seat", street: "nadrazni ul. 12", city: "praha" }],
    };
    expect(await refusal(createParty(ctx, alike))).toMatchObject({
      kind: "precondition",
      code: "parties.possible_duplicates",
      params: { count: 1 },
    });
    await createParty(ctx, { ...alike, isKnownToDiffer: true });
  });

  it("lets exactly one of many win a birth number", async () => {
    const { tenant, ctx } = await setUp();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 5 }, (_, i) =>
        createParty(ctx, { ...novak, fullName: `Osoba ${"ABCDE"[i]}`, addresses: [] }),
      ),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") {
        expect(outcome.reason).toMatchObject({ code: "parties.birth_number_taken" });
      }
    }
    const [row] = await inTenant(tenant, ({ sql }) => sql`select count(*) as n from parties`);
    expect(row?.n).toBe(1);
  });

  it("keeps tenants apart: the same birth number is nobody's business elsewhere", async () => {
    const first = await setUp();
    const second = await setUp();
    const { partyId } = await createParty(first.ctx, novak);
    await createParty(second.ctx, novak);
    expect(await codes(getParty(second.ctx, { partyId }))).toBe("parties.not_found");
    const hashes = await Promise.all(
      [first.tenant, second.tenant].map((tenant) =>
        inTenant(tenant, ({ sql }) => sql`select birth_number_hash as h from parties`),
      ),
    );
    expect(hashes[0]?.[0]?.h).not.toEqual(hashes[1]?.[0]?.h);
  });
});

describe("updateParty", () => {
  it("changes the record, its contacts by value, and the cases that remember its name", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const caseId = await addCase(tenant, { parties: [{ partyId, role: "debtor" }] });
    const before = await getParty(ctx, { partyId });
    const { version } = await updateParty(ctx, {
      ...novak,
      birthNumber: undefined,
      partyId,
      version: 1,
      fullName: "Jan Dvořák",
      emails: [{ value: "dvorak@x.cz" }],
      addresses: [],
    });
    expect(version).toBe(2);
    const card = await getParty(ctx, { partyId });
    expect(card).toMatchObject({ fullName: "Jan Dvořák", birthNumberMasked: "80••••/••••" });
    expect(card.addresses).toEqual([]);
    const phone = (c: typeof card) => c.contacts.find((contact) => contact.kind === "phone");
    expect(phone(card)).toEqual(phone(before));
    const [row] = await inTenant(
      tenant,
      ({ sql }) => sql`
        select debtor_name, search @@ '''dvorak'':*'::tsquery as finds, search @@ '''novak'''::tsquery
               as "stillFinds" from cases where id = ${caseId}`,
    );
    expect(row).toEqual({ debtor_name: "Jan Dvořák", finds: true, stillFinds: false });
    expect(card.history[0]).toMatchObject({
      action: "parties.update",
      before: { fullName: "Ing. Jan Novák" },
      after: { fullName: "Jan Dvořák" },
    });
    expect(card.history[0]?.after).not.toHaveProperty("birthNumber");
  });

  it("names who saved in between, and writes nothing when nothing differs", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const colleague = await tenant.operator("operator", { name: "Petr Kolega" });
    const change = { ...novak, birthNumber: undefined, partyId, version: 1 };
    expect(await updateParty(ctx, change)).toEqual({ version: 1 });
    await updateParty(colleague, { ...change, note: "volat večer" });
    expect(await refusal(updateParty(ctx, { ...change, note: "jiná" }))).toMatchObject({
      kind: "conflict",
      code: "parties.changed_meanwhile",
      params: { name: "Petr Kolega" },
    });
    expect((await getParty(ctx, { partyId })).note).toBe("volat večer");
  });

  it("keeps, replaces and removes the birth number, and says only that it did", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const base = { ...novak, partyId };
    await updateParty(ctx, { ...base, version: 1, birthNumber: "750315/4560" });
    const replaced = await getParty(ctx, { partyId });
    expect(replaced.birthNumberMasked).toBe("75••••/••••");
    expect(replaced.history[0]?.after).toMatchObject({ birthNumber: "new" });
    const bad = { ...base, version: 2, birthNumber: undefined, birthOn: "1980-01-01" };
    expect(await codes(updateParty(ctx, bad))).toBe("parties.birth_contradicts");
    await updateParty(ctx, { ...base, version: 2, birthNumber: "" });
    expect((await getParty(ctx, { partyId })).birthNumberMasked).toBeNull();
    expect(await traces(tenant)).not.toContain("4560");
  });

  it("refuses the unauthorised and what is not there", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const reader = await tenant.operator("readOnly");
    const change = { ...novak, partyId, version: 1 };
    expect(await codes(updateParty(reader, change))).toBe("access.forbidden");
    expect(await codes(updateParty(ctx, { ...change, partyId: 999_999 }))).toBe(
      "parties.not_found",
    );
  });
});

describe("revealBirthNumber", () => {
  it("answers in clear and writes down who asked, each time", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const answer = await revealBirthNumber(ctx, { partyId, reason: "soud" });
    expect(answer).toEqual({ birthNumber: BIRTH_NUMBER });
    await revealBirthNumber(ctx, { partyId });
    const audit = await inTenant(
      tenant,
      ({ sql }) => sql`
        select actor_name as who, reason from audit_entries
         where action = 'parties.reveal-birth-number' order by id`,
    );
    expect([...audit]).toEqual([
      { who: "Marie Vedoucí", reason: "soud" },
      { who: "Marie Vedoucí", reason: null },
    ]);
    expect(await traces(tenant)).not.toContain("9114");
  });

  it("refuses the unauthorised and a party without one", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    const operator = await tenant.operator("operator");
    expect(await codes(revealBirthNumber(operator, { partyId }))).toBe("access.forbidden");
    const other = await createParty(ctx, { kind: "natural_person", fullName: "Eva Malá" });
    expect(await codes(revealBirthNumber(ctx, other))).toBe("parties.no_birth_number");
  });
});

describe("what an operator of access groups sees", () => {
  async function divided() {
    const { tenant, ctx } = await setUp();
    const [mine, theirs] = [await addGroup(tenant, "mine"), await addGroup(tenant, "theirs")];
    const people: Record<string, number> = {};
    const add = async (name: string, groups: (number | null)[]) => {
      const { partyId } = await createParty(ctx, { ...novak, birthNumber: null, fullName: name });
      for (const accessGroupId of groups) {
        await addCase(tenant, { accessGroupId, parties: [{ partyId, role: "debtor" }] });
      }
      people[name] = partyId;
      return partyId;
    };
    await add("Adam Můj", [mine]);
    await add("Běta Cizí", [theirs]);
    await add("Cyril Obojí", [theirs, mine]);
    await add("Dana Volná", []);
    await add("Emil Společný", [null]);
    const narrow = await tenant.operator("supervisor", { accessGroupIds: [mine] });
    return { tenant, ctx, narrow, people, theirs };
  }

  it("sees only its own, in every read", async () => {
    const { ctx, narrow, people, tenant, theirs } = await divided();
    const seen = ["Adam Můj", "Cyril Obojí", "Dana Volná", "Emil Společný"];
    const names = (page: { items: { fullName: string }[] }) =>
      page.items.map((i) => i.fullName).sort();
    expect(names(await listParties(narrow, {}))).toEqual(seen);
    expect(names(await listParties(ctx, {}))).toHaveLength(5);
    expect((await countParties(narrow, {})).count).toBe(4);
    expect(await matchingPartyIds(narrow, {})).toHaveLength(4);
    const ids = Object.values(people);
    expect(await partiesByIds(narrow, ids)).toHaveLength(4);
    expect(await quickSearchParties(narrow, { text: "cizi" })).toEqual([]);
    expect(await quickSearchParties(ctx, { text: "cizi" })).toHaveLength(1);
    const hidden = people["Běta Cizí"] ?? 0;
    expect(await codes(getParty(narrow, { partyId: hidden }))).toBe("parties.not_found");
    expect(await codes(revealBirthNumber(narrow, { partyId: hidden }))).toBe("parties.not_found");
    const change = { ...novak, partyId: hidden, version: 1 };
    expect(await codes(updateParty(narrow, change))).toBe("parties.not_found");
    const cyril = await getParty(narrow, { partyId: people["Cyril Obojí"] ?? 0 });
    expect(cyril.cases).toHaveLength(1);
    await inTenant(
      tenant,
      ({ sql }) => sql`
      update cases set voided_at = now() where access_group_id = ${theirs}`,
    );
    expect((await countParties(narrow, {})).count).toBe(5);
  });

  it("sees a bailiff of a visible proceeding and the creditor of its group", async () => {
    const { tenant, ctx } = await setUp();
    const [mine, theirs] = [await addGroup(tenant, "mine"), await addGroup(tenant, "theirs")];
    const add = async (fullName: string) => {
      const { partyId } = await createParty(ctx, { kind: "natural_person", fullName });
      await addCase(tenant, { accessGroupId: theirs, parties: [{ partyId, role: "bailiff" }] });
      return partyId;
    };
    const [bailiff, creditor] = [await add("Karel Exekutor"), await add("Lev Věřitel")];
    await add("Norma Skrytá");
    const caseId = await addCase(tenant, { accessGroupId: mine, parties: [] });
    await inTenant(tenant, async ({ sql }) => {
      await sql`insert into proceedings (case_id, kind, authority_party_id)
                values (${caseId}, 'enforcement', ${bailiff})`;
      await sql`insert into case_groups (code, creditor_party_id) values ('KB', ${creditor})`;
    });
    const narrow = await tenant.operator("operator", { accessGroupIds: [mine] });
    const { items } = await listParties(narrow, {});
    expect(items.map((item) => item.fullName)).toEqual(["Karel Exekutor", "Lev Věřitel"]);
  });

  it("is warned of a duplicate that it may not see, by initials only", async () => {
    const { narrow, ctx } = await divided();
    const question: FindDuplicatesInput = {
      kind: "natural_person",
      fullName: "Cizí, Běta",
      addresses: [{ kind: "main", street: "Nádražní 12", city: "Praha" }],
    };
    expect(await findDuplicates(narrow, question)).toEqual([
      {
        partyId: null,
        name: "B. C.",
        kind: null,
        birthOn: null,
        registrationNo: null,
        city: "Praha 4",
        reason: "nameAndAddress",
        isCertain: false,
        isMasked: true,
      },
    ]);
    expect((await findDuplicates(ctx, question))[0]).toMatchObject({ name: "Běta Cizí" });
    await createParty(ctx, { kind: "natural_person", fullName: "Jan Jiný", birthNumber: DIGITS });
    expect(
      await findDuplicates(ctx, { kind: "natural_person", birthNumber: "800101/911" }),
    ).toEqual([]);
    const [certain] = await findDuplicates(ctx, {
      kind: "natural_person",
      birthNumber: BIRTH_NUMBER,
    });
    expect(certain).toMatchObject({ name: "Jan Jiný", reason: "birthNumber", isCertain: true });
  });
});

describe("listParties", () => {
  async function people(ctx: Context) {
    const add = (fullName: string, more: Partial<CreatePartyInput> = {}) =>
      createParty(ctx, { kind: "natural_person", fullName, isKnownToDiffer: true, ...more });
    await add("Mgr. Žaneta Čapková", { phones: [{ value: "603 111 222" }] });
    await add("Adam Zeman", { emails: [{ value: "zeman@firma.cz" }], birthNumber: BIRTH_NUMBER });
    await add("Eva Čechová", {
      addresses: [{ kind: "main", street: "Dlouhá 1", city: "Kutná Hora" }],
    });
    await add("Jan Dvořák", {
      addresses: [{ kind: "seat", street: "Dlouhá 2", city: "Praha 4" }],
      dataBoxId: "abc2345",
    });
    await add("Cukrárna s.r.o.", { kind: "legal_entity", registrationNo: "00177041" });
  }
  const find = async (ctx: Context, filter: Parameters<typeof listParties>[1]["filter"]) =>
    (await listParties(ctx, { filter })).items.map((item) => item.fullName);

  it("is sorted by surname the Czech way and pages by keyset", async () => {
    const { ctx } = await setUp();
    await people(ctx);
    const names: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listParties>> = await listParties(ctx, {
        limit: 2,
        cursor,
      });
      names.push(...page.items.map((item) => item.fullName));
      cursor = page.nextCursor;
    } while (cursor);
    expect(names).toEqual([
      "Mgr. Žaneta Čapková",
      "Eva Čechová",
      "Cukrárna s.r.o.",
      "Jan Dvořák",
      "Adam Zeman",
    ]);
    const reversed = (await listParties(ctx, { sort: "-name" })).items.map((i) => i.fullName);
    expect(reversed).toEqual(names.toReversed());
    const [oldest] = (await listParties(ctx, { sort: "oldest" })).items;
    expect(oldest?.fullName).toBe("Mgr. Žaneta Čapková");
    const newest = await listParties(ctx, { sort: "newest", limit: 1 });
    expect(newest.items[0]?.fullName).toBe("Cukrárna s.r.o.");
    expect(
      (await listParties(ctx, { sort: "newest", cursor: newest.nextCursor })).items,
    ).toHaveLength(4);
  });

  it.each([
    ["capkova zan", ["Mgr. Žaneta Čapková"]],
    ["apkov", ["Mgr. Žaneta Čapková"]],
    ["603111222", ["Mgr. Žaneta Čapková"]],
    ["+420 603 111", ["Mgr. Žaneta Čapková"]],
    ["Zeman@Firma", ["Adam Zeman"]],
    ["800101/9114", ["Adam Zeman"]],
    ["8001019114", ["Adam Zeman"]],
    ["00177041", ["Cukrárna s.r.o."]],
    ["177041", ["Cukrárna s.r.o."]],
    ["abc2345", ["Jan Dvořák"]],
    ["Mgr. Žaneta Čapková", ["Mgr. Žaneta Čapková"]],
    ["MUDr. Žaneta Čapková, Ph.D., MBA", ["Mgr. Žaneta Čapková"]],
    ["mgr capkova csc", ["Mgr. Žaneta Čapková"]],
    ["Ing. Dvořák", ["Jan Dvořák"]],
    ["Mgr.", []],
    ["nikdo", []],
  ])("finds by %s", async (text, expected) => {
    const { ctx } = await setUp();
    await people(ctx);
    expect(await find(ctx, { text })).toEqual(expected);
  });

  it("takes no name for a title: who is called Por is found, by the picker too", async () => {
    const { ctx } = await setUp();
    await people(ctx);
    const { partyId: id } = await createParty(ctx, {
      kind: "natural_person",
      fullName: "Petr Por",
    });
    await createParty(ctx, { kind: "natural_person", fullName: "Ing. Ingrid Malá" });
    expect(await find(ctx, { text: "Por" })).toEqual(["Petr Por"]);
    expect(await find(ctx, { text: "Ing. Petr Por" })).toEqual(["Petr Por"]);
    expect(await find(ctx, { text: "ing" })).toEqual(["Ing. Ingrid Malá"]);
    expect(await find(ctx, { text: "ing mala" })).toEqual(["Ing. Ingrid Malá"]);
    const text = "Ing. Petr Por, CSc.";
    expect(await quickSearchParties(ctx, { text })).toMatchObject([{ id }]);
  });

  it("filters, and counts what it filters", async () => {
    const { tenant, ctx } = await setUp();
    await people(ctx);
    expect(await find(ctx, { city: "kutna" })).toEqual(["Eva Čechová"]);
    expect(await find(ctx, { city: "praha 4" })).toEqual(["Jan Dvořák"]);
    expect(await find(ctx, { city: "Praha 5" })).toEqual([]);
    expect(await find(ctx, { hasEmail: true })).toEqual(["Adam Zeman"]);
    expect(await find(ctx, { hasPhone: false, kind: "legal_entity" })).toEqual(["Cukrárna s.r.o."]);
    expect(await find(ctx, { hasDataBox: true })).toEqual(["Jan Dvořák"]);
    expect(await find(ctx, { country: "SK" })).toEqual([]);
    expect(await countParties(ctx, { filter: { kind: "natural_person" } })).toEqual({
      count: 4,
      isExact: true,
    });
    const [dvorak] = await quickSearchParties(ctx, { text: "dvor" });
    const groupId = await inTenant(tenant, async ({ sql }) => {
      const [row] = await sql<{ id: number }[]>`
        insert into case_groups (code) values ('G') returning id`;
      return row?.id ?? 0;
    });
    await addCase(tenant, { groupId, parties: [{ partyId: dvorak?.id ?? 0, role: "debtor" }] });
    expect(await find(ctx, { groupId })).toEqual(["Jan Dvořák"]);
    const [row] = (await listParties(ctx, { filter: { groupId } })).items;
    expect(row).toMatchObject({ caseCount: 1, city: "Praha 4", dataBoxId: "abc2345" });
  });

  it("refuses a cursor that it did not make", async () => {
    const { ctx } = await setUp();
    expect(await codes(listParties(ctx, { cursor: "bm8" }))).toBe("kernel.bad_cursor");
  });
});

describe("refresh_case_search", () => {
  it("gathers number, parties and symbols, and the first who owes", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId: guarantor } = await createParty(ctx, {
      kind: "natural_person",
      fullName: "Ota Ručitel",
    });
    const { partyId: debtor } = await createParty(ctx, novak);
    const caseId = await addCase(tenant, {
      refNo: "123/2026",
      parties: [
        { partyId: guarantor, role: "guarantor" },
        { partyId: debtor, role: "debtor" },
      ],
    });
    await inTenant(tenant, async ({ sql }) => {
      await sql`insert into claims (case_id, variable_symbol, currency, due_on, voided_at)
                values (${caseId}, '0042', 'CZK', '2026-01-01', null),
                       (${caseId}, '777', 'CZK', '2026-01-01', now())`;
      await sql`select refresh_case_search(${[caseId]}::bigint[])`;
    });
    const [row] = await inTenant(
      tenant,
      ({ sql }) => sql`
        select tsvector_to_array(search) as words, debtor_name, debtor_party_id from cases`,
    );
    expect(row).toEqual({
      words: expect.arrayContaining(["123", "123/2026", "novak", "rucitel", "0042", "42"]),
      debtor_name: "Ing. Jan Novák",
      debtor_party_id: debtor,
    });
    expect(row?.words).not.toContain("777");
  });

  it("leaves other tenants alone", async () => {
    const [first, second] = [await setUp(), await setUp()];
    const { partyId } = await createParty(first.ctx, novak);
    const caseId = await addCase(first.tenant, { parties: [{ partyId, role: "debtor" }] });
    const count = () =>
      inTenant(
        first.tenant,
        ({ sql }) => sql`select xmin::text as x from cases where id = ${caseId}`,
      );
    await inTenant(
      first.tenant,
      ({ sql }) => sql`update cases set debtor_name = 'x' where id = ${caseId}`,
    );
    const before = await count();
    await inTenant(
      second.tenant,
      ({ sql }) => sql`select refresh_case_search(${[caseId]}::bigint[])`,
    );
    expect(await count()).toEqual(before);
  });
});

describe("the whole room", () => {
  it("leaves no birth number behind in any row of the tenant", async () => {
    const { tenant, ctx } = await setUp();
    const { partyId } = await createParty(ctx, novak);
    await revealBirthNumber(ctx, { partyId });
    expect(JSON.stringify(await everything(tenant))).not.toContain("9114");
  });
});
