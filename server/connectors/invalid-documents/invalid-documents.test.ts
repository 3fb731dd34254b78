import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { openRegisterTwin } from "../registers/testing/register-twin";
import { askInvalidDocument, type DocumentKind, documentNumber, kindsOfNumber } from ".";
import { type DocumentsTwin, startDocumentsTwin } from "./testing/documents-twin";

const fixture = (name: string) => readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
const start = () =>
  startDocumentsTwin({
    listed: new Map([
      ["999999992", "15.4.2024"],
      ["123456AB12", "1.2.2010"],
      ["AL123456", "3.3.2020"],
      ["12345678", "4.4.2021"],
    ]),
  });
const card = (number: string) => ({ kind: "identity_card" as const, number });

registerContract("Invalid documents", {
  open: start,
  askKnown: (access) => askInvalidDocument(access, card("999999992")),
  askUnknown: (access) => askInvalidDocument(access, card("999999991")),
  secrets: ["999999992", "999999991"],
});

describe("a document", () => {
  let twin: DocumentsTwin;
  let access: RegisterAccess;
  beforeEach(async () => {
    twin = await start();
    access = { url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true };
  });
  afterEach(() => twin.close());

  it.each<[DocumentKind, string, string, string]>([
    ["identity_card", "999 999 992", "999999992", "2024-04-15"],
    ["identity_card", "123456 ab 12", "123456AB12", "2010-02-01"],
    ["passport", "12345678", "12345678", "2021-04-04"],
    ["gun_licence", "al 123456", "AL123456", "2020-03-03"],
  ])("that is listed: %s %s", async (kind, typed, number, listedSince) => {
    expect((await askInvalidDocument(access, { kind, number: typed })).answer).toEqual({
      ...{ outcome: "found", quality: "identifier", isCut: false },
      ...{ asOf: new Date("2024-04-24T00:00:00Z"), records: [{ kind, number, listedSince }] },
    });
  });

  it("that is not listed is clear as of the day of the list", async () => {
    expect((await askInvalidDocument(access, card("999999991"))).answer).toEqual({
      ...{ outcome: "clear", asOf: new Date("2024-04-24T00:00:00Z") },
    });
  });

  it.each<[DocumentKind, string]>([
    ["identity_card", "099999999"],
    ["identity_card", "12345678"],
    ["identity_card", "123456A"],
    ["passport", "123456789"],
    ["passport", "A1234567"],
    ["gun_licence", "123456"],
    ["gun_licence", ""],
  ])("that cannot be is not asked for: %s %j", async (kind, number) => {
    expect(documentNumber(kind, number)).toBeNull();
    expect(await askInvalidDocument(access, { kind, number })).toMatchObject({
      ...{ answer: { reason: "no_identifier" }, sent: null },
    });
    expect(twin.asked).toEqual([]);
  });

  it("of an unknown kind may be of several", () => {
    expect(kindsOfNumber("12345678")).toEqual(["passport"]);
    expect(kindsOfNumber("123456AB")).toEqual(["identity_card"]);
    expect(kindsOfNumber("AB123456")).toEqual(["gun_licence"]);
    expect(kindsOfNumber("1")).toEqual([]);
  });

  it("is not judged by a list that is broken", async () => {
    twin.isBroken = true;
    expect((await askInvalidDocument(access, card("999999992"))).answer).toMatchObject({
      ...{ outcome: "unavailable", reason: "fault", detail: "chyba" },
    });
  });

  it.each([
    ["", "spatny_dotaz"],
    ["?dotaz=99999999&doklad=0", "spatny_dotaz"],
    ["?dotaz=999999992&doklad=9", "spatny_dotaz"],
    ["?dotaz=999999992&doklad=0&kdo=ja", "spatny_dotaz"],
  ])("is asked for strictly: %j", async (question, expected) => {
    expect(await (await fetch(twin.url + question)).text()).toContain(expected);
  });
});

describe("what the list says", () => {
  const answer = async (body: string, number = "999999992") => {
    const twin = await openRegisterTwin({
      answer: () => ({ status: 200, mediaType: "text/xml", body }),
    });
    const access = { url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true };
    const asked = await askInvalidDocument(access, card(number));
    await twin.close();
    return asked.answer;
  };

  it("is read of the samples", async () => {
    expect(await answer(fixture("invalid.xml"))).toMatchObject({
      ...{ outcome: "found", records: [{ number: "999999992", listedSince: "2024-04-15" }] },
    });
    expect(await answer(fixture("not_invalid.xml"), "999999991")).toMatchObject({
      ...{ outcome: "clear", asOf: new Date("2024-04-24T00:00:00Z") },
    });
    expect(await answer(fixture("error.xml"))).toMatchObject({
      ...{ outcome: "unavailable", reason: "refused", detail: "spatny_dotaz" },
    });
  });

  it.each<[string, (text: string) => string, string]>([
    ["about another document", (text) => text.replaceAll("999999992", "999999991"), "wrong_person"],
    ["neither yes nor no", (text) => text.replace('"ano"', '"asi"'), "garbage"],
    ["with no answer", (text) => text.replace(/<odpoved[^>]*>/, ""), "garbage"],
    ["with no question", (text) => text.replace(/<dotaz[^>]*>/, ""), "garbage"],
    ["of another service", (text) => text.replaceAll("doklady_neplatne", "jine"), "garbage"],
    [
      "broken in a way that is not said",
      (text) => text.replace(/<odpoved[^>]*>/, "<chyba>999999992</chyba>"),
      "fault",
    ],
  ])("is no answer: %s", async (_, spoil, reason) => {
    const said = await answer(spoil(fixture("invalid.xml")));
    expect(said).toMatchObject({ outcome: "unavailable", reason });
    expect(JSON.stringify(said)).not.toContain("999999992");
  });
});
