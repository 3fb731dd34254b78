import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { casesOfBirthNumber, countCases, listCases, openCase, quickSearchCases } from "../cases";
import { countPayments, createClaim, listClaims } from "../claims";
import { inTransaction, type OperatorContext, reading } from "../context";
import { exportList, startBulkAction } from "../lists";
import { openDesk } from "../testing";
import { countListedTasks, listTasks } from "../timeline";
import { createParty, findDuplicates, listParties, quickSearchParties } from ".";
import { BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX } from "./search-by-birth-number";

const desk = await openDesk();
const NUMBER = "800101/9114";
const REFUSED = { kind: "precondition", code: "parties.birth_number_searches" };

/** Born one after another, each number with its check digit. */
function numbers(count: number): string[] {
  const all: string[] = [];
  for (let serial = 100; all.length < count; serial += 1) {
    const nine = `800102${serial}`;
    const check = Number(nine) % 11;
    if (check < 10) all.push(`${nine}${check}`);
  }
  return all;
}

const later = <Ctx extends OperatorContext>(ctx: Ctx, minutes: number): Ctx => ({
  ...ctx,
  now: new Date(ctx.now.getTime() + minutes * 60_000),
});

const notes = (ctx: OperatorContext) =>
  reading(ctx, ({ sql }) =>
    sql<{ action: string; actorId: number; line: string }[]>`
      select action, actor_id as "actorId", to_jsonb(a)::text as line from audit_entries a
       where action = 'parties.search-birth-number' order by id`.then((rows) => [...rows]),
  );

async function scene(role: "operator" | "supervisor" = "operator") {
  const tenant = await desk.tenant();
  const clerk = await tenant.operator("supervisor");
  const party = { kind: "natural_person" as const, fullName: "Jan Novák", birthNumber: NUMBER };
  const { partyId } = await createParty(clerk, party);
  const parties = [{ partyId, role: "debtor" }];
  const { caseId } = await openCase(clerk, { category: "collection", parties });
  return { tenant, ctx: await tenant.operator(role), partyId, caseId };
}

async function exhaust(ctx: OperatorContext): Promise<void> {
  for (const text of numbers(BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX)) {
    await listParties(ctx, { filter: { text } });
  }
}

const exporting = (ctx: OperatorContext, text: string) =>
  exportList(ctx, {
    ...{ list: "cases", format: "csv", sheetName: "Případy" },
    columns: [{ key: "refNo", header: "Číslo" }],
    query: { filter: { text } },
  });

/** Every door through which a whole number may be asked for. */
const DOORS: [string, (ctx: OperatorContext, text: string) => Promise<unknown>][] = [
  ["list of cases", (ctx, text) => listCases(ctx, { filter: { text } })],
  ["count of cases", (ctx, text) => countCases(ctx, { filter: { text } })],
  ["quick search of cases", (ctx, text) => quickSearchCases(ctx, { text })],
  ["export of cases", exporting],
  ["list of tasks", (ctx, text) => listTasks(ctx, { bucket: "today", assignee: "anyone", text })],
  ["count of tasks", (ctx, text) => countListedTasks(ctx, { assignee: "anyone", text })],
  ["list of parties", (ctx, text) => listParties(ctx, { filter: { text } })],
  ["quick search of parties", (ctx, text) => quickSearchParties(ctx, { text })],
  ["list of claims", (ctx, text) => listClaims(ctx, { filter: { text } })],
  ["count of payments", (ctx, text) => countPayments(ctx, { filter: { text } })],
  [
    "bulk action, also one that found nothing",
    (ctx, text) =>
      startBulkAction(ctx, {
        ...{ list: "cases", action: "tag", params: { tagId: 1 } },
        selection: { mode: "all", filter: { text, states: ["paid"] } },
      }).catch((error: { code?: string }) => {
        // Only who may search further gets so far as to find nothing.
        if (error.code !== "lists.bulk_nothing") throw error;
      }),
  ],
  [
    "form of a new person, refused because somebody has the number",
    (ctx, text) =>
      createParty(ctx, {
        ...{ kind: "natural_person" as const, fullName: "Kdo Zkouší", birthNumber: text },
        isKnownToDiffer: true,
      }).catch((error: { code?: string }) => {
        if (error.code !== "parties.birth_number_taken") throw error;
      }),
  ],
  [
    "warning of the form",
    (ctx, text) => findDuplicates(ctx, { kind: "natural_person", birthNumber: text }),
  ],
];

describe("a search by a whole birth number", () => {
  it.each(DOORS)("through the %s is written down, without the number", async (_name, ask) => {
    const { ctx } = await scene("supervisor");
    await ask(ctx, NUMBER);
    const [note, ...more] = await notes(ctx);
    expect(more).toEqual([]);
    expect(note).toMatchObject({
      action: "parties.search-birth-number",
      actorId: ctx.actor.operatorId,
    });
    expect(note?.line.replace(/[0-9a-f]{64}/, "")).not.toMatch(/9114|800101/);
    expect(note?.line).toMatch(/"hash": "[0-9a-f]{64}"/);
  });

  it("is one attempt for ten minutes, through whichever door and however many at once", async () => {
    const { ctx, caseId, partyId } = await scene();
    const [cases] = await Promise.all([
      listCases(ctx, { filter: { text: NUMBER } }),
      countCases(ctx, { filter: { text: NUMBER } }),
      quickSearchParties(ctx, { text: "8001019114" }),
    ]);
    expect(cases.items.map(({ id }) => id)).toEqual([caseId]);
    const people = await listParties(later(ctx, 9), { filter: { text: NUMBER } });
    expect(people.items.map(({ id }) => id)).toEqual([partyId]);
    expect(await notes(ctx)).toHaveLength(1);
    await listParties(later(ctx, 11), { filter: { text: NUMBER } });
    expect(await notes(ctx)).toHaveLength(2);
  });

  it("is none where the number is nobody's, but a symbol of some claim", async () => {
    const { ctx, caseId } = await scene("supervisor");
    const [symbol = ""] = numbers(1);
    await createClaim(ctx, {
      ...{ caseId, currency: "CZK", dueOn: "2026-10-01", principalMinor: 100 },
      variableSymbol: symbol,
    });
    const found = await listCases(ctx, { filter: { text: symbol } });
    expect(found.items.map(({ id }) => id)).toEqual([caseId]);
    expect((await listClaims(ctx, { filter: { text: symbol } })).items).toHaveLength(1);
    expect(await notes(ctx)).toEqual([]);
    await createParty(ctx, {
      ...{ kind: "natural_person", fullName: "Eva Nová", birthNumber: symbol },
      isKnownToDiffer: true,
    });
    const noted = (await notes(ctx)).length;
    await listCases(later(ctx, 11), { filter: { text: symbol } });
    expect(await notes(ctx)).toHaveLength(noted + 1);
  });

  it("finds by the index of birth numbers, however many people there are", async () => {
    const { ctx } = await scene();
    const plan = await inTransaction(ctx, async (_, tx) => {
      await tx.sql`
        insert into parties (kind, full_name, name_key)
        select 'natural_person', 'Jan ' || n, 'jan ' || n from generate_series(1, 5000) n`;
      const rows = await tx.sql`explain ${casesOfBirthNumber(tx, Buffer.from("00", "hex"))}`;
      return JSON.stringify(rows);
    });
    expect(plan).toContain("parties_birth_number_key");
  });

  it("says nothing of other texts", async () => {
    const { ctx } = await scene();
    for (const text of ["novak", "800101/9115", "123456", ""]) {
      await listCases(ctx, { filter: { text } });
      await listParties(ctx, { filter: { text } });
    }
    expect(await notes(ctx)).toEqual([]);
  });
});

describe("the limit", () => {
  it("stops one person through every door, and ends with the hour", async () => {
    const { tenant, ctx } = await scene();
    await exhaust(ctx);
    for (const [name, ask] of DOORS) {
      await expect(ask(later(ctx, 5), NUMBER), name).rejects.toMatchObject({
        ...REFUSED,
        params: { max: BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX, minutes: 55 },
      });
    }
    expect(await notes(ctx)).toHaveLength(BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX);
    // What was asked a moment ago may be paged further; colleagues and the next hour begin anew.
    const [, known = ""] = numbers(2);
    await expect(listCases(later(ctx, 5), { filter: { text: known } })).resolves.toBeTruthy();
    await expect(
      listCases(await tenant.operator("operator"), { filter: { text: NUMBER } }),
    ).resolves.toBeTruthy();
    await expect(listCases(later(ctx, 61), { filter: { text: NUMBER } })).resolves.toBeTruthy();
  });

  it("does not hold those who may read every number, and notes them all the same", async () => {
    const { ctx } = await scene("supervisor");
    await exhaust(ctx);
    await listCases(ctx, { filter: { text: NUMBER } });
    expect(await notes(ctx)).toHaveLength(BIRTH_NUMBER_SEARCHES_PER_HOUR_MAX + 1);
  });
});

it("an export finds what its search found, and counts no second time", async () => {
  const { ctx } = await scene("supervisor");
  await listCases(ctx, { filter: { text: NUMBER } });
  const exported = await exporting(ctx, NUMBER);
  const pieces: Buffer[] = [];
  await exported.write(
    new Writable({
      write(piece: Buffer, _encoding, done) {
        pieces.push(piece);
        done();
      },
    }),
  );
  expect(Buffer.concat(pieces).toString().trim().split("\n")).toHaveLength(2);
  expect(await notes(ctx)).toHaveLength(1);
});
