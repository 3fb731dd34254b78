import { describe, expect, it } from "vitest";
import { startIsirTwin } from "@/server/connectors/isir-cz/testing/isir-twin";
import {
  addCaseParty,
  archiveCases,
  getCase,
  moveCase,
  openCase,
  removeCaseParty,
} from "@/server/domain/cases";
import { inTransaction, type OperatorContext } from "@/server/domain/context";
import { importer } from "@/server/domain/imports/testing/workbooks";
import {
  createParty,
  getParty,
  mergeParties,
  undoMerge,
  updateParty,
} from "@/server/domain/parties";
import type { PartyInput } from "@/server/domain/parties/inputs";
import {
  checkParty,
  compareWatches,
  saveInsolvencySettings,
  saveService,
  watchParties,
} from "@/server/domain/registers";
import { openDesk, type TestTenant } from "@/server/domain/testing";

/**
 * Every way by which a party becomes watched or stops being, by what people and programs do. After
 * each, the list of changes alone must give what a comparison of everybody gives.
 */
const desk = await openDesk();

interface Watched {
  name: string;
  source: string;
  keys: number;
}

async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  const seen = await watched(tenant);
  // The first step of all compares everybody; from then on the list tells.
  await follow(tenant);
  expect(seen).toEqual([]);
  return { tenant, ctx };
}

const watched = (tenant: TestTenant): Promise<Watched[]> =>
  inTransaction(tenant.system(), async (_, { sql }) => [
    ...(await sql<Watched[]>`
      select p.full_name as name, w.source::text as source,
             (select count(*)::int from insolvency_watch_keys k
               where k.party_id = w.party_id and k.register = w.register) as keys
        from insolvency_watches w join parties p on p.id = w.party_id order by p.full_name`),
  ]);

async function follow(tenant: TestTenant): Promise<void> {
  for (let step = 0; (await watchParties(tenant.system())).count > 0; step += 1) {
    if (step > 20) throw new Error("the watch finds no end");
  }
}

/** Who is watched, said by the list of changes, and by a comparison of everybody just as well. */
async function names(tenant: TestTenant): Promise<string[]> {
  await follow(tenant);
  const told = await watched(tenant);
  await compareWatches(tenant.system());
  await follow(tenant);
  expect(await watched(tenant)).toEqual(told);
  const keys = await inTransaction(tenant.system(), async (_, { sql }) => [
    ...(await sql`select 1 from insolvency_watch_keys k where not exists (
          select from insolvency_watches w where w.party_id = k.party_id and w.register = k.register)`),
  ]);
  expect(keys).toEqual([]);
  return told.map(({ name }) => name);
}

const add = async (ctx: OperatorContext, party: Partial<PartyInput> & { fullName: string }) =>
  (await createParty(ctx, { kind: "natural_person", ...party, isKnownToDiffer: true })).partyId;
const open = async (ctx: OperatorContext, partyId: number, role = "debtor") =>
  (await openCase(ctx, { category: "collection", parties: [{ partyId, role }] })).caseId;
const run = (tenant: TestTenant, text: string) =>
  inTransaction(tenant.system(), (_, { sql }) => sql.unsafe(text));

const ISIR = {
  register: "isir_cz",
  url: "https://isir.example/",
  validity: "30D",
  warningMode: "none",
  allowsBackground: true,
  perMinute: 50,
  perDay: 3_000,
  priceMinor: 0,
  currency: "CZK",
  monthBudgetMinor: null,
} as const;
const JAN = { fullName: "Jan Hlídaný", birthNumber: "800101/9114" };

describe("a party is watched", () => {
  it("from the case on, and not before; a creditor never", async () => {
    const { tenant, ctx } = await scene();
    const jan = await add(ctx, JAN);
    expect(await names(tenant)).toEqual([]);
    const caseId = await open(ctx, jan);
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
    const eva = await add(ctx, { fullName: "Eva Věřitelka", birthOn: "1980-02-02" });
    await addCaseParty(ctx, { caseId, partyId: eva, role: "creditor" });
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
  });

  it("as a further party, until they are taken off the case", async () => {
    const { tenant, ctx } = await scene();
    const caseId = await open(ctx, await add(ctx, JAN));
    const eva = await add(ctx, { fullName: "Eva Ručitelka", birthOn: "1980-02-02" });
    await addCaseParty(ctx, { caseId, partyId: eva, role: "guarantor" });
    expect(await names(tenant)).toEqual(["Eva Ručitelka", "Jan Hlídaný"]);
    const { parties } = await getCase(ctx, { caseId });
    const casePartyId = parties.find(({ partyId }) => partyId === eva)?.id ?? 0;
    await removeCaseParty(ctx, { caseId, casePartyId });
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
  });

  it.each([
    ["closed", "closed_at"],
    ["voided", "voided_at"],
  ])("until the case is %s, and again when it is not any more", async (_, column) => {
    const { tenant, ctx } = await scene();
    const caseId = await open(ctx, await add(ctx, JAN));
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
    await run(tenant, `update cases set ${column} = now() where id = ${caseId}`);
    expect(await names(tenant)).toEqual([]);
    await run(tenant, `update cases set ${column} = null where id = ${caseId}`);
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
  });

  it("until the process closes the case, and as long as another case is open", async () => {
    const { tenant, ctx } = await scene();
    const jan = await add(ctx, JAN);
    const [first, second] = [await open(ctx, jan), await open(ctx, jan)];
    for (const caseId of [first, second]) {
      expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
      await moveCase(ctx, {
        ...{ caseId, to: "returned", resolution: "věřitel si ho vzal zpět" },
        fields: { closingReason: "uncollectible" },
      });
    }
    expect(await names(tenant)).toEqual([]);
  });

  it("not on a case that is archived, and again on one that comes back", async () => {
    const { tenant, ctx } = await scene();
    const caseId = await open(ctx, await add(ctx, JAN));
    await run(tenant, `update cases set closed_at = now() where id = ${caseId}`);
    await archiveCases(ctx, { caseIds: [caseId], isArchived: true });
    await run(tenant, `update cases set closed_at = null where id = ${caseId}`);
    expect(await names(tenant)).toEqual([]);
    await archiveCases(ctx, { caseIds: [caseId], isArchived: false });
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
  });

  it("by another role on the case, when it comes to answer or stops", async () => {
    const { tenant, ctx } = await scene();
    const jan = await add(ctx, JAN);
    const caseId = await open(ctx, jan);
    const set = (role: string) =>
      run(tenant, `update case_parties set role = '${role}' where case_id = ${caseId}`);
    await set("representative");
    expect(await names(tenant)).toEqual([]);
    await set("obligor");
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
  });

  it("in the name of the record that stays after a merge, and in both when it is undone", async () => {
    const { tenant, ctx } = await scene();
    const keepId = await add(ctx, { fullName: "Jan Hlídaný", birthOn: "1980-01-01" });
    const mergeId = await add(ctx, { fullName: "Jan Hlídaný st.", birthNumber: "800101/9114" });
    await open(ctx, mergeId);
    expect(await names(tenant)).toEqual(["Jan Hlídaný st."]);
    await mergeParties(ctx, { keepId, mergeId });
    const [kept] = await names(tenant);
    expect(kept).toBe("Jan Hlídaný");
    const { merges } = await getParty(ctx, { partyId: keepId });
    await undoMerge(ctx, { mergeId: merges[0]?.mergeId ?? 0 });
    expect(await names(tenant)).toEqual(["Jan Hlídaný st."]);
  });

  it("by an import of cases, and not after it is taken back", async () => {
    const { tenant, ctx } = await scene();
    const importing = importer(tenant, ctx);
    const importId = await importing.all("cases", [
      ["RefNo", "Kategorie", "CeleJmeno", "RC"],
      ["1", "Inkaso", "Jan Hlídaný", "800101/9114"],
      ["2", "Inkaso", "Eva Hlídaná", "855615/9227"],
    ]);
    expect(await names(tenant)).toEqual(["Eva Hlídaná", "Jan Hlídaný"]);
    await importing.undo(importId);
    expect(await names(tenant)).toEqual([]);
  });

  it("by another key as soon as an import fills in what identifies them", async () => {
    const { tenant, ctx } = await scene();
    await open(ctx, await add(ctx, { fullName: "Jan Hlídaný", birthOn: "1980-01-01" }));
    await follow(tenant);
    const [before] = await watched(tenant);
    await importer(tenant, ctx).all("parties", [
      ["CeleJmeno", "RC"],
      ["Jan Hlídaný", "800101/9114"],
    ]);
    await names(tenant);
    const [after] = await watched(tenant);
    expect([before?.keys, after?.keys]).toEqual([1, 2]);
  });

  it.each<[string, Partial<PartyInput>, number]>([
    ["birth number", { birthNumber: "855615/9227" }, 2],
    ["birth number taken away", { birthNumber: null }, 1],
    ["name", { fullName: "Jan Přejmenovaný", birthNumber: undefined }, 2],
    ["registration number", { kind: "sole_trader", registrationNo: "00177041" }, 3],
    ["day of birth", { birthNumber: null, birthOn: "1981-01-01" }, 1],
  ])("by other keys once its %s is corrected", async (_, change, keys) => {
    const { tenant, ctx } = await scene();
    const partyId = await add(ctx, JAN);
    await open(ctx, partyId);
    await follow(tenant);
    const [before] = await watched(tenant);
    const { version, kind, fullName, birthOn, country } = await getParty(ctx, { partyId });
    const own = { partyId, version, kind, fullName, birthOn, country };
    const sex = "birthNumber" in change && change.birthNumber ? { birthOn: null } : {};
    await updateParty(ctx, { ...own, ...sex, ...change });
    await names(tenant);
    const [after] = await watched(tenant);
    expect(after?.source).not.toBe(before?.source);
    expect(after?.keys).toBe(keys);
  });

  it("by the file mark too, once a check has found one", async () => {
    const { tenant, ctx } = await scene();
    const debtor = { birthNumber: "800101/9114", surname: "Hlídaný", givenName: "Jan" };
    const found = { ...debtor, number: 7, year: 2026, state: "ÚPADEK" };
    const twin = await startIsirTwin({ debtors: [found] });
    const near = { ...ctx, outside: { fioUrl: "", isPrivateAllowed: true } };
    try {
      await saveService(near, { ...ISIR, url: twin.url });
      const partyId = await add(ctx, JAN);
      await open(ctx, partyId);
      await follow(tenant);
      expect((await watched(tenant))[0]?.keys).toBe(2);
      await checkParty(near, { partyId, register: "isir_cz", cause: "card" });
      await names(tenant);
      expect((await watched(tenant))[0]?.keys).toBe(3);
    } finally {
      await twin.close();
    }
  });

  it("only where the tenant watches, and lets the register be asked without a person", async () => {
    const { tenant, ctx } = await scene();
    await open(ctx, await add(ctx, JAN));
    const daily = (watchesDaily: boolean) =>
      saveInsolvencySettings(ctx, {
        ...{ checksOnChoice: true, watchesDaily, bulkEmail: null, notifiesBulk: false },
        bulkSenderId: null,
      });
    const background = (allowsBackground: boolean) =>
      saveService(ctx, { ...ISIR, allowsBackground });
    for (const settle of [daily, background]) {
      await settle(false);
      expect(await names(tenant)).toEqual([]);
      await settle(true);
      expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
    }
  });

  it("and forgotten with a record that is deleted", async () => {
    const { tenant, ctx } = await scene();
    const partyId = await add(ctx, JAN);
    await open(ctx, partyId);
    expect(await names(tenant)).toEqual(["Jan Hlídaný"]);
    await run(
      tenant,
      `insert into insolvency_hints (party_id, register, mark, type, event_id, kind, found_at, next_at)
       values (${partyId}, 'isir_cz', 'INS 1/2026', '5', 1, 'person', now(), now())`,
    );
    await run(tenant, `delete from case_parties where party_id = ${partyId}`);
    await run(tenant, `update cases set debtor_party_id = null`);
    await run(tenant, `delete from parties where id = ${partyId}`);
    for (const table of ["insolvency_watch_keys", "insolvency_hints"]) {
      const [row] = await run(tenant, `select count(*)::int as n from ${table}`);
      expect(row?.n, table).toBe(0);
    }
    expect(await names(tenant)).toEqual([]);
  });
});

describe("a comparison of everybody", () => {
  /** Enough for a statement of its own mark, and for a second piece. */
  const MANY = 20_500;

  it("goes piece by piece, goes on where it broke off, and tells how far it is", async () => {
    const { tenant } = await scene();
    await run(
      tenant,
      `insert into parties (kind, full_name, name_key, birth_on)
       select 'natural_person', 'Osoba ' || n, 'osoba ' || n, '1980-01-01'
         from generate_series(1, ${MANY}) n`,
    );
    await run(
      tenant,
      `insert into cases (ref_no, ref_year, ref_number, category, state, opened_on)
       values ('1/2026', 2026, 1, 'collection', 'new', '2026-01-01')`,
    );
    // Else foreign keys are looked up by the plans of the small tables of the tests before.
    await desk.owner`analyze parties, cases`;
    await run(
      tenant,
      `insert into case_parties (case_id, party_id, role)
       select c.id, p.id, 'debtor' from cases c, parties p`,
    );
    const [line] = await run(
      tenant,
      "select count(*)::int as n, count(party_id)::int as named from insolvency_watch_changes",
    );
    expect(line).toEqual({ n: 1, named: 0 });
    await watchParties(tenant.system());
    const [place] = await run(
      tenant,
      `select after_id as "afterId", done_count as done,
      party_count as of, finished_at as "finishedAt" from insolvency_watch_passes`,
    );
    expect(place).toMatchObject({ done: 20_000, of: MANY, finishedAt: null });
    await expect(
      inTransaction(tenant.system(), async (inner) => {
        await watchParties(inner);
        throw new Error("the process died");
      }),
    ).rejects.toThrow("died");
    const count = "select count(*)::int as n from insolvency_watches";
    expect((await run(tenant, count))[0]).toEqual({ n: 20_000 });
    await follow(tenant);
    expect((await run(tenant, count))[0]).toEqual({ n: MANY });
  }, 60_000);
});
