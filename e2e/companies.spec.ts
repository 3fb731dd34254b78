import type { Page } from "@playwright/test";
import { aresCompanies, vatNumbers } from "@/scripts/launch/register-companies";
import { type AresTwin, startAresTwin } from "@/server/connectors/ares/testing/ares-twin";
import { startViesTwin, type ViesTwin } from "@/server/connectors/vies/testing/vies-twin";
import { expect, signIn, test } from "./visitor";

test.describe.configure({ mode: "serial" });

let ares: AresTwin;
let vies: ViesTwin;
/** The card of the company that was filled in by hand. */
let card = "";

test.beforeAll(async ({ sql }) => {
  ares = await startAresTwin({ companies: aresCompanies() });
  vies = await startViesTwin({ valid: vatNumbers() });
  for (const [register, { url }] of Object.entries({ ares, vies })) {
    await sql`
      insert into register_services (tenant_id, register, url)
      select id, ${register}, ${url} from tenants where slug = 'demo'
      on conflict (tenant_id, register) do update set url = excluded.url`;
  }
});
test.afterAll(async ({ sql }) => {
  // Elsewhere nobody is to be asked.
  await sql`update register_services set url = '' where register in ('ares', 'vies')`;
  await Promise.all([ares.close(), vies.close()]);
});

/** Of a pane at the side, where a party is made. */
const newParty = (page: Page) => page.getByRole("dialog", { name: "Nová osoba" });

test("a debtor is added by the registration number while a case is opened", async ({
  page,
  sql,
}) => {
  await signIn(page, "supervisor");
  await page.goto("/cases/new");
  await page.getByRole("combobox", { name: "Povinný" }).click();
  const search = page.getByPlaceholder("Hledat", { exact: true });
  await search.fill("276 00 009");
  await page.getByRole("option", { name: /Vytvořit/ }).click();
  // A number is looked up by itself: the form comes filled in.
  const sheet = newParty(page);
  await expect(sheet.getByText("Doplněno z rejstříku: Pekařství U Mlýna, s.r.o.")).toBeVisible();
  await expect(sheet.getByRole("textbox", { name: /^Název/ })).toHaveValue(
    "Pekařství U Mlýna, s.r.o.",
  );
  await expect(sheet.getByLabel("DIČ / IČ DPH")).toHaveValue("CZ27600009");
  await expect(sheet.getByLabel("Ulice a číslo")).toHaveValue("Mlýnská 418/7");
  await sheet.getByRole("button", { name: "VIES" }).click();
  await expect(sheet.getByText("Číslo CZ27600009 je platné")).toBeVisible();
  await sheet.getByRole("button", { name: "Založit osobu" }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole("combobox", { name: "Povinný" })).toContainText("Pekařství U Mlýna");
  await page.getByRole("button", { name: "Založit případ" }).click();
  await page.waitForURL(/\/cases\/\d+$/);
  const [party] = await sql`
    select p.tax_id, a.address_point from parties p
      join party_addresses a on a.tenant_id = p.tenant_id and a.party_id = p.id and a.kind = 'seat'
     where p.registration_no = '27600009'`;
  expect(party).toMatchObject({ tax_id: "CZ27600009", address_point: expect.any(String) });
});

test("the same number again offers the card that is there", async ({ page }) => {
  await signIn(page, "supervisor");
  await page.goto("/parties/new");
  const sheet = newParty(page);
  await sheet.getByRole("radio", { name: "Právnická osoba" }).click();
  const number = sheet.getByLabel("IČO", { exact: true });
  await number.fill("27600009");
  // By the keyboard: Enter looks a new number up instead of saving.
  await number.press("Enter");
  await expect(sheet.getByText("Doplněno z rejstříku: Pekařství U Mlýna, s.r.o.")).toBeVisible();
  await expect(sheet.getByRole("link", { name: "Pekařství U Mlýna, s.r.o." })).toBeVisible();
});

test("a register that says nothing is said to, and the form is filled in by hand", async ({
  page,
}) => {
  await signIn(page, "supervisor");
  await page.goto("/parties/new");
  const sheet = newParty(page);
  await sheet.getByRole("radio", { name: "Právnická osoba" }).click();
  await sheet.getByLabel("IČO", { exact: true }).fill("27600017");
  ares.meet("outage_page");
  await sheet.getByRole("button", { name: "Dohledat" }).click();
  await expect(sheet.getByText("Rejstřík nelze dotázat")).toBeVisible();
  await expect(sheet.getByText(/Rejstřík má odstávku.*ručně/)).toBeVisible();
  ares.meet(null);
  await sheet.getByRole("textbox", { name: /^Název/ }).fill("Stavby Beskyd");
  await sheet.getByRole("button", { name: "Založit osobu" }).click();
  await page.waitForURL(/\/parties\/\d+$/);
  card = new URL(page.url()).pathname;

  // Later, on the card: what differs is shown, and a person picks.
  await page.getByRole("button", { name: "Doplnit z rejstříku" }).click();
  const dialog = page.getByRole("dialog", { name: "Porovnání s rejstříkem" });
  await expect(dialog.getByText("Stavby Beskyd, a.s.")).toBeVisible();
  await expect(dialog.getByRole("checkbox", { name: "Převzít: DIČ / IČ DPH" })).toBeChecked();
  await expect(dialog.getByRole("checkbox", { name: "Převzít: Název" })).not.toBeChecked();
  await dialog.getByRole("checkbox", { name: "Převzít: Název" }).click();
  await dialog.getByRole("checkbox", { name: "Převzít: Právní forma" }).click();
  await dialog.getByRole("button", { name: /^Převzít \d/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("heading", { name: "Stavby Beskyd, a.s." })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("CZ27600017");
  await expect(page.getByRole("main")).not.toContainText("Akciová společnost");
});

test("what a person found in a register without a machine is put down from the card", async ({
  page,
}) => {
  await signIn(page, "supervisor");
  await page.goto(card);
  await page.getByRole("button", { name: "Zapsat nahlédnutí" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Účel nahlédnutí").fill("před podáním návrhu");
  await dialog.getByRole("button", { name: "Zapsat", exact: true }).click();
  await expect(dialog).toBeHidden();
  const checks = page.getByRole("table", { name: "Všechna ověření osoby" });
  await expect(checks.getByRole("row").nth(1)).toContainText("CEE");
});
