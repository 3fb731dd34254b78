import { expect, it } from "vitest";
import { writeAudit } from "../audit";
import { inTransaction, reading } from "../context";
import { makeDebtor } from "../dunning/testing/dunning-scene";
import { openDesk } from "../testing";
import { sendMessages } from "./send-messages";
import { mailDraft } from "./testing/mail-draft";
import { restless } from "./testing/restless";
import { writeMessages } from "./write-messages";

const desk = await openDesk();

async function scene() {
  const tenant = await desk.tenant();
  await restless(tenant.system());
  const debtor = await makeDebtor(tenant.system());
  return { tenant, ctx: await tenant.operator("administrator"), debtor };
}

it("a message whose preview ends inside of a smile is sent, to many as to one", async () => {
  const { tenant, ctx, debtor } = await scene();
  const other = await makeDebtor(tenant.system());
  const subject = `${"x".repeat(299)}😀 Dluh`;
  const caseIds = [debtor.caseId, other.caseId];
  const input = { caseIds, channel: "email" as const, subject, text: "Dlužíte." };
  const sent = await sendMessages(ctx, { ...input, idempotencyKey: "key-of-a-smile" });
  expect(sent.map(({ outcome }) => outcome)).toEqual(["queued", "queued"]);
  const lines = await reading(
    ctx,
    ({ sql }) => sql`select text from case_events where kind = 'message'`,
  );
  expect([...lines]).toEqual(Array(2).fill({ text: "x".repeat(299) }));
});

it("half a character in what people type breaks no statement", async () => {
  const { ctx, debtor } = await scene();
  const file = { kind: "attachment" as const, name: "a\ud83d.txt", mediaType: "text/plain" };
  const draft = mailDraft(debtor, {
    ...{ subject: "Dluh \ud83d", body: "\ude00 Dlužíte", toName: "Karel\u0000" },
    files: [{ ...file, bytes: Buffer.from("x") }],
    notBefore: desk.now,
  });
  await inTransaction(ctx, async (inner, tx) => {
    await writeMessages(inner, tx, [draft]);
    await writeAudit(inner, {
      ...{ action: "messages.send", entity: "message", entityId: null, reason: "proto\ud83d" },
      after: { text: "\udc00x" },
    });
  });
  const [row] = await reading(
    ctx,
    ({ sql }) => sql`select m.subject, m.body, a.reason, a.after from messages m, audit_entries a
      where a.action = 'messages.send'`,
  );
  expect(row).toEqual({
    ...{ subject: "Dluh \ufffd", body: "\ufffd Dlužíte", reason: "proto\ufffd" },
    after: { text: "\ufffdx" },
  });
});
