import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { WrittenAddress } from "@/server/kernel/address-key";
import { registerContract } from "../registers/testing/register-contract";
import { addressResult, standardiseAddress } from ".";
import type { AresAddress } from "./ares-words";
import { houseNumberOf } from "./house-number";
import { type AresTwin, startAresTwin } from "./testing/ares-twin";

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures", name), "utf8"));
const { standardizovaneAdresy } = fixture("standardizovane-adresy_response.json") as {
  standardizovaneAdresy: AresAddress[];
};

const village = (cisloDomovni: number, more: AresAddress = {}): AresAddress => ({
  ...{ nazevObce: "Trojanovice", nazevCastiObce: "Trojanovice", cisloDomovni, psc: 74401 },
  ...{ kodAdresnihoMista: 8_338_000 + cisloDomovni, typCisloDomovni: 1, ...more },
});
const ADDRESSES: AresAddress[] = [
  ...standardizovaneAdresy,
  village(2),
  village(7),
  village(7, { typCisloDomovni: 2, kodAdresnihoMista: 8_339_007 }),
  { ...standardizovaneAdresy[0], cisloDomovni: 400, cisloOrientacni: 9, kodAdresnihoMista: 1 },
];

const start = () => startAresTwin({ addresses: [...ADDRESSES] });
const KNOWN = { street: "Vzorová 308/12a", city: "Ostrava", postalCode: "702 00" };
const UNKNOWN = { street: "Dlouhá 1", city: "Brno", postalCode: "60200" };

registerContract("ARES of addresses", {
  open: start,
  askKnown: (access) => standardiseAddress(access, KNOWN),
  askUnknown: (access) => standardiseAddress(access, UNKNOWN),
  secrets: ["Vzorová", "Dlouhá"],
});

describe("an address", () => {
  let twin: AresTwin;
  beforeEach(async () => {
    twin = await start();
  });
  afterEach(() => twin.close());
  const ask = (address: WrittenAddress) =>
    standardiseAddress({ url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true }, address);

  it.each<[string, WrittenAddress, string, string | null]>([
    ["exists", KNOWN, "exact", "99999999"],
    ["exists by its house number", { street: "Vzorová 308", city: "Ostrava" }, "exact", "99999999"],
    [
      "exists by its street number",
      { street: "vzorova 12A", city: "Ostrava" },
      "exact",
      "99999999",
    ],
    ["exists in a village", { street: "Trojanovice 2", city: "Trojanovice" }, "exact", "8338002"],
    ["exists in a part of a town", { ...KNOWN, city: "Ostrava - Poruba" }, "exact", "99999999"],
    [
      "may be a house or a cottage",
      { street: "Trojanovice 7", city: "Trojanovice" },
      "ambiguous",
      null,
    ],
    ["is a cottage", { street: "Trojanovice č.ev. 7", city: "Trojanovice" }, "exact", "8339007"],
    ["has no such number", { street: "Vzorová 999", city: "Ostrava" }, "number_unknown", null],
    ["has no such street", { street: "Dlouhá 5", city: "Ostrava" }, "municipality_only", null],
    ["is a town", { city: "Ostrava" }, "municipality_only", null],
    ["is a street", { street: "Vzorová", city: "Ostrava" }, "ambiguous", null],
    ["is nowhere", UNKNOWN, "not_found", null],
  ])("%s", async (_, address, result, point) => {
    const { answer } = await ask(address);
    expect(addressResult(answer)).toBe(result);
    if (answer.outcome !== "found") return expect(point).toBeNull();
    expect(answer.records[0]?.address?.addressPoint ?? null).toBe(point);
    expect(answer.quality).toBe(result === "exact" ? "identifier" : "suspected");
    expect(answer.records[0]?.candidates.length).toBeGreaterThan(0);
  });

  it("is asked for in whole first, in the register's own words", async () => {
    await ask({ street: "Vzorová 308/12a", city: "Ostrava", postalCode: "70200" });
    await ask({ street: "Vzorová 999", city: "Ostrava" });
    const asked = twin.asked.map(({ body }) => JSON.parse(String(body)));
    const { textovaAdresa } = fixture("standardizovane-adresy_request.json");
    expect(asked[0]).toMatchObject({ textovaAdresa });
    expect(asked.map((each) => each.typStandardizaceAdresy)).toEqual([
      "UPLNA_STANDARDIZACE",
      "UPLNA_STANDARDIZACE",
      "VYHOVUJICI_ADRESY",
    ]);
  });

  it("is not asked for without a place", async () => {
    for (const address of [{}, { street: "Vzorová 308" }, { street: " ", city: " " }]) {
      expect((await ask(address)).answer).toMatchObject({ reason: "no_identifier" });
    }
    expect(twin.asked).toEqual([]);
  });

  it("that would fit a thousand houses is ambiguous", async () => {
    twin.addresses.push(...Array.from({ length: 1_001 }, () => ({ ...standardizovaneAdresy[0] })));
    const { answer } = await ask({ street: "Vzorová 308", city: "Ostrava" });
    expect(answer).toMatchObject({ outcome: "found", isCut: true, quality: "suspected" });
    expect(addressResult(answer)).toBe("ambiguous");
  });

  it("is never exact by a house of another street, town or number that the register offers", async () => {
    const offered = { ...standardizovaneAdresy[0] };
    const body = { pocetCelkem: 1, standardizovaneAdresy: [offered] };
    const answer = JSON.stringify(body);
    const liar = await import("../registers/testing/register-twin").then(({ openRegisterTwin }) =>
      openRegisterTwin({
        answer: () => ({ status: 200, mediaType: "application/json", body: answer }),
      }),
    );
    const access = { url: liar.url, timeoutMs: 10_000, isPrivateAllowed: true };
    const results = await Promise.all(
      [
        { street: "Vzorová 308/12a", city: "Ostrava" },
        { street: "Jiná 308/12a", city: "Ostrava" },
        { street: "Vzorová 308/12a", city: "Brno" },
        { street: "Vzorová 309", city: "Ostrava" },
        { street: "Vzorová 308/14", city: "Ostrava" },
        { street: "Vzorová 308/12", city: "Ostrava" },
      ].map(async (address) => addressResult((await standardiseAddress(access, address)).answer)),
    );
    expect(results).toEqual(
      "exact ambiguous ambiguous number_unknown ambiguous ambiguous".split(" "),
    );
    await liar.close();
  });
});

describe("a house number", () => {
  it.each<[string, string[], boolean]>([
    ["Vzorová 308/12a", ["308", "12a"], false],
    ["Vzorová 308 / 12 A", ["308", "12a"], false],
    ["17. listopadu 5", ["5"], false],
    ["č.p. 2", ["2"], false],
    ["č. p. 012", ["12"], false],
    ["Lhota č.ev. 12", ["12"], true],
    ["Lhota ev. č. 12", ["12"], true],
    ["Lhota E 12", ["12"], true],
    ["Lhota E12", ["12"], true],
    ["2", ["2"], false],
  ])("of %j", (street, numbers, isEvidence) => {
    expect(houseNumberOf(street)).toEqual({ numbers, isEvidence });
  });

  it.each(["Vzorová", "", null, "17. listopadu", "12345"])("is none: %j", (street) => {
    expect(houseNumberOf(street)).toBeNull();
  });
});
