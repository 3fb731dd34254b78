import { describe, expect, it } from "vitest";
import { textOfPages } from "@/server/connectors/pdf/testing/text-of-pages";
import { addCaseParty, openCase } from "../cases";
import { createClaim, recordPayment, reversePayment, startInterest } from "../claims";
import { inTransaction, type OperatorContext, reading } from "../context";
import { myCase, myCases } from "../portal";
import { type Debtor, type PortalScene, portalScene } from "../portal/testing/portal-scene";
import { registered, VISITOR } from "../portal/testing/registered";
import { openDesk } from "../testing";
import { deleteEvent, listTimeline } from "../timeline";
import {
  checkPaper,
  issuePaper,
  myDocuments,
  myMessage,
  myMessages,
  noDebtOffer,
  openMyFile,
  showDocument,
} from ".";
import { keepDocument, keepMessage } from "./testing/paper-scene";

const desk = await openDesk();
const door = { ...desk, log: { info: () => undefined, error: () => undefined } };
const visitor = VISITOR;

/** A client of the scene's first debtor. */
async function oneClient() {
  const scene = await portalScene(desk);
  const client = await registered(desk, scene, scene.first);
  const names = async () => (await myDocuments(client)).items.map(({ name }) => name);
  return { scene, client, names, ...scene.first };
}

describe("a document", () => {
  it("is a client's to see once it is shown to them, until it is hidden, replaced or taken back", async () => {
    const { scene, client, names, caseId, partyId } = await oneClient();
    const { admin } = scene;
    const first = await keepDocument(admin, { caseId, name: "smlouva.txt", content: "jedna" });
    const { eventId, fileId } = first;
    expect(await names()).toEqual([]);
    const missing = { code: "files.not_found" };
    await expect(openMyFile(client, { fileId })).rejects.toMatchObject(missing);

    await showDocument(admin, { eventId, version: 1, partyIds: [partyId] });
    expect(await names()).toEqual(["smlouva.txt"]);
    expect((await openMyFile(client, { fileId })).content.toString()).toBe("jedna");
    const { items } = await listTimeline(admin, { caseId });
    expect(items.find(({ id }) => id === eventId)?.shownTo).toEqual([
      { partyId, name: "Jan Novák" },
    ]);
    await showDocument(admin, { eventId, version: 1, partyIds: [] });
    expect(await names()).toEqual([]);

    await showDocument(admin, { eventId, version: 1, partyIds: [partyId] });
    const second = await keepDocument(admin, {
      ...{ caseId, name: "nova.txt", content: "dva", replacesEventId: eventId },
    });
    expect(await names()).toEqual([]);
    const old = { eventId, version: 1, partyIds: [partyId] };
    await expect(showDocument(admin, old)).rejects.toMatchObject({
      code: "timeline.version_exists",
    });
    await showDocument(admin, { eventId: second.eventId, version: 1, partyIds: [partyId] });
    expect(await names()).toEqual(["nova.txt"]);
    await deleteEvent(admin, { eventId: second.eventId, version: 1 });
    expect(await names()).toEqual([]);
    await expect(openMyFile(client, { fileId: second.fileId })).rejects.toMatchObject(missing);
    expect(await actionsOf(admin, "papers.show-document")).toBe(4);
    expect(await actionsOf(admin, "papers.open-file")).toBe(1);
  });

  it("is shown to people of its case only, and by those who may edit the case", async () => {
    const { scene, caseId, partyId } = await oneClient();
    const { eventId } = await keepDocument(scene.admin, { caseId, name: "x.txt", content: "x" });
    const asked = { eventId, version: 1 };
    await expect(
      showDocument(scene.admin, { ...asked, partyIds: [partyId, scene.second.partyId] }),
    ).rejects.toMatchObject({ code: "papers.not_of_the_case" });
    const reader = await scene.tenant.operator("readOnly");
    await expect(showDocument(reader, { ...asked, partyIds: [partyId] })).rejects.toMatchObject({
      kind: "forbidden",
    });
    await expect(
      showDocument(scene.admin, { eventId, version: 9, partyIds: [partyId] }),
    ).rejects.toMatchObject({ code: "timeline.changed_meanwhile" });
    const stranger = await (await desk.tenant()).operator();
    await expect(showDocument(stranger, { ...asked, partyIds: [] })).rejects.toMatchObject({
      code: "timeline.not_found",
    });
  });

  it("shown to a co-debtor is not the debtor's, and is nobody's once they left the case", async () => {
    const { scene, client, names, caseId } = await oneClient();
    const { admin, second } = scene;
    await addCaseParty(admin, { caseId, partyId: second.partyId, role: "coDebtor" });
    const { eventId } = await keepDocument(admin, { caseId, name: "jen-jí.txt", content: "x" });
    await showDocument(admin, { eventId, version: 1, partyIds: [second.partyId] });
    expect(await names()).toEqual([]);
    const other = await registered(desk, scene, second);
    expect((await myDocuments(other)).items).toHaveLength(1);
    await inTransaction(admin, async (_, { sql }) => {
      await sql`delete from case_parties where case_id = ${caseId} and role = 'coDebtor'`;
    });
    expect((await myDocuments(other)).items).toEqual([]);
    expect((await myCases(client)).items).toHaveLength(1);
  });
});

describe("a message", () => {
  it("is the client's once it was dispatched to them, with its text and files as they went", async () => {
    const { scene, client, caseId, partyId, refNo } = await oneClient();
    const { admin } = scene;
    const print = { kind: "print" as const, name: "vyzva.pdf", content: "%PDF-1.7 x" };
    const sent = await keepMessage(admin, {
      ...{ caseId, partyId, text: "Vyzýváme vás", channel: "letter" },
      files: [
        { kind: "document", name: "vyzva.docx" },
        print,
        { kind: "proof", name: "podaci.txt" },
      ],
    });
    const mail = await keepMessage(admin, {
      ...{ caseId, partyId, text: "Dobrý den" },
      files: [{ kind: "document", name: "mail.html", mediaType: "text/html; charset=utf-8" }],
    });
    await keepMessage(admin, { caseId, partyId, text: "odpověď", direction: "inbound" });
    for (const state of ["waiting", "sending", "uncertain", "refused", "cancelled"] as const) {
      await keepMessage(admin, { caseId, partyId, text: `skryté ${state}`, state });
    }
    const { items } = await myMessages(client, { refNo });
    expect(items.map(({ preview }) => preview)).toEqual(["odpověď", "Dobrý den", "Vyzýváme vás"]);
    expect(await myMessage(client, { messageId: mail.messageId })).toMatchObject({
      ...{ text: "Dobrý den", isWhole: true, files: [], refNo },
    });
    expect(await myMessage(client, { messageId: sent.messageId })).toMatchObject({
      ...{ channel: "letter", isWhole: false },
    });
    // The print stands for what it was printed from; the proof of posting is ours.
    expect((await myDocuments(client)).items.map(({ name }) => name)).toEqual(["vyzva.pdf"]);
    await expect(openMyFile(client, { fileId: sent.fileIds[2] ?? 0 })).rejects.toMatchObject({
      code: "files.not_found",
    });
  });

  it("to a co-debtor, from one, or to nobody known is not the client's", async () => {
    const { scene, client, caseId } = await oneClient();
    const { admin, second } = scene;
    await addCaseParty(admin, { caseId, partyId: second.partyId, role: "coDebtor" });
    const files = [{ kind: "attachment" as const, name: "a.txt" }];
    const to = { caseId, partyId: second.partyId };
    const { messageId, fileIds } = await keepMessage(admin, { ...to, text: "jí", files });
    await keepMessage(admin, { ...to, text: "od ní", direction: "inbound" });
    await keepMessage(admin, { caseId, partyId: null, text: "soudu" });
    expect((await myMessages(client)).items).toEqual([]);
    await expect(myMessage(client, { messageId })).rejects.toMatchObject({
      code: "messages.not_found",
    });
    await expect(openMyFile(client, { fileId: fileIds[0] ?? 0 })).rejects.toMatchObject({
      code: "files.not_found",
    });
  });
});

describe("lists", () => {
  it("page on without losing or repeating, and refuse a cursor that is not theirs", async () => {
    const { scene, client, caseId, partyId } = await oneClient();
    for (const n of [1, 2, 3, 4, 5]) {
      const files = [{ kind: "attachment" as const, name: `${n}.txt` }];
      await keepMessage(scene.admin, { caseId, partyId, text: `zpráva ${n}`, files });
      const parties = [{ partyId, role: "debtor" }];
      await openCase(scene.admin, { category: "collection", parties });
    }
    const all = async <T>(
      ask: (cursor: string | null) => Promise<{ items: T[]; nextCursor: string | null }>,
    ) => {
      const seen: T[] = [];
      let cursor: string | null = null;
      do {
        const page = await ask(cursor);
        expect(page.items.length).toBeLessThanOrEqual(2);
        seen.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      return seen;
    };
    const texts = await all((cursor) => myMessages(client, { cursor, limit: 2 }));
    expect(texts.map(({ preview }) => preview)).toEqual([5, 4, 3, 2, 1].map((n) => `zpráva ${n}`));
    const files = await all((cursor) => myDocuments(client, { cursor, limit: 2 }));
    expect(files.map(({ name }) => name)).toEqual([5, 4, 3, 2, 1].map((n) => `${n}.txt`));
    const cases = await all((cursor) => myCases(client, { cursor, limit: 2 }));
    expect(new Set(cases.map(({ refNo }) => refNo)).size).toBe(6);
    expect(cases).toEqual((await myCases(client)).items);
    const first = await myCases(client, { limit: 2 });
    expect(first.owed).toEqual([{ currency: "CZK", balanceMinor: 900_00 }]);
    expect((await myCases(client, { limit: 2, cursor: first.nextCursor })).owed).toBeNull();
    const odd = Buffer.from('["x",1]').toString("base64url");
    for (const ask of [myMessages, myDocuments]) {
      await expect(ask(client, { cursor: odd })).rejects.toMatchObject({
        code: "kernel.bad_cursor",
      });
    }
    const three = Buffer.from('[1,"x",1]').toString("base64url");
    await expect(myCases(client, { cursor: three })).rejects.toMatchObject({
      code: "kernel.bad_cursor",
    });
  });
});

const paymentOf = async (client: Parameters<typeof myCase>[0], refNo: string) =>
  (await myCase(client, { refNo })).payments[0]?.paymentId ?? 0;

/** The number and code of a paper, as whoever is shown the PDF reads them. */
async function codeOf(admin: OperatorContext, number: string): Promise<string> {
  const [row] = await reading(
    admin,
    ({ sql }) => sql<{ content: Buffer }[]>`
      select c.content from issued_papers p join file_chunks c on c.file_id = p.file_id
       where p.number = ${number} order by c.seq`,
  );
  const text = textOfPages(row?.content ?? Buffer.alloc(0)).join(" ");
  const found = /[2-9A-HJKMNP-Z]{4}(-[2-9A-HJKMNP-Z]{4}){2}/.exec(text);
  return found?.[0] ?? "";
}

describe("a confirmation of payment", () => {
  it("is numbered and kept, the same asked again is the same, and is checked by its code", async () => {
    const { scene, client, refNo, caseId } = await oneClient();
    const paymentId = await paymentOf(client, refNo);
    const asked = { kind: "payment" as const, refNo, paymentId };
    const made = await issuePaper(client, asked);
    expect(made.number).toBe("P-2026-00001");
    expect(await issuePaper(client, asked)).toEqual(made);
    const other = await issuePaper(client, { ...asked, language: "en" });
    expect(other.number).toBe("P-2026-00002");
    const { content, shownType } = await openMyFile(client, made);
    expect(shownType).toBe("application/pdf");
    expect((await openMyFile(client, made)).content.equals(content)).toBe(true);

    const code = await codeOf(scene.admin, made.number);
    const checked = await checkPaper(door, scene.tenantId, {
      ...{ input: { number: made.number.toLowerCase(), code: code.replaceAll("-", " ") }, visitor },
    });
    expect(checked).toMatchObject({
      ...{ kind: "payment", name: "Jan Novák", amountMinor: 100_00, onDay: "2026-11-01" },
      refNos: [refNo],
    });
    expect(Object.keys(checked).sort()).toEqual([
      ...["amountMinor", "currency", "issuedOn", "issuer", "kind", "name", "number", "onDay"],
      "refNos",
    ]);
    const { items } = await listTimeline(scene.admin, { caseId });
    expect(items.filter(({ data }) => data?.code === "paper.issued")).toHaveLength(2);
    await expect(
      inTransaction(scene.admin, async (_, { sql }) => {
        await sql`update files set name = 'x' where id = ${made.fileId}`;
      }),
    ).rejects.toThrow("never changes");
  });

  it("is refused of a payment that went back, lies ahead, or is another's, and to a creditor", async () => {
    const { scene, client, refNo, caseId } = await oneClient();
    const { admin } = scene;
    const paymentId = await paymentOf(client, refNo);
    const ahead = await recordPayment(admin, {
      ...{
        caseId,
        amountMinor: 1_00,
        currency: "CZK",
        valueOn: desk.now.toISOString().slice(0, 10),
      },
      idempotencyKey: "ahead-of-its-day",
    });
    const earlier = { ...client, today: "2026-11-02" as const };
    const ask = (ctx: typeof client, given: { refNo: string; paymentId: number }) =>
      issuePaper(ctx, { kind: "payment", ...given });
    await expect(ask(earlier, { refNo, paymentId: ahead.paymentId })).rejects.toMatchObject({
      code: "papers.payment_ahead",
    });
    await reversePayment(admin, { paymentId, kind: "correction", reason: "omyl" });
    await expect(ask(client, { refNo, paymentId })).rejects.toMatchObject({
      code: "papers.payment_reversed",
    });
    const others = await registered(desk, scene, scene.second);
    const foreign = await paymentOf(others, scene.second.refNo);
    await expect(ask(client, { refNo, paymentId: foreign })).rejects.toMatchObject({
      code: "papers.payment_not_found",
    });
    await expect(
      ask(client, { refNo: scene.second.refNo, paymentId: foreign }),
    ).rejects.toMatchObject({ code: "portal.case_not_found" });
    await addCaseParty(admin, {
      ...{ caseId: scene.second.caseId, partyId: scene.first.partyId, role: "creditor" },
    });
    await expect(
      ask(client, { refNo: scene.second.refNo, paymentId: foreign }),
    ).rejects.toMatchObject({ code: "portal.not_owing" });
  });
});

describe("a confirmation of no debt", () => {
  it("is refused while anything is left, with the case and how much, and given once nothing is", async () => {
    const { scene, client, refNo, caseId } = await oneClient();
    for (const asked of [{ refNo }, {}]) {
      await expect(issuePaper(client, { kind: "noDebt", ...asked })).rejects.toMatchObject({
        ...{ code: "papers.owed", params: { refNo, amount: "900,00\u00a0Kč" } },
      });
      // Whoever is shown the page is not offered what would be refused.
      expect(await noDebtOffer(client, asked)).toEqual({
        refusal: { code: "papers.owed", refNo, amountMinor: 900_00, currency: "CZK" },
      });
    }
    await pay(scene, { caseId, amountMinor: 900_00 });
    for (const asked of [{ refNo }, {}]) {
      expect(await noDebtOffer(client, asked)).toEqual({ refusal: null });
    }
    const paper = await issuePaper(client, { kind: "noDebt", refNo });
    const of = { number: paper.number, code: await codeOf(scene.admin, paper.number) };
    expect(await checkPaper(door, scene.tenantId, { input: of, visitor })).toMatchObject({
      ...{ kind: "noDebt", amountMinor: null, onDay: client.today, refNos: [refNo] },
    });
    const whole = await issuePaper(client, { kind: "noDebt" });
    expect(whole.number).not.toBe(paper.number);
    expect(await issuePaper(client, { kind: "noDebt" })).toEqual(whole);
  });

  it("counts what is not due yet, another case, and no overpayment of another claim", async () => {
    const { scene, client, refNo, caseId } = await oneClient();
    const { admin, first } = scene;
    await pay(scene, { caseId, amountMinor: 5_000_00 });
    await issuePaper(client, { kind: "noDebt", refNo });
    const later = await openCase(admin, {
      ...{ category: "collection", parties: [{ partyId: first.partyId, role: "debtor" }] },
    });
    const due = { currency: "CZK" as const, dueOn: "2027-06-01", principalMinor: 1_00 };
    await createClaim(admin, { caseId: later.caseId, ...due });
    await expect(issuePaper(client, { kind: "noDebt" })).rejects.toMatchObject({
      ...{ code: "papers.owed", params: { refNo: later.refNo } },
    });
    // Of the case that is paid it is still true.
    await issuePaper(client, { kind: "noDebt", refNo });
    await pay(scene, { caseId: later.caseId, amountMinor: 1_00 });
    await issuePaper(client, { kind: "noDebt" });
  });

  it("is refused while interest of a paid principal is left", async () => {
    const { scene, client, refNo, caseId, claimId } = await oneClient();
    await startInterest(scene.admin, {
      ...{ claimId, kind: "lateInterest", regime: "cz-statutory" },
      idempotencyKey: "papers-interest",
    });
    await pay(scene, { caseId, amountMinor: 900_00 });
    await expect(issuePaper(client, { kind: "noDebt", refNo })).rejects.toMatchObject({
      code: "papers.owed",
    });
  });

  it("is refused where nothing was ever claimed", async () => {
    const { scene, client } = await oneClient();
    const { refNo } = await openCase(scene.admin, {
      ...{ category: "collection", parties: [{ partyId: scene.first.partyId, role: "debtor" }] },
    });
    await expect(issuePaper(client, { kind: "noDebt", refNo })).rejects.toMatchObject({
      code: "papers.nothing_to_confirm",
    });
    expect(await noDebtOffer(client, { refNo })).toEqual({
      refusal: { code: "papers.nothing_to_confirm" },
    });
    await expect(noDebtOffer(client, { refNo: scene.second.refNo })).rejects.toMatchObject({
      code: "portal.case_not_found",
    });
  });
});

describe("the check of a paper", () => {
  it("says the same of a wrong number and a wrong code, and rests after thirty tries", async () => {
    const { scene, client, refNo } = await oneClient();
    const paymentId = await paymentOf(client, refNo);
    const { number } = await issuePaper(client, { kind: "payment", refNo, paymentId });
    const code = await codeOf(scene.admin, number);
    const from = { ip: "198.51.100.77", userAgent: "test" };
    const ask = (input: { number: string; code: string }, tenantId = scene.tenantId) =>
      checkPaper(door, tenantId, { input, visitor: from });
    const unknown = { code: "papers.not_verified", params: {} };
    await expect(ask({ number, code: "AAAA-AAAA-AAAA" })).rejects.toMatchObject(unknown);
    await expect(ask({ number: "P-2026-99999", code })).rejects.toMatchObject(unknown);
    const elsewhere = await portalScene(desk);
    await expect(ask({ number, code }, elsewhere.tenantId)).rejects.toMatchObject(unknown);
    // A paper that is right takes nothing of what is allowed.
    for (const _ of Array.from({ length: 40 })) await ask({ number, code });
    for (const _ of Array.from({ length: 27 })) {
      await expect(ask({ number, code: "x" })).rejects.toMatchObject(unknown);
    }
    await expect(ask({ number, code })).rejects.toMatchObject({ code: "access.locked" });
  });
});

async function pay(
  { admin }: PortalScene,
  { caseId, amountMinor }: Pick<Debtor, "caseId"> & { amountMinor: number },
): Promise<void> {
  await recordPayment(admin, {
    ...{ caseId, amountMinor, currency: "CZK", valueOn: "2026-11-10" },
    idempotencyKey: `papers-${caseId}-${amountMinor}`,
  });
}

const actionsOf = (admin: OperatorContext, action: string): Promise<number> =>
  reading(admin, async ({ sql }) => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from audit_entries where action = ${action}`;
    return row?.count ?? 0;
  });
