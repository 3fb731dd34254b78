import type { Locator } from "@playwright/test";
import { expect, signIn, test } from "./visitor";

test("who leads sees what was given up and why, tries it anew, and cancels what waits", async ({
  page,
  sql,
}) => {
  const [failure] = await sql<{ id: number; tenantId: number }[]>`
    insert into run_failures (tenant_id, function_id, run_id, event_name, payload, error, attempts,
                              failed_at)
    select id, 'import-requested', 'e2e', 'import.requested',
           ${sql.json({ importId: 987_654, step: "publish", operatorId: 1 })}, 'TypeError', 8, now()
      from tenants order by id limit 1 returning id, tenant_id as "tenantId"`;
  if (!failure) throw new Error("the seed made no tenant");
  const { tenantId } = failure;
  const [run] = await sql<{ id: number }[]>`
    insert into clock_runs (tenant_id, function_id, events)
    values (${tenantId}, 'saldo-rates-changed', '[]') returning id`;
  const runId = run?.id ?? 0;
  await sql`
    insert into clock_calls (tenant_id, run_id, step_id, function_id, due_at)
    values (${tenantId}, ${runId}, 'step', 'saldo-rates-changed', '2100-01-01')`;

  await signIn(page, "supervisor");
  await page.goto("/settings/clock");
  const given = page
    .getByRole("row")
    .filter({ hasText: "Neočekávaná chyba (TypeError) · 8 pokusů" });
  await expect(given).toContainText("Import");
  const choose = async (row: Locator, entry: string) => {
    await row.hover();
    await row.getByRole("button").last().click();
    await page.getByRole("menuitem", { name: entry }).click();
  };
  await choose(given, "Zkusit znovu");
  await expect(page.getByText("Zkusí se znovu během několika sekund.")).toBeVisible();
  await expect(given).toHaveCount(0);
  // There is no such import, which another try does not change.
  const again = () => sql`
    select error from run_failures
     where tenant_id = ${tenantId} and function_id = 'import-requested' and retried_at is null`;
  await expect.poll(again).toEqual([{ error: "imports.not_found" }]);

  const waiting = page.getByRole("row").filter({ hasText: "Úrok po změně sazeb" });
  await expect(waiting).toContainText("čeká");
  await choose(waiting, "Zrušit");
  await page.getByRole("dialog").getByRole("button", { name: "Zrušit" }).last().click();
  await expect(page.getByText("Zrušeno. Rozdělaný krok ještě doběhne.")).toBeVisible();
  await expect(waiting).toHaveCount(0);
  const stateOf = () => sql`select state from clock_runs where id = ${runId}`;
  await expect.poll(stateOf).toEqual([{ state: "cancelled" }]);
  const audited = await sql`
    select action from audit_entries
     where tenant_id = ${tenantId} and entity = 'run' order by id`;
  expect(audited.map(({ action }) => action)).toEqual(["clock.retry", "clock.cancel"]);
});
