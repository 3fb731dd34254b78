import type { Browser, Page } from "@playwright/test";
import type { Sql } from "postgres";
import { faultsOf } from "./axe";
import { expect, signIn, test } from "./visitor";

const PASSWORD = "čtyři modré konve";
const HEX = "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000";
const REST = "000c49444154789c63105030000000a4006134667d720000000049454e44ae426082";
const PICTURE = {
  name: "doklad.png",
  mimeType: "image/png",
  buffer: Buffer.from(HEX + REST, "hex"),
};

interface Debtor {
  partyId: number;
  name: string;
  caseId: number;
  refNo: string;
  birthOn: string;
}

/** People of the demo who owe on one open case and whom nobody has invited. */
async function debtorOf(sql: Sql): Promise<Debtor> {
  const [row] = await sql<Debtor[]>`
    select p.id as "partyId", p.full_name as name, min(k.id) as "caseId", min(k.ref_no) as "refNo",
           p.birth_on::text as "birthOn"
      from parties p
      join tenants t on t.id = p.tenant_id and t.slug = 'demo'
      join case_parties cp on cp.tenant_id = p.tenant_id and cp.party_id = p.id
      join cases k on k.tenant_id = cp.tenant_id and k.id = cp.case_id
     where p.kind = 'natural_person' and p.birth_on is not null and p.merged_into_id is null
       and k.voided_at is null and k.closed_at is null and k.ref_no like '%/%'
       and k.balance_czk_minor > 0 and k.access_group_id is null and cp.role = 'debtor'
       and not exists (select from portal_invitations i where i.party_id = p.id)
     group by p.id, p.full_name, p.birth_on having count(*) = 1
     -- Others invite the last ones.
     order by p.id desc limit 1 offset 6`;
  if (!row) throw new Error("the demo has nobody who owes");
  return row;
}

/** The debtor, invited on paper and registered. */
async function clientOf(
  page: Page,
  { browser, debtor, email }: { browser: Browser; debtor: Debtor; email: string },
): Promise<Page> {
  await page.goto(`/parties/${debtor.partyId}`);
  await page.getByRole("button", { name: "Pozvat do portálu" }).click();
  await page.getByRole("button", { name: "Vytvořit pozvánku" }).click();
  const link = await page.getByRole("dialog").locator("code").innerText();
  const client = await (await browser.newContext({ locale: "cs-CZ" })).newPage();
  await client.goto(new URL(link).pathname);
  await client.getByLabel("Datum narození").fill(debtor.birthOn);
  await client.getByLabel("Číslo případu").fill(debtor.refNo);
  await client.getByLabel("E-mail").fill(email);
  await client.getByLabel("Nové heslo").fill(PASSWORD);
  await client.getByRole("button", { name: "Vytvořit účet" }).click();
  await expect(client.getByRole("heading", { name: `Dobrý den, ${debtor.name}` })).toBeVisible();
  return client;
}

const LOOKS = [
  { width: 1280, height: 800, colorScheme: "light" },
  { width: 390, height: 844, colorScheme: "dark" },
] as const;

/** What stands on the screen is clean for axe at a desk by day and on a telephone by night. */
async function inspect(page: Page, name: string, isTyping = false): Promise<void> {
  for (const { width, height, colorScheme } of LOOKS) {
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // A page that is long is drawn in two themes for a moment; what is typed must stay.
    if (!isTyping) await page.reload();
    await page.waitForLoadState("networkidle");
    expect(await faultsOf(page), `${name} at ${width}`).toEqual([]);
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `${name} at ${width}`).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: "light" });
}

test("a client disputes a claim with a file, the people see it and decide, and the client reads why", async ({
  page,
  browser,
  sql,
}) => {
  test.setTimeout(180_000);
  const debtor = await debtorOf(sql);
  await signIn(page, "supervisor");
  const client = await clientOf(page, { browser, debtor, email: "spor@klient.example" });
  await client.goto(`/portal/demo/cases/${debtor.refNo}`);
  await client.getByRole("button", { name: "Nesouhlasím" }).first().click();
  const form = client.getByRole("form", { name: "S čím nesouhlasíte" });
  await form.getByRole("button", { name: "Odeslat nesouhlas" }).click();
  await expect(form.getByLabel(/Vysvětlete/)).toHaveAttribute("aria-invalid", "true");
  await form.getByLabel(/Vysvětlete/).fill("Zaplatil jsem v říjnu, posílám doklad.");
  const input = form.getByLabel("Přiložit soubory");
  const script = Buffer.from("<script>alert(1)</script>");
  await input.setInputFiles({ name: "stranka.html", mimeType: "text/html", buffer: script });
  await expect(form.getByRole("alert")).toContainText("nepřijímáme");
  await input.setInputFiles(PICTURE);
  await expect(form.getByRole("list", { name: "Přílohy" })).toContainText("doklad.png");
  await inspect(client, "dispute-form", true);
  await form.getByRole("button", { name: "Odeslat nesouhlas" }).click();
  await expect(client.getByRole("heading", { name: /Nesouhlas s pohledávkou/ })).toBeVisible();
  await expect(client.getByText("čeká na rozhodnutí")).toBeVisible();
  const file = client.getByRole("link", { name: "doklad.png" });
  const [download] = await Promise.all([client.waitForEvent("download"), file.click()]);
  expect(download.suggestedFilename()).toBe("doklad.png");
  const address = (await file.getAttribute("href")) ?? "";
  const sent = await client.request.get(address);
  expect(sent.headers()["content-disposition"]).toContain("attachment");
  expect(sent.headers()["content-security-policy"]).toContain("sandbox");
  expect((await page.request.get(address)).status()).toBe(401);
  await inspect(client, "dispute-request");

  // On the claim's own case it stands at the claim, and leads to the request.
  await page.goto(`/cases/${debtor.caseId}`);
  const heading = page.getByRole("heading", { name: "Nesouhlas s pohledávkou", exact: true });
  const panel = page.locator("section").filter({ has: heading }).last();
  await expect(panel).toContainText("Už zaplaceno");
  await expect(page.getByRole("table", { name: "Pohledávky" })).toContainText("Rozporováno");
  await inspect(page, "disputed-case");
  await panel.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Rozhovor s klientem" })).toBeVisible();
  const log = page.getByRole("log", { name: "Rozhovor s klientem" });
  await expect(log).toContainText("posílám doklad");
  await expect(log.getByRole("link", { name: "doklad.png" })).toBeVisible();
  await page.getByRole("button", { name: "Rozhodnout", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Nesouhlas s pohledávkou" });
  await dialog.getByLabel(/Odůvodnění/).fill("Doklad patří k jiné smlouvě.");
  await inspect(page, "decide-dialog", true);
  await dialog.getByRole("button", { name: "Rozhodnout" }).click();
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText("Neuznáno");
  await inspect(page, "decided-request");

  await expect(client.getByText("Doklad patří k jiné smlouvě.")).toBeVisible({ timeout: 30_000 });
  await expect(client.getByText("neuznali jsme")).toBeVisible();
  await client.goto(`/portal/demo/cases/${debtor.refNo}`);
  await expect(client.getByText("Rozporováno")).toBeVisible();
  await inspect(client, "decided-case");
});

test("a client asks to be erased and restricted: the law's holds are named, the restriction stands on the card", async ({
  page,
  browser,
  sql,
}) => {
  test.setTimeout(180_000);
  const debtor = await debtorOf(sql);
  await signIn(page, "supervisor");
  const client = await clientOf(page, { browser, debtor, email: "vymaz@klient.example" });
  const ask = async (button: string, subject: string) => {
    await client.getByRole("link", { name: "Údaje" }).click();
    await client.getByRole("link", { name: button }).click();
    await client.getByLabel("Předmět").fill(subject);
    await client.getByLabel("Napište nám").fill("Prosím o vyřízení.");
    await client.getByRole("button", { name: "Odeslat", exact: true }).click();
    await expect(client.getByRole("heading", { name: subject })).toBeVisible();
    await expect(client.getByText(/Odpovíme do/)).toBeVisible();
    const [row] = await sql<{ id: number }[]>`
      select id from cases where category = 'request' and fields->>'subject' = ${subject}`;
    return row?.id ?? 0;
  };
  await client.goto("/portal/demo/data");
  await inspect(client, "my-data");
  const erasureId = await ask("Požádat o výmaz", "Vymažte mě prosím");
  await page.goto(`/cases/${erasureId}`);
  const holds = page.getByRole("list", { name: "Co výmazu brání" });
  await expect(holds).toContainText("1 otevřený případ");
  await expect(page.getByRole("button", { name: "Navrhnout výmaz" })).toHaveCount(0);
  await inspect(page, "erasure");
  await page.getByRole("button", { name: "Zamítnout" }).click();
  const refuse = page.getByRole("dialog", { name: "Zamítnout" });
  await refuse.getByLabel(/Odpověď klientovi/).fill("Vaši žádost teď musíme zamítnout.");
  await refuse.getByRole("button", { name: "Zamítnout" }).click();
  await expect(refuse).toBeHidden();
  await expect(client.getByText(/Vedeme s vámi otevřený případ/)).toBeVisible({ timeout: 30_000 });

  const restrictionId = await ask("Požádat o omezení", "Omezte zpracování");
  await page.goto(`/cases/${restrictionId}`);
  await page.getByRole("button", { name: "Omezit zpracování" }).click();
  const grant = page.getByRole("dialog", { name: "Omezit zpracování" });
  await grant.getByLabel(/Odpověď klientovi/).fill("Vyhověli jsme.");
  await grant.getByRole("button", { name: "Omezit zpracování" }).click();
  await expect(grant).toBeHidden();
  await page.goto(`/parties/${debtor.partyId}`);
  await expect(page.getByText(/Zpracování údajů je omezeno/)).toBeVisible();
  await inspect(page, "restricted-card");
  await page.getByRole("button", { name: "Zrušit omezení" }).click();
  const lift = page.getByRole("dialog", { name: "Zrušit omezení" });
  await lift.getByLabel(/Proč/).fill("Na žádost klienta");
  await lift.getByRole("button", { name: "Zrušit omezení" }).click();
  await expect(page.getByText(/Zpracování údajů je omezeno/)).toHaveCount(0);
});
