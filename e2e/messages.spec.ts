import { PDFDocument } from "@cantoo/pdf-lib";
import type { Locator, Page } from "@playwright/test";
import type postgres from "postgres";
import { expect, openCase, signIn, test } from "./visitor";

interface Debt {
  id: number;
  refNo: string;
  debtorName: string;
  email: string;
  mobile: string;
}

/** A case of this file's own, whose debtor can be reached by mail and by telephone. */
async function pickDebt(sql: postgres.Sql): Promise<Debt> {
  const [debt] = await sql<Debt[]>`
    select k.id, k.ref_no as "refNo", k.debtor_name as "debtorName",
           (select value from party_contacts c where c.party_id = k.debtor_party_id
               and c.kind = 'email' order by c.id limit 1) as email,
           (select value from party_contacts c where c.party_id = k.debtor_party_id
               and c.phone_kind = 'mobile' order by c.id limit 1) as mobile
      from cases k
     where k.voided_at is null and k.closed_at is null and k.archived_at is null
       and k.category = 'collection' and k.ref_number < 70000
       and k.balance_czk_minor > 0 and k.overdue_since is not null
       and not exists (select from instalment_schedules s where s.case_id = k.id)
       and not exists (select from payment_promises p where p.case_id = k.id)
       and not exists (select from case_tags g where g.case_id = k.id)
       and not exists (select from proceedings r where r.case_id = k.id)
       and not exists (select from contact_holds h
                        where h.case_id = k.id or h.party_id = k.debtor_party_id
                           or h.claim_id in (select id from claims where case_id = k.id))
       and exists (select from party_contacts c where c.party_id = k.debtor_party_id
                      and c.kind = 'email')
       and exists (select from party_contacts c where c.party_id = k.debtor_party_id
                      and c.phone_kind = 'mobile')
     order by k.id offset 9 limit 1`;
  if (!debt) throw new Error("the seed made nobody who can be reached");
  return debt;
}

/** Whatever hour and day it is: nobody rests, and nobody is written to too often. */
async function openRules(page: Page): Promise<void> {
  await page.goto("/settings/contact");
  await page.getByLabel("Klid od").fill("00:00");
  await page.getByLabel("do", { exact: true }).fill("00:00");
  for (const name of ["V neděli se nepíše", "O svátcích se nepíše"]) {
    await page.getByRole("checkbox", { name }).uncheck();
  }
  for (const name of ["E-mail", "SMS"]) {
    await page.getByLabel(`${name}: zpráv`).fill("");
    await page.getByLabel(`${name}: zpráv`).blur();
  }
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Pravidla jsou uložena.")).toBeVisible();
}

async function uploadTemplate(page: Page, name: string, text: string): Promise<void> {
  const status = await page.evaluate(
    async ([file, body]) => {
      const query = new URLSearchParams({ name: file ?? "" });
      return (await fetch(`/api/files/templates?${query}`, { method: "POST", body })).status;
    },
    [`${name}.txt`, text],
  );
  expect(status).toBe(200);
}

const PAGED = "Upomínka po stránkách";

/** The sample that everybody may download, as a template with a file beside it. */
async function uploadDocument(page: Page, sql: postgres.Sql): Promise<void> {
  const terms = await PDFDocument.create();
  terms.addPage();
  const templateId = await page.evaluate(
    async ([name, pdf]) => {
      const body = await (await fetch("/api/files/templates/samples/firstReminder")).blob();
      const path = "/api/files/templates";
      const made = await fetch(`${path}?name=${encodeURIComponent(`${name}.docx`)}`, {
        ...{ method: "POST", body },
      });
      const { templateId: id } = await made.json();
      const bytes = Uint8Array.from(atob(pdf ?? ""), (char) => char.charCodeAt(0));
      const beside = `${path}/${id}/attachments?name=podminky.pdf`;
      await fetch(beside, { method: "POST", body: bytes });
      return id as number;
    },
    [PAGED, await terms.saveAsBase64()],
  );
  await sql`update templates set methods = '{email,letter}' where id = ${templateId}`;
}

/** Words of the document in the frame, under the line that says what they are. */
async function expectPages(where: Locator, text: string): Promise<void> {
  const frame = where.frameLocator('iframe[title="Stránky dokumentu"]');
  await expect(frame.getByRole("note")).toContainText("Tisku se to jen blíží");
  await expect(frame.locator("body")).toContainText(text);
  // Whoever opens the frame's address by itself gets a page as closed as the frame is.
  const src = await where.locator('iframe[title="Stránky dokumentu"]').getAttribute("src");
  const alone = await where.page().request.get(src ?? "");
  expect(alone.headers()["content-security-policy"]).toMatch(/(^|[\s;])sandbox([\s;]|$)/);
}

/** A document by mail, with a file from disk beside that of the template. */
async function sendDocument(page: Page, debt: Debt): Promise<void> {
  const mail = await write(page);
  await mail.getByRole("radio", { name: "Dopis" }).click();
  await mail.getByRole("combobox", { name: "Šablona" }).click();
  await page.getByRole("option", { name: PAGED }).click();
  const preview = mail.getByRole("region", { name: "Náhled" });
  await expectPages(preview, debt.debtorName);
  await mail.getByRole("radio", { name: "E-mail" }).click();
  await mail.getByRole("combobox", { name: "Šablona" }).click();
  await page.getByRole("option", { name: PAGED }).click();
  await expectPages(preview, debt.debtorName);
  await expect(preview).toContainText("podminky.pdf");
  const input = mail.getByLabel("Ze souboru").and(page.locator("input"));
  const buffer = Buffer.from("%PDF-1.7 rozpis");
  await input.setInputFiles({ name: "rozpis.pdf", mimeType: "application/pdf", buffer });
  await expect(preview).toContainText("rozpis.pdf");
  await mail.getByRole("button", { name: "Odeslat" }).click();
  await expect(mail).toBeHidden();
}

/** The same pages in the message and in the catcher, with both files. */
async function seeDocument(page: Page, debt: Debt, messageId: number): Promise<void> {
  await page.goto(`/messages/${messageId}`);
  const message = page.getByRole("article");
  await expectPages(message, debt.debtorName);
  for (const name of ["podminky.pdf", "rozpis.pdf"]) {
    await expect(message.getByRole("link", { name })).toBeVisible();
  }
  await page.goto("/messages/catcher");
  await page.getByRole("searchbox", { name: /Adresa, předmět/ }).fill(debt.refNo);
  await page.getByRole("radio", { name: "E-mail" }).click();
  await expectPages(page.getByRole("article").last(), debt.debtorName);
}

/** The dialog, opened by its key. */
async function write(page: Page) {
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("z");
  const dialog = page.getByRole("dialog", { name: "Nová zpráva" });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** An SMS by template, and a mail by hand. */
async function sendBoth(page: Page, debt: Debt): Promise<void> {
  const sms = await write(page);
  await sms.getByRole("radio", { name: "SMS" }).click();
  await expect(sms.getByText(debt.mobile)).toBeVisible();
  await sms.getByRole("combobox", { name: "Šablona" }).click();
  await page.getByRole("option", { name: "Zpráva o dluhu" }).click();
  const preview = sms.getByRole("region", { name: "Náhled" });
  await expect(preview).toContainText(`Vážíme si vás, ${debt.debtorName}.`);
  await expect(preview).toContainText("UCS-2");
  await sms.getByRole("button", { name: "Odeslat" }).click();
  await expect(page.getByText(/^Zpráva je připravena: 1 odejde hned/).first()).toBeVisible();

  const mail = await write(page);
  await mail.getByRole("radio", { name: "E-mail" }).click();
  await mail.getByLabel("Text zprávy").fill("Dobrý den, ozvěte se nám prosím.");
  await page.keyboard.press("Control+Enter");
  await expect(mail).toContainText("Bez předmětu nic neodejde.");
  await mail.getByLabel("Předmět").fill("Co zbývá uhradit");
  await expect(mail.getByRole("region", { name: "Náhled" })).toContainText(debt.email);
  await page.keyboard.press("Control+Enter");
  await expect(mail).toBeHidden();
}

const eventsOf = (page: Page) => page.getByRole("list", { name: "Události" });

async function seeThem(page: Page, debt: Debt): Promise<void> {
  await page.reload();
  const line = eventsOf(page).getByRole("listitem").filter({ hasText: "Co zbývá uhradit" });
  await expect(line).toContainText("Odesláno");
  await line.getByRole("button", { name: /Co zbývá uhradit/ }).click();
  const sheet = page.getByRole("dialog", { name: "Zpráva" });
  await expect(sheet).toContainText("Dobrý den, ozvěte se nám prosím.");
  await expect(sheet.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  await page.keyboard.press("Escape");

  await page.goto("/messages/catcher");
  await expect(page.getByText("Tato instalace je ukázka")).toBeVisible();
  await page.getByRole("searchbox", { name: /Adresa, předmět/ }).fill(debt.refNo);
  await page.getByRole("radio", { name: "SMS" }).click();
  await expect(page.getByRole("article").last()).toContainText(
    `Vážíme si vás, ${debt.debtorName}.`,
  );
}

async function holdBack(page: Page, debt: Debt): Promise<void> {
  await openCase(page, debt.id);
  await page.getByRole("button", { name: "Pozastavit", exact: true }).click();
  const hold = page.getByRole("dialog", { name: "Pozastavit kontakt" });
  await hold.getByRole("combobox", { name: "Proč" }).click();
  await page.getByRole("option", { name: "Spor" }).click();
  await hold.getByLabel("Důvod").fill("Dlužník popírá podpis");
  await hold.getByRole("button", { name: "Pozastavit" }).click();
  await expect(page.getByText("Kontakt je pozastaven.")).toBeVisible();
  await expect(eventsOf(page)).toContainText("Kontakt pozastaven: Spor");

  const stopped = await write(page);
  await stopped.getByLabel("Předmět").fill("Ještě jednou");
  await stopped.getByLabel("Text zprávy").fill("Ještě jednou.");
  await expect(stopped.getByRole("checkbox", { name: /odeslat přesto/ })).toBeVisible();
  await stopped.getByRole("button", { name: "Odeslat" }).click();
  await expect(stopped.getByRole("alert")).toContainText("Spor");
  await page.keyboard.press("Escape");
  await expect(eventsOf(page)).toContainText("Zpráva neodeslána (E-mail): Spor");
}

async function sendInBulk(page: Page, debt: Debt): Promise<void> {
  await page.goto(`/cases?q=${encodeURIComponent(debt.refNo)}`);
  const row = page.getByRole("row").filter({ hasText: debt.refNo }).first();
  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Poslat zprávu" }).click();
  const bulk = page.getByRole("dialog", { name: "Poslat zprávu dlužníkům" });
  await bulk.getByLabel("Předmět").fill("Hromadně");
  await bulk.getByLabel("Text zprávy").fill("Hromadně.");
  await expect(bulk.getByRole("status").first()).toContainText("0 zpráv z 1 případu");
  await expect(bulk.getByRole("status").first()).toContainText("Spor");
  await expect(bulk.getByRole("region", { name: "Náhled" })).toContainText(debt.email);
  await bulk.getByRole("button", { name: "Provést" }).click();
  await expect(page.getByText("Neodesláno: spor.")).toBeVisible({ timeout: 60_000 });
}

test("messages leave a case by template and by hand, are seen in the catcher, and are held back", async ({
  page,
  sql,
}) => {
  const debt = await pickDebt(sql);
  const sent = async () =>
    (
      await sql`select channel, state, provider from messages
                 where case_id = ${debt.id} order by id`
    ).map((row) => ({ ...row }));
  const all = [
    { channel: "sms", state: "sent", provider: "catcher" },
    { channel: "email", state: "sent", provider: "catcher" },
    { channel: "email", state: "sent", provider: "catcher" },
  ];
  await signIn(page, "administrator");
  await openRules(page);
  await uploadTemplate(page, "Zpráva o dluhu", "Vážíme si vás, {Povinný.CeléJméno}. Zaplaťte.");
  await uploadDocument(page, sql);
  await openCase(page, debt.id);
  await sendBoth(page, debt);
  await sendDocument(page, debt);
  await expect.poll(sent, { timeout: 60_000 }).toEqual(all);
  await seeThem(page, debt);
  const [last] = await sql<{ id: number }[]>`
    select max(id)::int as id from messages where case_id = ${debt.id}`;
  await seeDocument(page, debt, last?.id ?? 0);
  await openCase(page, debt.id);
  await holdBack(page, debt);
  await sendInBulk(page, debt);
  expect(await sent()).toEqual(all);
});
