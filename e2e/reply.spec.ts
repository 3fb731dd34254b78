import type { Locator, Page } from "@playwright/test";
import { createTransport } from "nodemailer";
import type postgres from "postgres";
import { imapTwin } from "@/server/connectors/imap/testing/imap-twin";
import { catchSmtp, type SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { BOX, IMAP, receiveNow, SMTP, setUp } from "./mailbox";
import { expect, loginOf, openCase, signIn, test } from "./visitor";

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

const STRANGER = "petra.neznama@jinde.example";

/** A mail as somebody's program writes it. */
const mailOf = (headers: Record<string, string>, body: string): string =>
  [
    ...Object.entries({
      ...{ From: `Petra Neznámá <${STRANGER}>`, To: BOX, Date: new Date().toUTCString() },
      ...{ "Message-ID": `<${crypto.randomUUID()}@jinde.example>` },
      ...{ "Content-Type": "text/plain; charset=utf-8", ...headers },
    }).map(([name, value]) => `${name}: ${value}`),
    ...["", body],
  ].join("\r\n");

/** Of the list of what belongs nowhere: whose it is, is said once, and the request is open. */
async function openRequest(page: Page): Promise<void> {
  await page.goto("/messages/unfiled");
  const item = page.getByRole("listitem").filter({ hasText: STRANGER });
  await expect(item).toContainText("neznámý odesílatel");
  await expect(item).toContainText("Doklady a potvrzení");
  await item.getByRole("button", { name: "Otevřít požadavek" }).click();
  const dialog = page.getByRole("dialog", { name: "Otevřít požadavek" });
  await expect(dialog.getByLabel("Předmět")).toHaveValue("Prosba");
  await expect(dialog.getByRole("radio", { name: "Nová osoba" })).toBeChecked();
  await expect(dialog.getByLabel("Jméno nebo název")).toHaveValue("Petra Neznámá");
  await dialog.getByRole("button", { name: "Otevřít požadavek" }).click();
  await expect(page.getByText(/Požadavek \S+ je otevřený\./)).toBeVisible();
  await expect(item).toBeHidden();
}

test("a stranger's mail becomes a request, is answered by mail, and another address waits for a word", async ({
  page,
  sql,
}) => {
  // Four times the clock has to come round to the mailbox.
  test.slow();
  const [imap, smtp] = [await imapTwin(IMAP), await catchSmtp(SMTP)];
  const put = (headers: Record<string, string>, body: string) =>
    imap.put(mailOf(headers, body), { receivedAt: new Date() });
  const [own] = await sql<{ tenantId: number }[]>`
    select tenant_id as "tenantId" from operators where email = ${loginOf("administrator").email}`;
  const tenantId = own?.tenantId ?? 0;
  const isRead = () => sql`
    select 1 from channel_accounts where tenant_id = ${tenantId} and cursor is not null`;
  const standings = async () =>
    (await sql`select standing from request_mails order by message_id`).map((row) => row.standing);
  try {
    await signIn(page, "administrator");
    await setUp(page, { imap, smtp, ofRequests: true });
    await expect.poll(async () => (await isRead()).length, { timeout: 90_000 }).toBe(1);
    put(
      { Subject: "Prosba" },
      "Dobrý den, pošlete mi prosím potvrzení o výši dluhu.\n\n-- \nPetra",
    );
    await expect.poll(standings, { timeout: 60_000 }).toEqual(["waiting"]);
    await expect.poll(() => [...(imap.mails[0]?.flags ?? [])]).toEqual(["\\Deleted"]);
    await openRequest(page);
    const [request] = await sql<{ id: number }[]>`
      select case_id as id from request_mails where standing = 'posted'`;
    await openCase(page, request?.id ?? 0);
    const talk = page.getByRole("log", { name: "Rozhovor s klientem" });
    await expect(talk).toContainText("pošlete mi prosím potvrzení o výši dluhu.");
    await expect(talk).not.toContainText("-- ");
    await expect(talk).toContainText(`e-mailem z ${STRANGER}`);
    await expect(page.getByText(`Odejde e-mailem na ${STRANGER}.`)).toBeVisible();
    await page.getByLabel("Odpověď klientovi").fill("Potvrzení posíláme v příloze.");
    await page.getByRole("button", { name: "Odeslat odpověď" }).click();
    await expect(talk).toContainText(`e-mailem na ${STRANGER}`);
    await expect(talk.getByText("Odesláno", { exact: true })).toBeVisible({ timeout: 60_000 });
    const [sent] = await sql<{ token: string }[]>`
      select m.reply_token as token from messages m
        join request_mails r on r.message_id = m.id and r.standing = 'answer'`;
    const To = BOX.replace("@", `+${sent?.token}@`);
    put({ To, From: "bratr@jinde.example", Subject: "Re: Prosba" }, "Píšu za sestru.");
    const others = page.getByRole("region", { name: "E-maily, které nejsou v rozhovoru" });
    await expect(others).toContainText("z jiné adresy, než má klient", { timeout: 60_000 });
    await expect(talk).not.toContainText("Píšu za sestru.");
    await others.getByRole("button", { name: "Přidat do rozhovoru" }).click();
    await expect(talk).toContainText("Píšu za sestru.");
    await expect(others).toBeHidden();
    put({ To, Subject: "Re: Prosba" }, "Děkuji.\n\n> Potvrzení posíláme v příloze.");
    await expect(talk).toContainText("Děkuji.", { timeout: 60_000 });
    await expect(talk.getByText("Potvrzení posíláme v příloze.")).toHaveCount(1);
    await page.goto("/settings/channels");
    await expect(page.getByText("Z toho do požadavků")).toBeVisible();
  } finally {
    await sql`delete from mailbox_marks where tenant_id = ${tenantId}`;
    await sql`delete from channel_accounts
               where tenant_id = ${tenantId} and channel = 'email'`;
    await Promise.all([imap.close(), smtp.close()]);
  }
});
