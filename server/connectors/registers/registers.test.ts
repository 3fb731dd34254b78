import { describe, expect, it } from "vitest";
import type { RegisterAnswer } from "@/server/kernel/register-answer";
import type { WebOutcome, WebReason } from "../web";
import { readXml, writeXml, type XmlElement } from "../xml";
import {
  birthDayOf,
  callRegister,
  dayIn,
  instantIn,
  isSameName,
  linkIn,
  type RegisterAccess,
  type RegisterReply,
  registrationDigitsOf,
  textIn,
  troubleOfBody,
  troubleOfStatus,
  unavailable,
  wholeIn,
} from ".";
import { connectedTwice } from "./call-register";
import { registerContract } from "./testing/register-contract";
import { openRegisterTwin } from "./testing/register-twin";

function read({ status, body }: RegisterReply): RegisterAnswer<string> {
  if (status !== 200) return troubleOfStatus(status);
  try {
    const said: unknown = JSON.parse(body.toString());
    if (!Array.isArray(said)) return unavailable("garbage");
    const asOf = null;
    if (said.length === 0) return { outcome: "clear", asOf };
    return { outcome: "found", records: said, quality: "identifier", asOf, isCut: false };
  } catch {
    return troubleOfBody(body);
  }
}

const ask = (access: RegisterAccess, path: string) =>
  callRegister(access, { method: "GET", path, headers: {}, bytesMax: 100_000 }, read);

// The smallest register there can be: that the contract can be kept, and what it takes.
registerContract("A register of names", {
  open: () =>
    openRegisterTwin({
      path: "/names",
      answer: ({ path }) => ({
        ...{ status: 200, mediaType: "application/json" },
        body: path === "/names/jana" ? '["Jana"]' : "[]",
      }),
    }),
  askKnown: (access) => ask(access, "jana"),
  askUnknown: (access) => ask(access, "petr"),
  secrets: ["jana", "petr"],
});

describe("a question is asked a second time", () => {
  const unsent = (reason: WebReason): WebOutcome => ({ kind: "unsent", reason });
  const answer: WebOutcome = { kind: "answer", status: 200, headers: {}, body: Buffer.from("") };

  it.each<[string, WebOutcome[], number]>([
    ["where no connection came to be", [unsent("web_unreachable"), answer], 2],
    ["but not a third time", [unsent("web_unreachable"), unsent("web_unreachable"), answer], 2],
    ["not where it may have arrived", [{ kind: "unknown", reason: "web_unreachable" }, answer], 1],
    ["not where it was waited for", [unsent("web_timeout"), answer], 1],
    ["not where nobody may be called", [unsent("web_private"), answer], 1],
    ["not where it was answered", [answer], 1],
  ])("%s", async (_, outcomes, calls) => {
    const left = [...outcomes];
    const last = await connectedTwice(async () => left.shift() ?? answer);
    expect(outcomes.length - left.length).toBe(calls);
    expect(last).toBe(outcomes[calls - 1]);
  });
});

describe("parts of an answer", () => {
  const holding = (text: string) =>
    readXml(Buffer.from(writeXml("r", [["a", text]]))) as XmlElement;

  it.each<[string, string | null]>([
    ["1980-01-01", "1980-01-01"],
    [" 1980-01-01Z ", "1980-01-01"],
    ["1980-01-01+01:00", "1980-01-01"],
    ["1980-01-01T00:00:00.000+02:00", "1980-01-01"],
    // Some write the night before, in the time of Greenwich.
    ["1979-12-31T23:00:00Z", "1980-01-01"],
    ["1980-02-30", null],
    ["1. 1. 1980", null],
    ["", null],
  ])("a day written as %j", (text, day) => expect(dayIn(holding(text), "a")).toBe(day));

  it.each<[string, string | null]>([
    ["2026-07-24T08:11:39.000Z", "2026-07-24T08:11:39.000Z"],
    ["2026-07-24T08:11:39.123456+02:00", "2026-07-24T06:11:39.123Z"],
    ["2026-07-24T08:11:39", null],
    ["2026-13-24T08:11:39Z", null],
    ["yesterday", null],
  ])("a moment written as %j", (text, at) => {
    expect(instantIn(holding(text), "a")?.toISOString() ?? null).toBe(at);
  });

  it("texts and numbers", () => {
    expect(textIn(holding("\u00a0U\u0301PADEK\u200b \n"), "a")).toBe("ÚPADEK");
    expect([textIn(holding(" "), "a"), textIn(holding("b"), "c")]).toEqual([null, null]);
    expect(["12", "-1", "1.5", "9".repeat(16)].map((text) => wholeIn(holding(text), "a"))).toEqual([
      ...[12, null, null, null],
    ]);
  });

  it.each([
    ["https://isir.justice.cz/isir/a.do?id=1", true],
    ["https://replik.justice.sk/a", true],
    ["https://justice.cz.example.org/", false],
    ["https://injustice.cz/", false],
    ["https://user@justice.cz/", false],
    ["http://isir.justice.cz/", false],
    ["javascript:alert(1)", false],
  ])("a link to %s", (url, isOwn) => {
    expect(linkIn(holding(` ${url}\n`), "a") !== null).toBe(isOwn);
  });

  it("who is who", () => {
    expect(isSameName("NOVÁK", "Novák")).toBe(true);
    expect(isSameName("novak", "Novák")).toBe(true);
    // Both were written with marks, and they differ.
    expect(isSameName("Kačer", "Káčer")).toBe(false);
    expect(isSameName("Novák", "Novak")).toBe(false);
    expect(isSameName("Novák", null)).toBe(false);
    expect([birthDayOf("8001019114"), birthDayOf("800101"), birthDayOf(null)]).toEqual([
      ...["1980-01-01", null, null],
    ]);
    expect(["123 45", "99000016", "123456789", "0", "CZ1", null].map(registrationDigitsOf)).toEqual(
      ["00012345", "99000016", null, null, null, null],
    );
  });
});
