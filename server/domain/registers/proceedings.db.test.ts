import { beforeEach, describe, expect, it } from "vitest";
import type { TwinProceeding } from "@/server/connectors/isir-sk/testing/replik-words";
import { openCase } from "../cases";
import { inTransaction } from "../context";
import { updateParty } from "../parties";
import { openDesk } from "../testing";
import {
  checkParty,
  followInsolvency,
  judgeHit,
  listCaseInsolvencies,
  listScreenings,
  saveDebtorStatus,
} from ".";
import { check, freshScenes, person, rowsOf, type Sql, scene } from "./testing/insolvency-scene";
import { addPerson, birthNumbers } from "./testing/register-scene";
import { openSlovakScene, type SlovakScene } from "./testing/slovak-scene";

const desk = await openDesk();
const numbers = birthNumbers("810101");
let serial = 0;

describe("a known insolvency", () => {
  freshScenes(desk);

  const stateOf = async (partyId: number) =>
    (
      await rowsOf(
        (sql: Sql) => sql<{ isActive: boolean; isSuspected: boolean; mark: string | null }[]>`
        select is_active as "isActive", is_suspected as "isSuspected", mark
          from party_insolvency where party_id = ${partyId}`,
      )
    )[0];
  const askedMarks = async (partyId: number) =>
    (
      await rowsOf(
        (sql: Sql) => sql<{ marks: string[] }[]>`
        select asked_marks as marks from screenings where party_id = ${partyId} order by id`,
      )
    ).map(({ marks }) => marks);

  /** Another number on the card: by it the register has nobody. */
  async function renumber(partyId: number) {
    const [row] = await rowsOf(
      (sql: Sql) => sql<{ version: number; fullName: string }[]>`
        select version, full_name as "fullName" from parties where id = ${partyId}`,
    );
    if (!row) throw new Error("no row");
    const birthNumber = numbers.next().value ?? "";
    await updateParty(scene.admin, { partyId, kind: "natural_person", birthNumber, ...row });
  }

  it("is not ended by silence to another key: the proceeding itself is asked for", async () => {
    const { partyId, known } = await person();
    scene.twin.debtors.push(known);
    await check(partyId);
    await renumber(partyId);
    const before = scene.twin.asked.length;
    // By number and by name it has nobody; by its mark it has the one who was found before.
    known.surname = "Vdaná";
    expect(await check(partyId)).toMatchObject({ outcome: "found" });
    expect(scene.twin.asked.length - before).toBe(3);
    expect(await stateOf(partyId)).toMatchObject({ isActive: true, mark: markOf(known) });
    // A person may say that it is not them.
    const hit = { partyId, register: "isir_cz", mark: markOf(known) } as const;
    await judgeHit(scene.admin, { ...hit, verdict: "false_match", reason: "překlep v čísle" });
    expect(await stateOf(partyId)).toMatchObject({ isActive: false });
  });

  it("ends when the register says so of that proceeding, by a state, a day or its absence", async () => {
    for (const end of ["state", "day", "absence"] as const) {
      const { partyId, known } = await person();
      scene.twin.debtors.push(known);
      await check(partyId);
      await renumber(partyId);
      known.surname = "Vdaná";
      if (end === "state") known.state = "ODSKRTNUTA";
      if (end === "day") known.endedOn = "2026-11-20";
      if (end === "absence") scene.twin.debtors.splice(0);
      await check(partyId);
      expect(await stateOf(partyId), end).toMatchObject({ isActive: false });
      expect((await askedMarks(partyId)).at(-1), end).toEqual([markOf(known)]);
    }
  });

  it("stays where the proceeding could not be asked for, and the whole is no answer", async () => {
    const { partyId, known } = await person();
    scene.twin.debtors.push(known);
    await check(partyId);
    await renumber(partyId);
    known.surname = "Vdaná";
    scene.twin.meetSecond("ws4");
    expect(await check(partyId)).toMatchObject({ outcome: "unavailable", change: null });
    scene.twin.meet(null);
    expect(await stateOf(partyId)).toMatchObject({ isActive: true });
  });

  it("stays through an answer that is silent of it, whoever wrote that down", async () => {
    const { partyId, known } = await person();
    scene.twin.debtors.push(known);
    await check(partyId);
    // As a check from before proceedings were asked for left it: clear, by name and day alone.
    await inTransaction(scene.admin, (_, { sql }) =>
      sql`insert into screenings (register, party_id, cause, purpose, legal_basis, asked_by, asked_at,
                                  actor_name, outcome, is_first)
          values ('isir_cz', ${partyId}, 'card', 'x', 'x', 'person', now(), 'x', 'clear', false)`.then(
        () => undefined,
      ),
    );
    const status = { register: "isir_cz", code: "ÚPADEK", name: "Úpadek" } as const;
    await saveDebtorStatus(scene.admin, { ...status, isActive: false });
    expect(await stateOf(partyId)).toMatchObject({ isActive: false, mark: markOf(known) });
    await saveDebtorStatus(scene.admin, { ...status, isActive: true });
    expect(await stateOf(partyId)).toMatchObject({ isActive: true, mark: markOf(known) });
  });
});

const markOf = ({ number, year }: { number: number; year: number }): string =>
  `INS ${number}/${year}`;

describe("a Slovak proceeding", () => {
  let slovak: SlovakScene;
  let admin: Awaited<ReturnType<SlovakScene["agency"]>>["admin"];
  let clock: Awaited<ReturnType<SlovakScene["agency"]>>["clock"];
  beforeEach(async () => {
    slovak = await openSlovakScene(desk);
    ({ admin, clock } = await slovak.agency());
    return () => slovak.twin.close();
  });

  async function debtor(more: Partial<TwinProceeding> = {}) {
    const birthNumber = numbers.next().value ?? "";
    const surname = `Skúšobný${"abcdefghij".charAt(serial++ % 10)}`;
    const partyId = await addPerson(admin, {
      ...{ fullName: `Ján ${surname}`, birthNumber, country: "SK" },
    });
    const { caseId } = await openCase(admin, {
      ...{ category: "collection", parties: [{ partyId, role: "debtor" }] },
    });
    const known: TwinProceeding = {
      ...{ id: 880_000 + serial, debtorName: `Ján ${surname}`, bornOn: "1981-01-01", birthNumber },
      ...{ processStartedOn: "2026-11-02", ...more },
    };
    slovak.twin.proceedings.push(known);
    return { partyId, caseId, known };
  }
  const ask = (partyId: number) =>
    checkParty(admin, { partyId, register: "isir_sk", cause: "card" });
  const follow = async (partyId: number) => followInsolvency(clock(), { partyIds: [partyId] });
  const look = <T extends object>(query: (sql: Sql) => Promise<readonly T[]>) =>
    inTransaction(admin, async (_, { sql }) => [...(await query(sql as Sql))]);

  it.each([
    ["KONKURZ", "bankruptcy", "2026-12-17", "limited", "konkurz", true, true],
    ["MALYKONKURZ", "small_bankruptcy", null, "lost", "malý konkurs", true, true],
    ["ODDLZENIE_KONKURZ", "discharge_bankruptcy", null, "lost", "oddlužení konkursem", true, true],
    ["ODDLZENIE_SPLATKOVY_KALENDAR", "discharge_plan", null, "unknown", "splátkov", true, true],
    ["RESTRUKTURALIZACIA", "restructuring", "2026-12-02", "lost", "restrukturalizace", true, true],
    ["VPR", "preventive", null, "unknown", "preventivní", false, true],
    [
      "LIKVIDACIA",
      "liquidation",
      null,
      "unknown",
      "Likvidace: přihlásit pohledávku likvidátorovi",
      false,
      false,
    ],
  ] as const)("of the kind %s has its own term and effects", async (...row) => {
    const [kind, procedure, fileBy, late, words, rests, stops] = row;
    const { partyId, caseId } = await debtor({ kind });
    expect(await ask(partyId)).toMatchObject({ outcome: "found" });
    await follow(partyId);
    const [item] = await listCaseInsolvencies(admin, { caseId });
    expect(item).toMatchObject({
      ...{ procedure, fileBy, decidedOn: "2026-11-02", filing: { late } },
      effects: { restsInterest: rests, stopsNotices: stops },
    });
    const tasks = await look(
      (sql) => sql<{ text: string }[]>`
        select text from case_events where case_id = ${caseId} and kind = 'task'`,
    );
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.text).toContain(kind === "KONKURZ" ? "(konkurs)" : words);
    if (!stops) expect(tasks[0]?.text).not.toMatch(/[Ii]nsolven/);
    const tags = await look(
      (sql) => sql<{ code: string; restsFrom: string | null; isKept: boolean }[]>`
        select t.code, g.rests_from as "restsFrom", g.is_interest_kept as "isKept"
          from case_tags g join tags t on t.id = g.tag_id
         where g.case_id = ${caseId} and g.removed_at is null`,
    );
    expect(tags).toEqual([
      {
        code: stops ? "insolvency" : "liquidation",
        ...{ restsFrom: rests ? "2026-11-02" : null, isKept: !rests },
      },
    ]);
  });

  it("that turns into another kind turns the term and the task", async () => {
    const { partyId, caseId, known } = await debtor({ kind: "KONKURZ" });
    await ask(partyId);
    await follow(partyId);
    known.kind = "RESTRUKTURALIZACIA";
    await ask(partyId);
    await follow(partyId);
    expect(await listCaseInsolvencies(admin, { caseId })).toMatchObject([
      { procedure: "restructuring", fileBy: "2026-12-02" },
    ]);
  });

  it("ends by its own state alone; a name that is silent asks for it by its mark", async () => {
    const { partyId, known } = await debtor();
    await ask(partyId);
    const active = async () => {
      const [row] = await look(
        (sql) => sql<{ isActive: boolean }[]>`
          select is_active as "isActive" from party_insolvency where party_id = ${partyId}`,
      );
      return row?.isActive;
    };
    // Married since: the full text has nobody of the old name.
    known.debtorName = "Ján Vydatý";
    expect(await ask(partyId)).toMatchObject({ outcome: "found", quality: "identifier" });
    expect(await active()).toBe(true);
    // The register does not list it: that is no answer, and ends nothing.
    slovak.twin.proceedings = [];
    expect(await ask(partyId)).toMatchObject({ outcome: "unavailable" });
    expect(await active()).toBe(true);
    slovak.twin.proceedings = [{ ...known, state: "SKONCENY_PROCES", endedOn: "2026-11-25" }];
    expect(await ask(partyId)).toMatchObject({ outcome: "found" });
    expect(await active()).toBe(false);
  });

  it("of somebody of one name and day of birth is told from ours by the birth number", async () => {
    const { partyId, known } = await debtor();
    const other = { ...known, id: 1, birthNumber: numbers.next().value ?? "" };
    slovak.twin.proceedings.push(other);
    expect(await ask(partyId)).toMatchObject({ outcome: "found", quality: "identifier" });
    const { items } = await listScreenings(admin, { filter: { partyId } });
    expect(items[0]).toMatchObject({ mark: String(known.id), hitCount: 1 });
    const twice = await addPerson(admin, {
      ...{ fullName: known.debtorName, birthNumber: numbers.next().value ?? "", country: "SK" },
    });
    // Both of that name and day are others.
    expect(await ask(twice)).toMatchObject({ outcome: "clear" });
    const unnumbered = await addPerson(admin, {
      ...{ fullName: known.debtorName, birthOn: "1981-01-01", country: "SK" },
      isKnownToDiffer: true,
    });
    // And of whom we have no number, either may be meant.
    expect(await ask(unnumbered)).toMatchObject({ outcome: "found", quality: "suspected" });
  });

  it("of many people of one name and day is looked up for ten, the others are suspicions", async () => {
    const name = { debtorName: "Peter Mnohý", bornOn: "1982-02-02" };
    for (let no = 0; no < 12; no += 1) {
      slovak.twin.proceedings.push({ ...name, id: 870_000 + no, birthNumber: "820202/9999" });
    }
    const birthNumber = birthNumbers("820202").next().value ?? "";
    const partyId = await addPerson(admin, {
      fullName: name.debtorName,
      birthNumber,
      country: "SK",
    });
    expect(await ask(partyId)).toMatchObject({ outcome: "found", quality: "suspected" });
    expect(slovak.askedFor("getKonanieDetail")).toBe(10);
  });

  it("of a person with a business is found by name where the IČO is silent", async () => {
    const partyId = await addPerson(admin, {
      ...{ fullName: "Eva Živnostná", birthOn: "1979-04-05", country: "SK" },
      registrationNo: "99000172",
    });
    slovak.twin.proceedings.push({ id: 77, debtorName: "Eva Živnostná", bornOn: "1979-04-05" });
    expect(await ask(partyId)).toMatchObject({ outcome: "found", quality: "person" });
  });
});
