import { expect, it } from "vitest";
import { inTransaction, reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { openCase } from ".";

const desk = await openDesk();

async function form() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator();
  const { partyId } = await createParty(ctx, { kind: "natural_person", fullName: "Jan Novák" });
  const parties = [{ partyId, role: "debtor" }];
  const input = { category: "collection", parties, idempotencyKey: "form-0123456789" };
  const cases = () =>
    reading(ctx, ({ sql }) => sql`select id, ref_no from cases order by id`.then((r) => [...r]));
  return { tenant, ctx, input, cases };
}

it("a form sent five times at once opens one case and takes one number", async () => {
  const { ctx, input, cases } = await form();
  const opened = await Promise.all(Array.from({ length: 5 }, () => openCase(ctx, input)));
  expect(new Set(opened.map(({ caseId }) => caseId)).size).toBe(1);
  expect(await cases()).toHaveLength(1);
  const next = await openCase(ctx, { ...input, idempotencyKey: "form-9876543210" });
  const [first, second] = await cases();
  expect(Number.parseInt(String(second?.ref_no), 10)).toBe(
    Number.parseInt(String(first?.ref_no), 10) + 1,
  );
  expect(next.caseId).toBe(second?.id);
});

it("without a key every sending is a case of its own", async () => {
  const { ctx, input, cases } = await form();
  const { idempotencyKey: _left, ...bare } = input;
  await openCase(ctx, bare);
  await openCase(ctx, bare);
  expect(await cases()).toHaveLength(2);
});

it("the key of another form is refused", async () => {
  const { tenant, ctx, input } = await form();
  await openCase(ctx, input);
  const refused = { kind: "conflict", code: "cases.key_used" };
  await expect(openCase(ctx, { ...input, category: "auction" })).rejects.toMatchObject(refused);
  await expect(openCase(ctx, { ...input, refNo: "77/2026" })).rejects.toMatchObject(refused);
  const colleague = await tenant.operator();
  await expect(openCase(colleague, input)).rejects.toMatchObject(refused);
  const elsewhere = await (await desk.tenant()).operator();
  const { partyId } = await createParty(elsewhere, {
    kind: "natural_person",
    fullName: "Eva Malá",
  });
  const parties = [{ partyId, role: "debtor" }];
  await expect(openCase(elsewhere, { ...input, parties })).resolves.toBeTruthy();
});

it("a key whose case moved behind a wall is told from a number that is taken", async () => {
  const { tenant, input } = await form();
  const narrow = await tenant.operator("administrator", { accessGroupIds: [] });
  const { idempotencyKey: _left, ...bare } = input;
  // Keeps the person in sight when the other case leaves it.
  await openCase(narrow, bare);
  const { caseId, refNo } = await openCase(narrow, input);
  await inTransaction(tenant.system(), async (_, { sql }) => {
    await sql`insert into access_groups (code, name) values ('B', 'Brno')`;
    await sql`
      update cases set access_group_id = (select id from access_groups) where id = ${caseId}`;
  });
  const again = { kind: "conflict", code: "cases.key_used" };
  await expect(openCase(narrow, input)).rejects.toMatchObject(again);
  const taken = { kind: "conflict", code: "cases.ref_no_taken", params: { refNo } };
  await expect(openCase(narrow, { ...bare, refNo })).rejects.toMatchObject(taken);
  // Refused attempts take no number.
  const next = await openCase(narrow, { ...input, idempotencyKey: "form-9876543210" });
  expect(Number.parseInt(next.refNo, 10)).toBe(Number.parseInt(refNo, 10) + 1);
});
