import type { Page } from "@playwright/test";
import { addDays, dayOf, formatDay } from "../server/kernel/days";
import { expect, openCase, signIn, test } from "./visitor";

/** The smallest whole PDF: one empty page. */
const PDF = Buffer.from(
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n" +
    "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n" +
    "0000000105 00000 n \ntrailer<</Size 4/Root 1 0 R>>\nstartxref\n164\n%%EOF\n",
);

test.describe.configure({ mode: "serial" });

let caseId = 0;

/** Makes a party in a picker that has nobody of that name. */
async function createParty(page: Page, field: string, name: string): Promise<void> {
  await page.getByRole("combobox", { name: field }).click();
  await page.getByPlaceholder("Hledat", { exact: true }).fill(name);
  await page.getByRole("option", { name: `Vytvořit „${name}“` }).click();
  const sheet = page.getByRole("dialog", { name: "Nová osoba" });
  await expect(sheet.getByLabel("Jméno a příjmení s tituly")).toHaveValue(name);
  await sheet.getByRole("button", { name: "Založit osobu" }).click();
  await expect(sheet).toBeHidden();
}

test("a case is opened by hand with a new debtor", async ({ page, sql }) => {
  await signIn(page, "supervisor");
  await page.goto("/cases/new");
  await expect(page.getByRole("button", { name: "Založit případ" })).toBeVisible();
  await page.getByRole("button", { name: "Založit případ" }).click();
  await expect(page.getByText("Vyplňte prosím toto pole.")).toBeVisible();
  await createParty(page, "Povinný", "Ing. Kvido Zkoušený");
  await page.getByRole("button", { name: "Založit případ" }).click();
  await page.waitForURL(/\/cases\/\d+$/);
  caseId = Number(/\d+$/.exec(page.url())?.[0]);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Kvido Zkoušený");
  const [row] = await sql`select state, category from cases where id = ${caseId}`;
  expect({ ...row }).toEqual({ state: "new", category: "collection" });
});

test("a party is added in a role", async ({ page, sql }) => {
  await signIn(page, "supervisor");
  await openCase(page, caseId);
  await page.getByRole("button", { name: "Přidat osobu" }).click();
  const dialog = page.getByRole("dialog", { name: "Přidat osobu" });
  await createParty(page, "Osoba", "Běta Ručitelská");
  await dialog.getByRole("combobox", { name: "Vztah k případu" }).click();
  await page.getByRole("option", { name: "Ručitel" }).click();
  await dialog.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(dialog).toBeHidden();
  const guarantor = page
    .getByRole("main")
    .getByRole("listitem")
    .filter({ hasText: /^Ručitel/ });
  await expect(guarantor).toContainText("Běta Ručitelská");
  const roles = await sql`select role from case_parties where case_id = ${caseId} order by id`;
  expect(roles.map((each) => each.role)).toEqual(["debtor", "guarantor"]);
});

test("the state moves only where it may, with a resolution kept in the history", async ({
  page,
  sql,
}) => {
  await signIn(page, "supervisor");
  await openCase(page, caseId);
  await page.getByRole("button", { name: "Změnit stav" }).click();
  const dialog = page.getByRole("dialog", { name: "Změna stavu" });
  await dialog.getByRole("button", { name: /^Zahájit vymáhání/ }).click();
  await expect(dialog).toContainText("Případ nemá žádnou pohledávku.");
  await dialog.getByRole("button", { name: /^Dohledat dlužníka.*Dohledávání/ }).click();
  await dialog.getByLabel("Odůvodnění").fill("Na adrese nikdo takový nebydlí");
  await dialog.getByRole("button", { name: "Dohledat dlužníka", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("main")).toContainText("Stav změněn: Nový → Dohledávání");
  await page.getByRole("tab", { name: "Proces" }).click();
  await expect(page.getByText("Na adrese nikdo takový nebydlí")).toBeVisible();
  const [row] = await sql`select state from cases where id = ${caseId}`;
  expect(row?.state).toBe("tracing");
});

test("a task is written and resolved", async ({ page, sql }) => {
  await signIn(page, "supervisor");
  await openCase(page, caseId);
  const text = "Dotaz na obecní úřad";
  await page
    .getByRole("toolbar", { name: "Nová událost" })
    .getByRole("button", { name: /^Úkol/ })
    .click();
  await page.getByLabel("Co udělat").fill(text);
  // Typed, for the button of tomorrow is not there before a Saturday or a Sunday.
  await page.getByLabel("Termín").fill(formatDay(addDays(dayOf(new Date()), 1), "cs"));
  await page.getByRole("button", { name: "Zapsat", exact: true }).click();
  const task = page.getByRole("main").getByRole("listitem").filter({ hasText: text });
  await expect(task).toContainText("zítra");
  await task.getByRole("button", { name: "Vyřešit" }).click();
  await task.getByLabel("Výsledek").fill("Úřad sdělil novou adresu");
  await task.getByRole("button", { name: "Vyřešit" }).last().click();
  await expect(page.getByText("Úkol vyřešen")).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Úřad sdělil novou adresu");
  const [row] = await sql`
    select result, resolved_at is not null as "isResolved" from case_events
    where case_id = ${caseId} and text = ${text}`;
  expect({ ...row }).toEqual({ result: "Úřad sdělil novou adresu", isResolved: true });
});

test("a PDF is uploaded and shown over the page", async ({ page }) => {
  await signIn(page, "supervisor");
  await openCase(page, caseId);
  await page
    .getByRole("toolbar", { name: "Nová událost" })
    .getByRole("button", { name: "Dokument" })
    .click();
  await page
    .getByLabel(/Přetáhněte sem soubory/)
    .setInputFiles({ name: "smlouva.pdf", mimeType: "application/pdf", buffer: PDF });
  await expect(page.getByText("Dokument uložen")).toBeVisible();
  const sent = page.waitForResponse((response) => response.url().includes("/api/files/documents/"));
  await page.getByRole("button", { name: /^smlouva\.pdf/ }).click();
  await expect(page.getByRole("dialog").locator("iframe")).toHaveAttribute("title", "smlouva.pdf");
  const response = await sent;
  expect(response.status()).toBe(200);
  expect(response.headers()["content-type"]).toContain("application/pdf");
});

test("a tag forbids until its last day", async ({ page, sql }) => {
  await signIn(page, "supervisor");
  await openCase(page, caseId);
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog", { name: "Přidat štítek" });
  await dialog.getByRole("combobox", { name: "Štítek" }).click();
  await page.getByRole("option", { name: /^Nekontaktovat/ }).click();
  await dialog.getByLabel("Důvod").fill("Žádost dlužníka");
  await dialog.getByLabel("Platí do", { exact: true }).fill("31. 12. 2030");
  await dialog.getByRole("button", { name: "Přidat štítek" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: /Nekontaktovat do 31\. 12\. 2030/ })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(
    "Na případu platí zákaz: kontaktování dlužníka.",
  );
  const [row] = await sql`
    select ends_on::text as "endsOn", reason from case_tags where case_id = ${caseId}`;
  expect({ ...row }).toEqual({ endsOn: "2030-12-31", reason: "Žádost dlužníka" });
});

test("a birth number is masked, and its unmasking is written down", async ({ page, sql }) => {
  const [party] = await sql<{ id: number }[]>`
    select id from parties where birth_number_cipher is not null order by id limit 1`;
  const partyId = party?.id ?? 0;
  await signIn(page, "supervisor");
  await page.goto(`/parties/${partyId}`);
  const number = page.getByText(/^\d{6}\/\d{3,4}$/);
  await expect(page.getByText(/^\d{2}•{4}\/•+$/).first()).toBeVisible();
  await expect(number).toHaveCount(0);
  await page.getByRole("button", { name: "Zobrazit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Zobrazit rodné číslo" });
  await dialog.getByLabel("Důvod (nepovinné)").fill("Ověření totožnosti");
  await dialog.getByRole("button", { name: "Zobrazit rodné číslo" }).click();
  await expect(number.first()).toBeVisible();
  const audit = await sql<{ reason: string; name: string }[]>`
    select reason, actor_name as name from audit_entries
    where action = 'parties.reveal-birth-number' and entity_id = ${partyId}
    order by id desc limit 1`;
  expect(audit.map((row) => ({ ...row }))).toEqual([
    { reason: "Ověření totožnosti", name: "Petr Vedoucí" },
  ]);
});

test("a document is marked as the proof that the pre-action notice was sent", async ({
  page,
  sql,
}) => {
  await signIn(page, "supervisor");
  await openCase(page, caseId);
  const row = page.getByRole("main").getByRole("listitem").filter({ hasText: "smlouva.pdf" });
  await row.getByRole("button", { name: "Další akce" }).click();
  await page.getByRole("menuitem", { name: "Označit jako důkaz odeslání výzvy" }).click();
  const dialog = page.getByRole("dialog", { name: "Důkaz odeslání předžalobní výzvy" });
  const day = dialog.getByLabel("Odesláno dne");
  await day.fill(formatDay(addDays(dayOf(new Date()), 1), "cs"));
  await expect(dialog).toContainText("Den odeslání nemůže být v budoucnu.");
  await day.fill("3. 3. 2026");
  await dialog.getByRole("button", { name: "Označit jako důkaz" }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText("Důkaz odeslání předžalobní výzvy 3. 3. 2026");
  const events = await sql`
    select pre_action_posted_on::text as "postedOn" from case_events
     where case_id = ${caseId} and kind = 'document'`;
  expect(events.map((each) => ({ ...each }))).toEqual([{ postedOn: "2026-03-03" }]);
});
