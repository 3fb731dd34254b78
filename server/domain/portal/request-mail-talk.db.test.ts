import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { inTransaction, reading } from "../context";
import {
  answerRequest,
  mailsOfRequest,
  mergeRequests,
  openMailRequest,
  postsOfRequest,
  setMailWay,
  waitingMails,
} from "../requests";
import { bytesOf, PNG } from "../requests/testing/files";
import { openDesk } from "../testing";
import { addDocument } from "../timeline";
import { headerOf, mailOf, mailScene } from "./testing/mail-scene";
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
const key = () => `mail-talk-${++serial}`;

/** A mail that nobody knows the sender of, opened as a request of the first debtor's. */
async function openFrom(it: Awaited<ReturnType<typeof mailScene>>, from: string, subject: string) {
  imap.put(mailOf({ From: from, Subject: subject, "Message-ID": `<${subject}@client.example>` }));
  await it.receive();
  const [waiting] = await waitingMails(it.admin);
  const { partyId } = it.first;
  const { caseId } = await openMailRequest(it.admin, {
    ...{ messageId: waiting?.messageId ?? 0, subject, kind: "other", client: { partyId } },
  });
  await it.send();
  return caseId;
}

describe("an answer by mail", () => {
  it("carries the documents given with it, and names what no mail carries", async () => {
    const it = await mailScene(desk, { imap, smtp });
    const client = await registered(desk, it, it.first);
    imap.put(mailOf({ From: client.actor.email, Subject: "doklad" }));
    await it.receive();
    await it.send();
    const [{ id: caseId = 0, refNo = "" } = {}] = await it.requests();
    await setMailWay(it.admin, { caseId, sendsText: true });
    const add = (name: string) =>
      addDocument(it.admin, {
        ...{ caseId, file: { name, mediaType: "image/png", content: bytesOf(PNG) } },
      });
    const [small, large] = [await add("doklad.png"), await add("film.png")];
    await inTransaction(it.ctx, async (_, { sql }) => {
      await sql`update files set size_bytes = ${30 * 1024 ** 2} where id = ${large.fileId}`;
    });
    await answerRequest(it.admin, {
      ...{ caseId, text: "V příloze.", fileIds: [small.fileId, large.fileId] },
      idempotencyKey: key(),
    });
    const { mails } = await mailsOfRequest(it.admin, { caseId });
    // Whoever reads what stands in no conversation has read what a client wrote.
    const read = await reading(it.admin, ({ sql }) => {
      return sql`select 1 from audit_entries
                  where action = 'requests.read' and entity_id = ${caseId}`;
    });
    expect(read.length).toBe(1);
    expect(mails.at(-1)?.files.map(({ name }) => name)).toEqual(["doklad.png"]);
    const [row] = await it.rows<{ body: string }>(
      "select body from messages where key like 'request-answer:%'",
    );
    expect(row?.body).toContain("film.png");
    expect(row?.body).not.toContain("doklad.png");
    expect(row?.body).toMatch(new RegExp(`https://saldo.example/portal/.+/requests/${refNo}`));
    const [mail] = await it.send();
    expect(mail?.raw).toContain("doklad.png");
  });
});

describe("a request by mail that was merged into another", () => {
  it("is answered in its own thread, and what its client writes comes into the one left", async () => {
    const it = await mailScene(desk, { imap, smtp });
    const kept = await openFrom(it, "prvni@jinde.example", "prvni");
    const other = await openFrom(it, "druhy@jinde.example", "druhy");
    await mergeRequests(it.admin, { caseId: kept, otherId: other });
    await answerRequest(it.admin, { caseId: kept, text: "Tady.", idempotencyKey: key() });
    const [answer] = await it.send();
    expect(answer?.to).toEqual(["druhy@jinde.example"]);
    expect(headerOf(answer?.raw ?? "", "In-Reply-To")).toBe("<druhy@client.example>");
    const list = () => mailsOfRequest(it.admin, { caseId: kept });
    expect((await list()).mails.map(({ standing }) => standing)).toEqual([
      ...["posted", "receipt", "posted", "receipt", "answer"],
    ]);
    const To = headerOf(answer?.raw ?? "", "Reply-To");
    imap.put(mailOf({ From: "druhy@jinde.example", To }, "Děkuji."));
    await it.receive();
    expect((await postsOfRequest(it.admin, { caseId: kept })).at(-1)?.text).toBe("Děkuji.");
    expect((await list()).mails.at(-1)).toMatchObject({ standing: "posted", text: "" });
    // To the old number too: it stands in the one that is left.
    const [receipt] = await it.rows<{ subject: string }>(
      `select subject from messages where key = 'request-receipt:${other}'`,
    );
    imap.put(mailOf({ From: "druhy@jinde.example", Subject: receipt?.subject ?? "" }, "A ještě."));
    await it.receive();
    expect((await postsOfRequest(it.admin, { caseId: kept })).at(-1)?.text).toBe("A ještě.");
    expect(
      await it.rows(`select case_id as id from request_mails order by message_id desc limit 1`),
    ).toEqual([{ id: kept }]);
  });
});
