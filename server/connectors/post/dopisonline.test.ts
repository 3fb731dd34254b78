import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { dayOf } from "@/server/kernel/days";
import type { Handed } from "@/server/kernel/delivery";
import type { Behaviour } from "../web/testing/gateway";
import { childText, xmlChild } from "../xml";
import { type LetterMessage, letterFault, openDopisOnline, suggestPostage } from ".";
import { readOrders, readSent } from "./dopisonline-answers";
import {
  DOPISONLINE_LOGIN,
  openDopisOnlineTwin,
  type TakenLetter,
  TWIN_CODES,
} from "./testing/dopisonline-twin";

let time = Date.parse("2026-11-27T09:00:00Z");
const now = () => new Date(time);
const rules = { timeoutMs: 2_000, isPrivateAllowed: true, now };
const twin = await openDopisOnlineTwin({ now });
const settings = {
  ...DOPISONLINE_LOGIN,
  ...{ postageCodes: TWIN_CODES, baseUrl: twin.baseUrl, trackingUrl: twin.trackingUrl },
};
const carrier = openDopisOnline(settings, rules);
const hasty = openDopisOnline(settings, { ...rules, timeoutMs: 500 });
afterAll(() => twin.close());
beforeEach(() => {
  twin.taken.length = 0;
  Object.assign(twin, { isNaming: false, isTracking: true, isRenumbering: false });
  time += 86_400_000;
});

const pdf = Buffer.from("%PDF-1.4\n\u0000binary \r\n%%EOF");
const letter: LetterMessage = {
  deliveryMode: "registered",
  sender: {
    ...{ nameLines: ["Vzorová & synové, s.r.o.", "Testoslav Zkušební"], street: "Vzorová" },
    ...{ houseNumber: "12", city: "Praha 6", postalCode: "160 00", country: "CZ" },
  },
  recipient: {
    ...{ nameLines: ["Žofie Nováková"], street: "Česká", houseNumber: "12" },
    ...{ orientationNumber: "4a", city: "Lhota <u Prahy>", postalCode: "588 12", country: "CZ" },
  },
  pdf: [pdf],
  isDuplex: true,
};
const KEY = "0b0c6f3e-2f53-4d7c-9a53-3f0b6c1d2e4a";
const held = (index = 0) => twin.taken[index] as TakenLetter;

describe("a letter", () => {
  it("arrives to the letter, and its day of posting comes back", async () => {
    const handed = await carrier.hand(letter, KEY);
    expect(handed).toEqual({
      ...{ outcome: "accepted", providerId: held().id, parts: 1, postingNo: "RR000000001CZ" },
      ...{ postedOn: dayOf(now()), priceText: "11.31 CZK" },
      price: { minor: 1131, currency: "CZK" },
    });
    const { root, files } = held();
    expect(files).toEqual([{ name: `${KEY}-1.pdf`, bytes: pdf }]);
    const said = Object.fromEntries(root.children.map(({ name, text }) => [name, text]));
    expect(said).toMatchObject({
      ...{ typvyplatneho: "66", typtisku: "1", tiskpoukazky: "0", typods: "1", typadr: "1" },
      ...{ odsfirma: "Vzorová & synové, s.r.o.", odsosoba: "Testoslav Zkušební", odspsc: "16000" },
      ...{ adrfirma: "", adrosoba: "Žofie Nováková", adrulice: "Česká", adrcp: "12", adrco: "4a" },
      ...{ adrobec: "Lhota <u Prahy>", adrpsc: "58812", adriso: "" },
    });
    expect(xmlChild(root, "poukazka")).toBeUndefined();
  });

  it("goes abroad, in many files, with a slip", async () => {
    const recipient = { ...letter.recipient, postalCode: "D02 X285", country: "IE" };
    const slip = {
      ...{ amountMinor: 123_450, prefix: "34278", account: "727558021", bankCode: "0100" },
      ...{ variableSymbol: "2018100301", specificSymbol: "", constantSymbol: "0308" },
      message: "Úhrada dluhu\ndruhý řádek",
    };
    const handed = await carrier.hand({ ...letter, recipient, slip, pdf: [pdf, pdf] }, KEY);
    expect(handed.outcome).toBe("accepted");
    const { root, files } = held();
    expect(files.map(({ name }) => name)).toEqual([`${KEY}-1.pdf`, `${KEY}-2.pdf`]);
    expect([childText(root, "adriso"), childText(root, "adrpsc")]).toEqual(["ie", "D02 X285"]);
    const written = xmlChild(root, "poukazka");
    if (!written) throw new Error("a slip was asked for");
    expect(
      Object.fromEntries(written.children.map(({ name, text }) => [name, text])),
    ).toMatchObject({
      ...{ castka: "1234.50", predcisli_uctu: "34278", ucet: "727558021", kod_banky: "0100" },
      ...{ variabilni_symbol: "2018100301", konstantni_symbol: "0308" },
      ...{ zprava_pro_prijemce1: "Úhrada dluhu", zprava_pro_prijemce2: "druhý řádek" },
    });
    const payer = xmlChild(written, "odesilatel");
    expect(payer?.children.map(({ text }) => text)).toEqual([
      ...["Žofie Nováková", "Česká 12/4a", "D02 X285 Lhota <u Prahy>, IE", ""],
    ]);
  });

  it.each<[string, Partial<LetterMessage>]>([
    ["no_file", { pdf: [] }],
    ["too_many_files", { pdf: Array.from({ length: 9 }, () => pdf) }],
    ["not_pdf", { pdf: [Buffer.from("PK docx")] }],
    ["recipient_name", { recipient: { ...letter.recipient, nameLines: [" "] } }],
    ["recipient_city", { recipient: { ...letter.recipient, city: "" } }],
    ["recipient_street", { recipient: { ...letter.recipient, street: "", houseNumber: "" } }],
    ["recipient_postal_code", { recipient: { ...letter.recipient, postalCode: "5881" } }],
    ["recipient_country", { recipient: { ...letter.recipient, country: "Česko" } }],
    ["sender_postal_code", { sender: { ...letter.sender, postalCode: "" } }],
    ["colour", { isColour: true }],
    [
      "slip",
      {
        slip: {
          ...{ amountMinor: 0, prefix: "", account: "19", bankCode: "0100", message: "" },
          ...{ variableSymbol: "", specificSymbol: "", constantSymbol: "" },
        },
      },
    ],
  ])("is refused before it leaves: %s", async (reason, change) => {
    const before = twin.gateway.asked.length;
    expect(await carrier.hand({ ...letter, ...change }, KEY)).toEqual({
      outcome: "refused",
      reason,
    });
    expect(twin.gateway.asked).toHaveLength(before);
  });

  it("of a house without a street is none the worse for it", () => {
    const recipient = { ...letter.recipient, street: "", houseNumber: "7" };
    expect(letterFault({ ...letter, recipient })).toBeNull();
  });

  it("waits for a person where its service has no code, or the password is wrong", async () => {
    const { ordinary } = TWIN_CODES;
    const poor = openDopisOnline({ ...settings, postageCodes: { ordinary } }, rules);
    expect(await poor.hand(letter, KEY)).toEqual({
      ...{ outcome: "busy", reason: "postage_code", needsPerson: true },
    });
    const wrong = openDopisOnline({ ...settings, password: "no" }, rules);
    expect(await wrong.hand(letter, KEY)).toEqual({
      ...{ outcome: "busy", reason: "login", needsPerson: true },
    });
    const other = openDopisOnline({ ...settings, postageCodes: { registered: "1" } }, rules);
    expect(await other.hand(letter, KEY)).toEqual({ outcome: "refused", reason: "error_9" });
    await expect(wrong.follow?.(["1"])).rejects.toMatchObject({ code: "messages.carrier_silent" });
  });
});

describe("faults", () => {
  const lost: Behaviour[] = ["acceptThenHang", "acceptThen500", "acceptThenGarbage"];

  it.each<Behaviour>([...lost, "acceptThenReset"])("%s: nobody knows", async (behaviour) => {
    twin.next(behaviour);
    expect(await hasty.hand(letter, KEY)).toMatchObject({ outcome: "uncertain" });
    expect(twin.taken).toHaveLength(1);
  });

  it.each<Behaviour>(["garbage", "fail500", "drop"])("%s: nobody knows", async (behaviour) => {
    twin.next(behaviour);
    expect(await carrier.hand(letter, KEY)).toMatchObject({ outcome: "uncertain" });
    expect(twin.taken).toEqual([]);
  });

  it("a large letter that is broken off on its way was surely not taken", async () => {
    twin.next("drop");
    const large = Buffer.concat([pdf, Buffer.alloc(20 * 1024 * 1024)]);
    expect(await carrier.hand({ ...letter, pdf: [large] }, KEY)).toEqual({
      ...{ outcome: "busy", reason: "web_unreachable" },
    });
  });

  it("waits where it is told to", async () => {
    twin.next({ busy: 503, retryAfter: "120" });
    expect(await carrier.hand(letter, KEY)).toMatchObject({ retryAfterSeconds: 120 });
    const gone = openDopisOnline({ ...settings, baseUrl: "http://127.0.0.1:1/" }, rules);
    expect(await gone.hand(letter, KEY)).toEqual({ outcome: "busy", reason: "web_unreachable" });
  });

  it("says accepted of what it has and the rest of what it has not", async () => {
    const behaviours: Behaviour[] = [
      ...(["accept", "acceptThen500", "acceptThenGarbage", "garbage", "fail500"] as const),
      { busy: 429 },
    ];
    const plans = fc.array(fc.constantFrom(...behaviours), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        twin.taken.length = 0;
        twin.next(...plan);
        const keys = plan.map(() => randomUUID());
        const handed = await Promise.all(keys.map((key) => carrier.hand(letter, key)));
        for (const [index, { outcome }] of handed.entries()) {
          const name = `${keys[index]}-1.pdf`;
          const count = twin.taken.filter(({ files }) => files[0]?.name === name).length;
          if (outcome === "accepted") expect(count).toBe(1);
          else expect(count).toBeLessThanOrEqual(outcome === "uncertain" ? 1 : 0);
        }
        const accepted = handed.filter(({ outcome }) => outcome === "accepted");
        expect(accepted).toHaveLength(plan.filter((each) => each === "accept").length);
      }),
      { numRuns: 10 },
    );
  });
});

describe("a letter that nobody knows of", () => {
  const LATER = 30 * 60_000;

  it("is found by its key, where orders say the names of their files", async () => {
    twin.isNaming = true;
    const triedAt = now();
    await carrier.hand(letter, "another-key");
    twin.next("acceptThenReset");
    await carrier.hand(letter, KEY);
    time += LATER;
    expect(await carrier.find(letter, KEY, triedAt)).toMatchObject({
      ...{ outcome: "accepted", providerId: held(1).id, postedOn: dayOf(triedAt) },
      ...{ postingNo: "RR000000002CZ", price: { minor: 1260 } },
    });
  });

  it("is not found by the key of another", async () => {
    twin.isNaming = true;
    const triedAt = now();
    await carrier.hand(letter, "letter-key-10");
    time += LATER;
    const found = await carrier.find(letter, "letter-key-1", triedAt);
    expect(found).toMatchObject({ outcome: "unclear" });
  });

  it("is surely missing where there is no order of that time", async () => {
    await carrier.hand(letter, "another-key");
    time += LATER;
    const triedAt = now();
    twin.next("garbage");
    await carrier.hand(letter, KEY);
    expect(await carrier.find(letter, KEY, triedAt)).toMatchObject({ reason: "too_early" });
    time += LATER;
    expect(await carrier.find(letter, KEY, triedAt)).toEqual({ outcome: "missing" });
  });

  it("may be an order of that time: which one a person compares", async () => {
    const triedAt = now();
    twin.next("acceptThenReset");
    await carrier.hand(letter, KEY);
    time += LATER;
    expect(await carrier.find(letter, KEY, triedAt)).toEqual({
      ...{ outcome: "unclear", reason: `alike ${held().id}` },
    });
  });

  it("is looked for on both sides of midnight", async () => {
    time = Date.parse("2027-01-15T22:59:00Z");
    const triedAt = now();
    time += 120_000;
    twin.next("acceptThenReset");
    await carrier.hand(letter, KEY);
    time += LATER;
    expect(await carrier.find(letter, KEY, triedAt)).toMatchObject({ outcome: "unclear" });
  });

  it("stays so where the service does not say", async () => {
    expect(await carrier.find(letter, KEY)).toMatchObject({ reason: "tried_at_unknown" });
    const wrong = openDopisOnline({ ...settings, password: "no" }, rules);
    expect(await wrong.find(letter, KEY, now())).toEqual({ outcome: "unclear", reason: "login" });
  });
});

describe("afterwards", () => {
  const state = (id: string, date = "2026-11-30") => ({ id, date, text: "" });

  it("orders are followed by the service, then by the tracking of the post", async () => {
    for (const key of ["letter-a", "letter-b", "letter-c", "letter-d", "letter-e"]) {
      await carrier.hand(letter, key);
    }
    await carrier.hand({ ...letter, deliveryMode: "ordinary" }, "letter-f");
    const ids = twin.taken.map(({ id }) => id);
    held(0).states.push(state("21"), state("51"), state("91", "2026-12-01"), state("88"));
    held(1).states.push(state("21"), state("82"), state("95"), state("9V", "2026-12-20"));
    held(2).states.push(state("21"));
    held(3).handling = "46";
    const followed = await carrier.follow?.([...ids, "none"]);
    const told = followed?.map(({ providerId, state, detail, at }) => [
      ...[ids.indexOf(providerId), state, detail, at?.toISOString()],
    ]);
    expect(told).toEqual([
      [0, "delivered", "91", "2026-11-30T23:00:00.000Z"],
      [1, "returned", "9V", "2026-12-19T23:00:00.000Z"],
      [2, "sent", "21", "2026-11-29T23:00:00.000Z"],
      [3, "undelivered", "zpracovani 46", undefined],
      [4, "sent", "zpracovani 50", now().toISOString()],
    ]);
    expect(followed?.[0]).toMatchObject({ postingNo: "RR000000001CZ", priceText: "12.60 CZK" });
    held(5).handling = "20";
    expect(await carrier.follow?.([held(5).id])).toMatchObject([{ state: "sent" }]);
    twin.isTracking = false;
    expect(await carrier.follow?.([held(0).id])).toMatchObject([{ state: "sent" }]);
  });

  it("an order is followed under our number, whatever theirs is in lists", async () => {
    twin.isRenumbering = true;
    await carrier.hand(letter, KEY);
    const providerId = held().id;
    expect(await carrier.follow?.([providerId])).toMatchObject([{ providerId, state: "sent" }]);
  });

  it("more than ten are tracked, ten at a question", async () => {
    for (let i = 0; i < 13; i += 1) await carrier.hand(letter, `letter-no-${i}`);
    for (const { states } of twin.taken) states.push(state("91"));
    const before = twin.gateway.asked.length;
    const followed = await carrier.follow?.(twin.taken.map(({ id }) => id));
    expect(followed?.filter((each) => each.state === "delivered")).toHaveLength(13);
    const tracked = twin.gateway.asked.slice(before).filter(({ path }) => /idParcel/.test(path));
    expect(tracked).toHaveLength(2);
  });

  it("throws where nobody answers", async () => {
    const gone = openDopisOnline({ ...settings, baseUrl: "http://127.0.0.1:1/" }, rules);
    const silent = { code: "messages.carrier_silent", retryable: true };
    await expect(gone.follow?.(["1"])).rejects.toMatchObject(silent);
    await expect(gone.postageCodes()).rejects.toMatchObject(silent);
    await expect(carrier.postingSheet("RR")).rejects.toMatchObject(silent);
    expect(await gone.cancel("1")).toMatchObject({ outcome: "busy" });
  });

  it("a registered letter has a sheet that proves it", async () => {
    await carrier.hand(letter, KEY);
    const sheet = await carrier.postingSheet("RR000000001CZ");
    expect(sheet).toMatchObject({ name: "RR000000001CZ.pdf", mediaType: "application/pdf" });
    expect(Buffer.from(sheet.bytes).toString()).toContain("RR000000001CZ");
  });

  it("an order can be called back until it is printed", async () => {
    await carrier.hand(letter, KEY);
    await carrier.hand(letter, "letter-b");
    expect(await carrier.cancellable()).toEqual([held(0).id, held(1).id]);
    expect(await carrier.cancel(held(0).id)).toEqual({ outcome: "cancelled" });
    expect(await carrier.cancel(held(0).id)).toEqual({ outcome: "refused", reason: "error_3" });
    expect(await carrier.cancellable()).toEqual([held(1).id]);
  });

  it("the services are listed, and those that are likely meant are named", async () => {
    const suggested = suggestPostage(await carrier.postageCodes());
    const codes = Object.entries(suggested).map(([mode, list]) => [
      ...[mode, list.map(({ code }) => code).join()],
    ]);
    expect(Object.fromEntries(codes)).toEqual(TWIN_CODES);
  });
});

describe("an answer", () => {
  const read = (text: string, status = 200): Handed =>
    readSent({ status, body: Buffer.from(text) });
  const head = '<?xml version="1.0" encoding="UTF-8"?>';

  it.each([
    ["an order without a number", `${head}<zakazka><chyby stav="0"/></zakazka>`],
    ["an order without a state", `${head}<zakazka><kod_objednavky>1</kod_objednavky></zakazka>`],
    [
      "an order in spite of a fault",
      `${head}<zakazka><chyby stav="1"/><kod_objednavky>1</kod_objednavky></zakazka>`,
    ],
    ["another's XML", `${head}<ok/>`],
    ["a torn one", `${head}<zakazka><chyby stav="0">`],
    ["HTML", "<html><body>Údržba</body></html>"],
  ])("that says neither yes nor no is uncertain: %s", (_, text) => {
    expect(read(text)).toEqual({ outcome: "uncertain", reason: "odd_answer" });
  });

  it("with faults inside of an order is a refusal", () => {
    const text = `${head}<zakazka><chyby stav="1"><chyba>Špatný formát</chyba></chyby></zakazka>`;
    expect(read(text)).toEqual({ outcome: "refused", reason: "error_1" });
    const poor = text.replace("Špatný formát", "Nedostatečný kredit");
    expect(read(poor)).toMatchObject({ outcome: "busy", needsPerson: true });
  });

  it("with an order that says no number is no list", () => {
    expect(readOrders(Buffer.from("<dopisonline><zakazka/></dopisonline>"))).toBe("odd_answer");
    expect(readOrders(Buffer.from("<dopisonline></dopisonline>"))).toEqual([]);
  });
});
