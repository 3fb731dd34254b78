import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { createAccessGroup } from "../access";
import { moveCase, openCase } from "../cases";
import { inTransaction } from "../context";
import { fileMessage, listUnfiled } from "../messages";
import {
  answerRequest,
  decideMail,
  mailsOfRequest,
  myRequest,
  myRequests,
  openMailRequest,
  postsOfRequest,
  proposeRequest,
  saveMailRules,
  setMailWay,
  takeMail,
  waitingMails,
} from "../requests";
import { openDesk } from "../testing";
import { addNote } from "../timeline";
import { BOX, headerOf, mailOf, mailScene } from "./testing/mail-scene";
import { registered } from "./testing/registered";

const desk = await openDesk();
let smtp: SmtpCatcher;
let imap: ImapTwin;
beforeAll(async () => {
  smtp = await catchSmtp();
});
beforeEach(async () => {
  imap = await imapTwin({ user: "u", password: "p" });
  return () => imap.close();
});
afterAll(() => smtp.close());

let serial = 0;
const key = () => `mail-test-${++serial}`;
const scene = (more: Record<string, unknown> = {}) => mailScene(desk, { imap, smtp, more });
type Scene = Awaited<ReturnType<typeof scene>>;

/** A known debtor writes, a request opens, and we answer; the mails that left. */
async function answered(it: Scene) {
  const from = await it.emailOf(it.first);
  imap.put(mailOf({ From: `Jan Novák <${from}>`, "Message-ID": "<first@client.example>" }));
  await it.receive();
  const [receipt] = await it.send();
  const [request] = await it.requests();
  if (!request || !receipt) throw new Error("no request was opened");
  const { id: caseId, refNo } = request;
  const words = { caseId, text: "Dlužíte 900 Kč.", idempotencyKey: key() };
  await answerRequest(it.admin, words);
  // An impatient person presses twice; one mail leaves.
  await answerRequest(it.admin, words);
  const [answer, another] = await it.send();
  if (!answer || another) throw new Error("one answer has to leave");
  return { from, caseId, refNo, receipt: receipt.raw, answer: answer.raw };
}

const texts = async (it: Scene, caseId: number) =>
  (await postsOfRequest(it.admin, { caseId })).map(({ text }) => text);

describe("a mail of somebody known", () => {
  it("opens a request, is answered in its thread, and what comes back goes into it", async () => {
    const it = await scene();
    const { from, caseId, refNo, receipt, answer } = await answered(it);
    expect(await it.requests()).toMatchObject([
      { subject: "Dotaz", kind: "documents", state: "waiting-client", about: null },
    ]);
    expect(headerOf(receipt, "Auto-Submitted")).toBe("auto-generated");
    expect(headerOf(receipt, "In-Reply-To")).toBe("<first@client.example>");
    expect(headerOf(receipt, "Subject")).toMatch(/^Re: Dotaz \[\d+\/\d{4}-[a-z2-7]{10}\]$/);
    expect(headerOf(answer, "In-Reply-To")).toBe("<first@client.example>");
    expect(headerOf(answer, "References")).toContain("<first@client.example>");
    expect(headerOf(answer, "Auto-Submitted")).toBe("");
    const replyTo = headerOf(answer, "Reply-To");
    expect(replyTo).toMatch(/^pozadavky\+[a-z2-7]{20}@agency\.example$/);
    await moveCase(it.admin, { caseId, transition: "close" });
    const quoted = "Děkuji.\n\n-- \nJan\n\nDne 22. 11. 2026 v 10:00 Agentura napsal(a):\n> Dlužíte";
    imap.put(mailOf({ From: from, To: replyTo, Subject: "jiný" }, quoted));
    await it.receive();
    expect(await texts(it, caseId)).toEqual([
      ...["Prosím o vyčíslení dluhu.", "Dlužíte 900 Kč.", "Děkuji."],
    ]);
    expect(await it.requests()).toMatchObject([{ state: "in-progress" }]);
    // Sent to the bare address, without a header: the sealed number in the subject leads back.
    const Subject = headerOf(answer, "Subject").replace("Re:", "Odp:");
    imap.put(mailOf({ From: from, Subject }, "Ještě něco."));
    await it.receive();
    expect(await texts(it, caseId)).toHaveLength(4);
    const { mails, way } = await mailsOfRequest(it.admin, { caseId });
    expect(mails.map(({ standing, state }) => [standing, state])).toEqual([
      ...[
        ["posted", "filed"],
        ["receipt", "sent"],
        ["answer", "sent"],
      ],
      ...[
        ["posted", "filed"],
        ["posted", "filed"],
      ],
    ]);
    expect(mails[0]?.files.map(({ name }) => name)).toEqual(["zprava.eml"]);
    expect(way).toEqual({ to: from, hasAccount: false, sendsText: false, isOwnChoice: false });
    expect(refNo).toBe((await it.requests())[0]?.refNo);
  });

  it("is of the case that it names, behind its wall, with its attachments judged", async () => {
    const it = await scene();
    const { accessGroupId } = await createAccessGroup(it.admin, { code: "brno", name: "Brno" });
    const parties = [{ partyId: it.first.partyId, role: "debtor" }];
    const own = { category: "collection", parties, accessGroupId, refNo: "70123" };
    const { refNo } = await openCase(it.admin, own);
    const body = [
      ...["--b", "Content-Type: text/plain; charset=utf-8", "", `K ${refNo}: reklamuji, děkuji.`],
      ...["--b", 'Content-Type: image/png; name="x.png"', "Content-Disposition: attachment"],
      ...["", "<html><script>", "--b--"],
    ].join("\n");
    const From = await it.emailOf(it.first);
    imap.put(mailOf({ From, "Content-Type": 'multipart/mixed; boundary="b"' }, body));
    await it.receive();
    const [request] = await it.requests();
    expect(request).toMatchObject({ kind: "dispute", about: refNo });
    const walls = await it.rows(
      "select access_group_id as wall from cases where category = 'request'",
    );
    expect(walls).toEqual([{ wall: accessGroupId }]);
    const types = await it.rows(
      `select f.name, f.media_type as type from message_files x join files f on f.id = x.file_id
        where x.kind = 'attachment'`,
    );
    expect(types).toEqual([{ name: "x.png", type: "application/octet-stream" }]);
    expect(await it.standings()).toMatchObject([{ standing: "posted", language: "cs" }, {}]);
  });

  it("is one, however often it comes, is read or is judged", async () => {
    const it = await scene();
    const From = await it.emailOf(it.first);
    imap.put(mailOf({ From, "Message-ID": "<once@client.example>" }), { receivedAt: desk.now });
    await it.receive();
    const [{ messageId = 0 } = {}] = await it.standings();
    imap.renumber();
    await it.receive();
    await Promise.all([
      takeMail(it.ctx, { messageId, isPersonsWord: false }),
      takeMail(it.ctx, { messageId, isPersonsWord: true }),
    ]);
    expect(await it.requests()).toHaveLength(1);
    expect(await texts(it, (await it.requests())[0]?.id ?? 0)).toHaveLength(1);
    expect(await it.send()).toHaveLength(1);
    expect(await it.send()).toEqual([]);
  });

  it("whose judging dies halfway is judged anew, and nothing of it is lost", async () => {
    const it = await scene();
    imap.put(mailOf({ From: await it.emailOf(it.first) }));
    const dying = {
      ...it.ctx,
      db: {
        ...it.ctx.db,
        begin: ((settings, work) =>
          it.ctx.db.begin(settings, async (tx) => {
            const result = await work(tx);
            const opened = await tx.sql`select 1 from request_posts limit 1`;
            if (opened.length > 0) throw new Error("the process died");
            return result;
          })) as typeof it.ctx.db.begin,
      },
    };
    await expect(it.receive(dying)).rejects.toThrow("the process died");
    expect(await it.requests()).toEqual([]);
    const [row] = await it.rows<{ id: number }>("select id from messages");
    await takeMail(it.ctx, { messageId: row?.id ?? 0, isPersonsWord: false });
    expect(await it.requests()).toHaveLength(1);
  });
});

describe("a client with an account at the portal", () => {
  it("gets a notice and reads there; whole by mail where the request or the tenant says so", async () => {
    const it = await scene();
    const client = await registered(desk, it, it.first);
    const other = await registered(desk, it, it.second);
    const From = client.actor.email;
    imap.put(mailOf({ From }, "Kolik zbývá?"));
    await it.receive();
    await it.send();
    const [{ id: caseId = 0, refNo = "" } = {}] = await it.requests();
    await addNote(it.admin, { caseId, text: "Jen pro nás." });
    const answer = (text: string) =>
      answerRequest(it.admin, { caseId, text, idempotencyKey: key() });
    await answer("První.");
    expect(await it.send()).toEqual([]);
    await setMailWay(it.admin, { caseId, sendsText: true });
    await answer("Druhá.");
    expect((await it.send()).map(({ to }) => to)).toEqual([[From]]);
    await setMailWay(it.admin, { caseId, sendsText: null });
    await answer("Třetí.");
    expect(await it.send()).toEqual([]);
    const rules = { sendsText: true, confirmsReceipt: true, dailyMax: 20, kindWords: {} };
    await saveMailRules(it.admin, { ...rules, version: 0 });
    await answer("Čtvrtá.");
    expect(await it.send()).toHaveLength(1);
    const notices = await it.rows("select 1 from mails where kind = 'request_answered'");
    expect(notices).toHaveLength(2);
    const seen = await myRequest(client, { refNo });
    expect(seen.posts.map(({ text }) => text)).toEqual([
      ...["Kolik zbývá?", "První.", "Druhá.", "Třetí.", "Čtvrtá."],
    ]);
    expect(JSON.stringify(seen)).not.toContain("Jen pro nás");
    expect((await myRequests(other)).items).toEqual([]);
    await expect(saveMailRules(it.admin, { ...rules, version: 0 })).rejects.toMatchObject({
      code: "requests.rules_changed",
    });
  });
});

describe("a mail of a stranger", () => {
  it("waits for a person, who opens a request of somebody new; from then on they are known", async () => {
    const it = await scene();
    const From = "Petra Nová <petra@novy.example>";
    imap.put(mailOf({ From, Subject: "Please help" }, "I have paid the invoice. Thank you"));
    await it.receive();
    expect(await it.requests()).toEqual([]);
    const [waiting] = await waitingMails(it.admin);
    expect(waiting).toMatchObject({ reason: "unknown_sender", kind: "payment", language: "en" });
    const { messageId } = waiting ?? { messageId: 0 };
    const proposal = await proposeRequest(it.admin, { messageId });
    expect(proposal).toEqual({ subject: "Please help", kind: "payment", candidates: [] });
    const client = { kind: "natural_person", fullName: "Petra Nová" } as const;
    const opening = { messageId, subject: "Pomoc", kind: "payment", client } as const;
    const { caseId } = await openMailRequest(it.admin, opening);
    await expect(openMailRequest(it.admin, opening)).rejects.toMatchObject({
      code: "channels.not_unfiled",
    });
    expect((await listUnfiled(it.admin)).items).toEqual([]);
    expect(await waitingMails(it.admin)).toEqual([]);
    const [receipt] = await it.send();
    expect(receipt?.to).toEqual(["petra@novy.example"]);
    expect(receipt?.raw).toContain("we have received your message");
    imap.put(mailOf({ From, Subject: "Another thing" }));
    await it.receive();
    expect(await it.requests()).toMatchObject([{ id: caseId }, { subject: "Another thing" }]);
  });

  it("that several cards bear, or that names a case, is proposed to them, never given", async () => {
    const it = await scene();
    const email = await it.emailOf(it.first);
    const { partyId } = it.second;
    await inTransaction(it.ctx, async (_, { sql }) => {
      await sql`insert into party_contacts (party_id, kind, value)
                values (${partyId}, 'email', ${email})`;
    });
    imap.put(mailOf({ From: email }));
    const parties = [{ partyId, role: "debtor" }];
    const { refNo } = await openCase(it.admin, { category: "collection", parties, refNo: "70124" });
    imap.put(mailOf({ From: "x@jiny.example", Subject: `K případu č. ${refNo}, dotaz` }));
    await it.receive();
    expect(await it.requests()).toEqual([]);
    expect((await waitingMails(it.admin)).map(({ reason }) => reason)).toEqual([
      ...["unknown_sender", "several_parties"],
    ]);
    const [named, shared] = await waitingMails(it.admin);
    const both = await proposeRequest(it.admin, { messageId: shared?.messageId ?? 0 });
    expect(both.candidates.map(({ partyId }) => partyId).sort()).toEqual(
      [it.first.partyId, it.second.partyId].sort(),
    );
    const one = await proposeRequest(it.admin, { messageId: named?.messageId ?? 0 });
    expect(one.candidates).toMatchObject([{ partyId, because: "case", refNo }]);
  });

  it("finds no other's request by a made-up token, number or id", async () => {
    const it = await scene();
    const { answer, caseId, refNo } = await answered(it);
    const seal = /-([a-z2-7]{10})\]/.exec(headerOf(answer, "Subject"))?.[1] ?? "";
    const wrong = `${seal.slice(0, 9)}${seal.endsWith("a") ? "b" : "a"}`;
    imap.put(mailOf({ To: `pozadavky+${"a".repeat(20)}@agency.example` }));
    imap.put(mailOf({ Subject: `Re: Dotaz [${refNo}-${wrong}]` }));
    imap.put(mailOf({ Subject: `Re: Dotaz [9999/2026-${seal}]` }));
    imap.put(mailOf({ "In-Reply-To": "<first@jiny.example>", Subject: `Re: Dotaz [${refNo}]` }));
    await it.receive();
    expect(await texts(it, caseId)).toHaveLength(2);
    expect((await waitingMails(it.admin)).map(({ reason }) => reason)).toEqual(
      Array(4).fill("unknown_sender"),
    );
  });

  it("who knows the right token writes nothing into it until a person says it is the client's", async () => {
    const it = await scene();
    const { answer, caseId, refNo } = await answered(it);
    const client = await registered(desk, it, it.first);
    const To = headerOf(answer, "Reply-To");
    imap.put(mailOf({ From: "manzelka@jiny.example", To }, "Píšu za manžela."));
    imap.put(mailOf({ From: "zvedavec@jiny.example", To }, "Kolik dluží?"));
    await it.receive();
    expect(await texts(it, caseId)).toHaveLength(2);
    expect(await it.requests()).toMatchObject([{ state: "waiting-client" }]);
    const foreign = (await mailsOfRequest(it.admin, { caseId })).mails.slice(-2);
    expect(foreign.map(({ standing, reason, text }) => [standing, reason, text])).toEqual([
      ["foreign", "other_address", "Píšu za manžela."],
      ["foreign", "other_address", "Kolik dluží?"],
    ]);
    expect(JSON.stringify(await myRequest(client, { refNo }))).not.toContain("manžela");
    const [wife, other] = foreign.map(({ messageId }) => messageId);
    await decideMail(it.admin, { messageId: wife ?? 0, isClients: true });
    await decideMail(it.admin, { messageId: other ?? 0, isClients: false });
    const again = decideMail(it.admin, { messageId: wife ?? 0, isClients: false });
    await expect(again).rejects.toMatchObject({ code: "requests.mail_decided" });
    expect((await myRequest(client, { refNo })).posts.at(-1)).toMatchObject({
      ...{ author: "client", authorName: "manzelka@jiny.example", text: "Píšu za manžela." },
    });
    expect(await it.requests()).toMatchObject([{ state: "in-progress" }]);
    // Once a person has said so, the address is known here, and nowhere else.
    imap.put(mailOf({ From: "manzelka@jiny.example", To }, "Ještě něco."));
    imap.put(mailOf({ From: "manzelka@jiny.example", Subject: "Nové" }));
    await it.receive();
    expect((await texts(it, caseId)).at(-1)).toBe("Ještě něco.");
    expect(await it.requests()).toHaveLength(1);
  });
});

describe("machines", () => {
  it("are kept and answered by none", async () => {
    const it = await scene();
    const { answer, caseId } = await answered(it);
    const To = headerOf(answer, "Reply-To");
    const from = await it.emailOf(it.first);
    imap.put(mailOf({ From: from, To, "Auto-Submitted": "auto-replied" }, "Jsem mimo."));
    imap.put(mailOf({ From: from, To, "X-Autoreply": "yes" }, "Jsem mimo."));
    imap.put(mailOf({ From: from, "Return-Path": "<>" }, "Nový."));
    imap.put(mailOf({ From: from, Precedence: "bulk" }, "Nový."));
    imap.put(mailOf({ From: from, "List-Id": "<x.example>" }, "Nový."));
    imap.put(mailOf({ From: from, "X-Auto-Response-Suppress": "All" }, "Nový."));
    imap.put(mailOf({ From: BOX }, "Sami sobě."));
    const [{ email = "" } = {}] = await it.rows<{ email: string }>("select email from operators");
    imap.put(mailOf({ From: email }, "Kolega."));
    await it.receive();
    expect(await texts(it, caseId)).toHaveLength(2);
    expect(await it.requests()).toMatchObject([{ state: "waiting-client" }]);
    const kept = (await it.standings()).filter(({ standing }) => standing !== "answer");
    expect(kept.map(({ standing, reason }) => [standing, reason])).toEqual([
      ...[
        ["posted", "opened"],
        ["receipt", null],
        ["machine", "auto_reply"],
      ],
      ...[
        ["machine", "auto_reply"],
        ["waiting", "own_address"],
      ],
    ]);
    expect(await it.send()).toEqual([]);
  });

  it("that write too often are stopped for a person, and two that answer each other soon rest", async () => {
    const it = await scene();
    const rules = { sendsText: false, confirmsReceipt: true, dailyMax: 6, kindWords: {} };
    await saveMailRules(it.admin, { ...rules, version: 0 });
    const From = await it.emailOf(it.first);
    for (let n = 0; n < 8; n += 1) imap.put(mailOf({ From, Subject: `Stroj ${n}` }));
    await it.receive();
    expect(await it.requests()).toHaveLength(6);
    expect((await waitingMails(it.admin)).map(({ reason }) => reason)).toEqual([
      ...["too_many", "too_many"],
    ]);
    expect(await it.send()).toHaveLength(3);
  });

  it("that could not deliver an answer say so at its post, inside alone", async () => {
    const it = await scene();
    const { answer, caseId } = await answered(it);
    const parts = [
      ["text/plain", "Nedoručeno."],
      [
        "message/delivery-status",
        "Reporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; x@c.example\nAction: failed\nStatus: 5.1.1",
      ],
      ["text/rfc822-headers", `Message-ID: ${headerOf(answer, "Message-ID")}\nSubject: x`],
    ];
    const body = parts.map(([type, text]) => `--b\nContent-Type: ${type}\n\n${text}\n`).join("");
    const type = 'multipart/report; report-type=delivery-status; boundary="b"';
    const daemon = { From: "MAILER-DAEMON@c.example", "Return-Path": "<>", "Content-Type": type };
    imap.put(mailOf(daemon, `${body}--b--`));
    await it.receive();
    const { mails } = await mailsOfRequest(it.admin, { caseId });
    expect(mails.find(({ standing }) => standing === "answer")).toMatchObject({
      ...{ state: "returned", trouble: "bounced 5.1.1" },
    });
    expect(mails.at(-1)).toMatchObject({ standing: "machine", reason: "bounce" });
    expect(await texts(it, caseId)).toHaveLength(2);
    expect(await it.send()).toEqual([]);
  });
});

describe("a person", () => {
  it("files a mail into a request, and it is the client's words", async () => {
    const it = await scene();
    const { caseId } = await answered(it);
    imap.put(mailOf({ From: "soused@jiny.example" }, "Píšu za Jana."));
    await it.receive();
    const [waiting] = await waitingMails(it.admin);
    await fileMessage(it.admin, { messageId: waiting?.messageId ?? 0, caseId });
    await it.relay(it.ctx);
    expect((await texts(it, caseId)).at(-1)).toBe("Píšu za Jana.");
  });

  it("of another tenant, or who may not, does nothing with it", async () => {
    const it = await scene();
    const { caseId } = await answered(it);
    imap.put(mailOf({ From: "soused@jiny.example" }));
    await it.receive();
    const [{ messageId = 0 } = {}] = await waitingMails(it.admin);
    const stranger = await (await desk.tenant()).operator();
    const gone = { kind: "not_found" };
    const client = { partyId: it.first.partyId };
    const opening = { messageId, subject: "X", kind: "other", client } as const;
    await expect(openMailRequest(stranger, opening)).rejects.toMatchObject(gone);
    await expect(proposeRequest(stranger, { messageId })).rejects.toMatchObject(gone);
    await expect(mailsOfRequest(stranger, { caseId })).rejects.toMatchObject(gone);
    await expect(decideMail(stranger, { messageId, isClients: true })).rejects.toMatchObject(gone);
    await expect(setMailWay(stranger, { caseId, sendsText: true })).rejects.toMatchObject(gone);
    expect(await waitingMails(stranger)).toEqual([]);
    const reader = await it.tenant.operator("readOnly");
    const narrow = await it.tenant.operator("operator", { accessGroupIds: [] });
    await expect(openMailRequest(reader, opening)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(openMailRequest(narrow, opening)).rejects.toMatchObject(gone);
    expect(await waitingMails(narrow)).toEqual([]);
  });
});

it("mails of an erased person's requests are emptied with their files", async () => {
  const it = await scene();
  const { from, caseId } = await answered(it);
  await inTransaction(it.admin, async (_, { sql }) => {
    const [row] = await sql<{ ids: number[] }[]>`
      select erase_request_mails(${[caseId]}::bigint[]) as ids`;
    await sql`delete from files where id = any(${row?.ids ?? []}::bigint[])`;
  });
  const words = `select 1 from messages where direction = 'inbound'
                   and (from_address = '${from}' or body <> '' or subject <> '')`;
  expect(await it.rows(words)).toEqual([]);
  const files = `select 1 from message_files f join messages m on m.id = f.message_id
                  where m.direction = 'inbound'`;
  expect(await it.rows(files)).toEqual([]);
});

it("a mail of an erased person that nobody placed is emptied, and asks nobody any more", async () => {
  const it = await scene();
  imap.put(mailOf({ From: "Neznámý <Erased@example.cz>", "Message-ID": "<unknown@example>" }));
  await it.receive();
  expect(await waitingMails(it.admin)).toHaveLength(1);
  const erase = (email: string) =>
    inTransaction(it.admin, (_, { sql }) => sql`select erase_mails_of(${[email]}::text[])`);
  await erase("other@example.cz");
  expect(await waitingMails(it.admin)).toHaveLength(1);
  await erase("erased@example.cz");
  expect(await waitingMails(it.admin)).toEqual([]);
  const words = `select 1 from messages where direction = 'inbound' and body <> ''`;
  expect(await it.rows(words)).toEqual([]);
});
