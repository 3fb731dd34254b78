import { describe, expect, it } from "vitest";
import type { TwinDebtor } from "@/server/connectors/isir-cz/testing/isir-words";
import { pauseInterest } from "../claims";
import { openDesk } from "../testing";
import { followInsolvencies, listCaseInsolvencies } from ".";
import {
  caseOf,
  check,
  courtSays,
  follow,
  freshScenes,
  lateInterest,
  linesOf,
  owe,
  person,
  registerTells,
  scene,
  system,
  tagsOf,
  tasksOf,
} from "./testing/insolvency-scene";

const desk = await openDesk();
freshScenes(desk);

describe("an insolvency", () => {
  it("decided on no known day rests interest from today and asks for the term at once", async () => {
    const { partyId, known } = await person({ state: "ODDLUŽENÍ", startedOn: undefined });
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    await owe(caseId);
    scene.twin.debtors.push(known);
    await check(partyId);
    await follow(partyId);
    await pauseInterest(system(), { caseIds: [caseId] });
    const { today } = scene.admin;
    expect(await tagsOf(caseId)).toEqual([{ code: "insolvency", restsFrom: today, isKept: false }]);
    expect(await lateInterest(caseId, "2026-12-31")).toBe(await lateInterest(caseId, today));
    const [task] = await tasksOf(caseId);
    expect(task).toMatchObject({ dueOn: "2026-11-23" });
    expect(task?.text).toContain("lhůta není známa");
    expect(await listCaseInsolvencies(scene.admin, { caseId })).toMatchObject([
      { isDecided: true, decidedOn: null, fileBy: null },
    ]);
    expect(await follow(partyId)).toEqual({ count: 0 });
    // Once the day is known the same task bears the term.
    known.startedOn = "2026-11-20";
    await check(partyId);
    await follow(partyId);
    expect(await tagsOf(caseId)).toMatchObject([{ restsFrom: "2026-11-20", isKept: false }]);
    expect(await tasksOf(caseId)).toMatchObject([
      { dueOn: "2027-01-20", text: expect.stringContaining("lhůta končí") },
    ]);
  });

  it.each([
    ["NEVYRIZENA", "2026-11-02", false],
    ["MORATORIUM", undefined, false],
    ["NEVYR-POST", undefined, false],
    ["KONKURS", undefined, true],
    ["REORGANIZ", undefined, true],
    ["K-PO ZRUŠ.", undefined, true],
    ["NEZNÁMÝ", undefined, false],
    ["NEZNÁMÝ", "2026-11-02", true],
  ] as const)("in the state %s with the day %s is decided: %s", async (state, startedOn, is) => {
    const { partyId, known } = await person({ state, startedOn });
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    scene.twin.debtors.push(known);
    await check(partyId);
    await follow(partyId);
    expect(await tagsOf(caseId)).toMatchObject([{ isKept: !is }]);
    const [item] = await listCaseInsolvencies(scene.admin, { caseId });
    expect(item).toMatchObject({ isDecided: is, decidedOn: is ? (startedOn ?? null) : null });
  });

  it.each([
    ["ÚPADEK", "2026-11-20", "lhůta končí", "2027-01-20"],
    ["NEVYRIZENA", undefined, "Insolvenční návrh", "2026-11-23"],
  ] as const)(
    "of another proceeding ends the old row and begins its own, with its own task",
    async (state, startedOn, text, dueOn) => {
      const { partyId, known } = await person({ year: 2024, startedOn: "2026-09-01" });
      const caseId = await caseOf([{ partyId, role: "debtor" }]);
      scene.twin.debtors.push(known);
      await check(partyId);
      await follow(partyId);
      const next: TwinDebtor = { ...known, number: known.number + 5_000, year: 2026, state };
      known.endedOn = "2026-11-10";
      next.startedOn = startedOn as never;
      scene.twin.debtors.push(next);
      await check(partyId);
      expect(await follow(partyId)).toEqual({ count: 1 });
      expect(await linesOf(caseId)).toEqual([
        ...["insolvency.began", "insolvency.ended", "insolvency.began"],
      ]);
      const tasks = await tasksOf(caseId);
      expect(tasks).toHaveLength(3);
      expect(tasks[1]).toMatchObject({ dueOn, text: expect.stringContaining(text) });
      expect(tasks[1]?.text).toContain(`${next.number}/2026`);
      expect(tasks[2]?.text).toContain("Rozhodnout, co dál");
      // What the first has stopped goes on resting until a person decides.
      expect(await tagsOf(caseId)).toMatchObject([{ restsFrom: "2026-09-01", isKept: false }]);
      const items = await listCaseInsolvencies(scene.admin, { caseId });
      expect(items.map(({ endedAt }) => endedAt)).toEqual([null, desk.now]);
      expect(await follow(partyId)).toEqual({ count: 0 });
    },
  );

  it("is filed by the day that the court set, where it is known", async () => {
    const { partyId, known } = await person({ startedOn: undefined });
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    scene.twin.debtors.push(known);
    const mark = `INS ${known.number}/2026`;
    await courtSays(mark, "2026-12-15");
    await check(partyId);
    await follow(partyId);
    expect(await tasksOf(caseId)).toMatchObject([
      { dueOn: "2026-12-15", text: expect.stringContaining("lhůta končí 15") },
    ]);
    // Before the term that the law gives, too; one before the decision is of something else.
    known.startedOn = "2026-11-20";
    await check(partyId);
    await follow(partyId);
    expect(await tasksOf(caseId)).toMatchObject([{ dueOn: "2026-12-15" }]);
    expect(await listCaseInsolvencies(scene.admin, { caseId })).toMatchObject([
      { decidedOn: "2026-11-20", fileBy: "2026-12-15", filing: null },
    ]);
    // Set anew with no other change: the daily search finds it.
    await courtSays(mark, "2026-12-22");
    expect(await followInsolvencies(system())).toEqual({ count: 1 });
    expect(await tasksOf(caseId)).toMatchObject([{ dueOn: "2026-12-22" }]);
    expect(await followInsolvencies(system())).toEqual({ count: 0 });
    await courtSays(mark, "2026-01-05");
    await follow(partyId);
    expect(await tasksOf(caseId)).toMatchObject([{ dueOn: "2027-01-20" }]);
  });

  it("is filed by the term from the day on which the decision was published, where that is known", async () => {
    const { partyId, known } = await person({ startedOn: "2026-11-20" });
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    scene.twin.debtors.push(known);
    const mark = `INS ${known.number}/2026`;
    // Neither a petition nor a decision that was cancelled years ago is the one.
    await registerTells(mark, "5", "2026-10-01T08:00:00Z");
    await registerTells(mark, "75", "2024-03-01T08:00:00Z");
    await check(partyId);
    await follow(partyId);
    const [byField] = await tasksOf(caseId);
    expect(byField).toMatchObject({ dueOn: "2027-01-20" });
    expect(byField?.text).toContain("lhůtu ověřit podle usnesení");
    // Late in the evening of the 5th in Prague, told after the answer: the daily search finds it.
    await registerTells(mark, "76", "2026-11-05T22:30:00Z");
    expect(await followInsolvencies(system())).toEqual({ count: 1 });
    const [byEvent] = await tasksOf(caseId);
    expect(byEvent).toMatchObject({ dueOn: "2027-01-05" });
    expect(byEvent?.text).not.toContain("ověřit");
    expect(await listCaseInsolvencies(scene.admin, { caseId })).toMatchObject([
      { decidedOn: "2026-11-05", fileBy: "2027-01-05" },
    ]);
    expect(await tagsOf(caseId)).toMatchObject([{ restsFrom: "2026-11-05" }]);
    expect(await followInsolvencies(system())).toEqual({ count: 0 });
    expect(await follow(partyId)).toEqual({ count: 0 });
    // Published after the day that the register gives: that day stays.
    const other = await person({ startedOn: "2026-11-03" });
    const otherCase = await caseOf([{ partyId: other.partyId, role: "debtor" }]);
    scene.twin.debtors.push(other.known);
    await registerTells(`INS ${other.known.number}/2026`, "78", "2026-11-09T08:00:00Z");
    await check(other.partyId);
    await follow(other.partyId);
    expect(await tasksOf(otherCase)).toMatchObject([{ dueOn: "2027-01-04" }]);
  });
});
