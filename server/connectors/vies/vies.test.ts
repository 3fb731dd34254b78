import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { askVies, type ViesQuestion } from ".";
import { readVies } from "./ask-vies";
import { startViesTwin, type ViesTwin } from "./testing/vies-twin";

const COMPANY = { name: "Vzorová testovací, s.r.o.", address: "Vzorová 308\nOSTRAVA" };
const start = () =>
  startViesTwin({
    valid: new Map<string, { name: string | null; address: string | null }>([
      ["CZ99000016", COMPANY],
      ["DE990000161", { name: null, address: null }],
      ["EL990000161", COMPANY],
    ]),
  });

registerContract("VIES", {
  open: start,
  askKnown: (access) => askVies(access, { taxId: "CZ99000016" }),
  askUnknown: (access) => askVies(access, { taxId: "CZ99000172" }),
  secrets: ["99000016", "99000172"],
});

describe("a question to VIES", () => {
  let twin: ViesTwin;
  let access: RegisterAccess;
  beforeEach(async () => {
    twin = await start();
    access = { url: twin.url, timeoutMs: 10_000, isPrivateAllowed: true };
  });
  afterEach(() => twin.close());

  it.each<[ViesQuestion, object]>([
    [{ taxId: "cz 9900 0016" }, { taxId: "CZ99000016", ...COMPANY, consultation: null }],
    [
      { taxId: "CZ99000016", requester: "SK2099000013" },
      { taxId: "CZ99000016", consultation: "WAPIAAAAtwin0001" },
    ],
    [{ taxId: "DE990000161" }, { name: null, address: null }],
    [{ taxId: "GR990000161" }, { taxId: "EL990000161" }],
  ])("%j is answered as valid", async (question, record) => {
    const { answer } = await askVies(access, question);
    expect(answer).toMatchObject({ outcome: "found", quality: "identifier", asOf: twin.now });
    expect(answer.outcome === "found" && answer.records[0]).toMatchObject(record);
  });

  it("says neither its asker nor anything else that was not meant", async () => {
    await askVies(access, { taxId: "CZ99000016" });
    await askVies(access, { taxId: "CZ99000016", requester: "SK2099000013" });
    expect(twin.asked.map(({ body }) => JSON.parse(String(body)))).toEqual([
      { countryCode: "CZ", vatNumber: "99000016" },
      {
        ...{ countryCode: "CZ", vatNumber: "99000016" },
        ...{ requesterMemberStateCode: "SK", requesterNumber: "2099000013" },
      },
    ]);
  });

  it.each(["99000016", "", "US12345678", "GB123456789", "CZ", "CZ1234567890123", "CZ99/16"])(
    "is not put of %j",
    async (taxId) => {
      const asked = await askVies(access, { taxId });
      expect(asked).toMatchObject({ answer: { reason: "no_identifier" }, sent: null });
      const requester = await askVies(access, { taxId: "CZ99000016", requester: taxId });
      expect(requester.answer).toMatchObject({ reason: "no_identifier" });
      expect(twin.asked).toEqual([]);
    },
  );

  it.each([
    ["MS_UNAVAILABLE", "outage"],
    ["SERVICE_UNAVAILABLE", "outage"],
    ["TIMEOUT", "timeout"],
    ["MS_MAX_CONCURRENT_REQ", "busy"],
    ["GLOBAL_MAX_CONCURRENT_REQ", "busy"],
    ["INVALID_INPUT", "refused"],
    ["INVALID_REQUESTER_INFO", "refused"],
    ["IP_BLOCKED", "refused"],
    ["SOMETHING_NEW", "fault"],
  ])("that meets %s says nothing of the number: %s", async (word, reason) => {
    twin.troubles.set("CZ", word);
    const expected = { outcome: "unavailable", reason, detail: word };
    expect((await askVies(access, { taxId: "CZ99000016" })).answer).toEqual(expected);
    expect((await askVies(access, { taxId: "CZ99000172" })).answer).toEqual(expected);
  });
});

describe("an answer of VIES", () => {
  const ASKED = { state: "CZ", number: "99000016" };
  const read = (value: object, status = 200) =>
    readVies({ status, body: Buffer.from(JSON.stringify(value)) }, ASKED);
  const SAID = { countryCode: "CZ", vatNumber: "99000016", valid: false };

  it.each<[string, object, number, object]>([
    ["invalid", { ...SAID, userError: "INVALID" }, 200, { outcome: "clear", asOf: null }],
    [
      "invalid because its state is away",
      { ...SAID, userError: "MS_UNAVAILABLE" },
      200,
      { outcome: "unavailable", reason: "outage" },
    ],
    [
      "trouble with 400",
      { actionSucceed: false, errorWrappers: [{ error: "INVALID_INPUT" }] },
      400,
      { outcome: "unavailable", reason: "refused" },
    ],
    [
      "trouble with 500",
      { errorWrappers: [{ error: "SERVICE_UNAVAILABLE" }] },
      500,
      { outcome: "unavailable", reason: "outage" },
    ],
    [
      "a word that quotes the question",
      { errorWrappers: [{ error: "bad number 99000016" }] },
      200,
      { outcome: "unavailable", reason: "fault", detail: null },
    ],
    [
      "of another number",
      { ...SAID, vatNumber: "99000172" },
      200,
      { outcome: "unavailable", reason: "wrong_person" },
    ],
    ["of nothing", { actionSucceed: true }, 200, { outcome: "unavailable", reason: "garbage" }],
    [
      "valid as a word",
      { ...SAID, valid: "true" },
      200,
      { outcome: "unavailable", reason: "garbage" },
    ],
  ])("%s", (_, value, status, expected) => expect(read(value, status)).toMatchObject(expected));
});
