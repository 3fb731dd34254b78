import type { Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, loginOf, type RoleName, signIn, test } from "./visitor";

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

async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page
    .getByRole("dialog")
    .getByLabel(new RegExp(`^${label}`))
    .first()
    .click();
  await page.getByRole("option", { name: option }).first().click();
}

/** By its key, pressed again while the page that should hear it is still waking up. */
async function openQuick(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("q");
    await expect(page).toHaveURL(/\/cases\/quick/, { timeout: 5_000 });
  }).toPass();
  await expect(page.getByRole("heading", { name: "Rychlé založení" })).toBeVisible();
}

/** "Change status" of the case that is open: by a way, with what it asks for. */
async function move(page: Page, way: string, fill?: () => Promise<void>): Promise<void> {
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Změna stavu" });
  await dialog
    .getByRole("button", { name: new RegExp(`^${way}`) })
    .first()
    .click();
  await fill?.();
  await dialog.getByRole("button", { name: way, exact: true }).last().click();
  await expect(dialog).toBeHidden();
}

async function asAnother(page: Page, role: RoleName): Promise<void> {
  await page.context().clearCookies();
  await signIn(page, role);
}

test("the quick form says what is missing, and keeps what was typed for another category", async ({
  page,
}) => {
  await signIn(page, "salesManager");
  await page.goto("/cases/quick?category=deal");
  await page.getByRole("button", { name: "Založit", exact: true }).click();
  await expect(page.getByText(/^Vyplňte aspoň jedno: Název/)).toBeVisible();
  await page.getByLabel("Společnost", { exact: true }).fill("Mlýn Podhradí");
  await expect(page.getByText(/^Vyplňte aspoň jedno/)).toHaveCount(0);
  await page.getByRole("radio", { name: "Pověření" }).click();
  await page.getByRole("button", { name: "Založit", exact: true }).click();
  await expect(page.getByText("Vyplňte prosím toto pole.")).toHaveCount(3);
  await expect(page.getByLabel(/^Co udělat/)).toBeFocused();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("radio", { name: "Obchod" }).click();
  await expect(page.getByLabel("Společnost", { exact: true })).toHaveValue("Mlýn Podhradí");
});

test("a deal goes from the quick form to the director's decision, with an assignment on the way", async ({
  page,
}) => {
  test.setTimeout(240_000);
  await signIn(page, "salesManager");
  await openQuick(page);
  await page.getByLabel("Společnost", { exact: true }).fill("Pivovar Lhota, s.r.o.");
  await page.getByLabel("Rozpočet", { exact: true }).fill("250000");
  await picture(page, "deal-quick");
  await page.getByLabel("Společnost", { exact: true }).press("Enter");
  await expect(page.getByRole("heading", { name: /Pivovar Lhota/ })).toBeVisible();
  const address = page.url();
  await move(page, "Navázat kontakt");
  await move(page, "Předložit k rozhodnutí");
  // Decided by the director alone: the ways are not even offered.
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Změna stavu" });
  await expect(dialog.getByRole("button", { name: /^Pozastavit/ })).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Uzavřít úspěšně/ })).toHaveCount(0);
  await page.keyboard.press("Escape");

  await page.keyboard.press("o");
  const assignment = page.getByRole("dialog", { name: "Nové pověření" });
  await assignment.getByLabel(/^Co udělat/).fill("Ověřit solventnost pivovaru");
  await assignment.getByLabel(/^Termín pověření/).fill("31.12.2026");
  await choose(page, "Řešitel", /Eva Malá/);
  await choose(page, "Ověří", /Obchodník/);
  await assignment.getByRole("button", { name: "Zadat" }).click();
  await expect(assignment).toBeHidden();
  await expect(page.getByRole("link", { name: "Ověřit solventnost pivovaru" })).toBeVisible();
  await picture(page, "deal-card");

  await asAnother(page, "operator");
  await page.goto("/assignments");
  await page.getByRole("link", { name: "Ověřit solventnost pivovaru" }).first().click();
  await expect(page.getByRole("button", { name: "Změnit stav" })).toBeVisible();
  await move(page, "Převzít do práce");
  await move(page, "Předat k ověření", async () => {
    await page
      .getByRole("dialog")
      .getByLabel(/^Výsledek pověření/)
      .fill("Bez záznamů.");
  });

  await asAnother(page, "salesManager");
  await page.goto("/assignments?part=verify");
  await picture(page, "assignments");
  await page.getByRole("link", { name: "Ověřit solventnost pivovaru" }).first().click();
  await expect(page.getByRole("button", { name: "Změnit stav" })).toBeVisible();
  await move(page, "Ověřit");
  await expect(page.getByText("Hotové").first()).toBeVisible();

  await asAnother(page, "commercialDirector");
  await page.goto(address);
  await expect(page.getByRole("button", { name: "Změnit stav" })).toBeVisible();
  await move(page, "Odmítnout", () => choose(page, "Důvod odmítnutí", "Cena"));
  await expect(page.getByText("Odmítnuto").first()).toBeVisible();
  await page.goto("/cases?category=deal");
  await expect(page.getByText("Pivovar Lhota, s.r.o.").first()).toBeVisible();
  await picture(page, "deal-journal");
  await page.goto("/cases/report");
  await expect(page.getByRole("heading", { name: "Důvody odmítnutí" })).toBeVisible();
  await picture(page, "deal-report");
});

test("whoever sells sees no case of a ledger", async ({ page, sql }) => {
  await signIn(page, "salesManager");
  const [file] = await sql`select c.id from cases c join tenants t on t.id = c.tenant_id
    where t.slug = 'demo' and c.category = 'collection' limit 1`;
  await page.goto(`/cases/${file?.id}`);
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(loginOf("salesManager").email).toContain("obchodnik");
});
