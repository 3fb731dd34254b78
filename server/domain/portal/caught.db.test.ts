import { expect, it } from "vitest";
import type { Context, OperatorContext } from "../context";
import { inTransaction, reading } from "../context";
import { queueMails, sendMail } from "../mails";
import { catchMails, listCaught } from "../messages";
import { answerRequest } from "../requests";
import { openDesk } from "../testing";
import { inviteClient } from ".";
import { requestKey, requestScene } from "./testing/request-scene";

const desk = await openDesk();

const inDemo = <C extends Context>(ctx: C): C => ({
  ...ctx,
  outside: { fioUrl: "", isPrivateAllowed: true, isCatching: true },
});

/** All our own mails that wait are caught. */
async function carry(ctx: Context): Promise<void> {
  const rows = await reading(
    ctx,
    ({ sql }) => sql<{ id: number }[]>`select id from mails order by id`,
  );
  const office = { sender: catchMails(ctx), from: "saldo@agency.example", baseUrl: "https://x" };
  for (const { id: mailId } of rows) await sendMail(ctx, { mailId }, office);
}

const addressees = async (ctx: OperatorContext) =>
  (await listCaught(ctx)).map(({ toAddress }) => toAddress).sort();

/** Two clients of two groups are invited, ask and are answered. */
async function scene() {
  const it = await requestScene(desk);
  const { admin, first, second, client, other } = it;
  const praha = await it.team("Praha");
  const brno = await it.team("Brno");
  await inTransaction(admin, async (_, { sql }) => {
    await sql`update cases set access_group_id = ${praha} where id = ${first.caseId}`;
    await sql`update cases set access_group_id = ${brno} where id = ${second.caseId}`;
  });
  for (const [by, who] of [
    [client, first],
    [other, second],
  ] as const) {
    const { caseId } = await it.ask({ aboutRefNo: who.refNo }, by);
    const text = "Zbývá 900 Kč.";
    await answerRequest(admin, { caseId, text, idempotencyKey: requestKey() });
  }
  const mails = { client: client.actor.email, other: other.actor.email };
  return { ...it, praha, brno, mails };
}

it("in a demo, our own mails are seen by who sees the client or the case they are about", async () => {
  const { admin, tenant, first, second, praha, mails, member } = await scene();
  const clerk = await member(praha);
  for (const { partyId } of [first, second]) {
    const address = `invited-${partyId}@c.example`;
    await inviteClient(admin, { partyId, channel: "email", address, language: "cs" });
  }
  await inTransaction(admin, async (inner, tx) => {
    const step = {
      ...{ kind: "case_step" as const, operatorId: null, language: "cs" as const },
    };
    const about = (refNo: string, caseId: number) => ({
      ...{ name: "Petr", caseId, refNo, title: "x", category: "x", state: "x" },
      ...{ byName: null, note: null, dueOn: null },
    });
    await queueMails(inner, tx, [
      { ...step, key: "1", toAddress: "one@a.example", data: about("1", first.caseId) },
      { ...step, key: "2", toAddress: "two@a.example", data: about("2", second.caseId) },
      {
        ...{ ...step, key: "3", kind: "client_registration", toAddress: "new@c.example" },
        data: {
          ...{ sender: "Saldo", isKnown: false },
          sealedPath: desk.keys.seal("/register/x").toString("base64"),
        },
      },
    ]);
  });
  await carry(tenant.system());
  const all = [
    ...[mails.client, mails.other, "one@a.example", "two@a.example", "new@c.example"],
    ...[first, second].map(({ partyId }) => `invited-${partyId}@c.example`),
  ].sort();
  const seen = [
    mails.client,
    "one@a.example",
    "new@c.example",
    `invited-${first.partyId}@c.example`,
  ].sort();
  expect(await addressees(admin)).toEqual(all);
  expect(await addressees(inDemo(clerk))).toEqual(seen);
  expect(await addressees(inDemo(await member(null)))).toEqual(["new@c.example"]);
  expect(await addressees(clerk)).toEqual([]);
  // An address that stands on no card now: whose it was, nobody can tell.
  await inTransaction(admin, async (_, { sql }) => {
    await sql`update portal_invitations set address = 'else@c.example'
               where address = ${`invited-${second.partyId}@c.example`}`;
  });
  expect(await addressees(inDemo(clerk))).toEqual(seen);
});
