import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { openRegisterTwin } from "../registers/testing/register-twin";
import { readXml } from "../xml";
import { askVatPayers, VAT_PAYERS_MAX } from ".";
import { writeQuestion } from "./adis-words";
import { startVatPayersTwin, type TwinPayer, type VatPayersTwin } from "./testing/vat-payers-twin";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
const PAYER: TwinPayer = {
  number: "99000016",
  name: "Vzorová testovací, s.r.o.",
  accounts: [
    { since: "2013-04-01", prefix: "990008", number: "9900000007", bank: "0800" },
    { since: "2015-02-10", until: "2019-05-30", iban: "CZ9408009900089900000007" },
  ],
  address: {
    ...{ uliceCislo: "Vzorová 308", castObce: "Moravská Ostrava", mesto: "Ostrava" },
    ...{ psc: "70200", stat: "ČESKÁ REPUBLIKA" },
  },
};
const start = () => startVatPayersTwin({ payers: [PAYER] });

registerContract("VAT payers", {
  open: start,
  askKnown: (access) => askVatPayers(access, ["CZ99000016", "99000172"]),
  askUnknown: (access) => askVatPayers(access, ["CZ99000172"]),
  secrets: ["99000016", "99000172"],
});

const RECORD = {
  ...{ taxId: "CZ99000016", kind: "payer", isUnreliable: false, unreliableSince: null },
  ...{ taxOffice: "451", name: "Vzorová testovací, s.r.o." },
  address: expect.objectContaining({
    text: "Vzorová 308, Moravská Ostrava, 70200 Ostrava",
    ...{ street: "Vzorová 308", town: "Ostrava", postalCode: "70200", country: "CZ" },
  }),
  accounts: [
    {
      ...{ account: "990008-9900000007/0800", iban: "CZ9408009900089900000007" },
      ...{ since: "2013-04-01", until: null },
    },
    {
      ...{ account: "990008-9900000007/0800", iban: "CZ9408009900089900000007" },
      ...{ since: "2015-02-10", until: "2019-05-30" },
    },
  ],
};

describe("a question about VAT payers", () => {
  let twin: VatPayersTwin;
  let access: RegisterAccess;
  beforeEach(async () => {
    twin = await start();
    access = { url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true };
  });
  afterEach(() => twin.close());

  it("is the one of the sample, and its answer too", async () => {
    const sample = fixture("request_getStatusNespolehlivySubjektRozsirenyV2.xml");
    const plain = (text: string) => text.replaceAll(/>\s+</g, "><").trim();
    expect(readXml(Buffer.from(plain(writeQuestion(["99000016"]))))).toEqual(
      readXml(Buffer.from(plain(sample))),
    );
    const said = await askVatPayers(access, ["CZ99000016", "CZ99000172"]);
    const own = plain(String(said.received)).replaceAll(/><\/(ucet|status|standardniUcet)>/g, "/>");
    expect(own).toContain('statusCode="0" statusText="OK"');
    expect(said.answer).toEqual({
      ...{ outcome: "found", quality: "identifier", isCut: false },
      ...{ asOf: new Date("2026-07-24T00:00:00Z"), records: [RECORD] },
    });
  });

  it.each<[string, Partial<TwinPayer>, object]>([
    [
      "is unreliable",
      { unreliableSince: "2020-05-05" },
      { isUnreliable: true, unreliableSince: "2020-05-05" },
    ],
    ["is a group", { type: "SKUPINA_DPH" }, { kind: "group" }],
    ["is identified only", { type: "IDENTIFIKOVANA_OSOBA" }, { kind: "identified" }],
    [
      "was unreliable and pays no more",
      { type: "NESPOLEHLIVA_OSOBA", unreliableSince: "2019-01-01" },
      { kind: "unreliable_person", isUnreliable: true },
    ],
    ["has published nothing", { accounts: [] }, { accounts: [] }],
    [
      "banks in Slovakia",
      { accounts: [{ since: "2020-01-01", iban: "SK31 1200 0000 1987 4263 7541" }] },
      { accounts: [{ account: "SK3112000000198742637541", iban: "SK3112000000198742637541" }] },
    ],
    [
      "banks where accounts are none of ours",
      { accounts: [{ since: "2020-01-01", iban: "12345X" }] },
      { accounts: [{ account: "12345X", iban: null }] },
    ],
    [
      "has no prefix",
      { accounts: [{ since: "2020-01-01", number: "2000145399", bank: "0800" }] },
      { accounts: [{ account: "2000145399/0800", until: null }] },
    ],
  ])("is answered of one that %s", async (_, more, expected) => {
    twin.payers.splice(0, 1, { ...PAYER, ...more });
    const { answer } = await askVatPayers(access, ["CZ99000016"]);
    expect(answer.outcome === "found" && answer.records[0]).toMatchObject(expected);
  });

  it("is clear for all only when none of them is there", async () => {
    twin.payers.splice(0, 1);
    expect((await askVatPayers(access, ["99000016", "99000172"])).answer).toEqual({
      ...{ outcome: "clear", asOf: new Date("2026-07-24T00:00:00Z") },
    });
  });

  it.each(["2", "3"] as const)("meets a service that is away: %s", async (code) => {
    twin.statusCode = code;
    expect((await askVatPayers(access, ["99000016"])).answer).toEqual({
      ...{ outcome: "unavailable", reason: "outage", detail: `status_${code}` },
    });
  });

  it("is not put of nobody, of more than a hundred or of other numbers", async () => {
    const many = Array.from({ length: VAT_PAYERS_MAX + 1 }, (_, i) => String(10_000_000 + i));
    expect((await askVatPayers(access, many)).answer).toMatchObject({ reason: "refused" });
    for (const numbers of [[], [""], ["SK2099000013"], ["CZ99000016", "123"]]) {
      expect((await askVatPayers(access, numbers)).answer).toMatchObject({
        reason: "no_identifier",
      });
    }
    expect(twin.asked).toEqual([]);
    expect((await askVatPayers(access, many.slice(1))).answer.outcome).toBe("clear");
  });

  it("is taken strictly by the twin", async () => {
    const tooMany = Array.from({ length: 101 }, (_, i) => String(10_000_000 + i));
    const ask = (body: string, action = '"http://adis.mfcr.cz/rozhraniCRPDPH/get"') =>
      fetch(twin.url, { method: "POST", body, headers: { soapaction: action } });
    expect((await ask(writeQuestion(["99000016"]))).status).toBe(500);
    const right = '"http://adis.mfcr.cz/rozhraniCRPDPH/getStatusNespolehlivySubjektRozsirenyV2"';
    expect((await ask(writeQuestion(["CZ1"]), right)).status).toBe(500);
    expect(await (await ask(writeQuestion(tooMany), right)).text()).toContain('statusCode="1"');
  });
});

describe("an answer about VAT payers", () => {
  const SAMPLE = fixture("response_status_ok.xml");
  const answer = async (body: string, numbers = ["99000016", "99000172"], status = 200) => {
    const twin = await openRegisterTwin({
      answer: () => ({ status, mediaType: "text/xml", body }),
    });
    const access = { url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true };
    const asked = await askVatPayers(access, numbers);
    await twin.close();
    return asked.answer;
  };

  it("is read of the sample", async () => {
    expect(await answer(SAMPLE)).toMatchObject({ outcome: "found", records: [RECORD] });
  });

  const faulty = (code: string) =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>${code}</faultcode></s:Fault></s:Body></s:Envelope>`;

  it.each<[string, string, string[] | undefined, number, string]>([
    ["leaves one out", SAMPLE, ["99000016", "99000172", "00177041"], 200, "garbage"],
    ["is about another", SAMPLE, ["99000016"], 200, "wrong_person"],
    ["names no kind that we know", SAMPLE.replace("PLATCE_DPH", "X"), undefined, 200, "garbage"],
    ["is of another service", SAMPLE.replace("rozhraniCRPDPH", "jine"), undefined, 200, "garbage"],
    ["says no state", SAMPLE.replace('statusCode="0"', ""), undefined, 200, "garbage"],
    [
      "finds fault with us",
      SAMPLE.replace('statusCode="0"', 'statusCode="1"'),
      undefined,
      200,
      "refused",
    ],
    ["is a fault of theirs", faulty("s:Server"), undefined, 500, "fault"],
    ["is a fault of theirs with 200", faulty("s:Server"), undefined, 200, "fault"],
    ["is a fault of ours", faulty("s:Client"), undefined, 500, "refused"],
  ])("that %s is none", async (_, body, numbers, status, reason) => {
    expect(await answer(body, numbers, status)).toMatchObject({ outcome: "unavailable", reason });
  });
});
