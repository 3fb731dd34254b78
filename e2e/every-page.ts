import type { Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, signIn } from "./visitor";

/** Where each page of the operators is; of those with a number, the first row of their room. */
const PAGES = [
  "/",
  "/cases",
  "/cases?category=deal&viewMode=kanban",
  "/cases/new",
  "/cases?category=deal",
  "/cases/quick?category=deal",
  "/cases/report",
  "/assignments?part=all",
  "/parties",
  "/parties/new",
  "/parties/duplicates",
  "/claims",
  "/claims/profiles",
  "/claims/rates",
  "/claims/rules",
  "/payments",
  "/payments/new",
  "/instalments",
  "/instalments/promises",
  "/payments/accounting",
  "/bank",
  "/tasks",
  "/requests",
  "/approvals",
  "/requests/report",
  "/tasks/new",
  "/tasks/team",
  "/processes",
  "/templates",
  "/dunning",
  "/dunning/plans",
  "/dunning/simulator",
  "/imports",
  "/proceedings",
  "/registers",
  "/registers/costs",
  "/registers/bulk",
  "/messages",
  "/messages/catcher",
  "/messages/unfiled",
  "/audit",
  "/audit/reads",
  "/help/manuals/operator",
  "/help/scenarios",
  "/help/tests",
  "/settings",
  "/settings/deputies",
  "/settings/operators",
  "/settings/groups",
  "/settings/permissions",
  "/settings/register",
  "/settings/company",
  "/settings/feeds",
  "/settings/channels",
  "/settings/contact",
  "/settings/portal",
  "/settings/requests",
  "/settings/leads",
  "/parties/waiting",
  "/settings/modules",
  "/settings/registers",
  "/settings/processes",
  "/settings/config",
  "/settings/triggers",
  "/settings/clock",
  "/settings/security",
  "/settings/sessions",
  "/pocket",
  "/pocket/install",
  "/api/swagger/module",
];

/** Every page of a client: no fault by axe, no wider than its window, nothing against its policy. */
export async function lookAtClientsPages(page: Page): Promise<void> {
  const look = async (path: string) => {
    await page.waitForLoadState("networkidle");
    expect(await faultsOf(page), path).toEqual([]);
    expect(await overhangOf(page), path).toBeLessThanOrEqual(0);
  };
  const violations = await violationsOf(page);
  await page.goto("/portal/demo/sign-in");
  await look("sign-in");
  await page.goto("/portal/demo/verify");
  await look("verify");
  await page.goto("/portal/demo/manual");
  await look("manual");
  await page.goto("/portal/demo/sign-in/link");
  await look("link by mail");
  await page.goto(`/portal/demo/invitation/${"x".repeat(43)}`);
  await look("invitation");
  await page.goto(`/portal/demo/letter/${"x".repeat(51)}`);
  await look("letter");
  await page.goto("/portal/demo/register");
  await look("register");
  await page.goto("/portal/demo/sign-in");
  await page.getByRole("button", { name: /firma/ }).click();
  await expect(page.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await look("home");
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page.getByText("Z čeho se skládá").first().click();
  await page.getByRole("button", { name: "Zaplatit" }).first().click();
  await expect(page.getByRole("img", { name: "QR platba" })).toBeVisible();
  await look("case");
  const papers = ["documents", "documents/messages"];
  const own = ["data", "organisation", "requests", "requests/new"];
  for (const path of [...own, ...papers]) {
    await page.goto(`/portal/demo/${path}`);
    await look(path);
  }
  expect(violations).toEqual([]);
}

/** The same of every page of the operators. */
export async function lookAtOperatorsPages(page: Page): Promise<void> {
  const violations = await violationsOf(page);
  await signIn(page, "administrator");
  for (const path of PAGES) {
    await page.goto(path);
    // By its tag: where a page opens with a sheet over it, the rest is hidden from the tree of roles.
    await expect(page.locator("main")).toBeVisible();
    await page.waitForLoadState("networkidle");
    expect.soft(await faultsOf(page), path).toEqual([]);
    expect.soft(await overhangOf(page), path).toBeLessThanOrEqual(0);
  }
  for (const room of ["cases", "templates", "dunning/plans"]) {
    await page.goto(`/${room}`);
    await page.getByRole("row").nth(1).click();
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/${room}/\\d+`));
    await page.waitForLoadState("networkidle");
    expect.soft(await faultsOf(page), room).toEqual([]);
    expect.soft(await overhangOf(page), room).toBeLessThanOrEqual(0);
  }
  expect(violations).toEqual([]);
}

/** Fills with what any page that is shown from here on does against its own policy. */
async function violationsOf(page: Page): Promise<string[]> {
  const found: string[] = [];
  await page.exposeFunction("tellViolation", (what: string) => found.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      const { tellViolation } = window as unknown as { tellViolation(what: string): void };
      tellViolation(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return found;
}

/** By how many pixels the page is wider than its window. */
const overhangOf = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
