import type { Page } from "@playwright/test";
import type { Sql } from "postgres";
import { type Debtor, debtorsOf, invite, PASSWORD, register, resend } from "./invited";
import { expect, signIn, test } from "./visitor";

/** A client looks at how to pay, and promises; where the focus goes is a part of it. */
async function payAndPromise(
  client: Page,
  { debtor, sql }: { debtor: Debtor; sql: Sql },
): Promise<void> {
  await client.getByRole("link", { name: new RegExp(debtor.refNo) }).click();
  await expect(client.getByRole("heading", { name: `Případ ${debtor.refNo}` })).toBeVisible();
  await client.getByText("Z čeho se skládá").first().click();
  await expect(client.getByRole("rowheader", { name: "Jistina" }).first()).toBeVisible();
  await client.getByRole("button", { name: "Zaplatit" }).first().click();
  await expect(client.getByRole("img", { name: "QR platba" })).toBeVisible();
  await expect(client.getByText("Variabilní symbol")).toBeVisible();
  await expect(client.getByRole("region", { name: "Zaplatit" })).toBeFocused();
  await client.getByRole("button", { name: "Zavřít" }).click();
  await expect(client.getByRole("button", { name: "Zaplatit" }).first()).toBeFocused();

  const amount = await client.getByLabel(/Kolik zaplatíte/).inputValue();
  await client.getByLabel(/Kolik zaplatíte/).fill("hodně");
  await client.getByRole("button", { name: "Slíbit" }).click();
  await expect(client.getByLabel(/Kolik zaplatíte/)).toBeFocused();
  await expect(client.getByLabel(/Kolik zaplatíte/)).toHaveAttribute("aria-invalid", "true");

  await client.getByLabel(/Kolik zaplatíte/).fill(amount);
  await client.getByRole("button", { name: "Slíbit" }).click();
  await expect(client.getByText("zapsali jsme si to")).toBeVisible();
  const promised = await sql`
    select p.channel from payment_promises p join cases k on k.id = p.case_id
     where k.ref_no = ${debtor.refNo} and p.amount_minor = ${Number(amount.replace(/\D/g, ""))}`;
  expect(promised).toEqual([{ channel: "portal" }]);
}

test("a client is invited, registers, sees what they owe, how to pay it, and promises; another never sees it", async ({
  page,
  browser,
  sql,
}) => {
  const [first, second] = await debtorsOf(sql);
  await signIn(page, "operator");
  const outdated = await invite(page, first.partyId);
  const link = await resend(page);
  const stranger = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await stranger.goto(new URL(outdated).pathname);
  await expect(stranger.getByRole("heading", { name: "Tato pozvánka už neplatí" })).toBeVisible();
  const client = await register(browser, { link, debtor: first, email: "prvni@klient.example" });

  await payAndPromise(client, { debtor: first, sql });

  await client.getByRole("link", { name: "Údaje" }).click();
  await client.getByLabel("Ulice a číslo").fill("Nová 17");
  await client.getByLabel("Město").fill("Brno");
  await client.getByLabel("PSČ").fill("602 00");
  await client.getByRole("button", { name: "Uložit" }).click();
  await expect(client.getByRole("status").filter({ hasText: "Uloženo." })).toBeVisible();
  // The word stays after the fields have begun anew with what was saved.
  await client.waitForLoadState("networkidle");
  await expect(client.getByRole("status").filter({ hasText: "Uloženo." })).toBeVisible();
  await page.goto(`/parties/${first.partyId}`);
  await expect(page.getByText("Nová 17").first()).toBeVisible();

  // A used invitation opens nothing.
  await stranger.goto(new URL(link).pathname);
  await expect(stranger.getByRole("heading", { name: "Tato pozvánka už neplatí" })).toBeVisible();

  const otherLink = await invite(page, second.partyId);
  const other = await register(browser, {
    ...{ link: otherLink, debtor: second, email: "druhy@klient.example" },
  });
  const caseOf = (refNo: string) =>
    other.getByRole("link", { name: new RegExp(`(^|[^0-9])${refNo}($|[^0-9])`) });
  await expect(caseOf(second.refNo)).toHaveCount(1);
  await expect(caseOf(first.refNo)).toHaveCount(0);
  const foreign = await other.goto(`/portal/demo/cases/${first.refNo}`);
  expect(foreign?.status()).toBe(404);
  await expect(other.getByRole("heading", { name: "Tuto stránku tu nemáme" })).toBeVisible();
  await other.getByRole("link", { name: "Zpět na přehled" }).click();
  await expect(other.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();

  // Signed out, the pages ask for the password again, and lead to what was asked for.
  await client.getByRole("button", { name: "Odhlásit se" }).click();
  await client.waitForURL(/\/sign-in/);
  await expect(client.getByRole("heading", { name: "Přihlášení" })).toBeVisible();
  await client.goto(`/portal/demo/cases/${first.refNo}`);
  await client.getByLabel("E-mail").fill("prvni@klient.example");
  await client.locator("input[name=password]").fill("něco jiného než to");
  await client.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(client.getByRole("alert").first()).toContainText("nesouhlasí");
  await client.locator("input[name=password]").fill(PASSWORD);
  await client.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(client.getByRole("heading", { name: `Případ ${first.refNo}` })).toBeVisible();
});

/** Elsewhere at the door an answer is marked as new until it is opened. */
async function seeNews(client: Page, page: Page): Promise<void> {
  await client.getByRole("link", { name: "Přehled" }).click();
  await expect(client.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  // Drawn anew without news, so that the same number is drawn once more when all is read.
  await client.reload();
  await expect(client.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await page.getByLabel("Odpověď klientovi").fill("Rádo se stalo.");
  await page.getByRole("button", { name: "Odeslat odpověď" }).click();
  const marked = client.getByRole("link", { name: /^Dotazy.*nová odpověď v 1 dotazu/ });
  await expect(marked).toBeVisible({ timeout: 30_000 });
  await marked.click();
  await expect(client.getByText("nová odpověď", { exact: true })).toBeVisible();
  await client.getByRole("link", { name: "Kolik mi zbývá?" }).click();
  await expect(client.getByText("Rádo se stalo.")).toBeVisible();
  await expect(marked).toBeHidden();
  await client.getByRole("link", { name: "Všechny dotazy" }).click();
  await expect(client.getByRole("link", { name: "Nový dotaz" })).toBeVisible();
  await expect(client.getByText("nová odpověď", { exact: true })).toBeHidden();
  await client.getByRole("link", { name: "Kolik mi zbývá?" }).click();
}

test("a request goes from a client's phone to the people and back, each seeing the other by itself", async ({
  page,
  browser,
  sql,
}) => {
  const [debtor] = await debtorsOf(sql);
  await signIn(page, "operator");
  const link = await invite(page, debtor.partyId);
  const email = "dotaz@klient.example";
  const client = await register(browser, { link, debtor, email });
  await client.getByRole("link", { name: "Dotazy" }).click();
  await client.getByRole("link", { name: "Nový dotaz" }).click();
  await client.getByLabel("Předmět").fill("Kolik mi zbývá?");
  await client.getByLabel("K případu").selectOption(debtor.refNo);
  await client.getByLabel("Napište nám").fill("Prosím o přesnou částku.");
  await client.getByRole("button", { name: "Odeslat" }).click();
  await expect(client.getByRole("heading", { name: "Kolik mi zbývá?" })).toBeVisible();
  await expect(client.getByRole("status").getByText("Odesláno pod číslem")).toBeVisible();
  const [request] = await sql`
    select id from cases where category = 'request' and fields->>'subject' = 'Kolik mi zbývá?'`;

  await page.goto(`/cases/${request?.id}`);
  const talk = page.getByRole("region", { name: "Rozhovor s klientem" });
  const conversation = talk.or(page.locator("section", { hasText: "Rozhovor s klientem" })).first();
  await expect(conversation).toContainText("Prosím o přesnou částku.");
  await page.getByLabel("Odpověď klientovi").fill("Zbývá přesně to, co vidíte v přehledu.");
  await page.getByRole("button", { name: "Odeslat odpověď" }).click();

  // Nobody reloads: the answer comes by itself, and so does what the client writes then.
  await expect(client.getByText("Zbývá přesně to, co vidíte v přehledu.")).toBeVisible({
    timeout: 30_000,
  });
  await expect(client.getByText("odpověděli jsme")).toBeVisible();
  await client.getByLabel("Vaše odpověď").fill("Děkuji, rozumím.");
  await client.getByRole("button", { name: "Odpovědět" }).click();
  await expect(client.getByText("Děkuji, rozumím.")).toBeVisible();
  await expect(client.getByText("Odesláno k dotazu")).toBeVisible();
  await expect(conversation).toContainText("Děkuji, rozumím.", { timeout: 30_000 });

  await seeNews(client, page);

  // A session that ends takes none of the words under way.
  await client.getByLabel("Vaše odpověď").fill("A ještě něco:");
  await sql`update portal_sessions set revoked_at = now()
             where portal_user_id = (select id from portal_users where email = ${email})`;
  const again = client.getByRole("link", { name: "Přihlásit se znovu" });
  await expect(again).toBeVisible({ timeout: 30_000 });
  await again.click();
  await expect(client.getByRole("heading", { name: "Přihlášení" })).toBeVisible();
  await client.waitForLoadState("networkidle");
  await client.getByLabel("E-mail").fill(email);
  await client.locator("input[name=password]").fill(PASSWORD);
  await client.getByRole("button", { name: "Přihlásit se" }).click();
  await expect(client.getByLabel("Vaše odpověď")).toHaveValue("A ještě něco:");
  await client.getByRole("button", { name: "Už to nepotřebuji" }).click();
  await client.getByRole("button", { name: "Ano, uzavřít" }).click();
  await expect(client.getByText("je uzavřený")).toBeFocused();
  await client.getByRole("button", { name: "Ano", exact: true }).click();
  await expect(client.getByText("Děkujeme za hodnocení.")).toBeVisible();

  // The case tells of the request about it, and the desk of the debt beside the request.
  const [about] = await sql`
    select k.id from cases k join tenants t on t.id = k.tenant_id and t.slug = 'demo'
     where k.ref_no = ${debtor.refNo} and k.voided_at is null`;
  await page.goto(`/cases/${about?.id}`);
  await page.getByRole("link", { name: "Kolik mi zbývá?", exact: true }).click();
  const pane = page.getByRole("article", { name: "Kolik mi zbývá?" });
  await pane.getByRole("link", { name: debtor.refNo, exact: true }).click();
  await expect(page.getByRole("heading", { name: "Požadavky k případu" })).toBeVisible();
});

test("a demo's door lets one in as a ready-made client, and says that it is a demo", async ({
  page,
}) => {
  await page.goto("/portal/demo");
  await expect(page.getByText("Toto je ukázka.")).toBeVisible();
  await page.getByRole("button", { name: /firma/ }).click();
  await expect(page.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await expect(page.getByText("Dnes zbývá zaplatit")).toBeVisible();
});

/** In this file, because its tests come one after another and the first counts on the demo's rule. */
async function confirmAddresses(page: Page, isConfirmed: boolean): Promise<void> {
  await page.goto("/settings/portal");
  await page.getByRole("checkbox", { name: "adresy" }).setChecked(isConfirmed);
  const form = page.locator("form").filter({ hasText: "Nejdřív potvrzujeme změnu" });
  await form.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo.").first()).toBeVisible();
}

test("a client's new address waits until an operator confirms it, and then the client sees it", async ({
  page,
  browser,
}) => {
  await signIn(page, "administrator");
  await confirmAddresses(page, true);
  const client = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await client.goto("/portal/demo/sign-in");
  await client.getByRole("button", { name: /osoba/ }).first().click();
  await expect(client.getByRole("heading", { name: /Dobrý den/ })).toBeVisible();
  await client.goto("/portal/demo/data");
  await client.getByLabel("Ulice a číslo").fill("Čekací 8");
  await client.getByLabel("Město").fill("Olomouc");
  await client.getByLabel("PSČ").fill("779 00");
  await client.getByRole("button", { name: "Uložit" }).click();
  await expect(client.getByText("čeká na potvrzení")).toBeVisible();

  await page.goto("/parties/waiting");
  const line = page.getByRole("listitem").filter({ hasText: "Čekací 8" });
  await line.getByRole("button", { name: "Potvrdit" }).click();
  await expect(line).toHaveCount(0);
  await client.reload();
  await expect(client.getByText("čeká na potvrzení")).toHaveCount(0);
  await expect(client.getByLabel("Ulice a číslo")).toHaveValue("Čekací 8");
  await confirmAddresses(page, false);
});
