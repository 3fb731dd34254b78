import { expect, it } from "vitest";
import { inTransaction, type OperatorContext, reading } from "@/server/domain/context";
import { openDesk } from "@/server/domain/testing";
import { type SendOptions, sendListExport } from "./list-files";

const desk = await openDesk();
const ROWS = 20_000;

/** Somebody of a company with more cases than fit between a writer and its reader. */
async function operatorOfMany(): Promise<OperatorContext> {
  const ctx = await (await desk.tenant()).operator();
  await inTransaction(ctx, (_, { sql }) =>
    sql`insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, debtor_name)
        select n::text, 0, n, 'collection', 'new', '2026-01-01', repeat(md5(n::text), 20)
          from generate_series(1, ${ROWS}::int) n`.then(() => undefined),
  );
  return ctx;
}

const columns = ["refNo", "debtor"].map((key) => ({ key, header: key }));

function ask(ctx: OperatorContext, options?: SendOptions): Promise<Response> {
  const form = new FormData();
  form.set("request", JSON.stringify({ list: "cases", format: "csv", query: {}, columns }));
  return sendListExport(ctx, form, options);
}

/** Asks until there is a place. */
async function askUntilServed(ctx: OperatorContext): Promise<Response> {
  let response = await ask(ctx);
  await expect
    .poll(
      async () => {
        if (response.status === 409) response = await ask(ctx);
        return response.status;
      },
      { timeout: 5_000 },
    )
    .toBe(200);
  return response;
}

const leave = (response: Response) => response.body?.cancel();

it("gives up its connection and its place when a reader goes away", async () => {
  const ctx = await operatorOfMany();
  // More often than there are places and connections.
  for (let time = 0; time < 8; time += 1) {
    const response = await askUntilServed(ctx);
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
  }
  const answer = await (await askUntilServed(ctx)).text();
  expect(answer.split("\r\n").length).toBeGreaterThan(ROWS);
});

it("has two places for a company and leaves the others theirs", async () => {
  const [one, two] = [await operatorOfMany(), await operatorOfMany()];
  const served = [await ask(one), await ask(one)];
  const refused = await ask(one);
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ code: "lists.export_busy" });
  served.push(await ask(two));
  expect(served.map(({ status }) => status)).toEqual([200, 200, 200]);
  await Promise.all(served.map(leave));
});

it("counts those that are still being prepared, and writes nothing down of what is refused", async () => {
  const ctx = await operatorOfMany();
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(ctx)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409]);
  await Promise.all(answers.map((each) => (each.status === 200 ? leave(each) : null)));
  const audit = await reading(
    ctx,
    ({ sql }) => sql`select 1 from audit_entries where action = 'lists.export'`,
  );
  expect(audit).toHaveLength(2);
});

it("gives back the place of a request that is refused", async () => {
  const ctx = await operatorOfMany();
  for (let time = 0; time < 5; time += 1) {
    expect((await sendListExport(ctx, new FormData())).status).toBe(400);
  }
  await leave(await askUntilServed(ctx));
});

it("breaks off a reader that stalls, whose place another takes", async () => {
  const ctx = await operatorOfMany();
  const stalled = [await ask(ctx, { stallMs: 120 }), await ask(ctx, { stallMs: 120 })];
  const readers = stalled.map(({ body }) => body?.getReader());
  await Promise.all(readers.map((reader) => reader?.read()));
  const whole = await (await askUntilServed(ctx)).text();
  expect(whole.split("\r\n").length).toBeGreaterThan(ROWS);
  const drained = async (reader: (typeof readers)[number]) => {
    while (!(await reader?.read())?.done);
  };
  for (const reader of readers) await expect(drained(reader)).rejects.toThrow("takes nothing");
});
