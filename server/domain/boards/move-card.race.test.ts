import { expect, it } from "vitest";
import { openCase } from "../cases";
import { reading } from "../context";
import { createParty } from "../parties";
import { openDesk } from "../testing";
import { getBoard, moveCard } from ".";

const desk = await openDesk();

async function scene(count: number) {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator", { name: "Ivana Veselá" });
  const { partyId } = await createParty(ctx, { kind: "legal_entity", fullName: "Kovář s.r.o." });
  const parties = [{ partyId, role: "client" }];
  await getBoard(ctx, { category: "deal" });
  const ids: number[] = [];
  for (let at = 0; at < count; at += 1) {
    const fields = { name: `Obchod ${at}`, budget: 1_00 };
    ids.push((await openCase(ctx, { category: "deal", parties, fields })).caseId);
  }
  return { tenant, ctx, ids };
}

it("of five who move one card at once one wins; the others are told who, where and when", async () => {
  const { tenant, ctx, ids } = await scene(1);
  const caseId = ids[0] ?? 0;
  const people = await Promise.all(
    [0, 1, 2, 3].map((at) => tenant.operator("administrator", { name: `Kolega ${at}` })),
  );
  const ways = ["contact", "present", "gather-needs", "prepare-offer", "make-prototype"];
  const outcomes = await Promise.allSettled(
    [ctx, ...people].map((who, at) =>
      moveCard(who, { caseId, from: "not-processed", transition: ways[at] ?? "" }),
    ),
  );
  const won = outcomes.flatMap((each, at) => (each.status === "fulfilled" ? [at] : []));
  expect(won).toHaveLength(1);
  const winner = [ctx, ...people][won[0] ?? 0];
  for (const each of outcomes) {
    if (each.status === "fulfilled") continue;
    expect(each.reason).toMatchObject({
      ...{ kind: "conflict", code: "cases.moved_meanwhile" },
      params: { name: winner?.actor.name },
    });
  }
  const moves = await reading(ctx, ({ sql }) =>
    sql`select 1 from case_transitions`.then((r) => [...r]),
  );
  expect(moves).toHaveLength(1);
});

it("many moves at once leave counts and sums that are right, and wait for no counter", async () => {
  const { ctx, ids } = await scene(12);
  await Promise.all(
    ids.map((caseId, at) => {
      const transition = at % 2 ? "contact" : "present";
      return moveCard(ctx, { caseId, from: "not-processed", transition });
    }),
  );
  const { columns } = await getBoard(ctx, { category: "deal" });
  const counts = columns.flatMap(({ code, total }) => (total.count ? [[code, total]] : []));
  const half = { count: 6, sums: [{ currency: "CZK", amountMinor: 6_00 }] };
  expect(counts).toEqual([
    ["first-contact", half],
    ["presentation", half],
  ]);
});
