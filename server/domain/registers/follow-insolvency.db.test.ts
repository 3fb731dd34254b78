import { describe, expect, it } from "vitest";
import { addCaseParty, untagCases } from "../cases";
import { pauseInterest } from "../claims";
import { inTransaction } from "../context";
import { openDesk } from "../testing";
import { followInsolvencies, judgeHit, listCaseInsolvencies } from ".";
import {
  caseOf,
  check,
  endedOf,
  follow,
  freshScenes,
  lateInterest,
  linesOf,
  owe,
  person,
  rowsOf,
  type Sql,
  scene,
  system,
  tagsOf,
  tasksOf,
} from "./testing/insolvency-scene";
import { addPerson } from "./testing/register-scene";

const desk = await openDesk();
freshScenes(desk);

describe("an insolvency", () => {
  it("tags every open case of the debtor, rests interest from the decision, and is told once", async () => {
    const { partyId, known } = await person();
    const parties = [{ partyId, role: "debtor" }];
    const [caseId, other, closed] = [
      await caseOf(parties),
      await caseOf(parties),
      await caseOf(parties),
    ];
    await inTransaction(scene.admin, (_, { sql }) =>
      sql`update cases set archived_at = now() where id = ${closed}`.then(() => undefined),
    );
    await owe(caseId);
    const atDecision = await lateInterest(caseId, "2026-11-01");
    expect(await lateInterest(caseId, "2026-11-21")).toBeGreaterThan(atDecision);
    scene.twin.debtors.push(known);
    await check(partyId);
    expect(await follow(partyId)).toEqual({ count: 2 });
    await pauseInterest(system(), { caseIds: [caseId, other] });
    for (const id of [caseId, other]) {
      expect(await tagsOf(id)).toEqual([
        { code: "insolvency", restsFrom: "2026-11-02", isKept: false },
      ]);
      expect(await linesOf(id)).toEqual(["insolvency.began"]);
      expect(await tasksOf(id)).toMatchObject([
        // Two months from 2 November 2026; 2 January 2027 is a Saturday.
        { dueOn: "2027-01-04", assigneeId: scene.admin.actor.operatorId },
      ]);
    }
    expect((await tasksOf(caseId))[0]?.text).toContain("Insolvence: přihlásit pohledávku");
    expect(await tagsOf(closed)).toEqual([]);
    // Not a haler of interest from the day of the decision on, and none less before it.
    expect(await lateInterest(caseId, "2026-11-21")).toBe(atDecision);
    expect(await lateInterest(caseId, "2026-11-01")).toBe(atDecision);
    expect(await follow(partyId)).toEqual({ count: 0 });
    expect(await tasksOf(caseId)).toHaveLength(1);
    expect(await linesOf(caseId)).toHaveLength(1);
  });

  it("by a petition alone leaves interest running; its decision rests it and turns the task", async () => {
    const { partyId, known } = await person({ state: "NEVYRIZENA", startedOn: undefined });
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    await owe(caseId);
    scene.twin.debtors.push(known);
    await check(partyId);
    await follow(partyId);
    await pauseInterest(system(), { caseIds: [caseId] });
    expect(await tagsOf(caseId)).toEqual([{ code: "insolvency", restsFrom: null, isKept: true }]);
    const grown = await lateInterest(caseId, "2026-11-21");
    expect(grown).toBeGreaterThan(await lateInterest(caseId, "2026-11-01"));
    const [petition] = await tasksOf(caseId);
    // Monday after that Sunday.
    expect(petition).toMatchObject({ dueOn: "2026-11-23" });
    expect(petition?.text).toContain("Insolvenční návrh");
    known.state = "ÚPADEK";
    known.startedOn = "2026-11-20";
    await check(partyId);
    expect(await follow(partyId)).toEqual({ count: 1 });
    expect(await tagsOf(caseId)).toMatchObject([{ restsFrom: "2026-11-20", isKept: false }]);
    const tasks = await tasksOf(caseId);
    expect(tasks).toMatchObject([{ dueOn: "2027-01-20" }]);
    expect(tasks[0]?.text).toContain("přihlásit pohledávku");
    expect(await linesOf(caseId)).toEqual(["insolvency.began", "insolvency.moved"]);
  });

  it("that ends keeps its tag and its rest until a person decides, and asks them to", async () => {
    const { partyId, known } = await person();
    const beside = await person();
    const caseId = await caseOf([
      { partyId, role: "debtor" },
      { partyId: beside.partyId, role: "coDebtor" },
    ]);
    await owe(caseId);
    scene.twin.debtors.push(known, beside.known);
    for (const id of [partyId, beside.partyId]) {
      await check(id);
      await follow(id);
    }
    await pauseInterest(system(), { caseIds: [caseId] });
    const rested = await lateInterest(caseId, "2026-11-01");
    const before = (await tasksOf(caseId)).length;
    beside.known.endedOn = "2026-11-21";
    await check(beside.partyId);
    await follow(beside.partyId);
    // Nothing was stopped for another's insolvency: nothing waits for a decision.
    expect((await tagsOf(caseId)).map(({ code }) => code)).toEqual(["insolvency"]);
    expect(await tasksOf(caseId)).toHaveLength(before);
    known.endedOn = "2026-11-21";
    await check(partyId);
    expect(await follow(partyId)).toEqual({ count: 1 });
    await pauseInterest(system(), { caseIds: [caseId] });
    expect(await tagsOf(caseId)).toEqual([
      { code: "insolvency", restsFrom: "2026-11-02", isKept: false },
    ]);
    expect(await lateInterest(caseId, "2026-12-31")).toBe(rested);
    expect(await endedOf(caseId)).toEqual([false, true]);
    const tasks = await tasksOf(caseId);
    expect(tasks).toHaveLength(before + 1);
    expect(tasks.at(-1)).toMatchObject({
      ...{ dueOn: "2026-11-23", assigneeId: scene.admin.actor.operatorId },
      text: expect.stringContaining("Rozhodnout, co dál"),
    });
    expect(await listCaseInsolvencies(scene.admin, { caseId })).toContainEqual(
      expect.objectContaining({ partyId, decidedOn: "2026-11-02", endedAt: desk.now }),
    );
    expect(await follow(partyId)).toEqual({ count: 0 });
    expect(await followInsolvencies(system())).toEqual({ count: 0 });
    const [tag] = await rowsOf(
      (sql: Sql) => sql<{ id: number }[]>`select id from tags where code = 'insolvency'`,
    );
    await untagCases(scene.admin, { caseIds: [caseId], tagId: tag?.id ?? 0 });
    expect(await tagsOf(caseId)).toEqual([]);
  });

  it("that a person calls a false match leaves nothing behind", async () => {
    const { partyId, known } = await person();
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    scene.twin.debtors.push(known);
    await check(partyId);
    await follow(partyId);
    const mark = `INS ${known.number}/2026`;
    await judgeHit(scene.admin, {
      partyId,
      register: "isir_cz",
      mark,
      verdict: "false_match",
      reason: "jiný",
    });
    expect(await follow(partyId)).toEqual({ count: 1 });
    expect(await tagsOf(caseId)).toEqual([]);
    expect(await tasksOf(caseId)).toHaveLength(1);
  });

  it("of a co-debtor marks the case and stops nothing towards the debtor; who stands beside is flagged", async () => {
    const debtor = await person();
    const beside = await person();
    const caseId = await caseOf([
      { partyId: debtor.partyId, role: "debtor" },
      { partyId: beside.partyId, role: "coDebtor" },
    ]);
    await owe(caseId);
    scene.twin.debtors.push(beside.known);
    await check(beside.partyId);
    await follow(beside.partyId);
    await pauseInterest(system(), { caseIds: [caseId] });
    expect(await tagsOf(caseId)).toMatchObject([{ code: "insolvency_beside" }]);
    expect(await lateInterest(caseId, "2026-11-21")).toBeGreaterThan(
      await lateInterest(caseId, "2026-11-01"),
    );
    expect(await linesOf(caseId)).toEqual(["insolvency.began", "insolvency.others"]);
    const tasks = await tasksOf(caseId);
    expect(tasks.map(({ dueOn }) => dueOn)).toEqual(["2027-01-04", "2026-11-23"]);
    expect(tasks[1]?.text).toContain(debtor.known.surname);
    // The debtor follows: both tags stand.
    scene.twin.debtors.push(debtor.known);
    await check(debtor.partyId);
    await follow(debtor.partyId);
    expect((await tagsOf(caseId)).map(({ code }) => code)).toEqual([
      "insolvency",
      "insolvency_beside",
    ]);
  });

  it("names a joint debtor: one of ours by birth number or whole name is to be checked", async () => {
    const debtor = await person();
    const spouse = await person();
    const namesake = await addPerson(scene.admin, {
      ...{ fullName: "Marie Jmenná", birthOn: "1972-05-06" },
    });
    const caseId = await caseOf([{ partyId: debtor.partyId, role: "debtor" }]);
    const spouses = await caseOf([{ partyId: spouse.partyId, role: "debtor" }]);
    const names = await caseOf([{ partyId: namesake, role: "debtor" }]);
    const { number } = debtor.known;
    scene.twin.debtors.push(
      debtor.known,
      { ...spouse.known, surname: "Jinak", number },
      { surname: "Jmenná", givenName: "Marie", bornOn: "1972-05-06", number, year: 2026 },
    );
    await check(debtor.partyId);
    expect(await follow(debtor.partyId)).toEqual({ count: 3 });
    for (const id of [spouses, names]) {
      expect(await linesOf(id)).toEqual(["insolvency.named"]);
      expect(await tagsOf(id)).toEqual([]);
      expect((await tasksOf(id))[0]?.text).toContain("dalším dlužníkem řízení");
    }
    expect(await follow(debtor.partyId)).toEqual({ count: 0 });
    // Asked for themselves they are insolvent: the doubt gives way to it.
    await check(spouse.partyId);
    await follow(spouse.partyId);
    expect(await linesOf(spouses)).toEqual([
      ...["insolvency.named", "insolvency.doubt_ended", "insolvency.began"],
    ]);
    expect(await linesOf(caseId)).toEqual(["insolvency.began"]);
  });

  it("that is only suspected stops nothing and gives each owner one task; a verdict makes it one", async () => {
    const { partyId, known } = await person();
    const parties = [{ partyId, role: "debtor" }];
    const [caseId, other] = [await caseOf(parties), await caseOf(parties)];
    scene.twin.debtors.push(known);
    scene.twin.meet("weaker");
    await check(partyId);
    await follow(partyId);
    expect([await tagsOf(caseId), await tagsOf(other)]).toEqual([[], []]);
    const tasks = [...(await tasksOf(caseId)), ...(await tasksOf(other))];
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.text).toContain("Posoudit, zda jde o stejnou osobu");
    const [hit] = await listCaseInsolvencies(scene.admin, { caseId });
    expect(hit).toMatchObject({ kind: "suspected", decidedOn: null });
    const mark = `INS ${known.number}/2026`;
    await judgeHit(scene.admin, { partyId, register: "isir_cz", mark, verdict: "watch" });
    await follow(partyId);
    expect((await tagsOf(other)).map(({ code }) => code)).toEqual(["insolvency"]);
  });

  it("finds cases that came to the party later, and lets go of those it has left", async () => {
    const { partyId, known } = await person();
    scene.twin.debtors.push(known);
    await check(partyId);
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    const other = await person();
    const joined = await caseOf([{ partyId: other.partyId, role: "debtor" }]);
    await addCaseParty(scene.admin, {
      ...{ caseId: joined, partyId, role: "coDebtor", isInsolvencyConfirmed: true },
    } as never);
    expect(await followInsolvencies(system())).toEqual({ count: 2 });
    expect(await followInsolvencies(system())).toEqual({ count: 0 });
    expect((await tagsOf(caseId)).map(({ code }) => code)).toEqual(["insolvency"]);
    expect((await tagsOf(joined)).map(({ code }) => code)).toEqual(["insolvency_beside"]);
    await inTransaction(scene.admin, (_, { sql }) =>
      sql`delete from case_parties where case_id = ${joined} and party_id = ${partyId}`.then(
        () => undefined,
      ),
    );
    expect(await followInsolvencies(system())).toEqual({ count: 1 });
    expect(await tagsOf(joined)).toEqual([]);
  });
});
