import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sessions } from "@/db/schema";
import { seedMovement } from "@/server/domain/bank/testing/seed-movement";
import { seedRuns } from "@/server/domain/clock/testing/seed-runs";
import { inTransaction, type OperatorContext, reading } from "@/server/domain/context";
import { uploadImport } from "@/server/domain/imports";
import { seedFailedMail } from "@/server/domain/mails/testing/seed-failed-mail";
import { seedChannels } from "@/server/domain/messages/testing/seed-channels";
import { seedDesk } from "@/server/domain/requests/testing/seed-desk";
import { uploadTemplate } from "@/server/domain/templates";
import { openDesk } from "@/server/domain/testing";
import { createCrmCaller, crmRouter } from "./root";
import { MARK, seedWallRows } from "./wall-rows";
import { WALL_SAMPLES } from "./wall-samples";

// Every query of the operators' router, asked on a tenant with rows of every kind: whoever is in its
// answer is in the audit.

/** Queries whose answers are of no case and no person of the register, and why. */
const OF_NOBODY: readonly (readonly [RegExp, string])[] = [
  [/^access\./, "operators"],
  [/^audit\.vocabulary$/, "words"],
  [/^bank\.(accounts|rules|statements)$/, "accounts and files of the company's"],
  [/^cases\.(colleagues|diagram|draftRules|processes)$/, "operators, processes"],
  [/^cases\.tags$/, "words"],
  [/^cases\.previewMerge$/, "what differs between two cases that page and search have shown"],
  [/(\.count|Counts|ByState|\.counts|\.countPayments|\.countPromises|\.countWaiting)$/, "numbers"],
  [/^timeline\.workload$/, "numbers of operators"],
  [/^(claims\.sum|requests\.report|reports\.pipeline|registers\.(costs|lookers))$/, "sums"],
  [/^(leads|requestMails)\.figures$/, "numbers"],
  [/^channels\.(batches|health|postage|delayed)$/, "the company's ways to send"],
  [/^channels\.unfiled$/, "strangers: a mail that is filed to no case"],
  [/^claims\.(interestRules|profiles|rates|rules)$/, "law and settings"],
  [/^claims\.previewInterest$/, "sums of a claim whose ledger has been shown"],
  [/^clock\./, "jobs"],
  [/^collegial\.deputies$/, "operators"],
  [/^configuration\.(get|version|actions)$/, "settings"],
  [/^dunning\.(ofDay|plan|plans|unreached|leavingOfRun)$/, "plans, and numbers of letters"],
  [/^feeds\.(connections|sources)$/, "the company's accounts"],
  [/^help\./, "manuals"],
  [/^imports\.(list|get|choices|findings|findingGroups)$/, "a file: what it holds is nobody's yet"],
  [/^instalments\.(preview|settings)$/, "settings, sums that the asker typed"],
  [/^leads\.(forms|rules)$/, "settings"],
  [/^leads\.quarantine$/, "strangers: what a form sent that is no deal"],
  [/^lists\.(bulk|bulkActions|views)$/, "what operators did and keep"],
  [/^mails\./, "addresses of our own mails, of what and about whom is not told"],
  [/^messages\.rules$/, "settings"],
  [/^modules\./, "keys"],
  [/^organisations\.rules$/, "settings"],
  [/^paymentCodes\./, "the company's accounts and what the asker typed"],
  [/^pocket\.devices$/, "the asker's own telephones"],
  [/^portal\.(retention|site)$/, "settings"],
  [/^processes\.(?!caseNext$)/, "processes"],
  [/^registers\.(bulk|bulks)$/, "numbers of what operators asked for"],
  [/^registers\.(feeds|services|settings|statuses)$/, "settings"],
  [/^requestMails\.rules$/, "settings"],
  [/^requestMails\.waiting$/, "numbers of mails, which are told of elsewhere"],
  [/^requests\.(canned|rules|settings|tryRoute)$/, "settings"],
  [/^templates\.(get|list)$/, "templates"],
  [/^tenant\./, "settings"],
  [/^timeline\.officeTasks$/, "tasks of the office, about its machines"],
  [/^triggers\.endpoints$/, "settings"],
];

/** Queries that note what they show, and show nothing of this scene. */
const NOT_IN_THIS_SCENE: readonly string[] = [
  ...[
    "audit.read",
    "cases.assignments",
    "cases.groups",
    "collegial.waiting",
    "configuration.actionLog",
  ],
  ...["configuration.actionRuns", "configuration.panels", "feeds.entered", "imports.undoBlockers"],
  ...["leads.domains", "leads.waiting", "messages.caught", "organisations.waitingChanges"],
  ...["organisations.waitingJoins", "parties.catchingUp", "parties.previewMerge"],
  ...["registers.bulkChanges", "registers.insolvency", "registers.list", "requestMails.propose"],
  ...["parties.scanDuplicates", "triggers.deliveries", "triggers.delivery"],
];

type AnyProcedure = { _def: { type: "query" | "mutation" | "subscription" } };
const procedures = crmRouter._def.procedures as unknown as Record<string, AnyProcedure>;
const queries = Object.keys(procedures)
  .filter((path) => procedures[path]?._def.type === "query")
  .sort();
const isOfNobody = (path: string) => OF_NOBODY.some(([pattern]) => pattern.test(path));

const desk = await openDesk();
const tenant = await desk.tenant();
const admin = await tenant.operator("administrator");

async function* bytesOf(text: string) {
  yield Buffer.from(text);
}

const rows = await seedWallRows(createCrmCaller({ ctx: admin }), {
  sessionId: await inTransaction(admin, async ({ actor }, tx) => {
    const expiresAt = new Date(desk.now.getTime() + 1e9);
    const values = { operatorId: actor.operatorId, expiresAt, lastSeenAt: desk.now };
    const [row] = await tx.insert(sessions).values(values).returning({ id: sessions.id });
    return row?.id ?? "";
  }),
  mark: MARK,
  importId: (
    await uploadImport(
      admin,
      { kind: "cases", name: "cases.csv" },
      bytesOf(`RefNo;CeleJmeno\r\n1/2026;${MARK}\r\n`),
    )
  ).importId,
  templateId: (await uploadTemplate(admin, { fileName: "dopis.txt" }, bytesOf(MARK))).templateId,
  ...(await seedMovement(admin, MARK)),
  ...(await seedFailedMail(admin, { name: MARK })),
  ...(await seedRuns(admin, { name: MARK })),
  ...(await seedChannels(admin, MARK)),
  ...(await seedDesk(admin, MARK)),
});

/** Everybody in the register, and on which cases; every case by its number. */
const register = await reading(admin, async ({ sql }) => ({
  people: await sql<{ id: number; name: string; caseIds: number[] }[]>`
    select p.id, p.full_name as name, array(select case_id from case_parties s
             where s.party_id = p.id) as "caseIds" from parties p`,
  cases: await sql<{ id: number; refNo: string }[]>`select id, ref_no as "refNo" from cases`,
}));

async function call(ctx: OperatorContext, path: string, input: unknown): Promise<unknown> {
  let target: unknown = createCrmCaller({ ctx });
  for (const name of path.split(".")) target = (target as Record<string, unknown>)[name];
  return (target as (given: unknown) => Promise<unknown>)(input);
}

/** What a fresh operator was answered, and what the audit has of it. */
async function askAll(path: string) {
  const ctx = await tenant.operator("administrator", { name: "Čtenář" });
  const sample = WALL_SAMPLES[path];
  if (!sample) throw new Error("no sample");
  const answers: unknown[] = [];
  for (const make of "refused" in sample ? sample.refused : sample.harmless) {
    answers.push(await call(ctx, path, make(rows, rows)).catch(() => null));
  }
  const noted = await reading(
    ctx,
    ({ sql }) => sql<{ place: string; caseIds: number[]; partyIds: number[] }[]>`
      select place, case_ids as "caseIds", party_ids as "partyIds" from audit_reads
       where operator_id = ${ctx.actor.operatorId}`,
  );
  return { answers, noted };
}

/** The values of a key, at any depth. */
function valuesOf(answer: unknown, key: string): unknown[] {
  if (typeof answer !== "object" || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) =>
    name === key ? [value] : valuesOf(value, key),
  );
}

/** Who is named in answers and is neither noted nor on a case that is. */
function unnoted({ answers, noted }: Awaited<ReturnType<typeof askAll>>): string[] {
  const text = JSON.stringify(answers);
  const numbers = new Set(answers.flatMap((answer) => valuesOf(answer, "refNo")));
  const caseIds = new Set(noted.flatMap((row) => row.caseIds));
  const partyIds = new Set(noted.flatMap((row) => row.partyIds));
  const people = register.people.filter(
    ({ id, name, caseIds: on }) =>
      text.includes(JSON.stringify(name).slice(1, -1)) &&
      !partyIds.has(id) &&
      !on.some((caseId) => caseIds.has(caseId)),
  );
  const cases = register.cases.filter(({ id, refNo }) => numbers.has(refNo) && !caseIds.has(id));
  return [...people.map(({ name }) => name), ...cases.map(({ refNo }) => `case ${refNo}`)];
}

describe("what operators are shown", () => {
  it.each(queries)("%s notes whose it is", async (path) => {
    const asked = await askAll(path);
    expect(unnoted(asked)).toEqual([]);
    const notes = !isOfNobody(path) && !NOT_IN_THIS_SCENE.includes(path);
    expect(asked.noted.length > 0, JSON.stringify(asked.answers).slice(0, 500)).toBe(notes);
    expect(asked.noted.every(({ place }) => place === path)).toBe(true);
  });

  it("is told by a name of the place", () => {
    const file = new URL("../../../app/i18n/cs/audit.json", import.meta.url);
    const { places } = JSON.parse(readFileSync(file, "utf8")).reads;
    const rooms = queries.filter((path) => !isOfNobody(path)).map((path) => path.split(".")[0]);
    expect(Object.keys(places).sort()).toEqual([...new Set(rooms)].sort());
  });

  it("is not shown where it cannot be written down, and what was refused is not noted", async () => {
    const ctx = await tenant.operator("administrator");
    const speechless = { ...ctx, actor: { ...ctx.actor, name: "\0" } };
    await expect(call(speechless, "cases.get", { caseId: rows.caseId })).rejects.toThrow();
    await call(speechless, "cases.count", {});
    const auditor = await tenant.operator("readOnly");
    await expect(call(auditor, "audit.list", { caseId: rows.caseId })).rejects.toThrow();
    const noted = await reading(
      ctx,
      ({ sql }) => sql`select 1 from audit_reads where operator_id
                         in (${ctx.actor.operatorId}, ${auditor.actor.operatorId})`,
    );
    expect(noted).toHaveLength(0);
  });

  it("is found by the person: who saw them in a list, on a case, on their card", async () => {
    const [lister, opener] = [await tenant.operator("operator"), await tenant.operator("operator")];
    await call(lister, "cases.list", { filter: {} });
    await call(opener, "cases.get", { caseId: rows.caseId });
    await call(opener, "timeline.list", { caseId: rows.caseId });
    await call(opener, "parties.get", { partyId: rows.partyId });
    const told = async (operator: OperatorContext) => {
      const asked = { partyId: rows.partyId, operatorId: operator.actor.operatorId };
      const { items } = await createCrmCaller({ ctx: admin }).audit.reads(asked);
      return items.map(({ place, opened }) => `${place} ${opened}`);
    };
    expect(await told(lister)).toEqual(["cases.list null"]);
    expect(await told(opener)).toEqual([
      "parties.get party",
      "timeline.list case",
      "cases.get case",
    ]);
  });

  it("is written of a question that is sent as a command, too", async () => {
    const asker = await tenant.operator("administrator");
    const typed = { kind: "natural_person", fullName: "Jan Dvojník", birthOn: "1980-02-03" };
    const { partyId } = (await call(admin, "parties.create", typed)) as { partyId: number };
    expect(await call(asker, "parties.findDuplicates", typed)).not.toEqual([]);
    const noted = await reading(
      admin,
      ({ sql }) => sql<{ place: string }[]>`
        select place from audit_reads where operator_id = ${asker.actor.operatorId}
           and ${partyId} = any(party_ids)`,
    );
    expect([...noted]).toEqual([{ place: "parties.findDuplicates" }]);
  });

  it("is exempt only where there is such a query", () => {
    for (const [pattern] of OF_NOBODY)
      expect(queries.some((path) => pattern.test(path))).toBe(true);
    expect(NOT_IN_THIS_SCENE.filter((path) => !queries.includes(path) || isOfNobody(path))).toEqual(
      [],
    );
  });
});
