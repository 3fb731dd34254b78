import type { Browser, Locator, Page } from "@playwright/test";
import { faultsOf } from "./axe";
import { expect, loginOf, signIn, test } from "./visitor";

/** Pictures of the desk, wanted by whoever sets the folder. */
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

async function addRule(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Přidat pravidlo" }).click();
  const dialog = page.getByRole("dialog", { name: "Přidat pravidlo" });
  await dialog.getByLabel("Název").fill("Doklady");
  await dialog.getByLabel("Slova v předmětu").fill("potvrzení, doklad");
  await dialog
    .getByRole("button", { name: "Naléhavost" })
    .or(dialog.getByRole("combobox", { name: "Naléhavost" }))
    .first()
    .click();
  await page.getByRole("option", { name: "Vysoká" }).click();
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(dialog).toBeHidden();
}

async function addAnswer(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Přidat odpověď" }).click();
  const dialog = page.getByRole("dialog", { name: "Přidat odpověď" });
  await dialog.getByLabel("Zkratka").fill("potvrzeni");
  await dialog.getByLabel("Čeština").fill("Dobrý den, {Klient.CeléJméno}, potvrzení posíláme.");
  await dialog.getByRole("button", { name: "Uložit" }).click();
  await expect(dialog).toBeHidden();
}

/** The demo's company asks for a confirmation. */
async function askAsClient(browser: Browser): Promise<Page> {
  const client = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await client.goto("/portal/demo");
  await client.getByRole("button", { name: /firma/ }).click();
  await expect(client.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await client.goto("/portal/demo/requests/new");
  await client.getByLabel("Předmět").fill("Prosím o potvrzení");
  await client.getByLabel("Napište nám").fill("Potřebuji potvrzení o zaplacení.");
  await client.getByRole("button", { name: "Odeslat" }).click();
  await expect(client.getByRole("heading", { name: "Prosím o potvrzení" })).toBeVisible();
  return client;
}

/** Lines of the thread that reach over the edge of its pane, by their words. */
const STICKING_OUT = (pane: Element) => {
  const right = pane.getBoundingClientRect().right;
  return [...pane.querySelectorAll("h2, li")]
    .filter((line) => line.getBoundingClientRect().right > right)
    .map((line) => line.textContent);
};

/** By a ready answer, with a note for colleagues beside it; then it is resolved. */
async function answerByKeys(page: Page, pane: Locator): Promise<void> {
  await page.keyboard.press("r");
  const box = pane.getByLabel("Odpověď klientovi");
  await expect(box).toBeFocused();
  await box.pressSequentially("/potv");
  await expect(pane.getByRole("option", { name: /potvrzeni/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(box).toHaveValue(/^Dobrý den, .+, potvrzení posíláme\.$/);
  await page.keyboard.press("Control+Enter");
  await expect(pane.getByRole("log")).toContainText("potvrzení posíláme");
  await pane.getByRole("radio", { name: "Poznámka" }).click();
  await pane.getByLabel("Poznámka pro kolegy").fill("Zavolat jí v pondělí");
  await pane.getByRole("button", { name: "Uložit poznámku" }).click();
  await expect(pane.getByRole("log")).toContainText("Zavolat jí v pondělí");
  // Closing asks first, and says how it differs from what is done most of the time.
  await pane.getByRole("button", { name: "Uzavřít" }).click();
  const asked = page.getByRole("dialog", { name: /^Uzavřít požadavek/ });
  await expect(asked).toContainText("zvolte raději Vyřídit");
  await asked.getByRole("button", { name: "Zrušit" }).click();
  await page.getByRole("button", { name: "Vyřídit" }).click();
  await expect(page.getByRole("button", { name: "Vyřídit" })).toHaveCount(0);
}

test("a request is routed, taken by a key, answered with a ready answer, seen by its client and rated", async ({
  page,
  browser,
  sql,
}) => {
  test.setTimeout(240_000);
  await signIn(page, "administrator");
  await page.goto("/settings/requests");
  await addRule(page);
  await addAnswer(page);
  const where = page.getByRole("region", { name: "Kam by požadavek šel?" });
  await where.getByLabel("Předmět").fill("Žádost o POTVRZENÍ");
  await where.getByRole("button", { name: "Zkusit" }).click();
  await expect(where.getByRole("status")).toContainText("Vysoká");
  await picture(page, "settings");

  const client = await askAsClient(browser);

  await page.goto("/requests?q=potvrzen%C3%AD");
  const list = page.getByRole("list", { name: "Seznam požadavků" });
  const row = list.getByRole("button", { name: /Prosím o potvrzení/ });
  await expect(row).toContainText("Vysoká");
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const pane = page.getByRole("article", { name: "Prosím o potvrzení" });
  await expect(pane).toContainText("Potřebuji potvrzení o zaplacení.");
  await page.keyboard.press("t");
  await expect(page.getByText("Požadavek je váš.")).toBeVisible();
  await expect(pane.getByRole("button", { name: "Převzít" })).toHaveCount(0);
  await picture(page, "desk");

  await answerByKeys(page, pane);
  await page.setViewportSize({ width: 1360, height: 800 });
  expect(await pane.evaluate(STICKING_OUT)).toEqual([]);

  await expect(client.getByText("potvrzení posíláme")).toBeVisible({ timeout: 30_000 });
  await expect(client.getByText("Zavolat jí v pondělí")).toHaveCount(0);
  await client.reload();
  await client.getByRole("button", { name: "Ano" }).click();
  await expect(client.getByText("Děkujeme za hodnocení.")).toBeVisible();
  const [rated] = await sql`
    select k.fields->>'rating' as rating, d.priority, o.email,
           d.reply_ms is not null as "isReplied", d.resolution_ms is not null as "isResolved"
      from cases k join desk_requests d on d.case_id = k.id join operators o on o.id = k.owner_id
     where k.fields->>'subject' = 'Prosím o potvrzení'`;
  expect(rated).toEqual({
    ...{ rating: "good", priority: "high", email: loginOf("administrator").email },
    ...{ isReplied: true, isResolved: true },
  });
  await page.goto("/requests/report");
  await expect(page.getByRole("rowheader", { name: "Celkem" })).toBeVisible();
  await picture(page, "report");
});
