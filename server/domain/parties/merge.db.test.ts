import { describe, expect, it } from "vitest";
import { DomainError } from "@/server/kernel/errors";
import { openDesk, type TestTenant } from "../testing";
import { createParty } from "./create-party";
import { getParty } from "./get-party";
import type { CreatePartyInput } from "./inputs";
import { listParties } from "./list-parties";
import { mergeParties } from "./merge-parties";
import { previewMerge } from "./preview-merge";
import { scanDuplicates } from "./scan-duplicates";
import { addCase, addGroup, everything, inTenant } from "./testing/rows";
import { undoMerge } from "./undo-merge";
import { updateParty } from "./update-party";

const desk = await openDesk();

const codes = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof DomainError)) throw error ?? new Error("nothing was refused");
  return error.code;
};

async function setUp() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("supervisor");
  const add = async (input: Partial<CreatePartyInput>) => {
    const base = { kind: "natural_person", fullName: "Jan Novák", isKnownToDiffer: true } as const;
    return (await createParty(ctx, { ...base, ...input })).partyId;
  };
  return { tenant, ctx, add };
}

/** Two records of one man, with everything hanging on the one that shall end. */
async function twoNovaks() {
  const { tenant, ctx, add } = await setUp();
  const keepId = await add({
    fullName: "Jan Novák",
    note: "první",
    emails: [{ value: "jan@x.cz" }],
    addresses: [{ kind: "main", street: "Dlouhá 1", city: "Praha" }],
  });
  const mergeId = await add({
    fullName: "Ing. Jan Novák",
    note: "druhá",
    birthNumber: "800101/9114",
    registrationNo: "177041",
    emails: [{ value: "jan@x.cz" }, { value: "novak@y.cz", note: "práce" }],
    phones: [{ value: "777 123 456" }],
    addresses: [
      { kind: "main", street: "Krátká 2", city: "Brno" },
      { kind: "seat", street: "Krátká 3", city: "Brno" },
    ],
  });
  const hidden = await addGroup(tenant, "hidden");
  const one = await addCase(tenant, { parties: [{ partyId: mergeId, role: "debtor" }] });
  const both = await addCase(tenant, {
    accessGroupId: hidden,
    parties: [
      { partyId: keepId, role: "debtor" },
      { partyId: mergeId, role: "debtor" },
      { partyId: mergeId, role: "guarantor" },
    ],
  });
  await inTenant(tenant, async ({ sql }) => {
    await sql`insert into case_groups (code, creditor_party_id) values ('G', ${mergeId})`;
    await sql`insert into proceedings (case_id, kind, authority_party_id)
              values (${one}, 'court', ${mergeId})`;
    await sql`insert into case_events (case_id, party_id, kind, text)
              values (${one}, ${mergeId}, 'note', 'volal'), (${one}, ${keepId}, 'note', 'nevolal')`;
  });
  return { tenant, ctx, add, keepId, mergeId, one, both };
}

/** Row sets without what may not go back: versions only grow, and the clock goes on. */
async function rows(tenant: TestTenant) {
  const sets = await everything(tenant);
  const strip = ({ version: _v, updated_at: _u, ...row }: Record<string, unknown>) => row;
  return { ...sets, parties: sets.parties?.map((row) => strip(row as Record<string, unknown>)) };
}

const partyIds = (tenant: TestTenant, caseId: number) =>
  inTenant(tenant, async ({ sql }) => {
    const found = await sql<{ party_id: number; role: string }[]>`
      select party_id, role from case_parties where case_id = ${caseId} order by id`;
    return found.map((row) => [row.party_id, row.role]);
  });

describe("mergeParties", () => {
  it("moves everything to the kept record and ends the other", async () => {
    const { tenant, ctx, keepId, mergeId, one, both } = await twoNovaks();
    const preview = await previewMerge(ctx, { keepId, mergeId });
    expect(preview.moves).toEqual({
      cases: 3,
      casesTwice: 1,
      proceedings: 1,
      caseGroups: 1,
      events: 1,
    });
    expect(
      preview.fields.filter((f) => f.winner !== "kept").map((f) => [f.field, f.winner]),
    ).toEqual([
      ["birthOn", "merged"],
      ["sex", "merged"],
      ["birthNumber", "merged"],
      ["registrationNo", "merged"],
      ["country", "merged"],
      ["note", "both"],
    ]);
    expect(preview.fields.find((f) => f.field === "birthNumber")?.merged).toBe("80••••/••••");
    await mergeParties(ctx, { keepId, mergeId });
    const card = await getParty(ctx, { partyId: keepId });
    expect(card).toMatchObject({
      fullName: "Jan Novák",
      note: "první\n\ndruhá",
      birthNumberMasked: "80••••/••••",
      registrationNo: "00177041",
      birthOn: "1980-01-01",
      version: 2,
    });
    expect(card.addresses.map(({ kind, city }) => [kind, city])).toEqual([
      ["main", "Praha"],
      ["seat", "Brno"],
    ]);
    expect(card.contacts.map(({ value }) => value)).toEqual([
      "jan@x.cz",
      "novak@y.cz",
      "+420777123456",
    ]);
    expect(card.merges).toMatchObject([{ mergedId: mergeId, mergedName: "Ing. Jan Novák" }]);
    expect(await partyIds(tenant, one)).toEqual([[keepId, "debtor"]]);
    expect(await partyIds(tenant, both)).toEqual([
      [keepId, "debtor"],
      [keepId, "guarantor"],
    ]);
    expect((await getParty(ctx, { partyId: mergeId })).mergedInto).toEqual({
      id: keepId,
      fullName: "Jan Novák",
    });
    const found = await listParties(ctx, { filter: { text: "777123456" } });
    expect(found.items.map((item) => item.id)).toEqual([keepId]);
    const [row] = await inTenant(
      tenant,
      ({ sql }) => sql`
        select debtor_party_id as id, search @@ '''777123456'''::tsquery as finds from cases
         where id = ${one}`,
    );
    expect(row).toEqual({ id: keepId, finds: true });
    const facts = await inTenant(
      tenant,
      ({ sql }) => sql`select payload from outbox_facts where name = 'party.merged'`,
    );
    expect([...facts]).toEqual([{ payload: { keptId: keepId, mergedId: mergeId } }]);
  });

  it("takes the account for repayments and the contact person where it has none", async () => {
    const { tenant, ctx, add } = await setUp();
    const [keepId, mergeId] = [await add({}), await add({})];
    await inTenant(tenant, async ({ sql }) => {
      await sql`insert into party_bank_accounts (party_id, number, updated_at)
                values (${mergeId}, 'CZ6508000000192000145399', ${ctx.now})`;
      await sql`insert into organisation_contacts (party_id, name, updated_at)
                values (${mergeId}, 'Eva Malá', ${ctx.now}), (${keepId}, 'Petr Velký', ${ctx.now})`;
    });
    const rows = () =>
      inTenant(tenant, async ({ sql }) => [
        ...(await sql`select party_id as "partyId" from party_bank_accounts`),
        ...(await sql`select party_id as "partyId", name from organisation_contacts order by name`),
      ]);
    const before = await rows();
    const { mergeId: id } = await mergeParties(ctx, { keepId, mergeId });
    expect(await rows()).toEqual([{ partyId: keepId }, ...before.slice(1)]);
    await undoMerge(ctx, { mergeId: id });
    expect(await rows()).toEqual(before);
  });

  it("takes what the person chose", async () => {
    const { ctx, keepId, mergeId } = await twoNovaks();
    const choice = {
      keepId,
      mergeId,
      take: ["fullName", "note"],
      takeAddresses: ["main"],
    } as const;
    await mergeParties(ctx, {
      ...choice,
      take: [...choice.take],
      takeAddresses: [...choice.takeAddresses],
    });
    const card = await getParty(ctx, { partyId: keepId });
    expect(card).toMatchObject({ fullName: "Ing. Jan Novák", titlesBefore: "Ing.", note: "druhá" });
    expect(card.addresses[0]).toMatchObject({ kind: "main", city: "Brno" });
  });

  it("refuses two people whose numbers differ, and itself", async () => {
    const { ctx, add } = await setUp();
    const a = await add({ birthNumber: "800101/9114" });
    const b = await add({ birthNumber: "750315/4560" });
    const code = "parties.merge_two_birth_numbers";
    expect(await codes(mergeParties(ctx, { keepId: a, mergeId: b }))).toBe(code);
    expect(await codes(previewMerge(ctx, { keepId: a, mergeId: b }))).toBe(code);
    await expect(mergeParties(ctx, { keepId: a, mergeId: a })).rejects.toThrow("merge_itself");
    const c = await add({ kind: "legal_entity", fullName: "A s.r.o.", registrationNo: "177041" });
    const d = await add({ kind: "legal_entity", fullName: "B s.r.o.", registrationNo: "27074358" });
    expect(await codes(mergeParties(ctx, { keepId: c, mergeId: d }))).toBe(
      "parties.merge_two_registration_nos",
    );
  });

  it("refuses the unauthorised, and what the actor may not see", async () => {
    const { tenant, ctx, keepId, mergeId } = await twoNovaks();
    const operator = await tenant.operator("operator");
    expect(await codes(mergeParties(operator, { keepId, mergeId }))).toBe("access.forbidden");
    expect(await codes(previewMerge(operator, { keepId, mergeId }))).toBe("access.forbidden");
    expect(await codes(undoMerge(operator, { mergeId: 1 }))).toBe("access.forbidden");
    const narrow = await tenant.operator("supervisor", { accessGroupIds: [] });
    expect(await codes(mergeParties(narrow, { keepId, mergeId }))).toBe("parties.not_found");
    const stranger = await (await desk.tenant()).operator("supervisor");
    expect(await codes(mergeParties(stranger, { keepId, mergeId }))).toBe("parties.not_found");
    const { mergeId: id } = await mergeParties(ctx, { keepId, mergeId });
    expect(await codes(undoMerge(stranger, { mergeId: id }))).toBe("parties.merge_not_found");
  });

  it("happens once when two people merge at the same time", async () => {
    const { ctx, keepId, mergeId } = await twoNovaks();
    const outcomes = await Promise.allSettled([
      mergeParties(ctx, { keepId, mergeId }),
      mergeParties(ctx, { keepId: mergeId, mergeId: keepId }),
    ]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });
});

describe("undoMerge", () => {
  it("restores every row exactly", async () => {
    const { tenant, ctx, keepId, mergeId } = await twoNovaks();
    const before = await rows(tenant);
    const merged = await mergeParties(ctx, {
      keepId,
      mergeId,
      take: ["fullName"],
      takeAddresses: ["main"],
    });
    expect(await rows(tenant)).not.toEqual(before);
    expect(await undoMerge(ctx, merged)).toEqual({ keptId: keepId, mergedId: mergeId, left: [] });
    expect(await rows(tenant)).toEqual(before);
    expect(await codes(undoMerge(ctx, merged))).toBe("parties.merge_undone_before");
    await mergeParties(ctx, { keepId: mergeId, mergeId: keepId });
  });

  it("leaves alone what was changed since, and names it", async () => {
    const { tenant, ctx, keepId, mergeId, one } = await twoNovaks();
    const merged = await mergeParties(ctx, { keepId, mergeId });
    await updateParty(ctx, {
      partyId: keepId,
      version: 2,
      kind: "natural_person",
      fullName: "Jan Novák",
      registrationNo: "177041",
      note: "nová poznámka",
      addresses: [
        { kind: "main", street: "Dlouhá 1", city: "Praha" },
        { kind: "seat", street: "Jiná 9", city: "Plzeň" },
      ],
    });
    await inTenant(tenant, ({ sql }) => sql`delete from case_parties where case_id = ${one}`);
    const [row] = await inTenant(
      tenant,
      ({ sql }) => sql`select ref_no from cases where id = ${one}`,
    );
    const { left } = await undoMerge(ctx, merged);
    expect(left).toEqual([
      { code: "parties.undo_left_field", params: { field: "note" } },
      { code: "parties.undo_left_address", params: { kind: "seat" } },
      { code: "parties.undo_left_case", params: { refNo: row?.ref_no } },
    ]);
    const kept = await getParty(ctx, { partyId: keepId });
    expect(kept).toMatchObject({ note: "nová poznámka", registrationNo: null, birthOn: null });
    expect(kept.addresses.map(({ city }) => city)).toEqual(["Praha", "Plzeň"]);
    const revived = await getParty(ctx, { partyId: mergeId });
    expect(revived).toMatchObject({ registrationNo: "00177041", mergedInto: null });
  });

  it("is refused while a later merge stands on it, and when the number is somebody else's now", async () => {
    const { ctx, add, keepId, mergeId } = await twoNovaks();
    const third = await add({ fullName: "Jan Novák ml." });
    const first = await mergeParties(ctx, { keepId, mergeId });
    const second = await mergeParties(ctx, { keepId: third, mergeId: keepId });
    expect(await codes(undoMerge(ctx, first))).toBe("parties.undo_later_merge");
    await undoMerge(ctx, second);
    const card = await getParty(ctx, { partyId: keepId });
    await updateParty(ctx, {
      partyId: keepId,
      version: card.version,
      kind: "natural_person",
      fullName: "Jan Novák",
      registrationNo: null,
    });
    await add({ kind: "sole_trader", fullName: "Petr Jiný", registrationNo: "177041" });
    const error = await undoMerge(ctx, first).catch((e: unknown) => e);
    expect(error).toMatchObject({
      code: "parties.undo_number_taken",
      params: { name: "Petr Jiný" },
    });
  });
});

describe("scanDuplicates", () => {
  it("lists those who stand twice, page by page, unless their numbers differ", async () => {
    const { tenant, ctx, add } = await setUp();
    const home = { addresses: [{ kind: "main", street: "Dlouhá 1", city: "Praha" }] } as const;
    const at = { addresses: [...home.addresses] };
    await add({ fullName: "Adam Dvojí", birthOn: "1980-05-05" });
    await add({ fullName: "Dvojí Adam", birthOn: "1980-05-05" });
    await add({ fullName: "Běla Domácí", ...at });
    const bela = await add({ fullName: "Bela Domaci", ...at });
    await add({ fullName: "Cyril Různý", birthOn: "1980-01-01", birthNumber: "800101/9114" });
    await add({ fullName: "Cyril Různý", birthOn: "1980-01-01", birthNumber: "800101/9224" });
    await add({ fullName: "Dan Jediný", birthOn: "1980-05-05" });
    const first = await scanDuplicates(ctx, { limit: 1 });
    expect(first.items).toMatchObject([
      { reason: "nameAndBirth", members: [{ name: "Adam Dvojí" }, { name: "Adam Dvojí" }] },
    ]);
    const second = await scanDuplicates(ctx, { limit: 1, cursor: first.nextCursor });
    expect(second.items).toMatchObject([{ reason: "nameAndAddress" }]);
    expect(second.nextCursor).toBeNull();
    const hidden = await addGroup(tenant, "hidden");
    await addCase(tenant, {
      accessGroupId: hidden,
      parties: [{ partyId: bela, role: "debtor" }],
    });
    const narrow = await tenant.operator("supervisor", { accessGroupIds: [] });
    const masked = (await scanDuplicates(narrow, {})).items[1]?.members;
    expect(masked).toMatchObject([{ name: "Běla Domácí" }, { partyId: null, name: "B. D." }]);
    const operator = await tenant.operator("operator");
    expect(await codes(scanDuplicates(operator, {}))).toBe("access.forbidden");
  });
});
