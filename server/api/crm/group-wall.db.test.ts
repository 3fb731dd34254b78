import { PassThrough } from "node:stream";
import { TRPCError } from "@trpc/server";
import { describe, expect, it } from "vitest";
import { sessions } from "@/db/schema";
import { seedMovement } from "@/server/domain/bank/testing/seed-movement";
import { seedRuns } from "@/server/domain/clock/testing/seed-runs";
import { inTransaction, type OperatorContext, reading } from "@/server/domain/context";
import { annotatedFile, uploadImport } from "@/server/domain/imports";
import { exportList } from "@/server/domain/lists";
import { seedFailedMail } from "@/server/domain/mails/testing/seed-failed-mail";
import { seedChannels } from "@/server/domain/messages/testing/seed-channels";
import { seedDesk } from "@/server/domain/requests/testing/seed-desk";
import { testTemplate, uploadTemplate } from "@/server/domain/templates";
import { openDesk } from "@/server/domain/testing";
import { addDocument, readDocument } from "@/server/domain/timeline";
import { createCrmCaller, crmRouter } from "./root";
import { sendLetter } from "./template-files";
import { DAY, LATER_DAY, MARK, seedWallRows, type WallRows } from "./wall-rows";
import { WALL_SAMPLES } from "./wall-samples";

// The wall inside a tenant: what stands behind an access group, tried by a supervisor of no group.

/** Lists of the whole tenant that tell names but no case: registers, colleagues, settings. */
const OF_THE_TENANT = [
  /^access\./,
  /^tenant\./,
  /^cases\.(groups|tags|colleagues|saveGroup|saveTag|tag|untag|open)$/,
  /^claims\.(profiles|saveProfile|rates|saveRate)$/,
  /^instalments\.(preview|settings|saveSettings|removeSettings)$/,
  /^mails\./,
  // Rules, promises and ready answers are the company's; requests are not.
  /^requests\.(rules|saveRule|deleteRule|orderRules|tryRoute|settings|saveSettings)$/,
  /^requests\.(canned|saveCanned|deleteCanned)$/,
  /^bank\.(accounts|saveAccount|deleteAccount)$/,
  // Who stands in for whom is told of colleagues; what for is not.
  /^collegial\.(deputies|appointDeputy|changeDeputy|revokeDeputy)$/,
  /^clock\./,
  // A code names the company's account and what the asker typed.
  /^paymentCodes\.(accounts|make)$/,
  /^modules\./,
  // Templates are the company's; what they print of a case is not (mergeFields, preview).
  /^templates\.(list|get|save|archive|arrangeAttachments|test)$/,
  // What is sent when is the company's; to whom, and how many, is not.
  /^dunning\.(plans|plan|ofDay|draft|savePlan|deletePlan|saveStep|deleteStep|activate)$/,
  // What belongs to no case yet is seen by everybody who reads messages.
  /^channels\.(?!file$)/,
  /^feeds\.(?!entered$)/,
  /^imports\.(choices)$/,
  /^timeline\.(markPresence|workload)$/,
  /^lists\.(views|saveView|deleteView)$/,
  // To which account debtors pay is told to debtors themselves; nothing of a case is in it.
  /^paymentCodes\./,
  // Who leads watches and stops everybody's bulk actions; rows behind the wall have no name there.
  /^lists\.(bulk|bulkOutcomes|cancelBulk)$/,
];

const desk = await openDesk();
const tenant = await desk.tenant();
const admin = await tenant.operator("administrator", { name: "Správce" });

async function upload(ctx: OperatorContext): Promise<number> {
  async function* content() {
    yield Buffer.from(`RefNo;CeleJmeno\r\n1/2026;${MARK}\r\n`);
  }
  return (await uploadImport(ctx, { kind: "cases", name: `${MARK}.csv` }, content())).importId;
}

const LETTER = "Platí {Povinný.CeléJméno}";

async function uploadLetter(ctx: OperatorContext): Promise<number> {
  async function* content() {
    yield Buffer.from(LETTER);
  }
  return (await uploadTemplate(ctx, { fileName: "dopis.txt" }, content())).templateId;
}

async function openSession(ctx: OperatorContext): Promise<string> {
  const expiresAt = new Date(desk.now.getTime() + 1e9);
  return inTransaction(ctx, async (_, tx) => {
    const values = { operatorId: ctx.actor.operatorId, expiresAt, lastSeenAt: desk.now };
    const [row] = await tx.insert(sessions).values(values).returning({ id: sessions.id });
    return row?.id ?? "";
  });
}

const victim = await seedWallRows(createCrmCaller({ ctx: admin }), {
  sessionId: await openSession(admin),
  mark: MARK,
  importId: await upload(admin),
  templateId: await uploadLetter(admin),
  ...(await seedMovement(admin, MARK)),
  ...(await seedFailedMail(admin, { name: MARK })),
  ...(await seedRuns(admin, { name: MARK })),
  ...(await seedChannels(admin, MARK)),
  ...(await seedDesk(admin, MARK)),
});
const { fileId } = await addDocument(admin, {
  caseId: victim.caseId,
  file: {
    name: `${MARK}.pdf`,
    mediaType: "application/pdf",
    content: (async function* () {
      yield Buffer.from("%PDF-1.7");
    })(),
  },
});
await inTransaction(admin, (_, { sql }) =>
  sql`update cases set access_group_id = ${victim.accessGroupId}`.then(() => undefined),
);
const attacker = await tenant.operator("supervisor", { name: "Zvědavec", accessGroupIds: [] });
const own: WallRows = await (async () => {
  const caller = createCrmCaller({ ctx: attacker });
  const party = {
    kind: "legal_entity",
    fullName: "Vlastní s.r.o.",
    isKnownToDiffer: true,
  } as const;
  const { partyId } = await caller.parties.create(party);
  const parties = [{ partyId, role: "debtor" }];
  const { caseId, refNo } = await caller.cases.open({ category: "collection", parties });
  return { ...victim, partyId, caseId, refNo };
})();

async function call(ctx: OperatorContext, path: string, input: unknown): Promise<unknown> {
  let target: unknown = createCrmCaller({ ctx });
  for (const name of path.split(".")) target = (target as Record<string, unknown>)[name];
  return (target as (given: unknown) => Promise<unknown>)(input);
}

/** Everything on the case behind the wall. */
const behind = () =>
  reading(admin, async ({ sql }) => {
    const rows = await sql`
      select to_jsonb(c) as c, (select jsonb_agg(e order by e.id) from case_events e where e.case_id = c.id),
             (select jsonb_agg(l order by l.id) from claims l where l.case_id = c.id),
             (select jsonb_agg(y order by y.id) from payments y where y.case_id = c.id),
             (select jsonb_agg(s order by s.id) from instalment_schedules s where s.case_id = c.id),
             (select jsonb_agg(m order by m.id) from payment_promises m where m.case_id = c.id),
             (select jsonb_agg(g order by g.id) from messages g where g.case_id = c.id),
             (select jsonb_agg(h order by h.id) from contact_holds h where h.case_id = c.id),
             (select jsonb_agg(r order by r.id) from proceedings r where r.case_id = c.id)
        from cases c where id = ${victim.caseId}`;
    return JSON.stringify(rows);
  });

const paths = Object.keys(crmRouter._def.procedures)
  .filter((path) => !OF_THE_TENANT.some((pattern) => pattern.test(path)))
  .sort();

describe("the wall of an access group", () => {
  it.each(paths)("holds against %s", async (path) => {
    const sample = WALL_SAMPLES[path];
    if (!sample) throw new Error("no sample");
    const before = await behind();
    const makes = "refused" in sample ? sample.refused : sample.harmless;
    // The portal's second sample is a way of its own to a party behind the wall.
    for (const make of path.startsWith("portal.") ? makes : makes.slice(0, 1)) {
      const answer = await call(attacker, path, make(victim, own)).catch((error: unknown) => error);
      if ("refused" in sample) expect(answer, JSON.stringify(answer)).toBeInstanceOf(TRPCError);
      if (answer instanceof TRPCError) {
        expect(["NOT_FOUND", "FORBIDDEN", "BAD_REQUEST", "PRECONDITION_FAILED"]).toContain(
          answer.code,
        );
      }
      expect(JSON.stringify(answer) ?? "").not.toContain(MARK);
    }
    expect(await behind()).toBe(before);
  });

  it("holds the audit, told by everything it can be asked for", async () => {
    const caller = createCrmCaller({ ctx: attacker });
    const entities = ["party", "case", "claim", "payment", "import", "case_event"] as const;
    for (const entity of [...entities, "portal_invitation"] as const) {
      expect(JSON.stringify(await caller.audit.list({ entity, limit: 100 }))).not.toContain(MARK);
      const all = await createCrmCaller({ ctx: admin }).audit.list({ entity, limit: 100 });
      expect(all.items.length, entity).toBeGreaterThan(0);
    }
  });

  it("holds the plan of a day: neither letters nor their number", async () => {
    const asked = { onDay: LATER_DAY };
    const letters = (ctx: OperatorContext) =>
      createCrmCaller({ ctx })
        .dunning.ofDay(asked)
        .then(({ steps }) => steps.map((step) => step.letterCount + step.stops.length));
    expect(await letters(admin)).toEqual([1]);
    expect(await letters(attacker)).toEqual([0]);
    const caller = createCrmCaller({ ctx: attacker });
    expect((await caller.dunning.rows(asked)).items).toEqual([]);
    const [simulation] = await caller.dunning.simulate({});
    expect(simulation).toMatchObject({ totals: { letters: 0 }, stops: [] });
    const wanted = { ...asked, onDay: DAY, idempotencyKey: "as-far-as-one-sees" };
    const { runId } = await caller.dunning.send(wanted);
    const runs = await createCrmCaller({ ctx: admin }).dunning.runs();
    expect(runs.find(({ id }) => id === runId)).toMatchObject({ state: "running", total: 0 });
  });

  it("holds letters, in the browser's frame and by download, and tests of templates", async () => {
    const { templateId, caseId } = victim;
    const query = (id: number) => new URLSearchParams({ caseId: String(id) });
    const wanted = { templateId: String(templateId), nearNote: "" };
    const refused = await sendLetter(attacker, { ...wanted, query: query(caseId) });
    expect(refused.status).toBe(404);
    expect(await refused.text()).not.toContain(MARK);
    const shown = await sendLetter(admin, { ...wanted, query: query(caseId) });
    expect(await shown.text()).toContain(MARK);
    expect(await testTemplate(admin, { templateId })).toMatchObject({ caseCount: 3 });
    const tested = await testTemplate(attacker, { templateId });
    expect(tested).toMatchObject({ caseCount: 1, longest: { caseId: own.caseId } });
  });

  it("holds documents, workbooks and exports", async () => {
    const missing = { kind: "not_found" };
    await expect(readDocument(attacker, { fileId })).rejects.toMatchObject(missing);
    const words = { header: "x", text: () => "x" };
    const asked = { importId: victim.importId, rows: "all" as const };
    await expect(annotatedFile(attacker, asked, words)).rejects.toMatchObject(missing);
    for (const list of ["cases", "parties", "claims", "payments"] as const) {
      const keys = ["refNo", "debtor", "debtorName", "name", "title", "note"];
      const columns = keys.map((key) => ({ key, header: key }));
      const made = await exportList(attacker, { list, format: "csv", query: {}, columns }).catch(
        () => null,
      );
      if (!made) continue;
      expect(await textOf(made.write), list).not.toContain(MARK);
    }
  });
});

async function textOf(write: (stream: PassThrough) => Promise<void>): Promise<string> {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await write(stream);
  return Buffer.concat(chunks).toString();
}
