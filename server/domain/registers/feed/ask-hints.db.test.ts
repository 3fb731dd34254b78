import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { TwinEvent } from "@/server/connectors/isir-cz/testing/event-words";
import { inTransaction } from "../../context";
import { openDesk } from "../../testing";
import type { SaveServiceInput } from "../inputs";
import { listScreenings } from "../list-screenings";
import { saveService } from "../save-settings";
import { askHints, listFeeds, readFeedPage, watchParties } from "./index";
import { addDebtor, type FeedScene, openFeedScene } from "./testing/feed-scene";

const desk = await openDesk();
let scene: FeedScene;
let ours: Awaited<ReturnType<FeedScene["agency"]>>;
let serial = 0;
beforeAll(async () => {
  scene = await openFeedScene(desk, []);
  ours = await scene.agency();
  await addDebtor(ours.admin, { fullName: "Prvá Ženská", birthNumber: "855615/9227" });
  await watchParties(ours.clock());
  await readFeedPage(scene.parts());
  return () => scene.twin.close();
});

interface Person {
  partyId: number;
  birthNumber: string;
  number: number;
}

/** Tells of a debtor whom we watch, by so many events as there are types. */
async function tell(person: Person, types: readonly string[], publishedAt?: Date): Promise<void> {
  const { birthNumber, number } = person;
  for (const type of types) {
    const told: TwinEvent = {
      ...{ id: ++serial, mark: `INS ${number}/2026`, type },
      persons: [{ surname: "Dlužná", givenName: "Osoba", birthNumber }],
    };
    scene.twin.events.push(publishedAt ? { ...told, publishedAt } : told);
  }
  scene.pass(10);
  await readFeedPage(scene.parts());
}

const NUMBERS = [
  "800101/9114",
  "900101/1008",
  "750505/1004",
  "880808/1007",
  "650303/1007",
  "700707/1005",
  "710101/1005",
  "720202/1002",
  "730303/1010",
  "740404/1007",
  "760606/1001",
  "770707/1009",
];

async function watched(): Promise<Person> {
  const birthNumber = NUMBERS.shift() ?? "";
  const { partyId } = await addDebtor(ours.admin, { fullName: "Osoba Dlužná", birthNumber });
  await watchParties(ours.clock());
  return { partyId, birthNumber, number: partyId };
}

const debtorOf = ({ birthNumber, number }: Person) => ({
  ...{ birthNumber, surname: "Dlužná", givenName: "Osoba", number, year: 2026, state: "ÚPADEK" },
});

async function hintsOf({ partyId }: Person) {
  return inTransaction(ours.clock(), async (_, { sql }) => [
    ...(await sql<{ isSettled: boolean; tries: number; refusal: string | null }[]>`
      select settled_at is not null as "isSettled", tries, refusal from insolvency_hints
       where party_id = ${partyId} order by id`),
  ]);
}

const checksOf = async ({ partyId }: Person) =>
  (await listScreenings(ours.admin, { filter: { partyId } })).items;
const activeMarks = ({ partyId }: Person) =>
  inTransaction(ours.clock(), async (_, { sql }) =>
    (
      await sql<{ mark: string }[]>`
        select mark from party_insolvency where party_id = ${partyId} and is_active`
    ).map(({ mark }) => mark),
  );
const marksOf = (screeningId: number) =>
  inTransaction(ours.clock(), async (_, { sql }) =>
    (
      await sql<{ mark: string }[]>`
        select mark from screening_hits where screening_id = ${screeningId} order by id`
    ).map(({ mark }) => mark),
  );
const setClosed = ({ partyId }: Person, is: boolean) =>
  inTransaction(ours.clock(), async (_, { sql }) => {
    await sql`update cases set closed_at = case when ${is} then now() end
               where debtor_party_id = ${partyId}`;
  });
const ask = () => askHints(ours.clock());

describe("a hint of the feed", () => {
  beforeEach(() => {
    scene.twin.meet(null);
  });

  it("has the register asked once for all hints of a party, and only its answer counts", async () => {
    const person = await watched();
    scene.twin.debtors.push(debtorOf(person));
    await tell(person, ["5", "76"]);
    expect(await ask()).toEqual({ count: 1 });
    expect(await ask()).toEqual({ count: 0 });
    const checks = await checksOf(person);
    expect(checks).toMatchObject([{ cause: "feed", outcome: "found", isActive: true }]);
    expect(await hintsOf(person)).toMatchObject([
      { isSettled: true, tries: 1 },
      { isSettled: true, tries: 1 },
    ]);
    const facts = await inTransaction(ours.clock(), async (_, { sql }) => [
      ...(await sql`select payload from outbox_facts where name = 'party.insolvent'`),
    ]);
    expect(facts).toMatchObject([{ payload: { partyId: person.partyId, register: "isir_cz" } }]);
    expect(JSON.stringify(facts)).not.toContain("Dlužná");
  });

  it("is asked for again where the answer may be older than the event", async () => {
    const person = await watched();
    await tell(person, ["5"], scene.parts().now);
    expect(await ask()).toEqual({ count: 1 });
    expect(await checksOf(person)).toMatchObject([{ outcome: "clear" }]);
    expect(await hintsOf(person)).toMatchObject([{ isSettled: false, tries: 1 }]);
    scene.pass(60);
    expect(await ask()).toEqual({ count: 0 });
    scene.pass(60);
    scene.twin.debtors.push(debtorOf(person));
    expect(await ask()).toEqual({ count: 1 });
    expect(await checksOf(person)).toMatchObject([{ outcome: "found" }, { outcome: "clear" }]);
    expect(await hintsOf(person)).toMatchObject([{ isSettled: true, tries: 2 }]);
  });

  it("waits where the register says nothing", async () => {
    const person = await watched();
    await tell(person, ["5"]);
    scene.twin.meet("ws4");
    expect(await ask()).toEqual({ count: 1 });
    expect(await hintsOf(person)).toMatchObject([{ isSettled: false, tries: 1 }]);
    expect((await listFeeds(ours.clock()))[0]).toMatchObject({ waitingCount: 1 });
    scene.twin.meet(null);
    expect(await ask()).toEqual({ count: 0 });
    scene.pass(2);
    expect(await ask()).toEqual({ count: 1 });
    expect(await hintsOf(person)).toMatchObject([{ isSettled: true, tries: 2 }]);
  });

  it("looks among the proceeding's debtors for whom the register does not find itself", async () => {
    const [same, other] = [await watched(), await watched()];
    const row = (person: Person, surname: string) => ({
      ...{ surname, givenName: "Osoba", number: person.number, year: 2026, state: "ÚPADEK" },
    });
    const born = same.birthNumber.replace(/^(\d\d)(\d\d)(\d\d).*/, "19$1-$2-$3");
    scene.twin.debtors.push({ ...row(same, "DLUŽNÁ"), bornOn: born });
    scene.twin.debtors.push(row(other, "Docela Jiná"));
    await tell(same, ["5"]);
    await tell(other, ["5"]);
    expect(await ask()).toEqual({ count: 2 });
    expect(await checksOf(same)).toMatchObject([{ outcome: "found", quality: "person" }]);
    expect(await checksOf(other)).toMatchObject([{ outcome: "found", quality: "suspected" }]);
    const known = await inTransaction(ours.clock(), async (_, { sql }) => [
      ...(await sql`select is_active, is_suspected from party_insolvency
                     where party_id = ${other.partyId}`),
    ]);
    expect(known).toEqual([{ is_active: false, is_suspected: true }]);
    expect(await hintsOf(other)).toMatchObject([{ isSettled: true }]);
  });

  it("waits its turn where the register is busy, and leaves for nobody else", async () => {
    const [one, two] = [await watched(), await watched()];
    await tell(one, ["5"]);
    await tell(two, ["5"]);
    const service: SaveServiceInput = {
      ...{ register: "isir_cz", url: scene.twin.url, validity: "30D", warningMode: "none" },
      ...{ allowsBackground: true, perDay: 100_000, priceMinor: 0, currency: "CZK" },
      ...{ monthBudgetMinor: null, perMinute: 1 },
    };
    await saveService(ours.admin, service);
    expect(await ask()).toEqual({ count: 1 });
    expect(await hintsOf(two)).toMatchObject([{ isSettled: false, tries: 0 }]);
    scene.pass(2);
    expect(await ask()).toEqual({ count: 1 });
    expect(await hintsOf(two)).toMatchObject([{ isSettled: true, tries: 1 }]);
  });

  it("of a new proceeding is answered by that one, where an old one of theirs is over", async () => {
    const person = await watched();
    const born = person.birthNumber.replace(/^(\d\d)(\d\d)(\d\d).*/, "19$1-$2-$3");
    const over = { state: "ODSKRTNUTA", endedOn: "2020-02-02", year: 2017 };
    scene.twin.debtors.push({ ...debtorOf(person), ...over });
    const row = { surname: "DLUŽNÁ", givenName: "Osoba", number: person.number, year: 2026 };
    scene.twin.debtors.push({ ...row, bornOn: born, state: "NEVYRIZENA" });
    await tell(person, ["5"]);
    expect(await ask()).toEqual({ count: 1 });
    expect(await activeMarks(person)).toEqual([`INS ${person.number}/2026`]);
    expect(await hintsOf(person)).toMatchObject([{ isSettled: true }]);
  });

  it("has its proceeding asked for where the party is found in another that goes on", async () => {
    const person = await watched();
    scene.twin.debtors.push({ ...debtorOf(person), number: 5, year: 2025 });
    const row = { surname: "Vdaná", givenName: "Osoba", number: person.number, year: 2026 };
    scene.twin.debtors.push({ ...row, state: "NEVYRIZENA" });
    await tell(person, ["5"]);
    expect(await ask()).toEqual({ count: 1 });
    const [check] = await checksOf(person);
    expect(await marksOf(check?.id ?? 0)).toEqual(["INS 5/2025", `INS ${person.number}/2026`]);
    expect(await hintsOf(person)).toMatchObject([{ isSettled: true }]);
  });

  it("of who is watched no more is laid down, and taken up when they are again", async () => {
    const person = await watched();
    await tell(person, ["5"]);
    await setClosed(person, true);
    await watchParties(ours.clock());
    expect(await ask()).toEqual({ count: 0 });
    const refusal = "registers.not_watched";
    expect(await hintsOf(person)).toEqual([{ isSettled: true, tries: 0, refusal }]);
    await setClosed(person, false);
    await watchParties(ours.clock());
    expect(await hintsOf(person)).toEqual([{ isSettled: false, tries: 0, refusal: null }]);
    expect(await ask()).toEqual({ count: 1 });
  });

  it("that is never answered becomes a person's, by one task, and is asked for no more", async () => {
    const person = await watched();
    await tell(person, ["5", "76"]);
    scene.twin.meet("other_person");
    for (let time = 0; time < 12; time += 1) {
      expect(await ask()).toEqual({ count: 1 });
      scene.pass(60 * 24);
    }
    expect(await ask()).toEqual({ count: 0 });
    const given = { isSettled: true, tries: 12, refusal: "registers.given_up" };
    expect(await hintsOf(person)).toEqual([given, given]);
    const tasks = await inTransaction(ours.clock(), async (_, { sql }) => [
      ...(await sql`select text from case_events
                     where party_id = ${person.partyId} and kind = 'task'`),
    ]);
    expect(tasks).toEqual([
      { text: expect.stringContaining(`INS ${person.number}/2026). Insolvenční rejstřík`) },
    ]);
  });

  it("of a party that was merged away is laid down", async () => {
    const person = { partyId: 0, birthNumber: "", number: 0 };
    await inTransaction(ours.clock(), async (_, { sql }) => {
      const [row] = await sql<{ id: number }[]>`
        insert into parties (kind, full_name, name_key, merged_into_id)
        select 'natural_person', 'X Y', 'x y', min(id) from parties returning id`;
      person.partyId = row?.id ?? 0;
      await sql`
        insert into insolvency_hints (party_id, register, mark, type, event_id, kind, found_at,
                                      next_at)
        values (${person.partyId}, 'isir_cz', 'INS 1/2026', '5', 1, 'person', now(),
                ${desk.now})`;
      await sql`insert into insolvency_watches (party_id, register, source)
                values (${person.partyId}, 'isir_cz', gen_random_uuid())`;
    });
    expect(await ask()).toEqual({ count: 1 });
    expect(await hintsOf(person)).toMatchObject([
      { isSettled: true, refusal: "parties.not_found" },
    ]);
  });
});
