import type { Page } from "@playwright/test";
import type postgres from "postgres";
import { faultsOf } from "./axe";
import { expect, openCase, signIn, test } from "./visitor";

interface Debtor {
  caseId: number;
  partyId: number;
  name: string;
  refNo: string;
  birthOn: string;
}

/** Somebody who owes on one case, can be written to, and whom no other test touches. */
async function debtorOf(sql: postgres.Sql): Promise<Debtor> {
  const [row] = await sql<Debtor[]>`
    select min(k.id) as "caseId", p.id as "partyId", p.full_name as name,
           min(k.ref_no) as "refNo", p.birth_on::text as "birthOn"
      from parties p
      join tenants t on t.id = p.tenant_id and t.slug = 'demo'
      join case_parties cp on cp.tenant_id = p.tenant_id and cp.party_id = p.id
      join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
     where p.kind = 'natural_person' and p.birth_on is not null and p.merged_into_id is null
       and k.voided_at is null and k.closed_at is null and k.ref_number < 70000
       and k.ref_no like '%/%' and k.category = 'collection' and k.debtor_party_id = p.id
       and k.balance_czk_minor > 0 and k.access_group_id is null and cp.role = 'debtor'
       and exists (select from party_contacts c where c.party_id = p.id and c.kind = 'email')
       and not exists (select from contact_holds h where h.case_id = k.id or h.party_id = p.id)
       and not exists (select from instalment_schedules s where s.case_id = k.id)
       and not exists (select from payment_promises s where s.case_id = k.id)
       and not exists (select from proceedings r where r.case_id = k.id)
       and not exists (select from portal_users u where u.party_id = p.id)
     group by p.id, p.full_name, p.birth_on having count(*) = 1
     order by p.id desc offset 3 limit 1`;
  if (!row) throw new Error("the demo has nobody to write to");
  return row;
}

/** The link as the letter would carry it, read where a person reads it before sending. */
async function linkInLetter(page: Page, caseId: number): Promise<string> {
  await openCase(page, caseId);
  await page.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("z");
  const dialog = page.getByRole("dialog", { name: "Nová zpráva" });
  await dialog.getByRole("radio", { name: "E-mail" }).click();
  await dialog.getByLabel("Předmět").fill("Váš případ");
  await dialog.getByLabel("Text zprávy").fill("Podívejte se sem: {Portál.Odkaz}");
  const preview = dialog.getByRole("region", { name: "Náhled" });
  await expect(preview).toContainText("/portal/demo/letter/");
  const link = /https?:\/\/\S+\/letter\/[A-Za-z0-9_-]+/.exec(await preview.innerText())?.[0];
  if (!link) throw new Error("the letter has no link");
  return new URL(link).pathname;
}

/** A claim is disputed where it stands, and what was sent about the case is looked through. */
async function disputes(guest: Page): Promise<void> {
  await guest.getByRole("button", { name: "Nesouhlasím" }).first().click();
  const form = guest.getByRole("form", { name: "S čím nesouhlasíte" });
  await form.getByLabel("Vysvětlete nám to").fill("Tu fakturu jsem zaplatil.");
  await expect(form.getByText("Jak jsme rozhodli, uvidíte tady.")).toBeVisible();
  await form.getByRole("button", { name: "Odeslat nesouhlas" }).click();
  await expect(guest.getByText("čeká na rozhodnutí").first()).toBeVisible();
  await guest.goto("/portal/demo/documents/messages");
  await expect(guest.getByRole("heading", { name: "Zprávy", level: 1 })).toBeVisible();
  expect(await faultsOf(guest)).toEqual([]);
  await guest.getByRole("link", { name: /^Případ / }).click();
  await expect(guest.getByText("Přišli jste z dopisu")).toBeVisible();
}

test("a letter's link opens its one case after an identity step; one pays, promises, and it is shut on the case", async ({
  page,
  browser,
  sql,
}) => {
  const debtor = await debtorOf(sql);
  await signIn(page, "operator");
  const path = await linkInLetter(page, debtor.caseId);

  const guest = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await guest.goto(path);
  await guest.getByLabel("Datum narození").fill("1901-01-01");
  await guest.getByLabel("Číslo případu").fill(debtor.refNo);
  await guest.getByRole("button", { name: "Zobrazit případ" }).click();
  await expect(guest.getByRole("alert").first()).toContainText("Údaje nesouhlasí");
  await guest.getByLabel("Datum narození").fill(debtor.birthOn);
  await guest.getByRole("button", { name: "Zobrazit případ" }).click();
  await expect(guest.getByRole("heading", { name: `Případ ${debtor.refNo}` })).toBeVisible();
  await expect(guest.getByText("Přišli jste z dopisu")).toBeVisible();
  await guest.getByRole("button", { name: "Zaplatit" }).first().click();
  await expect(guest.getByRole("img", { name: "QR platba" })).toBeVisible();
  await guest.getByRole("button", { name: "Zavřít" }).click();
  await guest.getByRole("button", { name: "Slíbit" }).click();
  await expect(guest.getByRole("status")).toContainText("zapsali jsme si to");
  await disputes(guest);

  // No other page of the door: all of them lead back to the case.
  await guest.goto("/portal/demo/data");
  await expect(guest.getByRole("heading", { name: `Případ ${debtor.refNo}` })).toBeVisible();

  await openCase(page, debtor.caseId);
  await expect(page.getByText(`${debtor.name}: případ otevřen odkazem z dopisu.`)).toBeVisible();
  await page.getByRole("button", { name: "Zrušit odkazy" }).click();
  await expect(page.getByText("dřívější odkazy zrušil").first()).toBeVisible();
  await guest.reload();
  await expect(guest.getByRole("heading", { name: "Přihlášení" })).toBeVisible();
  await guest.goto(path);
  await expect(guest.getByRole("heading", { name: "Tento odkaz už neplatí" })).toBeVisible();
});

test("a client's test payment is entered at the demo's door and comes by the take-over", async ({
  page,
}) => {
  await page.goto("/portal/demo/sign-in");
  await page.getByRole("button", { name: /firma/ }).click();
  await expect(page.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  const form = page.getByRole("form", { name: "Zkušební platba" });
  await form.getByLabel("Částka").fill("123,45");
  await form.getByRole("button", { name: "Zapsat zkušební platbu" }).click();
  await expect(form.getByRole("status")).toContainText("Zapsáno.");
  // The clock's own job takes it over, twice a minute.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("123,45 Kč").first()).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
});
