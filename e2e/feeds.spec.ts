import { formatAmount } from "@/server/kernel/money";
import { expect, signIn, test } from "./visitor";

test("a payment entered in accounting shows on the party's card within a minute", async ({
  page,
  sql,
}) => {
  test.setTimeout(150_000);
  const [debt] = await sql<{ partyId: number; refNo: string }[]>`
    select p.party_id as "partyId", k.ref_no as "refNo"
      from cases k join claims c on c.case_id = k.id join case_parties p on p.case_id = k.id
     where c.balance_minor > 100000 and c.currency = 'CZK' and c.voided_at is null
       and k.voided_at is null and k.access_group_id is null and p.role in ('debtor', 'obligor')
     order by k.id limit 1`;
  if (!debt) throw new Error("the seed made no debts");
  await signIn(page, "operator");
  await page.goto("/payments/accounting");
  await page.getByLabel("Částka").fill("777,70");
  await page.getByLabel("Číslo případu").fill(debt.refNo);
  await page.getByLabel("Číslo dokladu").fill("FP-777");
  await page.getByRole("button", { name: "Zapsat", exact: true }).click();
  await expect(page.getByText("Platba je zapsána v účetnictví.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "FP-777" })).toBeVisible();
  await page.goto(`/parties/${debt.partyId}`);
  const payments = page.getByRole("region", { name: "Platby" }).or(page.locator("section"));
  const booked = payments.getByText(formatAmount(77_770, "cs")).first();
  await expect(booked).toBeVisible({ timeout: 60_000 });
});

test("a module's key is made, uploads a statement, and is revoked", async ({ page, request }) => {
  await signIn(page, "administrator");
  await page.goto("/settings/modules");
  await page.getByRole("button", { name: "Nový klíč" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("K čemu je").fill("noční stahování");
  await dialog.getByRole("button", { name: "Vytvořit" }).click();
  const secret = await page.getByTestId("module-key").innerText();
  const send = () =>
    request.post("/api/module/v1/statements?name=vypis.txt", {
      headers: { authorization: `Bearer ${secret}`, "accept-language": "en" },
      data: Buffer.from("this is no statement"),
    });
  const refused = await send();
  expect(refused.status()).toBe(400);
  expect(await refused.json()).toMatchObject({
    ...{ code: "bank.unknown_format", line: 1, column: 1 },
    detail: expect.stringMatching(/^[A-Z].*\.$/),
  });
  await dialog.getByRole("button", { name: "Klíč mám" }).click();
  const row = page.getByRole("row").filter({ hasText: "noční stahování" });
  await expect(row).toContainText("platí");
  await row.hover();
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Zneplatnit" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Zneplatnit" }).click();
  await expect(row).toContainText("zrušen");
  expect((await send()).status()).toBe(401);
});

test("who leads sees what runs by the clock, and where payments come from", async ({ page }) => {
  await signIn(page, "supervisor");
  await page.goto("/settings/clock");
  await expect(page.getByRole("row").filter({ hasText: "Platby z účetnictví" })).toContainText(
    "v pořádku",
    { timeout: 60_000 },
  );
  await page.goto("/settings/feeds");
  await expect(page.getByRole("heading", { name: "Přímá připojení" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Platby z účetnictví" })).toBeVisible();
});
