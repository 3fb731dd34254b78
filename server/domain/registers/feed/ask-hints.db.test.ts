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
    });
    expect(await ask()).toEqual({ count: 1 });
    expect(await hintsOf(person)).toMatchObject([
      { isSettled: true, refusal: "parties.not_found" },
    ]);
  });
});
