import { describe, expect, it } from "vitest";
import { moveCases, openCase } from "../cases";
import { openDesk } from "../testing";
import {
  assignActions,
  awaitedActions,
  caseActions,
  decideAction,
  signedDocuments,
  waitingForMe,
  withdrawAction,
} from ".";
import { codeOf, documentScene, no, upload, yes } from "./testing/document-scene";

const desk = await openDesk();
const scene = async (documentType: string) => documentScene(await desk.tenant(), documentType);

describe("the full process of a document", () => {
  it("goes through without any action but the acknowledgement", async () => {
    const { ask, first, move, refused } = await scene("regulation");
    for (const to of ["voting", "approval", "signing", "acknowledgement"]) await move(to);
    expect(await refused("archived")).toBe("workflow.collegial_missing");
    const [read] = await ask("acknowledge", first);
    expect(await refused("archived")).toBe("workflow.collegial_pending");
    await yes(first, read);
    expect(await move("archived")).toEqual({ state: "archived" });
  });

  it("goes forward only when all of the state ended well; of a vote it is enough to be held", async () => {
    const { author, ask, first, second, caseId, move, refused } = await scene("regulation");
    const votes = await ask("vote", first, second);
    const [approval] = await ask("approve", first);
    await move("voting");
    await no(first, votes[0]);
    expect(await refused("approval")).toBe("workflow.collegial_pending");
    await no(second, votes[1]);
    await move("approval");
    await no(first, approval);
    expect(await refused("signing")).toBe("workflow.collegial_negative");
    const [held] = await moveCases(author, { caseIds: [caseId], to: "signing" });
    expect(held).toMatchObject({ ok: false });
    await move("preparation");
    // Reworked: everybody is asked anew, and the history stays.
    const { items, decisions } = await caseActions(author, { caseId });
    expect(items.map(({ outcome }) => outcome)).toEqual([null, null, null]);
    expect(decisions.map(({ isStanding }) => isStanding)).toEqual([false, false, false]);
    await move("voting");
    for (const [index, voter] of [first, second].entries()) await yes(voter, votes[index]);
    await move("approval");
    await yes(first, approval);
    await move("signing");
    expect(await move("rejected")).toEqual({ state: "rejected" });
  });

  it("returns to preparation and is rejected from every state", async () => {
    for (const depth of [1, 2, 3, 4]) {
      const path = ["voting", "approval", "signing", "acknowledgement"].slice(0, depth);
      const { move } = await scene("regulation");
      for (const to of [...path, "preparation", ...path]) await move(to);
      expect(await move("rejected")).toEqual({ state: "rejected" });
    }
  });
});

describe("the classic process", () => {
  it("wants an approval and a signing, and has no vote", async () => {
    const { author, ask, first, second, caseId, move, refused } = await scene("contract");
    expect(await refused("voting")).toBe("workflow.unknown_state");
    await expect(ask("vote", first)).resolves.toHaveLength(1);
    await upload(author, caseId, { text: "Znění 1" });
    await move("approval");
    expect(await refused("signing")).toBe("workflow.collegial_missing");
    const [approval] = await ask("approve", first);
    await yes(first, approval);
    await move("signing");
    expect(await refused("acknowledgement")).toBe("workflow.collegial_missing");
    const [signing] = await ask("sign", second);
    await yes(second, signing);
    await move("acknowledgement");
    const [read] = await ask("acknowledge", author);
    await yes(author, read);
    expect(await move("archived")).toEqual({ state: "archived" });
  });
});

describe("the simplified process", () => {
  it("has no approval; it is acknowledged once all have signed", async () => {
    const { author, ask, first, second, caseId, move, refused } = await scene("notice");
    expect(await refused("approval")).toBe("workflow.unknown_state");
    await upload(author, caseId, { text: "Sdělení" });
    const signings = await ask("sign", first, second);
    const [read] = await ask("acknowledge", author);
    await move("signing");
    await yes(first, signings[0]);
    expect(await refused("acknowledgement")).toBe("workflow.collegial_pending");
    await expect(yes(author, read)).rejects.toMatchObject({ code: "collegial.not_now" });
    await yes(second, signings[1]);
    await move("acknowledgement");
    await yes(author, read);
    expect(await move("archived")).toEqual({ state: "archived" });
  });
});

describe("an action", () => {
  it("is refused to strangers, after it was withdrawn, a second time and out of turn", async () => {
    const { author, first, second, caseId, move, ask } = await scene("regulation");
    const [approval = 0] = await ask("approve", first);
    await expect(ask("approve", first)).rejects.toMatchObject({
      code: "collegial.asked_already",
    });
    const assignees = [first, second].map(({ actor }) => ({ operatorId: actor.operatorId }));
    const turn = { caseId, kind: "vote", sequence: "inTurn", assignees } as const;
    const { actionIds } = await assignActions(author, turn);
    await move("voting");
    await expect(yes(second, actionIds[1])).rejects.toMatchObject({
      code: "collegial.not_your_turn",
    });
    await expect(yes(author, actionIds[0])).rejects.toMatchObject({
      code: "collegial.not_yours",
    });
    expect((await waitingForMe(second)).items).toEqual([]);
    await yes(first, actionIds[0]);
    await expect(no(first, actionIds[0])).rejects.toMatchObject({
      code: "collegial.decided_already",
    });
    expect((await waitingForMe(second)).items).toMatchObject([{ kind: "vote", caseId }]);
    await withdrawAction(author, { actionId: actionIds[1] ?? 0, reason: "Omyl" });
    await expect(yes(second, actionIds[1])).rejects.toMatchObject({ code: "collegial.withdrawn" });
    await move("approval");
    const decide = { actionId: approval, outcome: "negative", comment: " " } as const;
    await expect(decideAction(first, decide)).rejects.toThrow("collegial.comment_required");
  });

  it("is asked of those who see the case and may decide, by those who may ask", async () => {
    const { tenant, author, caseId, ask } = await scene("regulation");
    const reader = await tenant.operator("readOnly", { name: "Čtenář" });
    await expect(ask("approve", reader)).rejects.toMatchObject({
      code: "collegial.assignee_decides_nothing",
    });
    const stranger = await (await desk.tenant()).operator();
    const assignees = [{ operatorId: author.actor.operatorId }];
    const asked = { caseId, kind: "approve", assignees } as const;
    expect(await assignActions(stranger, asked).catch(codeOf)).toBe("cases.not_found");
    expect(await assignActions(reader, asked).catch(codeOf)).toBe("access.forbidden");
    const document = { category: "document", fields: { subject: "X", documentType: "notice" } };
    expect(await openCase(reader, document).catch(codeOf)).toBe("access.forbidden");
  });

  it("of a role is done by anybody who has it; enough voices are enough", async () => {
    const { tenant, author, caseId, first, second, move, ask, refused } = await scene("regulation");
    const boss = await tenant.operator("supervisor", { name: "Třetí" });
    const { actionIds } = await assignActions(author, {
      ...{ caseId, kind: "vote", quorum: 2 },
      assignees: [{ role: "supervisor" }, { operatorId: second.actor.operatorId }],
    });
    const [own] = await ask("vote", boss);
    await move("voting");
    expect((await waitingForMe(first)).items).toMatchObject([{ assigneeRole: "supervisor" }]);
    await yes(boss, own);
    // One person, one voice.
    await expect(yes(boss, actionIds[0])).rejects.toMatchObject({
      code: "collegial.voted_already",
    });
    await yes(first, actionIds[0]);
    expect(await refused("approval")).toBe("workflow.collegial_pending");
    await yes(second, actionIds[1]);
    expect(await move("approval")).toEqual({ state: "approval" });
  });
});

describe("a quorum", () => {
  it("is not met by taking the others away, which only the asker and who stands above may", async () => {
    const { tenant, author, caseId, first, second, move, ask, refused } = await scene("regulation");
    const third = await tenant.operator("operator", { name: "Třetí" });
    const people = [first, second, third];
    const assignees = people.map(({ actor }) => ({ operatorId: actor.operatorId }));
    const asked = { caseId, kind: "vote", quorum: 3, assignees } as const;
    const { actionIds } = await assignActions(author, asked);
    await move("voting");
    await yes(first, actionIds[0]);
    const withdraw = { actionId: actionIds[1] ?? 0, reason: "Nemá čas" };
    await expect(withdrawAction(third, withdraw)).rejects.toMatchObject({
      ...{ kind: "forbidden", code: "collegial.not_asker" },
    });
    await withdrawAction(author, withdraw);
    await withdrawAction(first, { ...withdraw, actionId: actionIds[2] ?? 0 });
    expect(await refused("approval")).toBe("workflow.collegial_quorum");
    // Whoever is asked instead of them counts.
    const [again, instead] = await ask("vote", second, third);
    await yes(second, again);
    await yes(third, instead);
    expect(await move("approval")).toEqual({ state: "approval" });
  });
});

describe("one voice", () => {
  it("stays one where a signature was made void in between", async () => {
    const { author, first, caseId, move, ask } = await scene("notice");
    const [vote] = await ask("vote", first);
    await yes(first, vote);
    const [signing] = await ask("sign", first);
    const { eventId } = await upload(author, caseId, { text: "Znění 1" });
    await move("signing");
    await yes(first, signing);
    await upload(author, caseId, { text: "Znění 2", after: eventId });
    const assignees = [{ role: "supervisor" as const }];
    const { actionIds } = await assignActions(author, { caseId, kind: "vote", assignees });
    await expect(yes(first, actionIds[0])).rejects.toMatchObject({
      code: "collegial.voted_already",
    });
  });
});

describe("a signature", () => {
  it("binds the content; a later version makes it void, visibly, and it is asked for anew", async () => {
    const { author, first, caseId, move, ask, refused } = await scene("notice");
    const [signing] = await ask("sign", first);
    await move("signing");
    await expect(yes(first, signing)).rejects.toMatchObject({ code: "collegial.nothing_to_sign" });
    const { eventId } = await upload(author, caseId, { text: "Znění 1" });
    await yes(first, signing);
    await move("acknowledgement");
    const [read] = await ask("acknowledge", author);
    await yes(author, read);
    await upload(author, caseId, { text: "Znění 2", after: eventId });
    expect(await refused("archived")).toBe("workflow.collegial_pending");
    const [awaited] = await awaitedActions(author, { caseId });
    expect(awaited).toMatchObject({ transitions: ["archive"], kind: "sign", missing: 0 });
    const [{ versions } = { versions: [] }] = await signedDocuments(author, { caseId });
    expect(versions.map(({ signatures }) => signatures.length)).toEqual([0, 1]);
    expect(versions[1]?.signatures[0]?.voidedAt).toBeTruthy();
    await move("preparation");
    await move("signing");
    await yes(first, signing);
    await move("acknowledgement");
    await yes(author, read);
    expect(await move("archived")).toEqual({ state: "archived" });
  });
});

describe("why a case cannot move", () => {
  it("names what is missing and who is awaited", async () => {
    const { author, first, caseId, move, ask } = await scene("contract");
    await move("approval");
    expect(await awaitedActions(author, { caseId })).toMatchObject([
      { kind: "approve", missing: 1, actions: [], transitions: ["send-to-signing"] },
    ]);
    await ask("approve", first);
    expect(await awaitedActions(author, { caseId })).toMatchObject([
      {
        ...{ kind: "approve", missing: 0 },
        actions: [{ assigneeName: "První", able: [{ name: "První", forName: null }] }],
      },
    ]);
  });
});
