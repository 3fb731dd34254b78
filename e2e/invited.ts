import type { Browser, Page } from "@playwright/test";
import type { Sql } from "postgres";
import { expect } from "./visitor";

export const PASSWORD = "čtyři modré konve";

export interface Debtor {
  partyId: number;
  name: string;
  refNo: string;
  birthOn: string;
}

/** People of the demo who owe on one open case and whom nobody has invited. */
export async function debtorsOf(sql: Sql): Promise<[Debtor, Debtor]> {
  const rows = await sql<Debtor[]>`
    select p.id as "partyId", p.full_name as name, min(k.ref_no) as "refNo",
           p.birth_on::text as "birthOn"
      from parties p
      join tenants t on t.id = p.tenant_id and t.slug = 'demo'
      join case_parties cp on cp.tenant_id = p.tenant_id and cp.party_id = p.id
      join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
     where p.kind = 'natural_person' and p.birth_on is not null and p.merged_into_id is null
       and k.voided_at is null and k.closed_at is null and k.ref_number < 70000
       -- "3" stands in every amount and day.
       and k.ref_no like '%/%'
       and k.balance_czk_minor > 0 and k.access_group_id is null and cp.role = 'debtor'
       and not exists (select from portal_invitations i where i.party_id = p.id)
     group by p.id, p.full_name, p.birth_on having count(*) = 1
     order by p.id desc limit 2`;
  const [first, second] = rows;
  if (!first || !second) throw new Error("the demo has no two people who owe");
  return [first, second];
}

/** The operator invites on paper; answers the link of the QR code. */
export async function invite(page: Page, partyId: number): Promise<string> {
  await page.goto(`/parties/${partyId}`);
  await page.getByRole("button", { name: "Pozvat do portálu" }).click();
  await page.getByRole("button", { name: "Vytvořit pozvánku" }).click();
  const dialog = page.getByRole("dialog", { name: "Pozvánka je připravená" });
  await expect(dialog.getByRole("img", { name: "QR kód pozvánky" })).toBeVisible();
  const link = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: "Hotovo" }).click();
  return link;
}

/** The one open invitation of the card, sent anew; answers the link that took the other's place. */
export async function resend(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Poslat znovu" }).click();
  const dialog = page.getByRole("dialog", { name: "Pozvánka je připravená" });
  const link = await dialog.locator("code").innerText();
  await dialog.getByRole("button", { name: "Hotovo" }).click();
  return link;
}

interface Invited {
  link: string;
  debtor: Debtor;
  email: string;
}

/** Somebody at a browser of their own: mistaken at first, then signed in at the door. */
export async function register(browser: Browser, { link, debtor, email }: Invited): Promise<Page> {
  const context = await browser.newContext({ locale: "cs-CZ" });
  const page = await context.newPage();
  await page.goto(new URL(link).pathname);
  await page.getByLabel("Datum narození").fill("1901-01-01");
  await page.getByLabel("Číslo případu").fill(debtor.refNo);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Nové heslo").fill(PASSWORD);
  await page.getByRole("button", { name: "Vytvořit účet" }).click();
  await expect(page.getByRole("alert").first()).toContainText("Údaje nesouhlasí");
  await page.getByLabel("Datum narození").fill(debtor.birthOn);
  await page.getByRole("button", { name: "Vytvořit účet" }).click();
  await expect(page.getByRole("heading", { name: `Dobrý den, ${debtor.name}` })).toBeVisible();
  return page;
}
