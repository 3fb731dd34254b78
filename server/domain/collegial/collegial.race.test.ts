import { expect, it } from "vitest";
import { reading } from "../context";
import { openDesk } from "../testing";
import { appointDeputy, caseActions, withdrawAction } from ".";
import { codeOf, documentScene, no, yes } from "./testing/document-scene";

const desk = await openDesk();
const TODAY = "2026-11-22";

async function voting() {
  const made = await documentScene(await desk.tenant(), "regulation");
  const [action = 0] = await made.ask("vote", made.first);
  await made.move("voting");
  const state = () =>
    reading(made.author, ({ sql }) =>
      sql<{ state: string }[]>`select state from cases`.then(([row]) => row?.state),
    );
  return { ...made, action, state };
}

const outcomesOf = (attempts: Promise<unknown>[]) =>
  Promise.all(attempts.map((attempt) => attempt.then(() => "done", codeOf)));

it("of a person and their deputies who vote at once, one is counted", async () => {
  const { tenant, author, first, second, caseId, action } = await voting();
  const third = await tenant.operator("operator", { name: "Třetí" });
  for (const deputy of [second, third]) {
    await appointDeputy(first, { deputyId: deputy.actor.operatorId, startsOn: TODAY });
  }
  const outcomes = await outcomesOf([first, second, third].map((each) => yes(each, action)));
  expect(outcomes.toSorted()).toEqual([
    ...["collegial.decided_already", "collegial.decided_already", "done"],
  ]);
  expect((await caseActions(author, { caseId })).decisions).toHaveLength(1);
});

it("a vote and a move at once: the case never leaves without the vote", async () => {
  const { first, action, move, state } = await voting();
  const [vote, moved] = await outcomesOf([yes(first, action), move("approval")]);
  expect(vote).toBe("done");
  expect(["done", "workflow.collegial_pending"]).toContain(moved);
  expect(await state()).toBe(moved === "done" ? "approval" : "voting");
});

it("a vote and a rejection of the document at once: a late vote is refused, and nothing is half", async () => {
  const { author, first, caseId, action, move, state } = await voting();
  const [vote, moved] = await outcomesOf([no(first, action), move("rejected")]);
  expect(moved).toBe("done");
  expect(await state()).toBe("rejected");
  const { decisions } = await caseActions(author, { caseId });
  expect([vote, decisions.length]).toEqual(
    decisions.length === 1 ? ["done", 1] : ["collegial.not_now", 0],
  );
});

it("a vote and its withdrawal at once: one of the two", async () => {
  const { author, first, action } = await voting();
  const outcomes = await outcomesOf([
    yes(first, action),
    withdrawAction(author, { actionId: action }),
  ]);
  expect(outcomes.filter((each) => each === "done")).toHaveLength(1);
});

it("two halves of a circle saved at once: one of them", async () => {
  const { first, second } = await voting();
  const pair = [
    [first, second],
    [second, first],
  ] as const;
  const outcomes = await outcomesOf(
    pair.map(([principal, deputy]) =>
      appointDeputy(principal, { deputyId: deputy.actor.operatorId, startsOn: TODAY }),
    ),
  );
  expect(outcomes.toSorted()).toEqual(["collegial.deputy_circle", "done"]);
});
