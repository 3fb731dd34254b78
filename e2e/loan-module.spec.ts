import { mkdirSync } from "node:fs";
import type { BrowserContext, Locator, Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, openCase, signIn, test } from "./visitor";

test.describe.configure({ mode: "serial" });

const MODULE = process.env.LOAN_MODULE_URL ?? "";
const looks = process.env.SALDO_LOOKS;

interface Applied {
  fullName: string;
  refNo: string;
  caseId: number;
  partyId: number;
}
let loan: Applied | undefined;

/** A page of the module in the same browser, as a lender's clerk has it open beside Saldo. */
async function openModule(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(MODULE);
  return page;
}

/** Pictures for whoever wants to look: SALDO_LOOKS=<folder>. */
async function look(page: Page, name: string): Promise<void> {
  if (!looks) return;
  mkdirSync(looks, { recursive: true });
  const before = page.viewportSize();
  for (const [width, height] of [
    [1280, 900],
    [390, 844],
  ] as const) {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.setViewportSize({ width, height });
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForLoadState("networkidle");
      const path = `${looks}/${name}-${width}-${colorScheme}.png`;
      await page.screenshot({ path, fullPage: width === 390 && name.startsWith("module") });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  if (before) await page.setViewportSize(before);
}

const cardOf = (page: Page, fullName: string): Locator =>
  page.getByRole("article").filter({ hasText: fullName });

/** Fills in the module's form and waits until the application stands in Saldo, screened. */
async function applyFor(
  page: Page,
  person: { fullName: string; birth: string },
): Promise<Omit<Applied, "caseId" | "partyId">> {
  await page.goto(`${MODULE}/new`);
  const { fullName, birth } = person;
  const fields = {
    ...{ "Jméno a příjmení": fullName, "Rodné číslo": birth, "Číslo občanky": "123456789" },
    ...{ "Ulice a číslo": "Dlouhá 12", Obec: "Praha", PSČ: "110 00", Částka: "60 000" },
    ...{ "Čistý měsíční příjem": "38 000", "Měsíční výdaje": "12 000" },
    "Účet pro výplatu": "19-2000145399/0800",
  };
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label).fill(text);
  await page.getByLabel("Doba splácení").selectOption("12");
  await page.getByRole("button", { name: "Podat žádost" }).click();
  const card = cardOf(page, fullName);
  // The register allows so many questions a minute, and others ask it too.
  await expect(async () => {
    const again = card.getByRole("button", { name: "Zkusit znovu" });
    if (await again.isVisible()) await again.click();
    // What Saldo tells of the way here may come after the page was drawn, which does not follow it.
    else await page.reload();
    await expect(card).toContainText("zkontrolovat podklady", { timeout: 3_000 });
  }).toPass({ timeout: 120_000 });
  return { fullName, refNo: (await card.getAttribute("data-ref")) ?? "" };
}

test("an application with a mistake is told what is wrong, and none comes to Saldo", async ({
  page,
  sql,
}) => {
  await page.goto(`${MODULE}/new`);
  const before = await sql`select count(*)::int as n from cases where category = 'loan'`;
  await page.getByLabel("Jméno a příjmení").fill("Jana Omylná");
  await page.getByLabel("Rodné číslo").fill("855615/9228");
  await page.getByRole("button", { name: "Podat žádost" }).click();
  await expect(page.getByRole("alert")).toContainText("Opravte prosím označená pole.");
  await expect(page.getByText("Rodné číslo nesedí, zkontrolujte je.").first()).toBeVisible();
  await expect(page.getByLabel("Jméno a příjmení")).toHaveValue("Jana Omylná");
  await look(page, "module-form");
  const after = await sql`select count(*)::int as n from cases where category = 'loan'`;
  expect(after[0]?.n).toBe(before[0]?.n);
});

test("an application is checked on the party, approved with a form, and paid out on the case", async ({
  page,
  context,
  sql,
}) => {
  const module = await openModule(context);
  const applied = await applyFor(module, { fullName: "Jana Půjčená", birth: "905412/0020" });
  const [row] = await sql<{ caseId: number; partyId: number }[]>`
    select c.id as "caseId", p.party_id as "partyId"
      from cases c join case_parties p on p.case_id = c.id
     where c.ref_no = ${applied.refNo} and c.category = 'loan' and p.role = 'applicant'`;
  if (!row) throw new Error("the application did not come to Saldo");
  loan = { ...applied, ...row };
  await signIn(page, "supervisor");
  await page.goto(`/parties/${row.partyId}`);
  await expect(page.getByRole("heading", { name: "Skóring" })).toBeVisible();
  await look(page, "party");
  await page.getByRole("button", { name: "Další akce" }).first().click();
  await page.getByRole("menuitem", { name: "Zkontrolovat občanku" }).click();
  await look(page, "party-dialog");
  await page.getByRole("dialog").getByRole("button", { name: "Spustit" }).click();
  // What was answered is said at once, and stands in the list of what was run.
  await expect(page.getByText("Občanka 123456789 není v evidenci").first()).toBeVisible();

  await openCase(page, row.caseId);
  await expect(page.getByText("Zbývá splátek")).toBeVisible();
  await page.getByRole("button", { name: "Schválit žádost" }).click();
  const dialog = page.getByRole("dialog", { name: "Schválit žádost" });
  await expect(dialog).toContainText("Klient pak dostane smlouvu k podpisu.");
  await dialog.getByLabel(/^Schválená částka/).fill("50 000");
  await look(page, "case-dialog");
  await dialog.getByRole("button", { name: "Spustit" }).click();
  await expect(page.getByText(/Schváleno: 50\s000\sKč, skóre \d+, RPSN/).first()).toBeVisible();
  await expect(page.locator("header").getByText("Podpis smlouvy").first()).toBeVisible();
  const more = page.getByRole("button", { name: "Další akce" }).first();
  await more.click();
  await look(page, "case-menu");
  await page.getByRole("menuitem", { name: "Vyplatit úvěr" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Spustit" }).click();
  await expect(page.getByText(/Vyplaceno 50\s000\sKč, splátek: 12/).first()).toBeVisible({
    timeout: 30_000,
  });
  await expect(page.locator("header").getByText("Splácení").first()).toBeVisible();
  const claims = await sql<{ sum: number; n: number }[]>`
    select sum(principal_minor)::int as sum, count(*)::int as n from claims
     where case_id = ${row.caseId} and voided_at is null`;
  expect({ ...claims[0] }).toEqual({ sum: 5_000_000, n: 12 });
  // What the module did stands in the log of actions, and its own page has heard of it.
  const runs = await sql<{ action: string; state: string }[]>`
    select action, state from action_runs where case_id = ${row.caseId} order by id`;
  expect(runs.map((run) => ({ ...run }))).toEqual([
    { action: "approve", state: "done" },
    { action: "payOut", state: "done" },
  ]);
  await expect(async () => {
    await module.goto(MODULE);
    const card = cardOf(module, applied.fullName);
    await expect(card.getByText("splácení")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 60_000 });
});

test("a payment is told to the module; told again under the same id it is processed once", async ({
  page,
  context,
  sql,
}) => {
  if (!loan) throw new Error("there is no loan");
  const { caseId, refNo } = loan;
  await signIn(page, "administrator");
  await openCase(page, caseId);
  await page.getByRole("button", { name: "Zapsat platbu", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Částka").fill("4 866");
  await dialog.getByRole("button", { name: "Zapsat platbu" }).click();
  await expect(page.getByText("je zapsána.").first()).toBeVisible();

  const module = await openModule(context);
  const row = module
    .getByRole("row")
    .filter({ hasText: "Přišla platba" })
    .filter({ has: module.getByRole("cell", { name: refNo, exact: true }) });
  const seen = async (words: string | RegExp) =>
    expect(async () => {
      await module.goto(`${MODULE}/?type=payment.received`);
      await expect(row).toContainText(words, { timeout: 2_000 });
    }).toPass({ timeout: 90_000 });
  await seen(/Přijato 4\s866\sKč/);
  const id = await row.getAttribute("data-id");
  await expect(row).toContainText("1×");

  await page.goto("/settings/triggers");
  const log = page.getByRole("table", { name: "Protokol doručení" });
  const told = log
    .getByRole("row")
    .filter({ has: page.getByRole("link", { name: refNo, exact: true }) })
    .filter({ hasText: "Přijatá platba" });
  await expect(told.first()).toContainText("doručeno");
  await look(page, "triggers");
  await told.first().getByRole("button", { name: "Přijatá platba" }).click();
  const sheet = page.getByRole("dialog");
  await expect(sheet).toContainText(id ?? "-");
  await look(page, "triggers-sheet");
  await sheet.getByRole("button", { name: "Poslat znovu" }).click();
  await seen("2×");
  await expect(row).toContainText("z toho přehrání 1");
  expect(await row.getAttribute("data-id")).toBe(id);
  await look(module, "module-list");

  const notes = await sql`
    select 1 from case_events where case_id = ${caseId} and kind = 'note'
       and text like 'Přijato %'`;
  expect(notes).toHaveLength(1);
  await openCase(page, caseId);
  await expect(page.getByRole("list", { name: "Události" })).toContainText(
    /Přijato 4\s866\sKč, zbývá/,
  );
});

test("a claim is counted anew, and the panels show what the module says", async ({ page }) => {
  if (!loan) throw new Error("there is no loan");
  await signIn(page, "supervisor");
  await openCase(page, loan.caseId);
  const panel = page.locator("section").filter({
    has: page.getByRole("heading", { name: "Splácení", exact: true }),
  });
  await panel.getByRole("button", { name: "Splácení" }).click();
  await expect(panel).toContainText(/Zbývá splátek\s*11/);
  await expect(panel).toContainText(/RPSN \(%\)\s*\d+(,\d)?/);
  await look(page, "case");
  await page
    .getByRole("button", { name: /^Splátka 12\/12/ })
    .last()
    .click();
  await page.getByRole("menuitem", { name: "Přepočítat splácení" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Spustit" }).click();
  await expect(page.getByText(/Nezaplacených pohledávek: 11, celkem/).first()).toBeVisible();
});

test("two applications are rejected at once with a reason, and a third on the module's own page", async ({
  page,
  context,
  sql,
}) => {
  test.setTimeout(300_000);
  const module = await openModule(context);
  const names = ["Dora Odmítaná", "Eva Odmítaná", "Fany Odmítaná"];
  const births = ["905412/0031", "905412/0042", "905412/0053"];
  const applied = [];
  for (const [at, fullName] of names.entries()) {
    applied.push(await applyFor(module, { fullName, birth: births[at] ?? "" }));
  }
  await signIn(page, "supervisor");
  await page.goto("/cases?q=odmitana");
  for (const fullName of names.slice(0, 2)) {
    await page.getByRole("row").filter({ hasText: fullName }).getByRole("checkbox").click();
  }
  const bar = page.getByRole("region", { name: "Hromadné akce" });
  await bar.getByRole("button", { name: "Další akce" }).click();
  await page.getByRole("menuitem", { name: "Vlastní akce" }).click();
  const dialog = page.getByRole("dialog", { name: "Vlastní akce s více případy" });
  await dialog.getByRole("combobox", { name: "Akce" }).click();
  await page.getByRole("option", { name: "Zamítnout žádost" }).click();
  await dialog.getByRole("combobox", { name: "Důvod" }).click();
  await page.getByRole("option", { name: "Nedostatečný příjem" }).click();
  await look(page, "bulk-dialog");
  await dialog.getByRole("button", { name: "Provést" }).click();
  const refNos = applied.slice(0, 2).map(({ refNo }) => refNo);
  await expect
    .poll(
      async () => {
        const rows = await sql<{ state: string }[]>`
          select state from cases where category = 'loan' and ref_no = any (${refNos})`;
        return rows.map(({ state }) => state);
      },
      { timeout: 60_000 },
    )
    .toEqual(["rejected", "rejected"]);
  await module.goto(MODULE);
  const third = cardOf(module, "Fany Odmítaná");
  await third.getByLabel("Důvod zamítnutí").selectOption("policy");
  await third.getByRole("button", { name: "Zamítnout" }).click();
  await expect(module.getByRole("status")).toContainText("je zamítnuta: mimo pravidla.");
  await expect(third).toContainText("zamítnuto");
});

test("the module's own pages are clean for axe in both themes and fit a telephone; a stranger is refused", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    for (const path of ["/", "/new"]) {
      await page.goto(`${MODULE}${path}`);
      expect(await faultsOf(page), `${path} ${colorScheme}`).toEqual([]);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, path).toBeLessThanOrEqual(0);
    }
  }
  const refused = await page.request.post(`${MODULE}/on`, { data: { type: "payment.received" } });
  expect(refused.status()).toBe(401);
});
