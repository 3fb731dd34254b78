import type { Locator, Page } from "@playwright/test";
import type postgres from "postgres";
import { faultsOf } from "./axe";
import { expect, signIn, test } from "./visitor";

/** Pictures of the board, wanted by whoever sets the folder. */
const folder = process.env.SALDO_LOOK_FOLDER;
const BOARD = "/cases?category=deal&viewMode=kanban";

const columnOf = (page: Page, code: string) => page.locator(`[data-column="${code}"]`);
const cardOf = (page: Page, name: string) => page.getByRole("link", { name: new RegExp(name) });
const cardIn = (page: Page, code: string, name: string) =>
  columnOf(page, code).getByRole("link", { name: new RegExp(name) });

/** How many cards a column says that it has. */
async function countIn(column: Locator): Promise<number> {
  const name = (await column.getAttribute("aria-label")) ?? (await column.innerText());
  return Number(/(\d+) kar/.exec(name)?.[1] ?? 0);
}

/** Deals of this test's own, as a lead brings them: nobody has them yet. */
async function addDeals(sql: postgres.Sql, year: number, names: string[]): Promise<void> {
  await sql.begin(async (tx) => {
    const [tenant] = await tx<{ id: number }[]>`select id from tenants where slug = 'demo'`;
    const id = tenant?.id ?? 0;
    await tx`select set_config('app.tenant_id', ${String(id)}, true)`;
    await tx`
      insert into cases (tenant_id, ref_no, ref_year, ref_number, category, state, opened_on,
                         debtor_name, fields)
      select ${id}, n || '/' || ${year}::text, ${year}, n, 'deal', 'not-processed', current_date,
             'Pekárna Zlatý klas s.r.o.',
             jsonb_build_object('name', name, 'budget', n * 12500000, 'requestSource', 'website',
               'budgetCurrency', case when n % 3 = 0 then 'eur' else 'czk' end,
               'company', 'Zlatý klas')
        from unnest(${names}::text[]) with ordinality as d(name, n)`;
  });
}

const middleOf = async (what: Locator) => {
  const box = await what.boundingBox();
  if (!box) throw new Error("nothing to be seen");
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 200) };
};

async function dragByMouse(page: Page, card: Locator, code: string): Promise<void> {
  const from = await middleOf(card);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + 12, from.y + 6, { steps: 4 });
  await expect(page.locator("[data-rfd-draggable-id][style*='fixed']")).toBeVisible();
  const tile = page.locator(`[data-tray="${code}"]`);
  const to = await middleOf((await tile.count()) > 0 ? tile : columnOf(page, code));
  await page.mouse.move(to.x, to.y, { steps: 12 });
  await page.mouse.move(to.x + 2, to.y);
  await page.mouse.up();
}

async function picture(page: Page, name: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  expect(await faultsOf(page), name).toEqual([]);
  if (!folder) return;
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.screenshot({ path: `${folder}/${name}-${width}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

/** By keyboard, seen and told to a screen reader. */
async function byKeyboard(page: Page): Promise<void> {
  await cardOf(page, "Rozvoz chleba").focus();
  await page.keyboard.press("Space");
  const said = page.getByRole("status").filter({ hasText: "Rozvoz chleba" });
  await expect(said).toContainText("je zvednutá");
  await page.keyboard.press("ArrowRight");
  await expect(said).toContainText("nad sloupcem První kontakt");
  // Seen as well, wherever the column is.
  const aimed = page.locator("[data-aimed]");
  await expect(aimed).toContainText("Rozvoz chleba");
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowRight");
  await expect(aimed.getByRole("heading")).not.toHaveText("První kontakt");
  await expect(aimed).toBeInViewport({ ratio: 0.9 });
  for (let step = 0; step < 3; step += 1) await page.keyboard.press("ArrowLeft");
  await expect(aimed.getByRole("heading")).toHaveText("První kontakt");
  await page.keyboard.press("Space");
  await expect(cardIn(page, "first-contact", "Rozvoz chleba")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(cardIn(page, "first-contact", "Nová prodejna")).toBeFocused();
  await page.keyboard.press("m");
  const dialog = page.getByRole("dialog", { name: "Změna stavu" });
  await expect(dialog).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(cardIn(page, "first-contact", "Nová prodejna")).toBeFocused();
}

test("cards are moved by mouse and by keyboard, and another browser sees it", async ({
  page,
  browser,
  sql,
}) => {
  await addDeals(sql, 2091, ["Vývěsní štít", "Nová prodejna", "Rozvoz chleba", "Mlýnice"]);
  await page.setViewportSize({ width: 1280, height: 900 });
  await signIn(page, "administrator");
  await page.goto("/cases?category=deal");
  await page.getByRole("radio", { name: "Nástěnka" }).click();
  await expect(page).toHaveURL(/viewMode=kanban/);
  await expect(cardIn(page, "not-processed", "Nová prodejna")).toBeVisible();
  await picture(page, "board");
  const other = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await signIn(other, "supervisor");
  await other.goto(BOARD);
  await expect(cardIn(other, "not-processed", "Nová prodejna")).toBeVisible();
  await expect(other.getByRole("navigation").first()).toBeVisible();
  const first = columnOf(page, "first-contact");
  // The demo has deals of its own there.
  const before = await countIn(first);
  const paused = await countIn(columnOf(page, "pause"));
  // By mouse, seen by the other one without asking.
  await dragByMouse(page, cardOf(page, "Nová prodejna"), "first-contact");
  await expect(cardIn(page, "first-contact", "Nová prodejna")).toBeVisible();
  await expect.poll(() => countIn(first)).toBe(before + 1);
  await expect(cardIn(other, "first-contact", "Nová prodejna")).toBeVisible();
  await expect.poll(() => countIn(columnOf(other, "first-contact"))).toBe(before + 1);
  // Refused by a guard: back where it was, with the reason.
  await dragByMouse(page, cardOf(page, "Nová prodejna"), "decision-making");
  await expect(page.getByText("Nová prodejna: přesun se nepovedl", { exact: true })).toBeVisible();
  await expect(cardIn(page, "first-contact", "Nová prodejna")).toBeFocused();
  await expect.poll(() => countIn(first)).toBe(before + 1);
  // What wants a reason asks for it first.
  await dragByMouse(page, cardOf(page, "Mlýnice"), "pause");
  const dialog = page.getByRole("dialog", { name: "Změna stavu" });
  await dialog.getByLabel("Odůvodnění").fill("Rozhodnou se po sklizni.");
  await picture(page, "board-dialog");
  await dialog.getByRole("button", { name: "Pozastavit", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => countIn(columnOf(page, "pause"))).toBe(paused + 1);
  await expect(cardIn(page, "pause", "Mlýnice")).toBeFocused();
  // Closed without an answer: the card goes back, and the focus with it.
  await dragByMouse(page, cardOf(page, "Vývěsní štít"), "pause");
  await dialog.getByLabel("Odůvodnění").fill("Ještě ne.");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(cardIn(page, "not-processed", "Vývěsní štít")).toBeFocused();
  await byKeyboard(page);
  await other.context().close();
});

test("on a phone one column stands alone, and a finger drags a card to another", async ({
  browser,
  sql,
}) => {
  await addDeals(sql, 2092, ["Kavárna U mostu"]);
  const context = await browser.newContext({
    ...{ locale: "cs-CZ", hasTouch: true, isMobile: true },
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  await signIn(page, "administrator");
  await page.goto(BOARD);
  const card = cardIn(page, "not-processed", "Kavárna U mostu");
  await expect(card).toBeVisible();
  await expect(page.locator("[data-column]")).toHaveCount(1);
  const session = await context.newCDPSession(page);
  const touch = async (type: "touchStart" | "touchMove" | "touchEnd", at?: object) => {
    await session.send("Input.dispatchTouchEvent", {
      ...{ type, touchPoints: at ? [at as { x: number; y: number }] : [] },
    });
  };
  const from = await middleOf(card);
  await touch("touchStart", from);
  const tile = page.locator('[data-tray="presentation"]');
  await expect(tile).toBeVisible();
  await page.screenshot({ path: `${folder ?? "test-results"}/board-touch-390.png` });
  const to = await middleOf(tile);
  for (let step = 1; step <= 10; step += 1) {
    const part = step / 10;
    await touch("touchMove", {
      ...{ x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part },
    });
  }
  await touch("touchEnd");
  await expect(tile).toBeHidden();
  await expect(card).toBeHidden();
  await page.getByRole("button", { name: /^Prezentace/ }).click();
  await expect(cardIn(page, "presentation", "Kavárna U mostu")).toBeVisible();
  await context.close();
});
