import { readdirSync, readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { writeSoapQuestion } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { REGISTER_MOODS } from "../registers/testing/register-twin";
import { readXml, type XmlElement, xmlChild } from "../xml";
import { askReplik, askReplikChanges, askReplikProceeding, type ReplikQuestion } from ".";
import { readPage } from "./read-list";
import { answered, asked } from "./replik";
import {
  REPLIK_MOODS,
  type ReplikMood,
  type ReplikTwin,
  startReplikTwin,
} from "./testing/replik-twin";
import type { TwinProceeding } from "./testing/replik-words";

const SAMPLES = new URL("./testing/samples/", import.meta.url);
const sample = (name: string) => readFileSync(new URL(`${name}.xml`, SAMPLES));

const BY_FIRM: ReplikQuestion = { by: "registration_no", registrationNo: "99000172" };
const BY_PERSON: ReplikQuestion = {
  ...{ by: "person", surname: "Skúšobný", givenName: "Testoslav", bornOn: "1980-01-01" },
};
const TESTOSLAV: TwinProceeding = {
  ...{ id: 990_001, debtorName: "Testoslav Skúšobný", bornOn: "1980-01-01" },
  ...{ birthNumber: "800101/9114", processStartedOn: "2025-04-01", fileMark: "2OdK/99/2025" },
};
const FIRM: TwinProceeding = {
  ...{ id: 990_002, debtorName: "Skúšobná, s. r. o.", registrationNo: "99000172" },
  ...{ kind: "KONKURZ", state: "SKONCENY_PROCES", endedOn: "2025-09-09" },
};

const open: ReplikTwin[] = [];
afterEach(async () => {
  for (const twin of open.splice(0)) await twin.close();
});

async function register(proceedings: readonly TwinProceeding[], mood: ReplikMood | null = null) {
  const twin = await startReplikTwin({ proceedings });
  open.push(twin);
  twin.meet(mood);
  const access: RegisterAccess = { url: twin.url, timeoutMs: 20_000, isPrivateAllowed: true };
  const ask = async (question: ReplikQuestion) => (await askReplik(access, question)).answer;
  return { twin, access, ask };
}

describe.each([
  ["a company", BY_FIRM, { by: "registration_no", registrationNo: "99000016" }],
  ["a person", BY_PERSON, { ...BY_PERSON, surname: "Iný" }],
] as const)("The Slovak register asked for %s", (name, known, unknown) => {
  registerContract(name, {
    open: () => startReplikTwin({ proceedings: [TESTOSLAV, FIRM] }),
    askKnown: (access) => askReplik(access, known),
    askUnknown: (access) => askReplik(access, unknown),
    secrets: ["99000172", "Skúšobný", "Testoslav"],
  });
});

registerContract("The Slovak register asked for a proceeding", {
  open: () => startReplikTwin({ proceedings: [TESTOSLAV, FIRM] }),
  askKnown: (access) => askReplikProceeding(access, "990001"),
  // A proceeding that is not there the register answers with a fault; clear is what a list says.
  askUnknown: (access) => askReplik(access, { ...BY_FIRM, registrationNo: "99000016" }),
  secrets: ["990001"],
});

describe("a question", () => {
  it("has the elements of the samples, in their order and namespace", async () => {
    const { twin, ask } = await register([TESTOSLAV, FIRM]);
    await ask(BY_FIRM);
    await ask(BY_PERSON);
    const shape = (bytes: Uint8Array): unknown => {
      const envelope = readXml(bytes);
      const body = envelope && xmlChild(envelope, "Body");
      const [root] = body?.children ?? [];
      const names = ({ name, namespace }: XmlElement) => `${namespace} ${name}`;
      return root && [names(root), ...root.children.map(names)];
    };
    const [firm, person] = twin.asked.map(({ body }) => shape(body));
    expect(firm).toEqual(shape(sample("request-by-company-id")));
    expect(person).toEqual(shape(sample("request-by-name")));
    expect(twin.asked[1]?.body.toString()).toContain("<p:Query>Skúšobný Testoslav</p:Query>");
  });

  it("that is out of order meets a fault", async () => {
    const { access } = await register([FIRM]);
    const body = writeSoapQuestion(asked("getKonaniePodlaICO"), [
      ["p:Stranka", "0"],
      ["p:Ico", "99000172"],
    ]);
    const headers = { "content-type": "text/xml" };
    const answer = await fetch(access.url, { method: "POST", headers, body: body.toString() });
    expect(answer.status).toBe(500);
  });

  it.each<[string, ReplikQuestion]>([
    ["no company", { by: "registration_no", registrationNo: "SK" }],
    ["no surname", { ...BY_PERSON, surname: "\u200b" }],
    ["no given name", { ...BY_PERSON, givenName: "" }],
    ["no day", { ...BY_PERSON, bornOn: "1980" }],
  ])("is not put with %s", async (_, question) => {
    const { twin, ask } = await register([TESTOSLAV]);
    expect(await ask(question)).toMatchObject({ reason: "no_identifier" });
    expect(twin.asked).toEqual([]);
  });
});

describe("an answer", () => {
  it("tells a proceeding with all that its list says", async () => {
    const { ask } = await register([TESTOSLAV, FIRM]);
    expect(await ask(BY_PERSON)).toEqual({
      ...{ outcome: "found", quality: "person", asOf: null, isCut: false },
      records: [
        {
          ...{ match: "person", proceedingId: "990001", fileMark: "2OdK/99/2025" },
          ...{ trusteeFileMark: "2OdK/99/2025 S9999", kind: "ODDLZENIE_KONKURZ" },
          ...{ state: "ZACATY_PROCES_KONANIA", filedOn: null, startedOn: "2025-03-03" },
          ...{ processStartedOn: "2025-04-01", endedOn: null, endReason: null },
          ...{ debtorName: "Testoslav Skúšobný", registrationNo: null, bornOn: "1980-01-01" },
          ...{ lastEvent: "Vyhlásenie konkurzu", lastEventOn: "2025-06-12", courtCode: "139" },
          ...{ courtName: "Okresný súd Banská Bystrica", trusteeName: null },
          detailUrl:
            "https://replik.justice.sk/ru-verejnost-web/pages/konanieDetail.xhtml?konanieId=990001",
        },
      ],
    });
    expect(await ask(BY_FIRM)).toMatchObject({
      ...{ quality: "identifier", records: [{ endedOn: "2025-09-09", kind: "KONKURZ" }] },
    });
  });

  it.each<[string, Partial<TwinProceeding>, string]>([
    ["titles and another order", { debtorName: "Skúšobný Testoslav, Mgr." }, "person"],
    ["two given names", { debtorName: "Testoslav Ján Skúšobný" }, "person"],
    ["decomposed letters", { debtorName: "Testoslav Skúšobný".normalize("NFD") }, "person"],
    ["another day of birth", { bornOn: "1980-01-02" }, "clear"],
    ["another name", { debtorName: "Testoslava Skúšobnýová" }, "clear"],
    ["marks that differ", { debtorName: "Testoslav Škúšobný" }, "clear"],
  ])("of a row with %s", async (_, more, expected) => {
    const { ask } = await register([{ ...TESTOSLAV, ...more }]);
    const answer = await ask(BY_PERSON);
    expect(answer.outcome === "found" ? answer.quality : answer.outcome).toBe(expected);
  });

  it("is a suspicion where no day of birth, or no company, is told", async () => {
    const { bornOn: _, ...undated } = TESTOSLAV;
    const { ask } = await register([undated]);
    expect(await ask(BY_PERSON)).toMatchObject({ quality: "suspected" });
    expect(await ask({ ...BY_PERSON, surname: "skusobny" })).toMatchObject({
      ...{ outcome: "found", quality: "suspected" },
    });
  });

  it("of a stranger is no hit", async () => {
    const { ask } = await register([TESTOSLAV], "other_person");
    expect(await ask(BY_FIRM)).toMatchObject({ reason: "wrong_person" });
    // Everybody of the name is in a full text; that this one is not among them is an answer.
    expect(await ask(BY_PERSON)).toEqual({ outcome: "clear", asOf: null });
  });

  it("is read page by page, and kept page by page", async () => {
    const others = Array.from({ length: 230 }, (_, i) => ({
      ...{ ...TESTOSLAV, id: i + 1, bornOn: "1955-05-05" },
    }));
    const { access, twin } = await register([...others, TESTOSLAV]);
    const { answer, received } = await askReplik(access, BY_PERSON);
    expect(answer).toMatchObject({ isCut: false, records: [{ proceedingId: "990001" }] });
    expect(twin.asked).toHaveLength(3);
    const kept = Buffer.from(received ?? []);
    for (const { answer: page } of twin.asked) expect(kept.includes(page ?? "none")).toBe(true);
    twin.proceedings = others;
    expect((await askReplik(access, BY_PERSON)).answer.outcome).toBe("clear");
  });

  it("of more than one reads is never clear", async () => {
    const others = Array.from({ length: 501 }, (_, i) => ({
      ...{ ...TESTOSLAV, id: i + 1, bornOn: "1955-05-05" },
    }));
    const { ask, twin } = await register(others);
    expect(await ask(BY_PERSON)).toMatchObject({ reason: "too_large", detail: "pages" });
    expect(twin.asked).toHaveLength(5);
    twin.proceedings = [TESTOSLAV, ...others];
    expect(await ask(BY_PERSON)).toMatchObject({ outcome: "found", isCut: true });
  });

  it("says nothing when the trouble comes on a later page", async () => {
    const many = Array.from({ length: 130 }, (_, i) => ({ ...TESTOSLAV, id: i + 1 }));
    const { ask, twin } = await register(many);
    const push = twin.asked.push.bind(twin.asked);
    twin.asked.push = (...items) => {
      if (twin.asked.length === 1) twin.meet("outage_page");
      return push(...items);
    };
    expect(await ask(BY_PERSON)).toMatchObject({ outcome: "unavailable", reason: "outage" });
  });

  it.each<[ReplikMood, string, string]>([
    ["fault", "fault", "soap_server"],
    ["client_fault", "refused", "soap_client"],
    ["wrong_namespace", "garbage", "wrong_namespace"],
    ["silent", "garbage", "no_total"],
    ["short_page", "garbage", "short_page"],
  ])("that meets %s says nothing about anybody", async (mood, reason, detail) => {
    const { ask } = await register([TESTOSLAV, FIRM], mood);
    for (const question of [BY_FIRM, BY_PERSON, { ...BY_FIRM, registrationNo: "99000016" }]) {
      expect(await ask(question)).toEqual({ outcome: "unavailable", reason, detail });
    }
  });

  it("has every own mood tried", () => {
    const tried = ["fault", "client_fault", "wrong_namespace", "other_person", "silent"];
    expect([...REPLIK_MOODS]).toEqual([...tried, "short_page", "falling", "odd_change"]);
  });

  it("is read from the sample, comment and all", () => {
    const reply = { status: 200, mediaType: "", body: sample("list") };
    expect(readPage(reply, answered("vyhladajKonanie"))).toMatchObject({
      total: 1,
      rows: [{ proceedingId: "990001", lastEvent: "...", courtCode: "139", bornOn: "1980-01-01" }],
    });
    expect(readPage(reply, answered("getKonaniePodlaICO"))).toMatchObject({ reason: "garbage" });
    const requests = readdirSync(SAMPLES).filter((name) => name.startsWith("request"));
    expect(requests).toHaveLength(2);
  });
});

describe("a proceeding", () => {
  it("is told whole, with the debtor's birth number", async () => {
    const { access } = await register([TESTOSLAV, FIRM]);
    const { answer } = await askReplikProceeding(access, "990001");
    const person = {
      ...{ kind: "FyzickaOsoba", name: "Skúšobný", tradeName: null, givenName: "Testoslav" },
      ...{ titlesBefore: null, titlesAfter: null, birthNumber: "8001019114" },
      ...{ registrationNo: null, bornOn: "1980-01-01", street: "Vzorová", houseNumber: "217/3" },
      ...{ city: "Skúšobná Lehota", postalCode: "974 01", country: "Slovenská republika" },
    };
    expect(answer).toMatchObject({
      outcome: "found",
      records: [
        {
          ...{ proceedingId: "990001", courtName: "Okresný súd Banská Bystrica" },
          ...{ judge: "JUDr. Súdna", debtor: person, petitioners: [person] },
        },
      ],
    });
    expect((await askReplikProceeding(access, "990002")).answer).toMatchObject({
      records: [{ debtor: { kind: "PravnickaOsoba", registrationNo: "99000172" } }],
    });
  });

  it("of another id, of none, or of words is none", async () => {
    const { access, twin } = await register([TESTOSLAV]);
    expect((await askReplikProceeding(access, "1")).answer).toMatchObject({ reason: "fault" });
    expect((await askReplikProceeding(access, "1/x")).answer).toMatchObject({
      reason: "no_identifier",
    });
    twin.meet("other_person");
    expect((await askReplikProceeding(access, "990001")).answer).toMatchObject({
      reason: "wrong_person",
    });
  });
});

describe("changes", () => {
  it("are told since a moment, five hundred at once", async () => {
    const at = (minute: number) => new Date(Date.UTC(2026, 5, 1, 10, minute));
    const rows = Array.from({ length: 510 }, (_, i) => ({ ...FIRM, id: i + 1, changedAt: at(i) }));
    const { access } = await register(rows);
    const first = await askReplikChanges(access, at(5));
    expect(first).toMatchObject({ isCut: true, unreadable: 0, changes: { length: 500 } });
    expect(await askReplikChanges(access, at(508))).toEqual({
      ...{ outcome: "read", isCut: false, isRising: true, unreadable: 0 },
      changes: [
        { proceedingId: "509", changedAt: at(508) },
        { proceedingId: "510", changedAt: at(509) },
      ],
    });
    expect(await askReplikChanges(access, new Date(Number.NaN))).toMatchObject({
      reason: "no_identifier",
    });
  });

  it("say that they came out of order, and which of them cannot be read", async () => {
    const rows = [1, 2, 3].map((id) => ({ ...FIRM, id, changedAt: new Date(id * 1_000) }));
    const { twin, access } = await register(rows, "falling");
    const fallen = await askReplikChanges(access, new Date(0));
    expect(fallen).toMatchObject({ isRising: false, changes: [{ proceedingId: "1" }, {}, {}] });
    twin.meet("odd_change");
    expect(await askReplikChanges(access, new Date(0))).toMatchObject({
      ...{ unreadable: 1, changes: [{ proceedingId: "2" }, { proceedingId: "3" }] },
    });
  });

  it.each([...REGISTER_MOODS, "fault", "wrong_namespace"] as const)(
    "are not told when the service has its mood: %s",
    async (mood) => {
      const { twin, access } = await register([FIRM]);
      twin.meet(mood);
      const timeoutMs = mood === "hang" || mood === "drip" ? 400 : 20_000;
      const came = await askReplikChanges({ ...access, timeoutMs }, new Date(0));
      expect(came.outcome).toBe("unavailable");
    },
  );
});
