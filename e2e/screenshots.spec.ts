import type { Page } from "@playwright/test";
import { expect, signIn, test } from "./visitor";

const isWanted = process.env.SALDO_SCREENSHOTS === "1";
const folder = "docs/screenshots";

const LOOKS = [
  { name: "light", width: 1440, height: 900, colorScheme: "light" },
  { name: "dark", width: 1440, height: 900, colorScheme: "dark" },
  { name: "390", width: 390, height: 844, colorScheme: "light" },
] as const;

/** Waits for what the page loads after it is drawn, so that no skeleton is photographed. */
async function settle(page: Page): Promise<void> {
  await expect(page.getByRole("main")).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => document.fonts.ready);
}

// Pictures for the documentation, made on demand: SALDO_SCREENSHOTS=1 npm test -- e2e screenshots
for (const look of isWanted ? LOOKS : []) {
  test(`pictures of the main pages: ${look.name}`, async ({ page, sql }) => {
    test.setTimeout(120_000);
    const [busy] = await sql<{ id: number; partyId: number }[]>`
      select id, debtor_party_id as "partyId" from cases
      where balance_czk_minor > 0 and voided_at is null and last_event_at is not null
      order by claim_count desc, id limit 1`;
    const [done] = await sql<{ id: number }[]>`
      select max(id) as id from imports where kind = 'claims' and state = 'published'`;
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    await signIn(page, "supervisor");
    const pages = {
      cases: "/cases",
      case: `/cases/${busy?.id}`,
      import: `/imports/${done?.id}`,
      party: `/parties/${busy?.partyId}`,
      tasks: "/tasks?who=anyone&bucket=all",
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await settle(page);
      await page.screenshot({ path: `${folder}/${name}-${look.name}.png` });
    }
  });
}
