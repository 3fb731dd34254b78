import { beforeEach, describe, expect, it } from "vitest";
import type { Tx } from "@/db/client";
import type { TwinDebtor } from "@/server/connectors/isir-cz/testing/isir-words";
import { type Context, inTransaction, reading } from "../context";
import { openDesk } from "../testing";
import {
  checkParty,
  followInsolvencies,
  followInsolvency,
  runBulkCheck,
  saveService,
  startBulkCheck,
} from ".";
import { keepChecks } from "./check-party";
import type { AnsweredCheck } from "./record";
import { readService } from "./services";
import { takeTurn } from "./take-turn";
import {
  caseOf,
  follow,
  freshScenes,
  linesOf,
  person,
  rowsOf,
  type Sql,
  scene,
  system,
  tagsOf,
  tasksOf,
} from "./testing/insolvency-scene";
import { addDebtors } from "./testing/register-scene";

const desk = await openDesk();
freshScenes(desk);

const spentMinor = async () => {
  const [row] = await rowsOf(
    (sql: Sql) => sql<{ spentMinor: number }[]>`
      select coalesce(sum(price_minor), 0)::int as "spentMinor" from screenings`,
  );
  return row?.spentMinor;
};
const reserved = () => rowsOf((sql: Sql) => sql<object[]>`select 1 from register_reservations`);
const ask = (partyId: number, cause: "card" | "watch" | "feed" = "card") =>
  checkParty(cause === "card" ? scene.admin : system(), { partyId, register: "isir_cz", cause });

describe("two processes at once", () => {
  let partyIds: number[] = [];
  beforeEach(async () => {
    partyIds = [];
    for (let no = 0; no < 4; no += 1) partyIds.push((await person()).partyId);
  });

  it("do not spend together what only one of them may", async () => {
    // Each of them is clear by two answers, by number and by name.
    await saveService(scene.admin, { ...scene.service, priceMinor: 100, monthBudgetMinor: 350 });
    const said = await Promise.allSettled(partyIds.map((partyId) => ask(partyId)));
    const refused = said.flatMap((each) => (each.status === "rejected" ? each.reason.code : []));
    expect(refused).toEqual(Array(3).fill("registers.budget"));
    expect(await spentMinor()).toBe(200);
    expect(await reserved()).toEqual([]);
    expect(scene.twin.asked).toHaveLength(2);
  });

  it("do not take more turns together than there are", async () => {
    await saveService(scene.admin, { ...scene.service, perMinute: 5 });
    const said = await Promise.allSettled(partyIds.map((partyId) => ask(partyId)));
    expect(said.filter(({ status }) => status === "fulfilled")).toHaveLength(2);
    expect(scene.twin.asked).toHaveLength(4);
    const [pace] = await rowsOf(
      (sql: Sql) => sql<{ calls: number }[]>`select minute_calls as calls from register_pace`,
    );
    expect(pace).toEqual({ calls: 4 });
  });

  it("that run bulk checks never spend more than the budget, whatever the chunk", async () => {
    await addDebtors(scene, 12);
    await saveService(scene.admin, { ...scene.service, priceMinor: 100, monthBudgetMinor: 900 });
    const start = (key: string) =>
      startBulkCheck(scene.admin, {
        ...{ scope: "open_cases", idempotencyKey: `race-${key}`, isForced: true },
      });
    const runs = [await start("one-run"), await start("two-run")];
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(runs.map((run) => runBulkCheck(system(), run)));
      expect(await spentMinor()).toBeLessThanOrEqual(900);
    }
    expect(await spentMinor()).toBeGreaterThan(400);
    expect(await reserved()).toEqual([]);
  });

  it("of which one died give its money back after a while", async () => {
    await saveService(scene.admin, { ...scene.service, priceMinor: 100, monthBudgetMinor: 200 });
    await inTransaction(system(), async (inner, tx) => {
      const service = await readService(inner, tx, "isir_cz");
      await takeTurn(inner, tx, { service, questionMax: 2 });
    });
    const [partyId = 0] = partyIds;
    await expect(ask(partyId)).rejects.toMatchObject({ code: "registers.budget" });
    const later = { ...scene.admin, now: new Date(desk.now.getTime() + 901_000) };
    await expect(
      checkParty(later, { partyId, register: "isir_cz", cause: "card" }),
    ).resolves.toMatchObject({ outcome: "clear" });
  });
});

describe("a hit that comes from the feed and from the watch at once", () => {
  it("is one fact, one row, one tag, one line and one task", async () => {
    const { partyId, known } = await person();
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    scene.twin.debtors.push(known);
    const said = await Promise.all([
      ask(partyId, "feed"),
      ask(partyId, "watch"),
      ask(partyId, "feed"),
    ]);
    expect(said.filter(({ change }) => change !== null)).toHaveLength(1);
    await Promise.all([
      follow(partyId),
      follow(partyId),
      follow(partyId),
      followInsolvencies(system()),
    ]);
    const facts = await reading(scene.admin, async ({ sql }) => [
      ...(await sql<{ name: string }[]>`
        select name from outbox_facts where name like 'party.insolv%'
           and (payload->>'partyId')::bigint = ${partyId}`),
    ]);
    expect(facts).toEqual([{ name: "party.insolvent" }]);
    expect(await tasksOf(caseId)).toHaveLength(1);
    expect(await linesOf(caseId)).toEqual(["insolvency.began"]);
    expect((await tagsOf(caseId)).map(({ code }) => code)).toEqual(["insolvency"]);
    const rows = await rowsOf(
      (sql: Sql) => sql<object[]>`select 1 from case_insolvencies where case_id = ${caseId}`,
    );
    expect(rows).toHaveLength(1);
  });

  it("is one although the second was answered before the first was written down", async () => {
    const { partyId, known } = await person();
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    const kept = (cause: "feed" | "watch") => keepingOf({ partyId, known, cause });
    const said = await inTurn(
      (inner, tx) => keepChecks(inner, tx, [kept("feed")]),
      (inner, tx) => keepChecks(inner, tx, [kept("watch")]),
    );
    expect(said.flat().filter(({ change }) => change !== null)).toHaveLength(1);
    await inTurn(
      (inner) => followInsolvency(inner, { partyIds: [partyId] }),
      (inner) => followInsolvency(inner, { partyIds: [partyId] }),
    );
    expect(await tasksOf(caseId)).toHaveLength(1);
    expect(await linesOf(caseId)).toEqual(["insolvency.began"]);
    expect(await tagsOf(caseId)).toHaveLength(1);
  });

  it("that ends at once is ended once", async () => {
    const { partyId, known } = await person();
    const caseId = await caseOf([{ partyId, role: "debtor" }]);
    scene.twin.debtors.push(known);
    await ask(partyId);
    await follow(partyId);
    known.state = "ODSKRTNUTA";
    await Promise.all([ask(partyId, "feed"), ask(partyId, "watch")]);
    await Promise.all([follow(partyId), follow(partyId)]);
    expect(await linesOf(caseId)).toEqual(["insolvency.began", "insolvency.ended"]);
    expect(await tasksOf(caseId)).toHaveLength(2);
  });
});

function gate() {
  let open: () => void = () => undefined;
  const isOpen = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { isOpen, open };
}

type Work<Value> = (inner: Context, tx: Tx) => Promise<Value>;

/** Both at once: the first holds what it has written until the second waits for it. */
async function inTurn<Value>(first: Work<Value>, second: Work<Value>): Promise<Value[]> {
  const [reached, release] = [gate(), gate()];
  const one = inTransaction(system(), async (inner, tx) => {
    const value = await first(inner, tx);
    reached.open();
    await release.isOpen;
    return value;
  });
  await reached.isOpen;
  const two = inTransaction(system(), second);
  const isWaiting = async () => {
    const [row] = await desk.owner<{ count: number }[]>`
      select count(*)::int as count from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where a.datname = current_database() and not l.granted`;
    return (row?.count ?? 0) > 0;
  };
  while (!(await isWaiting()));
  release.open();
  return Promise.all([one, two]);
}

/** An answer that has found them, to be written down. */
function keepingOf(given: {
  partyId: number;
  known: TwinDebtor;
  cause: "feed" | "watch";
}): AnsweredCheck {
  const { partyId, known, cause } = given;
  const mark = `INS ${known.number}/${known.year}`;
  return {
    ...{ register: "isir_cz", partyId, caseId: null, cause, purpose: cause, priceMinor: 0 },
    ...{ currency: "CZK", askedBy: "birth_number" },
    asked: {
      ...{ sent: null, received: null, mediaType: "", status: 200 },
      answer: {
        ...{ outcome: "found", quality: "identifier", asOf: null, isCut: false },
        records: [
          {
            ...{ mark, fileMark: mark, court: null, stateCode: "ÚPADEK", name: "Petr", url: null },
            ...{ birthOn: null, registrationNo: null, address: null, startedOn: "2026-11-02" },
            ...{ endedOn: null, isCoDebtor: false, quality: "identifier" },
          },
        ],
      },
    },
  };
}
