import { expect, openCase, signIn, test } from "./visitor";

test("a part of a debt is written off after a preview, and taken back", async ({ page, sql }) => {
  const [debt] = await sql<{ id: number; claimId: number }[]>`
    select k.id, min(c.id)::int as "claimId" from cases k
      join claims c on c.case_id = k.id and c.balance_minor > 100000 and c.currency = 'CZK'
      join tenants t on t.id = k.tenant_id and t.slug = 'demo'
     where k.voided_at is null and k.category = 'collection' and k.balance_eur_minor = 0
      -- Not what the imports of another file bring meanwhile and take back: theirs begin at 70 001.
       and k.ref_number < 70000
     group by k.id order by k.id desc limit 1`;
  if (!debt) throw new Error("the seed made no debt");
  const balanceOf = async () => {
    const [row] = await sql<{ minor: number }[]>`
      select balance_czk_minor as minor from cases where id = ${debt.id}`;
    return row?.minor ?? 0;
  };
  const before = await balanceOf();
  await signIn(page, "supervisor");
  await openCase(page, debt.id);
  await expect(page.getByRole("button", { name: "Upřesnit…" })).toBeVisible();
  const row = page.getByRole("table", { name: "Pohledávky" }).getByRole("row").nth(1);
  await row.getByRole("button").last().click();
  await page.getByRole("menuitem", { name: "Odepsat…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Dluh po změně")).toBeVisible();
  await dialog.getByLabel("Důvod").fill("Nedobytné");
  await dialog.getByRole("button", { name: "Odepsat", exact: true }).click();
  await expect(page.getByText("Odepsáno.", { exact: true })).toBeVisible();
  expect(await balanceOf()).toBeLessThan(before);

  const decided = page.getByRole("list", { name: "Prominutí, dohody a postoupení" });
  await expect(decided).toContainText("Nedobytné");
  await decided.getByRole("button", { name: "Vrátit…" }).click();
  await dialog.getByLabel("Důvod").fill("Omyl");
  await dialog.getByRole("button", { name: "Vrátit", exact: true }).click();
  await expect(page.getByText("Vráceno.", { exact: true })).toBeVisible();
  expect(await balanceOf()).toBe(before);
});
