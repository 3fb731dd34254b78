import { describe, expect, it } from "vitest";
import { writeAbo } from "@/server/connectors/bank/testing/write-abo";
import { MOVEMENT, STATEMENT } from "@/server/connectors/bank/testing/written";
import { openDesk } from "../testing";
import { listStatements, saveAccount, uploadStatement } from ".";
import { bankAgency, bytesOf } from "./testing/bank-agency";

const desk = await openDesk();
const [closedOn, bookedOn] = ["2026-11-20", "2026-11-20"];

const statement = (number: string, account = STATEMENT.account) => ({
  ...{ ...STATEMENT, account, number, closedOn },
  movements: [1, 2].map((n) => ({
    ...{ ...MOVEMENT, bookedOn, valueOn: bookedOn, counterAccount: null },
    bankId: `${number}${n}`,
  })),
});

/** Three statements: the second one of a stranger's account, the third with a broken amount. */
function mixedFile(): Buffer {
  const bytes = Buffer.from(
    writeAbo([statement("1"), statement("2", "19-2000145399/0800"), statement("3")]),
  );
  const lines = bytes.toString("latin1").split("\r\n");
  const last = lines[8] ?? "";
  lines[8] = `${last.slice(0, 48)}x${last.slice(49)}`;
  return Buffer.from(lines.join("\r\n"), "latin1");
}

describe("a file of good and bad statements", () => {
  it("keeps nothing until a person chooses, and says where each bad one is bad", async () => {
    const { ctx, all } = await bankAgency(desk);
    const outcome = await uploadStatement(ctx, { name: "mix.gpc" }, bytesOf(mixedFile()));
    expect(outcome).toMatchObject({
      ...{ statementCount: 0, movementCount: 0, newCount: 0, before: null },
      choice: {
        ...{ goodCount: 1, movementCount: 2 },
        bad: [
          { code: "bank.account_unknown", params: { line: 4, account: "19-2000145399" } },
          { code: "bank.bad_amount", params: { line: 9, column: 49 } },
        ],
      },
    });
    expect(await all()).toEqual([]);
  });

  it("keeps the good ones by that choice; the others can come later, and come once", async () => {
    const { admin, ctx, all } = await bankAgency(desk);
    const keep = { name: "mix.gpc", keep: "good" } as const;
    expect(await uploadStatement(ctx, keep, bytesOf(mixedFile()))).toMatchObject({
      ...{ statementCount: 1, movementCount: 2, newCount: 2, choice: null },
    });
    expect(await all()).toHaveLength(2);
    await saveAccount(admin, { number: "19-2000145399/0800", currency: "CZK", name: "" });
    expect(await uploadStatement(ctx, keep, bytesOf(mixedFile()))).toMatchObject({
      ...{ statementCount: 2, movementCount: 4, newCount: 2, before: null },
    });
    expect(await all()).toHaveLength(4);
  });

  it("is refused as before where nothing of it is good", async () => {
    const { ctx } = await bankAgency(desk);
    const bytes = writeAbo([statement("2", "19-2000145399/0800")]);
    await expect(uploadStatement(ctx, { name: "x.gpc" }, bytesOf(bytes))).rejects.toMatchObject({
      code: "bank.account_unknown",
    });
  });
});

it("the same file again is said to be here: by whom, since when, and nothing is added", async () => {
  const { ctx, all } = await bankAgency(desk);
  const bytes = writeAbo([statement("1")]);
  await uploadStatement(ctx, { name: "listopad.gpc" }, bytesOf(bytes));
  expect(await uploadStatement(ctx, { name: "znovu.gpc" }, bytesOf(bytes))).toMatchObject({
    ...{ movementCount: 2, newCount: 0, choice: null },
    before: { fileName: "listopad.gpc", at: desk.now, byName: ctx.actor.name },
  });
  expect((await listStatements(ctx, {})).items).toHaveLength(1);
  expect(await all()).toHaveLength(2);
});
