import type { Locator, Page } from "@playwright/test";
import type { ImapTwin } from "@/server/connectors/imap/testing/imap-twin";
import type { SmtpCatcher } from "@/server/connectors/mail/testing/catch-smtp";
import { expect } from "./visitor";

export const BOX = "odpovedi@inkaso.example";
export const DEALS_BOX = "obchod@inkaso.example";
export const SMTP = { name: "saldo", password: "posta-heslo" };
export const IMAP = { user: "odpovedi", password: "schranka-heslo" };

const cardOf = (page: Page): Locator =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: "E-mail" }) });

/** The part of the form that is about one of the mailboxes. */
const boxOf = (page: Page, name: string): Locator =>
  page.getByRole("group").filter({ has: page.getByRole("checkbox", { name }) });

/** The mailbox of deals, tried with a wrong password first. */
export async function setUpDeals(page: Page, imap: ImapTwin): Promise<void> {
  await page.goto("/settings/channels");
  await cardOf(page).getByRole("button", { name: "Nastavit" }).click();
  const dialog = page.getByRole("dialog", { name: "E-mail" });
  await dialog.getByRole("checkbox", { name: "Číst schránku obchodů" }).check();
  const box = boxOf(page, "Číst schránku obchodů");
  await box.getByLabel("Adresa pro obchody").fill(DEALS_BOX);
  await box.getByLabel("Server").fill("127.0.0.1");
  await box.getByLabel("Port").fill(String(imap.port));
  await box.getByLabel("Přihlašovací jméno").fill(IMAP.user);
  await choosePlain(page, box);
  await box.getByLabel("Číst každých (sekund)").fill("15");
  await box.getByLabel("Heslo schránky obchodů").fill("spatne");
  await dialog.getByRole("button", { name: "Vyzkoušet" }).click();
  await expect(dialog.getByText(/Schránka obchodů: .*odmítla jméno nebo heslo/)).toBeVisible();
  await box.getByLabel("Heslo schránky obchodů").fill(IMAP.password);
  await dialog.getByRole("button", { name: "Vyzkoušet" }).click();
  await expect(dialog.getByText("Schránka obchodů: funguje")).toBeVisible();
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(dialog).toBeHidden();
}

/** A server to send by and a mailbox to read, both tried before they are saved. */
export async function setUp(
  page: Page,
  { imap, smtp, ofRequests }: { imap: ImapTwin; smtp: SmtpCatcher; ofRequests?: boolean },
) {
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
  const box = boxOf(page, "Číst odpovědi ze schránky");
  await box.getByLabel("Adresa pro odpovědi").fill(BOX);
  await box.getByLabel("Server").fill("127.0.0.1");
  await box.getByLabel("Port").fill(String(imap.port));
  await box.getByLabel("Přihlašovací jméno").fill(IMAP.user);
  await choosePlain(page, box);
  if (ofRequests) {
    await box.getByRole("checkbox", { name: "Neznámé e-maily otevírají požadavky" }).check();
    await expect(box.getByRole("checkbox", { name: "Brát jen nepřečtené" })).toBeChecked();
    await box.getByRole("checkbox", { name: "Zpracované e-maily ve schránce smazat" }).check();
    await box.getByLabel("Číst každých (sekund)").fill("15");
  }
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
export async function receiveNow(page: Page): Promise<void> {
  await page.goto("/settings/clock");
  // It runs every few seconds by itself: a row that is drawn anew takes its open menu with it.
  const row = page
    .getByRole("table", { name: "Práce podle hodin" })
    .getByRole("row")
    .filter({ hasText: "Čtení poštovní schránky" })
    .first();
  await expect(async () => {
    await page.keyboard.press("Escape");
    await row.hover({ timeout: 3_000 });
    await row.getByRole("button").last().click({ timeout: 3_000 });
    await page.getByRole("menuitem", { name: "Spustit hned" }).click({ timeout: 3_000 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByText("Spustí se během několika sekund.")).toBeVisible();
}
