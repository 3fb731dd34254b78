import type { Browser, Locator, Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, loginNamed, signIn, test } from "./visitor";

/** Pictures of the pages, wanted by whoever sets the folder. */
const folder = process.env.SALDO_LOOK_FOLDER;

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  expect(await faultsOf(page), name).toEqual([]);
  if (!folder) return;
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

async function as(browser: Browser, handle: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await signIn(page, loginNamed(handle));
  return page;
}

const choose = async (page: Page, field: Locator, option: string) => {
  await field.click();
  await page.getByRole("option", { name: option }).click();
};

async function draft(page: Page, subject: string): Promise<string> {
  await page.goto("/cases/new");
  await page.getByRole("radio", { name: "Dokument" }).click();
  await page.getByLabel("Název dokumentu").fill(subject);
  const type = page.getByRole("combobox", { name: "Typ dokumentu" });
  await choose(page, type, "Vnitřní předpis (úplný proces)");
  await page.getByRole("button", { name: "Založit případ" }).click();
  await page.waitForURL(/\/cases\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(subject);
  return page.url();
}

async function upload(page: Page, text: string, button: string): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: button }).click();
  const file = { name: "predpis.txt", mimeType: "text/plain", buffer: Buffer.from(text) };
  await (await chooser).setFiles(file);
}

async function ask(page: Page, kind: string, name: string): Promise<void> {
  await page.getByRole("button", { name: "Přidat akci" }).click();
  const dialog = page.getByRole("dialog", { name: "Požádat kolegy" });
  await dialog.getByRole("radio", { name: kind }).click();
  await choose(page, dialog.getByRole("combobox", { name: "Osoby" }), name);
  await page.keyboard.press("Escape");
  await dialog.getByRole("button", { name: "Požádat" }).click();
  await expect(dialog).toBeHidden();
}

async function move(page: Page, way: string): Promise<void> {
  await page.getByRole("button", { name: "Změnit stav" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Změna stavu" });
  await dialog.getByRole("button", { name: way }).first().click();
  await dialog.getByRole("button", { name: way }).last().click();
  await expect(dialog).toBeHidden();
}

/** By the keyboard alone: the row of the document, the question, and yes to it. */
async function decide(page: Page, subject: string): Promise<void> {
  await page.goto("/approvals");
  const row = page.getByRole("row", { name: new RegExp(subject) });
  await expect(row).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("j");
    await expect(row).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press("d");
  const dialog = page.getByRole("dialog", { name: new RegExp(subject) });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("link", { name: "predpis.txt" })).toBeVisible();
  await dialog.getByLabel("Poznámka").fill("V pořádku");
  await dialog.getByRole("button").last().click();
  await expect(dialog).toBeHidden();
  await expect(row).toBeHidden();
}

test("a document is voted on, approved, signed by a deputy, acknowledged and archived", async ({
  page,
  browser,
  sql,
}) => {
  test.setTimeout(240_000);
  const subject = `Předpis ${Date.now()}`;
  await signIn(page, "operator");
  const url = await draft(page, subject);
  await upload(page, "Znění 1", "Nahrát soubor");
  await expect(page.getByRole("link", { name: "predpis.txt" }).first()).toBeVisible();
  await ask(page, "Hlasování", "Hana Hlasující");
  await ask(page, "Schválení", "Stanislav Schvalující");
  await ask(page, "Podpis", "Pavel Podepisující");
  await ask(page, "Seznámení", "Eva Malá");
  await picture(page, "document");

  await move(page, "Předat k hlasování");
  await page.getByRole("button", { name: "Změnit stav" }).first().click();
  const why = page.getByRole("dialog", { name: "Změna stavu" });
  await why.getByRole("button", { name: "Předat ke schválení" }).first().click();
  await expect(why.getByText("Hana Hlasující")).toBeVisible();
  await picture(page, "why-not");
  await page.keyboard.press("Escape");

  const voter = await as(browser, "hlasujici");
  await decide(voter, subject);
  await page.reload();
  await move(page, "Předat ke schválení");
  const approver = await as(browser, "schvalujici");
  await decide(approver, subject);
  await page.reload();
  await move(page, "Předat k podpisu");

  const deputy = await as(browser, "zastupujici");
  await deputy.goto("/settings/deputies");
  await expect(deputy.getByText("Pavel Podepisující")).toBeVisible();
  await picture(deputy, "deputies");
  await deputy.goto("/approvals");
  await picture(deputy, "approvals");
  await decide(deputy, subject);
  await page.reload();
  await expect(page.getByText("zastupuje: Pavel Podepisující").first()).toBeVisible();
  await picture(page, "signed");
  await move(page, "Předat k seznámení");
  await decide(page, subject);
  await page.goto(url);
  await move(page, "Předat do archivu");
  await expect(page.getByText("Předáno do archivu").first()).toBeVisible();

  // A later version is kept, and the signature of the earlier one is void, for everybody to see.
  await expect(page.getByText(/Nová verze zruší platnost podpisů/)).toBeVisible();
  await upload(page, "Znění 2", "Nahrát novou verzi");
  const confirming = page.getByRole("dialog", { name: "Nahrát novou verzi a zrušit podpisy?" });
  await picture(page, "void-confirm");
  await confirming.getByRole("button", { name: "Nahrát a zrušit podpisy" }).click();
  await expect(page.getByText("Neplatí: novější verze").first()).toBeVisible();
  await picture(page, "void");
  const [row] = await sql<{ state: string; decisions: number }[]>`
    select c.state, (select count(*) from collegial_decisions d where d.case_id = c.id
                        and d.tenant_id = c.tenant_id) as decisions
      from cases c join tenants t on t.id = c.tenant_id
     where t.slug = 'demo' and c.fields ->> 'subject' = ${subject}`;
  expect(row).toEqual({ state: "archived", decisions: 4 });
});
