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

/** The letter of a case in the template's preview. */
async function showLetter(page: Page, refNo: string): Promise<void> {
  await page.getByRole("combobox", { name: "Případ" }).click();
  await page.keyboard.type(refNo);
  await page.getByRole("option", { name: refNo }).first().click();
  await expect(page.getByText("Připravujeme náhled stránek…")).toBeHidden({ timeout: 60_000 });
  await settle(page);
}

// Pictures for the documentation, made on demand: SALDO_SCREENSHOTS=1 npm test -- e2e screenshots
for (const look of isWanted ? LOOKS : []) {
  test(`pictures of the main pages: ${look.name}`, async ({ page, sql }) => {
    test.setTimeout(300_000);
    const [busy] = await sql<{ id: number; refNo: string; partyId: number }[]>`
      select id, ref_no as "refNo", debtor_party_id as "partyId" from cases
      where balance_czk_minor > 0 and voided_at is null and last_event_at is not null
      order by claim_count desc, id limit 1`;
    const [letter] = await sql<{ id: number }[]>`
      select id from templates
       where archived_at is null and format = 'docx' and language = 'cs'
       order by ('email' = any(methods)) desc, id limit 1`;
    const [plan] = await sql<{ id: number }[]>`
      select id from dunning_plans order by state = 'active' desc, id desc limit 1`;
    const [done] = await sql<{ id: number }[]>`
      select max(id) as id from imports where kind = 'claims' and state = 'published'`;
    await page.setViewportSize({ width: look.width, height: look.height });
    await page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: "reduce" });
    await signIn(page, "administrator");
    const pages = {
      cases: "/cases",
      case: `/cases/${busy?.id}`,
      import: `/imports/${done?.id}`,
      party: `/parties/${busy?.partyId}`,
      tasks: "/tasks?who=anyone&bucket=all",
      templates: "/templates",
      template: `/templates/${letter?.id}`,
      messages: "/messages",
      catcher: "/messages/catcher",
      dunning: "/dunning",
      plan: `/dunning/plans/${plan?.id}`,
      simulator: "/dunning/simulator",
      channels: "/settings/channels",
      operators: "/settings/operators",
      site: "/settings/portal",
      requests: "/requests",
      "requests-report": "/requests/report",
      manual: "/help/manuals/operator",
      scenarios: "/help/scenarios",
      results: "/help/tests",
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(path);
      await settle(page);
      if (name === "template") await showLetter(page, busy?.refNo ?? "");
      await page.screenshot({ path: `${folder}/${name}-${look.name}.png` });
    }
  });
}

// What clients see, as their manual shows it: on a telephone.
if (isWanted) {
  test("pictures of the portal", async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const take = async (name: string) => {
      await settle(page);
      await page.screenshot({ path: `${folder}/portal-${name}-390.png` });
    };
    await page.goto("/portal/demo/sign-in");
    await take("sign-in");
    await page.getByRole("button", { name: /osoba/ }).first().click();
    await expect(page.getByRole("heading", { name: "Vaše případy" })).toBeVisible();
    await take("home");
    await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: /^Případ/ })).toBeVisible();
    await take("case");
    await page.goto("/portal/demo/requests/new");
    await page.getByLabel("Předmět").fill("Platba z minulého týdne");
    await page.getByLabel("Napište nám").fill("Dobrý den, došla vám prosím platba ze čtvrtka?");
    await page.getByRole("button", { name: "Odeslat" }).click();
    await expect(page.getByText("Dobrý den, došla vám")).toBeVisible();
    await take("request");
    await page.goto("/portal/demo/manual");
    await take("manual");
  });
}
