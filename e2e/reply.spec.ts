import type { Locator, Page } from "@playwright/test";
import { createTransport } from "nodemailer";
import type postgres from "postgres";
import { type ImapTwin, imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { expect, openCase, signIn, test } from "./visitor";

const BOX = "odpovedi@inkaso.example";
const SMTP = { name: "saldo", password: "posta-heslo" };
const IMAP = { user: "odpovedi", password: "schranka-heslo" };

interface Debt {
  id: number;
  tenantId: number;
  refNo: string;
  email: string;
  mobile: string;
}

/** A case of this file's own, whose debtor can be reached by mail and by telephone. */
async function pickDebt(sql: postgres.Sql): Promise<Debt> {
  const [debt] = await sql<Debt[]>`
    select k.id, k.tenant_id as "tenantId", k.ref_no as "refNo",
           (select value from party_contacts c where c.party_id = k.debtor_party_id
               and c.kind = 'email' order by c.id limit 1) as email,
           (select value from party_contacts c where c.party_id = k.debtor_party_id
               and c.phone_kind = 'mobile' order by c.id limit 1) as mobile
      from cases k
     where k.voided_at is null and k.closed_at is null and k.archived_at is null
       and k.category = 'collection' and k.ref_number < 70000
       and not exists (select from case_tags g where g.case_id = k.id)
       and not exists (select from messages m where m.case_id = k.id)
       and not exists (select from proceedings r where r.case_id = k.id)
       and not exists (select from contact_holds h
                        where h.case_id = k.id or h.party_id = k.debtor_party_id
                           or h.claim_id in (select id from claims where case_id = k.id))
       and exists (select from party_contacts c where c.party_id = k.debtor_party_id
                      and c.kind = 'email')
       and exists (select from party_contacts c where c.party_id = k.debtor_party_id
                      and c.phone_kind = 'mobile')
     order by k.id desc offset 2 limit 1`;
  if (!debt) throw new Error("the seed made nobody who can be reached");
  return debt;
}

/** Whatever hour and day it is: nobody rests, and nobody is written to too often. */
async function openRules(sql: postgres.Sql, { tenantId }: Debt): Promise<void> {
  const caps = sql.json({ email: null, sms: null, letter: null, data_box: null });
  await sql`
    insert into contact_policies (tenant_id, quiet_from, quiet_to, rests_on_sundays,
                                  rests_on_holidays, caps)
    values (${tenantId}, '00:00', '00:00', false, false, ${caps})
    on conflict (tenant_id) do update
       set quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
           rests_on_sundays = false, rests_on_holidays = false, caps = excluded.caps`;
}

const cardOf = (page: Page): Locator =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: "E-mail" }) });

/** A server to send by and a mailbox to read, both tried before they are saved. */
async function setUp(page: Page, { imap, smtp }: { imap: ImapTwin; smtp: SmtpCatcher }) {
  await page.goto("/settings/channels");
  await cardOf(page).getByRole("button", { name: "Nastavit" }).click();
  const dialog = page.getByRole("dialog", { name: "E-mail" });
  await dialog.getByRole("combobox", { name: "Kudy" }).click();
  await page.getByRole("option", { name: "Vlastní SMTP server" }).click();
  await dialog.getByLabel("Server").fill("127.0.0.1");
  await dialog.getByLabel("Port").fill(new URL(smtp.url).port);
  await dialog.getByLabel("Přihlašovací jméno").fill(SMTP.name);
  await dialog.getByLabel("Heslo", { exact: false }).fill(SMTP.password);
  await choosePlain(page, dialog);
  await dialog.getByRole("checkbox", { name: "Číst odpovědi ze schránky" }).check();
  const box = dialog.getByRole("group");
  await box.getByLabel("Adresa pro odpovědi").fill(BOX);
  await box.getByLabel("Server").fill("127.0.0.1");
  await box.getByLabel("Port").fill(String(imap.port));
  await box.getByLabel("Přihlašovací jméno").fill(IMAP.user);
  await choosePlain(page, box);
  await box.getByLabel("Heslo schránky").fill("spatne");
  await dialog.getByRole("button", { name: "Vyzkoušet" }).click();
  await expect(dialog.getByText("Nefunguje")).toBeVisible();
  await box.getByLabel("Heslo schránky").fill(IMAP.password);
  await dialog.getByRole("button", { name: "Vyzkoušet" }).click();
  await expect(dialog.getByText("Schránka na odpovědi: funguje")).toBeVisible();
  expect(smtp.connections()).toBeGreaterThan(0);
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(dialog).toBeHidden();
}

async function choosePlain(page: Page, fields: Locator): Promise<void> {
  await fields.getByRole("combobox", { name: "Zabezpečení" }).click();
  await page.getByRole("option", { name: "Bez zabezpečení" }).click();
}

/** What comes is taken in twice a minute, or when somebody who leads says so. */
async function receiveNow(page: Page): Promise<void> {
  await page.goto("/settings/clock");
  // While it is at it, it stands among what runs, too.
  const row = page.getByRole("row").filter({ hasText: "Čtení poštovní schránky" }).first();
  await row.hover();
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Spustit hned" }).click();
  await expect(page.getByText("Spustí se během několika sekund.")).toBeVisible();
}

async function write(page: Page, way: "E-mail" | "SMS", text: string): Promise<void> {
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("z");
  const dialog = page.getByRole("dialog", { name: "Nová zpráva" });
  await dialog.getByRole("radio", { name: way }).click();
  if (way === "E-mail") await dialog.getByLabel("Předmět").fill("Výzva k úhradě dluhu");
  await dialog.getByLabel("Text zprávy").fill(text);
  await expect(dialog.getByRole("region", { name: "Náhled" })).toContainText(text);
  await dialog.getByRole("button", { name: "Odeslat" }).click();
  await expect(dialog).toBeHidden();
}

/** A caught message of the case, as its recipient sees it. */
async function openCaught(page: Page, debt: Debt, way: "E-mail" | "SMS"): Promise<Locator> {
  await page.goto("/messages/catcher");
  await page.getByRole("searchbox", { name: /Adresa, předmět/ }).fill(debt.refNo);
  await page.getByRole("radio", { name: way }).click();
  const seen = page.getByRole("article").last();
  await expect(seen).toContainText(way === "SMS" ? "Ozvěte se" : "Výzva k úhradě dluhu");
  return seen;
}

/** The debtor's mail program answers what it got, over the wire. */
async function answerByMail(page: Page, debt: Debt, smtp: SmtpCatcher): Promise<string> {
  const seen = await openCaught(page, debt, "E-mail");
  await expect(seen).toContainText(/odpovedi\+[a-z2-7]{20}@inkaso\.example/);
  const shown = await seen.innerText();
  const [to = ""] = /odpovedi\+[a-z2-7]{20}@inkaso\.example/.exec(shown) ?? [];
  await page.getByRole("link", { name: "Otevřít zprávu" }).last().click();
  const fact = page.locator("dl > div").filter({ hasText: "Message-ID" }).locator("dd").last();
  await expect(fact).toContainText("@");
  const program = createTransport({
    url: smtp.url,
    auth: { user: SMTP.name, pass: SMTP.password },
  });
  const before = smtp.mails.length;
  await program.sendMail({
    ...{ from: `Dlužník <${debt.email}>`, to, subject: "Re: Výzva k úhradě dluhu" },
    inReplyTo: `<${(await fact.innerText()).trim()}>`,
    text: "Dobrý den, zaplatím v pátek.\n\n> Dlužíte nám, ozvěte se.",
  });
  return smtp.mails[before]?.raw ?? "";
}

const replyOn = (page: Page, text: string) =>
  page.getByRole("list", { name: "Události" }).getByRole("listitem").filter({ hasText: text });

/** The whole of it by a click, and in the list of all that came. */
async function seeReply(page: Page, debt: Debt): Promise<void> {
  await openCase(page, debt.id);
  const line = replyOn(page, "zaplatím v pátek");
  await expect(line).toContainText(debt.email);
  await expect(line).not.toContainText("Dlužíte nám");
  await line.getByRole("button", { name: /zaplatím v pátek/ }).click();
  const sheet = page.getByRole("dialog", { name: "Zpráva" });
  await expect(sheet).toContainText("> Dlužíte nám, ozvěte se.");
  await expect(sheet.getByText("zprava.eml")).toBeVisible();
  await page.goto(`/messages?q=${encodeURIComponent(debt.refNo)}`);
  const rows = page.getByRole("row").filter({ hasText: "Výzva k úhradě dluhu" });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "Re: Výzva" })).toContainText("Zařazeno");
  await expect(rows.filter({ hasText: "Odesláno" })).toHaveCount(1);
}

/** Who only tries the program answers in the catcher, and finds the answer on the case. */
async function answerInCatcher(page: Page, debt: Debt): Promise<void> {
  await openCaught(page, debt, "SMS");
  await page.getByRole("button", { name: "Odpovědět jako příjemce" }).last().click();
  const form = page.getByRole("form", { name: "Odpovědět jako příjemce" });
  await form.getByLabel("Co příjemce odpoví").fill("Volejte prosím po šesté.");
  await form.getByRole("button", { name: "Odeslat odpověď" }).click();
  const outcome = page.getByRole("status").filter({ hasText: "Odpověď přišla a je zařazena" });
  await outcome.getByRole("link", { name: `Případ ${debt.refNo}` }).click();
  await expect(replyOn(page, "Volejte prosím po šesté.")).toBeVisible();
}

test("a mail is answered by the debtor's mail program and by the catcher, and both stand on the case", async ({
  page,
  sql,
}) => {
  const [debt, imap, smtp] = [await pickDebt(sql), await imapTwin(IMAP), await catchSmtp(SMTP)];
  const account = () => sql`
    select cursor is not null as "isRead", read_error as "readError" from channel_accounts
     where tenant_id = ${debt.tenantId} and channel = 'email'`;
  const states = async (direction: string) =>
    (
      await sql`select channel, state from messages
                 where case_id = ${debt.id} and direction = ${direction} order by id`
    ).map(({ channel, state }) => `${channel} ${state}`);
  try {
    await signIn(page, "administrator");
    await openRules(sql, debt);
    await setUp(page, { imap, smtp });
    await receiveNow(page);
    await expect
      .poll(async () => [...(await account())], { timeout: 90_000 })
      .toEqual([{ isRead: true, readError: null }]);
    await openCase(page, debt.id);
    await write(page, "E-mail", "Dlužíte nám, ozvěte se.");
    await write(page, "SMS", "Ozvěte se nám prosím.");
    await expect
      .poll(() => states("outbound"), { timeout: 60_000 })
      .toEqual(["email sent", "sms sent"]);
    imap.put(await answerByMail(page, debt, smtp), { receivedAt: new Date() });
    await receiveNow(page);
    await expect.poll(() => states("inbound"), { timeout: 90_000 }).toEqual(["email filed"]);
    await seeReply(page, debt);
    await answerInCatcher(page, debt);
    expect(await states("inbound")).toEqual(["email filed", "sms filed"]);
  } finally {
    // Other files find the channel as nobody has set it up.
    await sql`delete from channel_accounts
               where tenant_id = ${debt.tenantId} and channel = 'email'`;
    await Promise.all([imap.close(), smtp.close()]);
  }
});
