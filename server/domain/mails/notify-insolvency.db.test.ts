import { beforeEach, describe, expect, it } from "vitest";
import type { OutgoingMail } from "@/server/connectors/mail";
import { inTransaction, reading } from "../context";
import {
  cancelBulkCheck,
  queueWatch,
  runBulkCheck,
  saveInsolvencySettings,
  startBulkCheck,
} from "../registers";
import { addDebtors, openRegisterScene } from "../registers/testing/register-scene";
import { openDesk } from "../testing";
import { listUnsentMails, notifyInsolvency, resendMails } from ".";
import { sendMail } from "./send-mail";

const desk = await openDesk();
let scene: Awaited<ReturnType<typeof openRegisterScene>>;
let serial = 0;
beforeEach(async () => {
  scene = await openRegisterScene(desk, []);
  return () => scene.twin.close();
});

const system = () => scene.withOutside(scene.tenant.system());
const settings = (more: object = {}) =>
  saveInsolvencySettings(scene.admin, {
    ...{ checksOnChoice: true, watchesDaily: true, bulkEmail: "lustrace@agency.example" },
    ...{ notifiesBulk: true, bulkSenderId: null, ...more },
  });
async function checked(more: object = {}): Promise<number> {
  const { runId } = await startBulkCheck(scene.admin, {
    ...{ scope: "open_cases", idempotencyKey: `mail-test-${++serial}`, ...more },
  });
  while ((await runBulkCheck(system(), { runId })) === "running");
  return runId;
}
const mailsOf = () =>
  reading(scene.admin, ({ sql }) =>
    sql<{ id: number; to: string; sender: string | null; language: string; data: object }[]>`
      select id, to_address as "to", sender, language, data from mails order by id`.then((rows) => [
      ...rows,
    ]),
  );
async function sent(mailId: number): Promise<OutgoingMail> {
  const mails: OutgoingMail[] = [];
  await sendMail(
    system(),
    { mailId },
    {
      ...{ from: "Saldo <saldo@agency.example>", baseUrl: "https://crm.agency.example" },
      sender: { send: async (mail) => void mails.push(mail) },
    },
  );
  const [mail] = mails;
  if (!mail) throw new Error("nothing left");
  return mail;
}

describe("the mail about a check of many", () => {
  it("lists those that changed, and leaves once a run", async () => {
    const [partyId] = await addDebtors(scene, 3);
    await settings();
    const runId = await checked();
    expect(await notifyInsolvency(system(), { runId })).toEqual({ count: 1 });
    expect(await notifyInsolvency(system(), { runId })).toEqual({ count: 0 });
    const [mail, ...others] = await mailsOf();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({
      ...{ to: "lustrace@agency.example", sender: null, language: "cs" },
      data: { runId, count: 1, total: 3, done: 3, parties: [{ partyId, isActive: true }] },
    });
    const { from, to, subject, text, html } = await sent(mail?.id ?? 0);
    expect([from, to]).toEqual(["Saldo <saldo@agency.example>", "lustrace@agency.example"]);
    expect(subject).toBe("Změny insolvence ke dni 22. 11. 2026: 1");
    expect(text).toContain("nově v insolvenci (ÚPADEK)");
    expect(html).toContain(`https://crm.agency.example/parties/${partyId}`);
    expect(html).toContain(`https://crm.agency.example/registers/bulk?run=${runId}`);
  });

  it("is not written where nothing changed, or where the switch is off", async () => {
    await addDebtors(scene, 1);
    await settings({ notifiesBulk: false });
    const silent = await checked({ email: "jinam@agency.example" });
    await settings();
    const same = await checked({ isForced: true });
    for (const runId of [silent, same]) {
      expect(await notifyInsolvency(system(), { runId })).toEqual({ count: 0 });
    }
    expect(await mailsOf()).toEqual([]);
  });

  it("goes to the address of the dialog, under the operator's own where the settings say so", async () => {
    await addDebtors(scene, 1);
    const { operatorId } = scene.admin.actor;
    await inTransaction(scene.admin, (_, { sql }) =>
      sql`update operators set name = 'Nová, "Eva"', email = 'eva@agency.example'
           where id = ${operatorId}`.then(() => undefined),
    );
    await settings({ bulkSenderId: operatorId });
    const runId = await checked({ email: "pravnik@agency.example" });
    await notifyInsolvency(system(), { runId });
    const [mail] = await mailsOf();
    const { from, to } = await sent(mail?.id ?? 0);
    expect(to).toBe("pravnik@agency.example");
    expect(from).toBe('"Nová,  Eva" <eva@agency.example>');
  });

  it("tells of the watch too, and of what a run that was stopped had found", async () => {
    await addDebtors(scene, 12);
    await settings();
    const monday = { ...system(), now: new Date("2026-11-23T04:00:00Z"), today: "2026-11-23" };
    await queueWatch(monday);
    const [row] = await reading(scene.admin, ({ sql }) =>
      sql<{ id: number }[]>`select id from insolvency_runs`.then((rows) => [...rows]),
    );
    const runId = row?.id ?? 0;
    await runBulkCheck(monday, { runId });
    expect(await notifyInsolvency(system(), { runId })).toEqual({ count: 0 });
    await cancelBulkCheck(scene.admin, { runId });
    expect(await notifyInsolvency(system(), { runId })).toEqual({ count: 1 });
    const [mail] = await mailsOf();
    expect(mail?.data).toMatchObject({ state: "cancelled", done: 10, total: 12, count: 1 });
    // One that nobody took is seen and sent again, though its reader is nobody's of ours.
    const mailId = mail?.id ?? 0;
    await inTransaction(scene.admin, (_, { sql }) =>
      sql`update mails set state = 'failed' where id = ${mailId}`.then(() => undefined),
    );
    const { items } = await listUnsentMails(scene.admin);
    expect(items).toMatchObject([{ id: mailId, toName: "", kind: "insolvency_changes" }]);
    expect(await resendMails(scene.admin, { mailIds: [mailId] })).toEqual({ count: 1 });
  });
});
