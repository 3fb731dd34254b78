import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../context";
import { openDesk } from "../testing";
import { checkParty, listScreenings, readEvidence } from ".";
import { addPerson, openRegisterScene } from "./testing/register-scene";

const desk = await openDesk();
let scene: Awaited<ReturnType<typeof openRegisterScene>>;
beforeAll(async () => {
  scene = await openRegisterScene(desk);
  return () => scene.twin.close();
});

const check = (partyId: number) =>
  checkParty(scene.admin, { partyId, register: "isir_cz", cause: "card" });

describe("silence to a birth number", () => {
  const NAMED = { ...{ surname: "Tichý", givenName: "Karel" }, bornOn: "1975-01-01", year: 2026 };
  const keysOf = (partyId: number) =>
    inTransaction(scene.admin, async (_, { sql }) => {
      const rows = await sql<{ askedBy: string }[]>`
        select asked_by as "askedBy" from screenings where party_id = ${partyId} order by id`;
      return rows.map(({ askedBy }) => askedBy);
    });

  it("is no clear answer where a row without number is of the same person", async () => {
    const row = { ...NAMED, number: 611, state: "ÚPADEK" };
    scene.twin.debtors.push(row);
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Karel Tichý", birthNumber: "750101/1001" },
    });
    const said = await check(partyId);
    expect(said).toMatchObject({ outcome: "found", quality: "person", change: { isActive: true } });
    expect(await keysOf(partyId)).toEqual(["person"]);
    const evidence = await readEvidence(scene.admin, { screeningId: said.screeningId });
    expect(evidence.sent?.toString()).toMatch(/1 birth_number.*<rc>.*2 person.*<jmeno>/s);
    expect(evidence.received?.toString()).toMatch(/WS2.*INS/s);
    // Of another number it is somebody else's till a person says so.
    scene.twin.debtors.splice(scene.twin.debtors.indexOf(row), 1, {
      ...{ ...row, birthNumber: "750101/1012" },
    });
    expect(await check(partyId)).toMatchObject({ outcome: "found", quality: "suspected" });
  });

  it("is asked after by the number of a business", async () => {
    const row = { ...{ registrationNo: "99000172", surname: "Jinak" }, number: 612, year: 2026 };
    scene.twin.debtors.push(row);
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Karel Podnikavý", birthNumber: "750101/1023", registrationNo: "99000172" },
    });
    expect(await check(partyId)).toMatchObject({ outcome: "found", quality: "identifier" });
    expect(await keysOf(partyId)).toEqual(["registration_no"]);
  });

  it("is clear by all that is known only, and nothing where one is not answered", async () => {
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Karel Čistý", birthNumber: "750101/1034" },
    });
    const before = scene.twin.asked.length;
    expect(await check(partyId)).toMatchObject({ outcome: "clear" });
    expect(scene.twin.asked.length - before).toBe(2);
    scene.twin.meetSecond("ws4");
    expect(await check(partyId)).toMatchObject({ outcome: "unavailable", reason: "stale" });
    scene.twin.meet(null);
  });
});

describe("two people of one name and day of birth", () => {
  it("are each a suspicion where no number tells whom we mean", async () => {
    const same = { surname: "Stejný", givenName: "Karel", bornOn: "1975-01-01", state: "KONKURS" };
    scene.twin.debtors.push(
      { ...same, birthNumber: "750101/1056", number: 621, year: 2026 },
      { ...same, birthNumber: "750101/1067", number: 622, year: 2026 },
    );
    const unknown = await addPerson(scene.admin, {
      ...{ fullName: "Karel Stejný", birthOn: "1975-01-01" },
    });
    expect(await check(unknown)).toMatchObject({
      ...{ outcome: "found", quality: "suspected" },
      change: { isActive: false, isSuspected: true },
    });
    const first = await addPerson(scene.admin, {
      ...{ fullName: "Karel Stejný", birthNumber: "750101/1056", isKnownToDiffer: true },
    });
    expect(await check(first)).toMatchObject({ quality: "identifier", change: { isActive: true } });
  });

  it("whose rows come in decomposed letters are known all the same", async () => {
    const surname = "Čárka".normalize("NFD");
    const row = { surname, givenName: "Žofie".normalize("NFD"), bornOn: "1976-02-03" };
    scene.twin.debtors.push({ ...row, number: 623, year: 2026, state: "ÚPADEK".normalize("NFD") });
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Žofie Čárka", birthOn: "1976-02-03" },
    });
    expect(await check(partyId)).toMatchObject({
      ...{ quality: "person", change: { isActive: true, stateCode: "ÚPADEK" } },
    });
  });
});

describe("a register whose clock is ahead", () => {
  it("is not believed about how fresh its data are", async () => {
    const ahead = (minutes: number) => new Date(desk.now.getTime() + minutes * 60_000);
    scene.twin.debtors.push({
      ...{ birthNumber: "750101/1078", surname: "Předčasný", givenName: "Karel" },
      ...{ number: 624, year: 2026, state: "ÚPADEK" },
    });
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Karel Předčasný", birthNumber: "750101/1078" },
    });
    const asOf = async (minutes: number) => {
      scene.twin.syncedAt = ahead(minutes);
      await check(partyId);
      const { items } = await listScreenings(scene.admin, { filter: { partyId } });
      return items[0]?.asOf ?? null;
    };
    expect(await asOf(1)).toEqual(ahead(1));
    expect(await asOf(60)).toBeNull();
  });
});

describe("an answer about one party", () => {
  it("is no outage of the register, however often", async () => {
    const partyId = await addPerson(scene.admin, {
      ...{ fullName: "Karel Cizí", birthNumber: "750101/1045" },
    });
    scene.twin.meet("other_person");
    for (let time = 0; time < 6; time += 1) {
      expect(await check(partyId)).toMatchObject({ reason: "wrong_person" });
    }
    scene.twin.meet(null);
    expect(await check(partyId)).toMatchObject({ outcome: "clear" });
  });
});
