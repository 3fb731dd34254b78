import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ruianZip, type TwinHouse } from "@/server/connectors/ruian/testing/ruian-zip";
import { inTransaction } from "../context";
import { createParty, getParty, updateParty } from "../parties";
import { openDesk } from "../testing";
import { checkAddresses, checkParty, getScreening } from ".";
import { loadAddresses } from "./load-addresses";
import { openCompanyScene } from "./testing/company-scene";

const desk = await openDesk();
const HOUSE: TwinHouse = {
  ...{ code: 1001, town: "Ostrava", townPart: "Moravská Ostrava", street: "Vzorová" },
  ...{ houseNumber: 308, orientation: "12", letter: "a", postalCode: "70200" },
};
const HOUSES: TwinHouse[] = [
  HOUSE,
  { ...HOUSE, code: 1002, houseNumber: 400, orientation: "9", letter: "" },
  { ...HOUSE, code: 1003, houseNumber: 401, orientation: "9", letter: "" },
  { code: 2001, town: "Trojanovice", houseNumber: 2 },
];

let scene: Awaited<ReturnType<typeof openCompanyScene>>;
let folder = "";
const now = new Date("2026-07-01T03:00:00Z");

async function load(
  houses: readonly TwinHouse[],
  more: { isShrinkAllowed?: boolean; day?: string } = {},
) {
  const path = join(folder, "ruian.zip");
  await writeFile(path, ruianZip({ 1: houses }, more.day));
  return loadAddresses({ sql: desk.owner, path, now, ...more });
}

beforeAll(async () => {
  scene = await openCompanyScene(desk);
  folder = await mkdtemp(join(tmpdir(), "addresses-"));
  return async () => {
    await scene.close();
    await rm(folder, { recursive: true });
  };
});

const counts = async () => {
  const [row] = await desk.owner<{ points: number; loads: number }[]>`
    select (select count(*)::int from address_points) as points,
           (select count(*)::int from address_loads) as loads`;
  return row;
};

let serial = 0;
async function addAt(street: string, city = "Ostrava"): Promise<number> {
  serial += 1;
  const address = { kind: "main", street, city } as const;
  const person = {
    kind: "natural_person",
    fullName: `Jan Bydlící${"abcdefghijklm"[serial]}`,
  } as const;
  const { partyId } = await createParty(scene.admin, {
    ...person,
    ...{ addresses: [address], isKnownToDiffer: true },
  });
  return partyId;
}

const addressOf = async (partyId: number) =>
  (await getParty(scene.admin, { partyId })).addresses[0];

const check = async (partyId: number) => {
  const asked = await checkParty(scene.admin, { partyId, register: "addresses", cause: "card" });
  return getScreening(scene.admin, { screeningId: asked.screeningId });
};

describe("the table of address points", () => {
  it("says nothing before it is filled", async () => {
    await addAt("Vzorová 308/12a");
    expect(await checkAddresses(scene.admin)).toEqual({ asOf: null, checked: 0, results: {} });
    await scene.serve("addresses", "", { prefersOffline: true });
    const partyId = await addAt("Vzorová 1");
    await expect(check(partyId)).rejects.toMatchObject({ code: "registers.unconfigured" });
  });

  it("is filled whole, a second time only by another file", async () => {
    const first = await load(HOUSES);
    expect(first).toMatchObject({ rows: 4, resumedRows: 0, isKnown: false, badLines: 0 });
    expect(first.asOf?.toISOString()).toContain("2026-06-");
    expect(await load(HOUSES)).toMatchObject({ isKnown: true });
    expect(await counts()).toEqual({ points: 4 + 6, loads: 1 });
  });

  it("goes on where it broke off, and is not read before it is whole", async () => {
    const many = Array.from({ length: 30 }, (_, i) => ({
      ...HOUSE,
      code: 3000 + i,
      street: `U${i}`,
    }));
    const houses = [...HOUSES, ...many];
    const broken = Object.assign((...args: Parameters<typeof desk.owner>) => desk.owner(...args), {
      ...{ begin: () => Promise.reject(new Error("line is down")) },
    }) as unknown as typeof desk.owner;
    const path = join(folder, "ruian.zip");
    await writeFile(path, ruianZip({ 1: houses }, "20260731"));
    await expect(loadAddresses({ sql: broken, path, now })).rejects.toThrow("line is down");
    await desk.owner`
      with done as (update address_loads set rows_done = 20 where not is_current returning id)
      insert into address_points (load_id, key, code, is_main, line)
      select id, 'half', 1, true, '' from done`;
    expect(await counts()).toEqual({ points: 11, loads: 2 });
    const [current] = await desk.owner<{ rows: number }[]>`
      select rows_done as rows from address_loads where is_current`;
    expect(current?.rows).toBe(4);
    const done = await load(houses, { day: "20260731" });
    expect(done).toMatchObject({ rows: 34, resumedRows: 20 });
    expect((await counts())?.loads).toBe(1);
  });

  it("is not replaced by a piece of it", async () => {
    const piece = load(HOUSES.slice(0, 2));
    await expect(piece).rejects.toMatchObject({ code: "registers.addresses_shrunk" });
    await expect(load([])).rejects.toMatchObject({ code: "registers.addresses_empty" });
    expect(await load(HOUSES, { isShrinkAllowed: true })).toMatchObject({ rows: 4 });
  });

  it("is read by every tenant and written by none", async () => {
    const write = (statement: string) =>
      inTransaction(scene.admin, (_, { sql }) => sql.unsafe(statement));
    expect(await write("select code from address_points limit 1")).toHaveLength(1);
    for (const statement of [
      "delete from address_points",
      "update address_loads set is_current = false",
      "insert into address_points values (1, 'x|1', 1, true, 'x')",
    ]) {
      await expect(write(statement)).rejects.toMatchObject({ code: "42501" });
    }
  });
});

describe("addresses by that table", () => {
  const CASES: [string, string, string, string | null][] = [
    ["Vzorová 308/12a", "Ostrava", "exact", "1001"],
    ["vzorova ul. č.p. 308", "Ostrava 1", "exact", "1001"],
    ["Trojanovice 2", "Trojanovice", "exact", "2001"],
    ["Vzorová 9", "Ostrava", "ambiguous", null],
    ["Vzorová 77", "Ostrava", "number_unknown", null],
    ["Neznámá 3", "Ostrava", "municipality_only", null],
    ["Dlouhá 1", "Atlantida", "not_found", null],
  ];
  const ids = new Map<string, number>();

  it("are checked all by one join", async () => {
    for (const [street, city] of CASES) ids.set(street, await addAt(street, city));
    const swept = await checkAddresses(scene.admin);
    expect(swept.results).toMatchObject({ exact: 4, ambiguous: 1, not_found: 1 });
    for (const [street, , result, point] of CASES) {
      expect(await addressOf(ids.get(street) ?? 0)).toMatchObject({
        ...{ checkResult: result, addressPoint: point, checkedOn: scene.admin.today },
      });
    }
  });

  it.each(CASES)("%s of %s: %s", async (street, _, result) => {
    const said = await check(ids.get(street) ?? 0);
    expect(said.outcome).toBe(result === "not_found" ? "clear" : "found");
    if (result === "not_found") expect(said.meaning).toBe("bad");
    else expect(said.hits[0]?.details?.address).toMatchObject({ result, isOffline: true });
  });

  it("stand in for the service when it fails, which is told of its health alone", async () => {
    await scene.serve("addresses", scene.twins.ares.url);
    scene.twins.ares.meet("outage_page");
    const said = await check(ids.get("Vzorová 308/12a") ?? 0);
    scene.twins.ares.meet(null);
    expect(said).toMatchObject({ outcome: "found", reason: null, meaning: "good" });
    expect(said.hits[0]?.details?.address?.isOffline).toBe(true);
    const [pace] = await inTransaction(scene.admin, (_, { sql }) =>
      sql<{ failures: number; trouble: string }[]>`
        select failures, trouble from register_pace where register = 'addresses'`.then((rows) => [
        ...rows,
      ]),
    );
    expect(pace).toEqual({ failures: 1, trouble: "outage" });
  });

  it("lose what was found as soon as they change, and not when they do not", async () => {
    const partyId = ids.get("Vzorová 308/12a") ?? 0;
    const party = await getParty(scene.admin, { partyId });
    const save = (street: string, version: number) =>
      updateParty(scene.admin, {
        ...{ partyId, version, kind: party.kind, fullName: party.fullName, note: street },
        addresses: [{ kind: "main", street, city: "Ostrava", addressPoint: "1001" }],
      });
    const { version } = await save("Vzorová 308/12a", party.version);
    expect(await addressOf(partyId)).toMatchObject({ checkResult: "exact", addressPoint: "1001" });
    await save("Vzorová 400", version);
    expect(await addressOf(partyId)).toMatchObject({
      ...{ checkResult: null, checkedOn: null, addressPoint: null },
    });
  });
});
