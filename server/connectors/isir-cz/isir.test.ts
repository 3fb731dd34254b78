import { readdirSync, readFileSync } from "node:fs";
import * as fc from "fast-check";
import { afterEach, describe, expect, it } from "vitest";
import type { RegisterAccess } from "../registers";
import { SOAP_HEADERS, writeSoapQuestion } from "../registers";
import { registerContract } from "../registers/testing/register-contract";
import { soapAnswer } from "../registers/testing/soap-register";
import { schemaAt } from "../registers/testing/valid";
import { askIsir, courtPrefixOfCode, courtPrefixOfName, type IsirQuestion } from ".";
import { questionContent, RECORDS_MAX } from "./question";
import { ISIR_ASKED, readIsirAnswer } from "./read-answer";
import { ISIR_MOODS, type IsirMood, type IsirTwin, startIsirTwin } from "./testing/isir-twin";
import { ANSWER, NAMESPACE, rowOf, type TwinDebtor } from "./testing/isir-words";

const faultsOf = schemaAt(new URL("./testing/isir-queries.xsd", import.meta.url));
const SAMPLES = new URL("./testing/samples/", import.meta.url);
const sample = (name: string) => readFileSync(new URL(`${name}.xml`, SAMPLES));
const read = (name: string, question: IsirQuestion) =>
  readIsirAnswer({ status: 200, mediaType: "text/xml", body: sample(name) }, question);

const BY_NUMBER: IsirQuestion = { by: "birth_number", birthNumber: "8001019114" };
const BY_FIRM: IsirQuestion = { by: "registration_no", registrationNo: "99000016" };
const BY_PERSON: IsirQuestion = {
  ...{ by: "person", surname: "Zkušební", givenName: "Testoslav", bornOn: "1980-01-01" },
};
const BY_MARK: IsirQuestion = { by: "file_mark", number: 99_001, year: 2025 };

const TESTOSLAV: TwinDebtor = {
  ...{ birthNumber: "800101/9114", surname: "Zkušební", givenName: "Testoslav" },
  ...{ bornOn: "1980-01-01", number: 99_001, year: 2025, startedOn: "2025-05-20" },
};
const FIRM: TwinDebtor = {
  ...{ registrationNo: "99000016", surname: "Vzorová testovací, s.r.o.", number: 99_006 },
  ...{ year: 2024, senate: 25, court: "Krajský soud v Ostravě", state: "REORGANIZ" },
};

const open: IsirTwin[] = [];
afterEach(async () => {
  for (const twin of open.splice(0)) {
    for (const { body, answer } of twin.asked) {
      expect(faultsOf(body)).toEqual([]);
      // The service tells of two days more than its published schema.
      const said = answer?.toString().replaceAll(/<datumPm\w+>.*?<\/datumPm\w+>/g, "") ?? "";
      if (said !== "" && !said.includes("Fault")) expect(faultsOf(said)).toEqual([]);
    }
    await twin.close();
  }
});

async function register(debtors: readonly TwinDebtor[], mood: IsirMood | null = null) {
  const twin = await startIsirTwin({ debtors });
  open.push(twin);
  twin.meet(mood);
  const access: RegisterAccess = { url: twin.url, timeoutMs: 20_000, isPrivateAllowed: true };
  const ask = async (question: IsirQuestion) => (await askIsir(access, question)).answer;
  return { twin, access, ask };
}

/** Marks of rows that are hits and how sure, or why nothing can be said. */
function judge(rows: readonly TwinDebtor[], question: IsirQuestion) {
  const data = rows.map((row) => ["data", rowOf(row)] as const);
  const state = ["stav", [["relevanceVysledku", "1"]]] as const;
  const answered = { namespace: NAMESPACE, name: ANSWER };
  const body = Buffer.from(soapAnswer(answered, [...data, state]).body);
  const answer = readIsirAnswer({ status: 200, mediaType: "", body }, question);
  if (answer.outcome === "unavailable") return answer.reason;
  return answer.outcome === "found" && answer.records.map(({ number, match }) => [number, match]);
}

describe.each([
  ["a birth number", BY_NUMBER, { by: "birth_number", birthNumber: "855615/9227" }],
  ["a company", BY_FIRM, { by: "registration_no", registrationNo: "99000172" }],
  ["a person", BY_PERSON, { ...BY_PERSON, bornOn: "1980-01-02" }],
  ["a file mark", BY_MARK, { by: "file_mark", number: 7, year: 2025 }],
] as const)("The insolvency register asked for %s", (name, known, unknown) => {
  registerContract(name, {
    open: () => startIsirTwin({ debtors: [TESTOSLAV, FIRM] }),
    askKnown: (access) => askIsir(access, known),
    askUnknown: (access) => askIsir(access, unknown),
    secrets: ["8001019114", "800101", "Zkušební", "99000016"],
  });
});

describe("a question", () => {
  it("is in the order of the published schema, bounded, and filtered by nobody", async () => {
    const { twin, ask } = await register([TESTOSLAV, FIRM]);
    for (const question of [BY_NUMBER, BY_FIRM, BY_PERSON, BY_MARK]) {
      expect((await ask(question)).outcome).toBe("found");
    }
    const [number, firm, person, mark] = twin.asked.map(({ body }) => body.toString());
    expect(number).toContain("<rc>800101/9114</rc><maxPocetVysledku>101</maxPocetVysledku>");
    expect(number).toContain("<filtrAktualniRizeni>F</filtrAktualniRizeni>");
    expect(number).toContain("<maxRelevanceVysledku>1</maxRelevanceVysledku>");
    expect(firm).toContain("<ic>99000016</ic>");
    expect(firm).toContain("<maxRelevanceVysledku>2<");
    expect(person).toContain("<datumNarozeni>1980-01-01</datumNarozeni>");
    expect(person).toContain("<vyhledatPresnouShoduJmen>T<");
    expect(person).toContain("<maxRelevanceVysledku>4<");
    expect(mark).toContain("<bcVec>99001</bcVec><rocnik>2025</rocnik>");
    expect(twin.asked[0]?.headers).toMatchObject(SOAP_HEADERS);
  });

  it("is checked by a schema and by a twin that find what is planted", async () => {
    const { access, twin } = await register([TESTOSLAV]);
    const sound = writeSoapQuestion(ISIR_ASKED, questionContent(BY_PERSON) ?? []).toString();
    expect(faultsOf(sound)).toEqual([]);
    for (const [planted, what] of [
      [sound.replace(/(<nazevOsoby>.*?<\/nazevOsoby>)(<jmeno>.*?<\/jmeno>)/, "$2$1"), "order"],
      [sound.replace("<jmeno>", "<p:jmeno>").replace("</jmeno>", "</p:jmeno>"), "qualified"],
      [sound.replace(">F<", "><"), "empty"],
      [sound.replace("1980-01-01", "1. 1. 1980"), "day"],
    ] as const) {
      expect(planted, what).not.toBe(sound);
      expect(faultsOf(planted), what).not.toEqual([]);
      const headers = { "content-type": "text/xml" };
      const answer = await fetch(access.url, { method: "POST", headers, body: planted });
      expect(answer.status, what).toBe(500);
      expect(await answer.text(), what).toContain("<faultcode>soap:Client</faultcode>");
    }
    twin.asked.splice(0);
  });

  it("keeps to the schema whatever the name", () => {
    const name = fc.string({ unit: "binary", maxLength: 40 });
    fc.assert(
      fc.property(name, name, (surname, givenName) => {
        const content = questionContent({ ...BY_PERSON, by: "person", surname, givenName });
        if (content === null) return;
        expect(faultsOf(writeSoapQuestion(ISIR_ASKED, content))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("is put in plain letters, however it was typed", async () => {
    const { twin, ask } = await register([TESTOSLAV]);
    const surname = "\u200bZkus\u030Cebni\u0301\u00a0";
    expect(await ask({ ...BY_PERSON, surname })).toMatchObject({ quality: "person" });
    expect(twin.asked[0]?.body.toString()).toContain("<nazevOsoby>Zkušební</nazevOsoby>");
    expect(await ask({ ...BY_PERSON, surname: "zkusebni", givenName: "TESTOSLAV" })).toMatchObject({
      ...{ outcome: "found", quality: "person" },
    });
    await ask({ by: "registration_no", registrationNo: "123 45" });
    expect(twin.asked.at(-1)?.body.toString()).toContain("<ic>00012345</ic>");
  });

  it.each<[string, IsirQuestion]>([
    ["no birth number", { by: "birth_number", birthNumber: "80010" }],
    ["no company", { by: "registration_no", registrationNo: "CZ1" }],
    ["a company of zeros", { by: "registration_no", registrationNo: "00000000" }],
    ["one letter", { ...BY_PERSON, surname: "Z\u200b" }],
    ["no given name", { ...BY_PERSON, givenName: " " }],
    ["no day", { ...BY_PERSON, bornOn: "1980-02-30" }],
    ["no mark", { by: "file_mark", number: 0, year: 2025 }],
    ["a mark too large", { by: "file_mark", number: 2 ** 31, year: 2025 }],
  ])("is not put with %s", async (_, question) => {
    const { twin, ask } = await register([TESTOSLAV]);
    expect(await ask(question)).toMatchObject({ reason: "no_identifier" });
    expect(twin.asked).toEqual([]);
  });
});

describe("an answer", () => {
  it.each<[IsirMood, string, string]>([
    ["ws1", "refused", "WS1"],
    ["ws3", "refused", "WS3"],
    ["ws4", "stale", "WS4"],
    ["sql1", "outage", "SQL1"],
    ["server1", "outage", "SERVER1"],
    ["odd_code", "fault", "WS9"],
    ["silent", "garbage", "no_word"],
    ["fault", "fault", "soap_server"],
    ["client_fault", "refused", "soap_client"],
    ["wrong_namespace", "garbage", "wrong_namespace"],
  ])("that meets %s says nothing about anybody", async (mood, reason, detail) => {
    const { twin, ask } = await register([TESTOSLAV], mood);
    for (const question of [BY_NUMBER, { ...BY_NUMBER, birthNumber: "7152100014" }] as const) {
      expect(await ask(question)).toEqual({ outcome: "unavailable", reason, detail });
    }
    twin.asked.splice(0);
  });

  it("has every own mood tried", () => {
    const tried = ["ws1", "ws3", "ws4", "sql1", "server1", "odd_code", "silent", "fault"];
    const more = ["client_fault", "wrong_namespace", "other_person", "weaker"];
    expect([...ISIR_MOODS]).toEqual([...tried, ...more]);
  });

  it("of a stranger is no hit, whoever was asked for", async () => {
    const { ask } = await register([TESTOSLAV, FIRM], "other_person");
    for (const question of [BY_NUMBER, BY_FIRM, BY_PERSON, BY_MARK]) {
      expect(await ask(question)).toMatchObject({ reason: "wrong_person" });
    }
  });

  it("found by less than was asked for is a suspicion", async () => {
    const { ask } = await register([TESTOSLAV, FIRM], "weaker");
    for (const question of [BY_NUMBER, BY_FIRM, BY_PERSON]) {
      const answer = await ask(question);
      expect(answer).toMatchObject({ outcome: "found", quality: "suspected" });
      expect(answer.outcome === "found" && answer.records[0]?.match).toBe("suspected");
    }
  });

  it("drops rows of others, and doubts those that do not say whose they are", async () => {
    const { twin, ask } = await register([TESTOSLAV]);
    twin.debtors.push({ ...TESTOSLAV, number: 2, birthNumber: "8001019125" });
    const bare = { ...TESTOSLAV, number: 3 };
    delete bare.birthNumber;
    twin.debtors.push(bare);
    const answer = await ask(BY_PERSON);
    expect(answer).toMatchObject({ quality: "person", records: { length: 3 } });
    const nameless = { ...bare, number: 4 };
    delete nameless.bornOn;
    const rows = [nameless, { ...bare, number: 5, bornOn: "1980-01-09" }];
    expect(judge(rows, BY_PERSON)).toEqual([[4, "suspected"]]);
    expect(judge(rows, BY_NUMBER)).toEqual([[4, "suspected"]]);
    expect(judge([...rows, TESTOSLAV], BY_NUMBER)).toEqual([
      [4, "suspected"],
      [99_001, "identifier"],
    ]);
    const married = { ...TESTOSLAV, surname: "Jinak" };
    expect(judge([married], BY_PERSON)).toEqual([[99_001, "suspected"]]);
    expect(judge([{ ...TESTOSLAV, surname: "Žkusebni" }], BY_PERSON)).toEqual([
      [99_001, "suspected"],
    ]);
  });

  it("marks a co-debtor, who is never a hit", async () => {
    const spouse: TwinDebtor = {
      ...{ ...TESTOSLAV, birthNumber: "855615/9227", surname: "Zkušebníová" },
      ...{ givenName: "Testoslava", bornOn: "1985-06-15" },
    };
    const { ask } = await register([TESTOSLAV, spouse]);
    const answer = await ask(BY_NUMBER);
    expect(answer).toMatchObject({
      quality: "identifier",
      records: [
        { isCoDebtor: false, match: "identifier" },
        { isCoDebtor: true, match: null, birthNumber: "8556159227" },
      ],
    });
    expect(judge([{ ...TESTOSLAV, isCoDebtor: true }], BY_NUMBER)).toBe("wrong_person");
  });

  it("says that there is more", async () => {
    const many = Array.from({ length: RECORDS_MAX + 30 }, (_, i) => ({ ...TESTOSLAV, number: i }));
    const { ask, twin } = await register(many);
    const answer = await ask(BY_NUMBER);
    expect(answer).toMatchObject({ isCut: true, records: { length: RECORDS_MAX } });
    twin.debtors = many.slice(0, RECORDS_MAX);
    expect(await ask(BY_NUMBER)).toMatchObject({ isCut: false, records: { length: RECORDS_MAX } });
  });

  it("keeps a state that nobody knows, and no link to elsewhere", async () => {
    const { ask, twin } = await register([{ ...TESTOSLAV, state: " NOVÝ\u00a0STAV\u200b " }]);
    const [first] = await recordsOf(ask(BY_NUMBER));
    expect(first?.state).toBe("NOVÝ STAV");
    expect(first?.detailUrl).toMatch(/^https:\/\/isir\.justice\.cz\/\S+id=0+202599001$/);
    for (const detailUrl of ["javascript:alert(1)", "https://justice.cz.zlo.example/"]) {
      twin.debtors = [{ ...TESTOSLAV, detailUrl }];
      expect((await recordsOf(ask(BY_NUMBER)))[0]?.detailUrl).toBeNull();
    }
  });

  it.each<[string, (text: string) => string]>([
    ["two states", (text) => text.replace("</stav>", "</stav><stav></stav>")],
    ["no state", (text) => text.replace(/<stav>[\s\S]*<\/stav>/, "")],
    ["a row without its mark", (text) => text.replace(/<bcVec>.*<\/bcVec>/, "")],
    ["a row of another kind", (text) => text.replace(">INS<", ">EXE<")],
    ["a row that is nil", (text) => text.replace("<data>", '<data xsi:nil="true"/><data>')],
    [
      "rows and a word for none",
      (text) => text.replace("<stav>", "<stav><kodChyby>WS2</kodChyby>"),
    ],
    ["two answers", (text) => text.replace("</S:Body>", "<a/></S:Body>")],
    ["no envelope of SOAP", (text) => text.replace("schemas.xmlsoap.org", "example.org")],
    ["another element", (text) => text.replaceAll("getIsirWsCuzkDataResponse", "getIsir")],
  ])("with %s is none", (_, spoil) => {
    const sound = sample("by-personal-id-oddluzeni").toString();
    expect(spoil(sound)).not.toBe(sound);
    const body = Buffer.from(spoil(sound));
    const answer = readIsirAnswer({ status: 200, mediaType: "", body }, BY_NUMBER);
    expect(answer).toMatchObject({ outcome: "unavailable", reason: "garbage" });
  });
});

describe("samples of the register", () => {
  it("are read whole", () => {
    expect(read("by-personal-id-oddluzeni", BY_NUMBER)).toEqual({
      outcome: "found",
      quality: "identifier",
      asOf: new Date("2026-07-24T08:11:39Z"),
      isCut: false,
      records: [
        {
          ...{ match: "identifier", isCoDebtor: false, fileMark: "KSBR 37 INS 99001/2025" },
          ...{ senate: 37, number: 99_001, year: 2025, courtName: "Krajský soud v Brně" },
          ...{ courtPrefix: "KSBR", state: "ODDLUŽENÍ", startedOn: "2025-05-20", endedOn: null },
          detailUrl:
            "https://isir.justice.cz/isir/ueu/evidence_upadcu_detail.do?id=00000000000000000000000000000001",
          ...{ name: "Zkušební", givenName: "Testoslav", titlesBefore: null, titlesAfter: null },
          ...{ birthNumber: "8001019114", registrationNo: null, bornOn: "1980-01-01" },
          address: {
            ...{ kind: "TRVALÁ", street: "Vzorová", houseNumber: "217", city: "Zkušební Lhota" },
            ...{ district: null, postalCode: "588 12", country: null },
          },
        },
      ],
    });
    expect(read("by-company-id-reorganiz", BY_FIRM)).toMatchObject({
      records: [{ fileMark: "KSOS 25 INS 99006/2024", state: "REORGANIZ" }],
    });
    expect(read("by-company-id-upadek-but-ended", BY_FIRM)).toMatchObject({
      records: [{ state: "ÚPADEK", startedOn: "2021-03-10", endedOn: "2022-07-01" }],
    });
    expect(read("by-personal-id-ended", BY_NUMBER)).toMatchObject({
      records: [{ state: "ODSKRTNUTA", year: 2012 }],
    });
    expect(read("by-personal-id-two-proceedings", BY_NUMBER)).toMatchObject({
      records: [{ state: "PRAVOMOCNA" }, { state: "KONKURS" }],
    });
    expect(read("spouses-joint-codebtor", BY_NUMBER)).toMatchObject({
      records: [{ isCoDebtor: false }, { isCoDebtor: true, registrationNo: "99000172" }],
    });
    expect(read("error-ws1", BY_NUMBER)).toMatchObject({ reason: "refused" });
    expect(read("error-ws2-empty", BY_NUMBER)).toEqual({ outcome: "clear", asOf: null });
    expect(read("error-ws4-stale", BY_NUMBER)).toMatchObject({ reason: "stale" });
    const body = sample("soap-fault-invalid-order");
    expect(readIsirAnswer({ status: 500, mediaType: "", body }, BY_NUMBER)).toMatchObject({
      ...{ outcome: "unavailable", reason: "refused" },
    });
    const asked = readdirSync(SAMPLES).filter((name) => name.startsWith("request"));
    expect(asked.map((name) => faultsOf(readFileSync(new URL(name, SAMPLES))))).toEqual([[], []]);
  });
});

describe("courts", () => {
  it("are known by code and by name", () => {
    expect(courtPrefixOfCode("KSJIMBM")).toBe("KSBR");
    expect(courtPrefixOfCode("constructor")).toBeNull();
    expect(
      [
        ...["Městský soud v Praze", "Krajský soud v Praze", "Krajský soud v Ústí nad Labem"],
        ...["Krajský soud v Ústí nad Labem - pobočka v Liberci", "Krajský soud v Plzni"],
        ...["Krajský soud v Českých Budějovicích - pobočka v Táboře", "Krajský soud v Brně"],
        ...["Krajský soud v Hradci Králové, pobočka v Pardubicích", "Krajský soud v Ostravě"],
        ...["Krajský soud v Ostravě, pobočka v Olomouci", "Krajský soud v Brně, pobočka v Jihlavě"],
        ...["Krajský soud v Plzni, pobočka v Karlových Varech", "Krajský soud v Hradci Králové"],
        ...["Krajský soud v Českých Budějovicích", "Krajský soud v Brně, pobočka Kdekoli"],
        ...["Okresní soud v Brně", ""],
      ].map(courtPrefixOfName),
    ).toEqual([
      ...["MSPH", "KSPH", "KSUL", "KSLB", "KSPL", "KSTA", "KSBR", "KSPA", "KSOS", "KSOL", "KSJI"],
      ...["KSKV", "KSHK", "KSCB", null, null, null],
    ]);
  });
});

const recordsOf = async (asked: ReturnType<Awaited<ReturnType<typeof register>>["ask"]>) => {
  const answer = await asked;
  return answer.outcome === "found" ? answer.records : [];
};
