import { expect, it } from "vitest";
import { inTransaction } from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { sendListExport } from "./list-files";

const desk = await openDesk();

it("gives up its connection and its place when a reader goes away", async () => {
  const ctx = await (await desk.tenant()).operator();
  await inTransaction(ctx, (_, { sql }) =>
    sql`insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_name)
        select n::text, 0, n, 'collection', 'new', '2026-01-01', repeat(md5(n::text), 20)
          from generate_series(1, 20000) n`.then(() => undefined),
  );
  const columns = ["refNo", "debtor"].map((key) => ({ key, header: key }));
  const ask = async () => {
    const form = new FormData();
    form.set("request", JSON.stringify({ list: "cases", format: "csv", query: {}, columns }));
    return sendListExport(ctx, form);
  };
  // Twice as many as may run at once, and as there are connections.
  for (let time = 0; time < 8; time += 1) {
    let response = await ask();
    await expect
      .poll(async () => {
        if (response.status === 409) response = await ask();
        return response.status;
      })
      .toBe(200);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
  }
  const answer = await (await ask()).text();
  expect(answer.split("\r\n").length).toBeGreaterThan(20_000);
});
