import { describe, expect, it } from "vitest";
import type { OutgoingMail } from "@/server/connectors/mail";
import { type Context, inTransaction } from "../context";
import { openDesk } from "../testing";
import { clientSender } from "./client-sender";
import { queueMails } from "./queue-mails";
import { sendMail } from "./send-mail";

const desk = await openDesk();
const INSTALL = "Saldo <saldo@install.example>";
const NAMED = '"Inkaso Vltava, s.r.o." <saldo@install.example>';

async function scene(email: string) {
  const tenant = await desk.tenant();
  const ctx = tenant.system();
  await run(
    ctx,
    `update tenants set name = 'Inkaso "Vltava", s.r.o.',
       settings = jsonb_build_object('details', jsonb_build_object('email', '${email}'))`,
  );
  return ctx;
}
const run = (ctx: Context, text: string) => inTransaction(ctx, (_, { sql }) => sql.unsafe(text));

describe("a mail to a client", () => {
  it("leaves under the tenant's name and is answered to it, one to a colleague is the install's", async () => {
    const ctx = await scene("inkaso@agency.example");
    const mail = { operatorId: null, toAddress: "jan@c.example", language: "cs" as const };
    const data = { sender: "Inkaso", refNo: "7/2026", subject: "Dotaz", path: "/x" };
    const ended = { name: "Eva", endpoint: "X", since: "2026-11-22T10:00:00Z" };
    await inTransaction(ctx, (inner, tx) =>
      queueMails(inner, tx, [
        { ...mail, key: "a", kind: "request_answered", data },
        { ...mail, key: "b", kind: "trigger_off", data: ended },
      ]),
    );
    const sent: (string | undefined)[][] = [];
    const sender = {
      send: async ({ from, replyTo }: OutgoingMail) => void sent.push([from, replyTo]),
    };
    const rows = await run(ctx, "select id from mails order by key");
    for (const { id } of rows) {
      const office = { sender, from: INSTALL, baseUrl: "https://crm.example" };
      await sendMail(ctx, { mailId: Number(id) }, office as never);
    }
    expect(sent).toEqual([
      [NAMED, "inkaso@agency.example"],
      [INSTALL, undefined],
    ]);
  });

  it("asks for no answer where the tenant has no address; a demo shows the tenant's own", async () => {
    expect(await clientSender(await scene(""), INSTALL)).toEqual({ from: NAMED });
    const ctx = await scene("inkaso@agency.example");
    const demo = { fioUrl: "", isPrivateAllowed: true, isCatching: true };
    const own = '"Inkaso Vltava, s.r.o." <inkaso@agency.example>';
    expect(await clientSender({ ...ctx, outside: demo }, INSTALL)).toEqual({ from: own });
  });
});
