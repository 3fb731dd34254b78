import type { Page } from "@playwright/test";
import { type IsirTwin, startIsirTwin } from "@/server/connectors/isir-cz/testing/isir-twin";
import { expect, signIn, test } from "./visitor";

test.describe.configure({ mode: "serial" });

const DEBTOR = {
  ...{ birthNumber: "800101/9114", surname: "Ověřovaný", givenName: "Bruno", number: 99_111 },
  ...{ bornOn: "1980-01-01", year: 2025, court: "Krajský soud v Brně", state: "ODDLUŽENÍ" },
  ...{ senate: 37, startedOn: "2025-03-04" },
};
const NAME = `${DEBTOR.givenName} ${DEBTOR.surname}`;
const MARK = "KSBR 37 INS 99111/2025";
let twin: IsirTwin;
let partyId = 0;

test.beforeAll(async () => {
  twin = await startIsirTwin({ debtors: [DEBTOR] });
});
test.afterAll(() => twin.close());

const settled = (page: Page) => page.waitForLoadState("networkidle");

/** The card of the Czech register on the page of settings. */
const serviceOf = (page: Page) =>
  page.locator("section").filter({ has: page.getByRole("heading", { name: "ISIR (CZ)" }) });

async function saveService(page: Page, change: () => Promise<void>): Promise<void> {
  await page.goto("/settings/registers");
  await expect(serviceOf(page).getByLabel("Webová služba").first()).toBeVisible();
  await change();
  await serviceOf(page).getByRole("button", { name: "Uložit" }).first().click();
  await expect(page.getByText("Nastavení je uloženo.")).toBeVisible();
}

async function setMode(page: Page, mode: string): Promise<void> {
  await saveService(page, async () => {
    await serviceOf(page).getByLabel("Způsob varování").first().click();
    await page.getByRole("option", { name: mode, exact: true }).click();
  });
}

/** The form of a new case with our debtor chosen. */
async function chooseDebtor(page: Page): Promise<void> {
  await page.goto("/cases/new");
  await page.getByRole("combobox", { name: "Povinný" }).click();
  await page.getByPlaceholder("Hledat", { exact: true }).fill("ověřovaný bruno");
  await page.getByRole("option", { name: NAME }).first().click();
}

const opens = (page: Page) => page.getByRole("button", { name: "Založit případ" });

test("an administrator says where the register is, and it is asked from the party's card", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await saveService(page, async () => {
    await serviceOf(page).getByLabel("Webová služba").first().fill(twin.url);
  });
  await page.goto("/parties/new");
  await page.getByLabel("Jméno a příjmení s tituly").fill(NAME);
  await page.getByLabel("Rodné číslo").fill(DEBTOR.birthNumber);
  await page.getByRole("button", { name: "Založit osobu" }).click();
  await page.waitForURL(/\/parties\/\d+$/);
  partyId = Number(/\d+$/.exec(page.url())?.[0]);
  await page.getByRole("button", { name: "Ověřit", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Ověřit v rejstříku" });
  await dialog.getByLabel("Účel").fill("před podáním žaloby");
  await dialog.getByRole("button", { name: "Ověřit", exact: true }).click();
  await expect(dialog).toBeHidden();
  const checks = page.getByRole("table", { name: "Všechna ověření osoby" });
  await expect(checks.getByRole("row").filter({ hasText: MARK })).toContainText("V insolvenci");
  await expect(page.locator("header").getByText("v insolvenci", { exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Krajský soud v Brně");
  twin.meet("outage_page");
  await page.getByRole("button", { name: "Ověřit", exact: true }).click();
  await dialog.getByRole("button", { name: "Ověřit", exact: true }).click();
  await expect(checks.getByRole("row").nth(1)).toContainText("Nezjištěno");
  await expect(checks.getByRole("row").nth(1)).toContainText("Rejstřík má odstávku");
  // Silence takes nothing away that was known.
  await expect(page.locator("header").getByText("v insolvenci", { exact: true })).toBeVisible();
  twin.meet(null);
});

test("the log is narrowed, opened, judged by a key, and given away with its evidence", async ({
  page,
  sql,
}) => {
  await signIn(page, "supervisor");
  await page.goto(`/registers?party=${partyId}&outcome=found`);
  const row = page.getByRole("row").filter({ hasText: MARK });
  await expect(row).toHaveCount(1);
  await row.getByText("V insolvenci").click();
  const pane = page.getByRole("dialog", { name: NAME });
  await expect(pane).toContainText("před podáním žaloby");
  await expect(pane).toContainText("Oprávněný zájem věřitele");
  await expect(pane).toContainText("Podle identifikátoru");
  const download = page.waitForEvent("download");
  await pane.getByRole("link", { name: "Přijatá odpověď" }).click();
  expect((await download).suggestedFilename()).toMatch(/^isir_cz-\d+-received\.xml$/);
  await page.keyboard.press("f");
  const verdict = page.getByRole("dialog", { name: "Odmítnout shodu" });
  await verdict.getByRole("button", { name: "Jiná osoba" }).click();
  await expect(verdict).toContainText("Napište, proč jde o někoho jiného.");
  await verdict.getByLabel("Zdůvodnění").fill("jiné datum narození");
  await verdict.getByRole("button", { name: "Jiná osoba" }).click();
  await expect(pane).toContainText("Jiná osoba téhož jména – jiné datum narození");
  const known = await sql`
    select is_active from party_insolvency where party_id = ${partyId}`;
  expect(known[0]?.is_active).toBe(false);
  await pane.getByRole("button", { name: "Vzít zpět" }).click();
  await expect(pane.getByText("Je to tato osoba?")).toBeVisible();
  await page.keyboard.press("p");
  await expect(pane.getByRole("button", { name: "Vrátit mezi nezpracované" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.goto(`/registers?party=${partyId}&open=1`);
  await expect(page.getByText("Filtru žádné ověření neodpovídá")).toBeVisible();
  const read = await sql`
    select 1 from audit_entries
     where action = 'registers.read-evidence' and entity_id = ${String(partyId)}`;
  expect(read).toHaveLength(1);
});

test("a check is made from the log, for somebody chosen there, and marked with others", async ({
  page,
}) => {
  await signIn(page, "supervisor");
  await page.goto("/registers");
  await page.getByRole("button", { name: "Nové ověření" }).click();
  const dialog = page.getByRole("dialog", { name: "Ověřit v rejstříku" });
  await dialog.getByRole("combobox", { name: "Osoba" }).click();
  await page.getByPlaceholder("Hledat", { exact: true }).fill("ověřovaný bruno");
  await page.getByRole("option", { name: NAME }).first().click();
  await dialog.getByRole("button", { name: "Ověřit", exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`/registers?party=${partyId}&open=1`);
  const rows = page.getByRole("row").filter({ hasText: MARK });
  await expect(rows).toHaveCount(1);
  await rows.first().getByRole("checkbox").click();
  const bar = page.getByRole("region", { name: "Hromadné akce" });
  await bar.getByRole("button", { name: "Označit za zpracované" }).click();
  await expect(rows).toHaveCount(0);
});

test("choosing an insolvent debtor warns, asks, stops or is silent, as the setting says", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await setMode(page, "Chyba");
  await chooseDebtor(page);
  await expect(page.getByText(`${NAME} je v insolvenci`)).toBeVisible();
  await expect(page.getByText("nelze pokračovat")).toBeVisible();
  await expect(opens(page)).toBeDisabled();

  await setMode(page, "Potvrzení");
  await chooseDebtor(page);
  await expect(opens(page)).toBeDisabled();
  await page.getByLabel("Vím o tom a chci pokračovat").click();
  await opens(page).click();
  await page.waitForURL(/\/cases\/\d+$/);
  await expect(page.locator("header").getByText("v insolvenci").first()).toBeVisible();

  await setMode(page, "Nevarovat");
  await chooseDebtor(page);
  await settled(page);
  await expect(page.getByText(`${NAME} je v insolvenci`)).toBeHidden();
  await expect(opens(page)).toBeEnabled();

  await setMode(page, "Varování");
  await chooseDebtor(page);
  await expect(page.getByText(`${NAME} je v insolvenci`)).toBeVisible();
  await opens(page).click();
  await page.waitForURL(/\/cases\/\d+$/);
});

test("somebody who was never checked is asked about, and the switch silences it all", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await page.goto("/parties/new");
  await page.getByLabel("Jméno a příjmení s tituly").fill("Dana Neprověřená");
  await page.getByLabel("Rodné číslo").fill("855615/9227");
  await page.getByRole("button", { name: "Založit osobu" }).click();
  await page.waitForURL(/\/parties\/\d+$/);
  const choose = async () => {
    await page.goto("/cases/new");
    await page.getByRole("combobox", { name: "Povinný" }).click();
    await page.getByPlaceholder("Hledat", { exact: true }).fill("neprověřená dana");
    await page.getByRole("option", { name: "Dana Neprověřená" }).first().click();
    await settled(page);
  };
  const setSwitch = async () => {
    await page.goto("/settings/registers");
    await page.getByLabel("Kontrolovat při volbě osoby").click();
    const form = page.locator("form").filter({ hasText: "Kontrolovat při volbě osoby" });
    await form.getByRole("button", { name: "Uložit" }).click();
    await expect(page.getByText("Nastavení je uloženo.")).toBeVisible();
  };
  await setSwitch();
  await choose();
  await expect(page.getByText("První ověření")).toBeHidden();
  await setSwitch();
  await choose();
  await expect(page.getByText("První ověření")).toBeVisible();
  const asked = twin.asked.length;
  await page.getByRole("button", { name: "Ověřit", exact: true }).click();
  await expect(page.getByText("ISIR (CZ): bez záznamu.")).toBeVisible();
  await expect(page.getByText("První ověření")).toBeHidden();
  // By the birth number, and once more by name and day: silence to a number alone says little.
  expect(twin.asked).toHaveLength(asked + 2);
});

test("a bulk check mails whose insolvency has changed to the address of the settings", async ({
  page,
  sql,
}) => {
  test.setTimeout(240_000);
  const email = "zmeny@saldo.example";
  await signIn(page, "administrator");
  await page.goto("/settings/registers");
  const form = page.locator("form").filter({ hasText: "Kontrolovat při volbě osoby" });
  await form.getByRole("textbox", { name: "E-mail hromadné kontroly" }).fill(email);
  const notice = form.getByLabel("Upozorňovat e-mailem na hromadnou kontrolu");
  await notice.check();
  await form.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Nastavení je uloženo.")).toBeVisible();
  // The twin bears more than the register does.
  await saveService(page, async () => {
    await serviceOf(page).getByLabel("Dotazů za minutu nejvýš").first().fill("5000");
  });
  await page.goto("/cases/new");
  await page.getByRole("combobox", { name: "Povinný" }).click();
  await page.getByPlaceholder("Hledat", { exact: true }).fill("neprověřená dana");
  await page.getByRole("option", { name: "Dana Neprověřená" }).first().click();
  await settled(page);
  await opens(page).click();
  await page.waitForURL(/\/cases\/\d+$/);
  twin.debtors.push({
    ...{ ...DEBTOR, birthNumber: "855615/9227", surname: "Neprověřená", givenName: "Dana" },
    ...{ bornOn: "1985-06-15", number: 99_222 },
  });

  await page.goto("/registers/bulk");
  await page.getByRole("button", { name: "Nová kontrola" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByLabel("Seznam změn poslat na")).toHaveValue(email);
  await dialog.getByLabel("Prověřit i ty, jejichž poslední kontrola ještě platí").check();
  await dialog.getByRole("button", { name: "Spustit kontrolu" }).click();
  const row = page.getByRole("row").filter({ hasText: "Hromadná kontrola" }).first();
  await expect(row).toContainText("hotovo", { timeout: 150_000 });
  await page.goto("/messages/catcher");
  await page.getByRole("main").getByRole("searchbox").fill(email);
  const caught = page.getByRole("main").getByText(email).first();
  await expect(caught).toBeVisible({ timeout: 30_000 });
  const sent = await sql<{ body: string }[]>`
    select body from caught_messages where to_address = ${email}`;
  expect(sent).toHaveLength(1);
  expect(sent[0]?.body).toContain("Neprověřená");
  await page.goto("/settings/registers");
  await form.getByRole("textbox", { name: "E-mail hromadné kontroly" }).fill("");
  await form.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Nastavení je uloženo.")).toBeVisible();
});

test("a status of the register's own is added, and the notice needs its address first", async ({
  page,
}) => {
  await signIn(page, "administrator");
  await page.goto("/settings/registers");
  await expect(page.getByLabel("Upozorňovat e-mailem na hromadnou kontrolu")).toBeDisabled();
  await page
    .getByRole("textbox", { name: "E-mail hromadné kontroly" })
    .fill("rejstriky@saldo.example");
  await expect(page.getByLabel("Upozorňovat e-mailem na hromadnou kontrolu")).toBeEnabled();
  await page.getByRole("button", { name: "Přidat status" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Přidat status" });
  await dialog.getByLabel("Kód rejstříku").fill("nový stav");
  await dialog.getByLabel("Název").fill("Nový stav řízení");
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole("row").filter({ hasText: "NOVÝ STAV" });
  await expect(row).toContainText("vlastní");
  await row.hover();
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Odebrat" }).click();
  await expect(row).toHaveCount(0);
});
