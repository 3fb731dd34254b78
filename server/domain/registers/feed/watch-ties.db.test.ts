import { beforeAll, describe, expect, it } from "vitest";
import { inTransaction } from "../../context";
import { openDesk } from "../../testing";
import { saveInsolvencySettings } from "../save-settings";
import { watchParties } from "./index";
import { addDebtor, type FeedScene, openFeedScene } from "./testing/feed-scene";

const desk = await openDesk();
let scene: FeedScene;
let ours: Awaited<ReturnType<FeedScene["agency"]>>;
beforeAll(async () => {
  scene = await openFeedScene(desk, []);
  ours = await scene.agency();
  await saveInsolvencySettings(ours.admin, {
    ...{ checksOnChoice: true, watchesDaily: true, bulkEmail: null, notifiesBulk: false },
    ...{ bulkSenderId: null, czechTies: ["country", "address", "tax_id"] },
    slovakTies: ["country", "address", "tax_id", "person"],
  });
  return () => scene.twin.close();
});

type Sql = Parameters<Parameters<typeof inTransaction>[1]>[1]["sql"];

const change = (work: (sql: Sql) => Promise<unknown>) =>
  inTransaction(ours.clock(), async (_, { sql }) => {
    await work(sql);
  });

async function registersOf(partyId: number): Promise<string[]> {
  while ((await watchParties(ours.clock())).count > 0);
  const rows = await inTransaction(ours.clock(), async (_, { sql }) => [
    ...(await sql<{ register: string }[]>`
      select register from insolvency_watches where party_id = ${partyId} order by 1`),
  ]);
  return rows.map(({ register }) => register);
}

const german = (fullName: string) =>
  addDebtor(ours.admin, { kind: "legal_entity", fullName, country: "DE" });

describe("whose events are watched", () => {
  it("follows the ties that the settings count, as soon as one of them changes", async () => {
    const { partyId } = await german("Fremd GmbH");
    expect(await registersOf(partyId)).toEqual([]);
    await change((sql) => sql`update parties set tax_id = 'CZ699001234' where id = ${partyId}`);
    expect(await registersOf(partyId)).toEqual(["isir_cz"]);
    await change((sql) => sql`update parties set vat_id = 'SK2020202020' where id = ${partyId}`);
    expect(await registersOf(partyId)).toEqual(["isir_cz", "isir_sk"]);
    await change(
      (sql) => sql`update parties set vat_id = null, tax_id = null where id = ${partyId}`,
    );
    expect(await registersOf(partyId)).toEqual([]);
  });

  it("follows an address that comes, moves and goes", async () => {
    const { partyId } = await german("Adresse GmbH");
    expect(await registersOf(partyId)).toEqual([]);
    await change(
      (sql) => sql`
        insert into party_addresses (party_id, kind, city, country, address_key)
        values (${partyId}, 'other', 'Brno', 'CZ', 'brno')`,
    );
    expect(await registersOf(partyId)).toEqual(["isir_cz"]);
    await change(
      (sql) => sql`update party_addresses set country = 'SK' where party_id = ${partyId}`,
    );
    expect(await registersOf(partyId)).toEqual(["isir_sk"]);
    await change((sql) => sql`delete from party_addresses where party_id = ${partyId}`);
    expect(await registersOf(partyId)).toEqual([]);
  });

  it("follows a whole name and a day of birth where the settings count people", async () => {
    const { partyId } = await addDebtor(ours.admin, { fullName: "Hans Fremd", country: "DE" });
    expect(await registersOf(partyId)).toEqual([]);
    await change((sql) => sql`update parties set birth_on = '1980-01-01' where id = ${partyId}`);
    expect(await registersOf(partyId)).toEqual(["isir_sk"]);
    await change((sql) => sql`update parties set given_name = '' where id = ${partyId}`);
    expect(await registersOf(partyId)).toEqual([]);
  });
});
