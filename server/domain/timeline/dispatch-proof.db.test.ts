import { expect, it } from "vitest";
import { getCase, listCases } from "../cases";
import { inTransaction, type OperatorContext, reading } from "../context";
import { openDesk } from "../testing";
import { addDocument, deleteEvent, listTimeline, markDispatchProof } from ".";

const desk = await openDesk();
const TODAY = "2026-11-22";
let serial = 0;

/** A case that waits to go to court; somebody else sent the notice, and its day stands in the field. */
async function scene() {
  const tenant = await desk.tenant();
  const ctx = await tenant.operator("administrator");
  expect(ctx.today).toBe(TODAY);
  const number = ++serial + 9_000;
  const [row] = await inTransaction(
    ctx,
    (_, { sql }) => sql<{ id: number }[]>`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, fields)
      values (${`${number}/2026`}, 2026, ${number}, 'collection', 'pre-action-notice', '2026-01-01',
              '{"preActionSentOn": "2026-01-05"}') returning id`,
  );
  const caseId = row?.id ?? 0;
  const keep = async (replacesEventId?: number) => {
    async function* content() {
      yield Buffer.from("%PDF-1");
    }
    const file = { name: "podaci-listek.pdf", mediaType: "application/pdf", content: content() };
    return addDocument(ctx, { caseId, file, ...(replacesEventId ? { replacesEventId } : {}) });
  };
  const refusals = async () => {
    const { transitions } = await getCase(ctx, { caseId });
    const filing = transitions.find(({ code }) => code === "file-claim");
    return filing?.reasons.map(({ code }) => code);
  };
  return { tenant, ctx, caseId, keep, refusals };
}

const UNPROVEN = "workflow.pre_action_day_unproven";

const auditOf = (ctx: OperatorContext, eventId: number) =>
  reading(
    ctx,
    ({ sql }) => sql`
      select action, before, after from audit_entries
       where entity = 'case_event' and entity_id = ${eventId} and action <> 'timeline.add-document'
       order by id`,
  ).then((rows) => [...rows]);

it("no document opens the way to court before a person has said what it proves, and since when", async () => {
  const { ctx, caseId, keep, refusals } = await scene();
  expect(await refusals()).toContain(UNPROVEN);
  const { eventId } = await keep();
  expect(await refusals()).toContain(UNPROVEN);
  const late = await markDispatchProof(ctx, { eventId, version: 1, postedOn: "2026-11-16" });
  expect(await refusals()).not.toContain(UNPROVEN);
  expect(await refusals()).toContain("workflow.too_early");
  const { version } = await markDispatchProof(ctx, {
    ...{ eventId, version: late.version, postedOn: "2026-11-15" },
  });
  expect(await refusals()).not.toContain("workflow.too_early");
  expect((await listTimeline(ctx, { caseId })).items).toMatchObject([
    { id: eventId, preActionPostedOn: "2026-11-15" },
  ]);
  await markDispatchProof(ctx, { eventId, version, postedOn: null });
  expect(await refusals()).toContain(UNPROVEN);
  expect(await auditOf(ctx, eventId)).toMatchObject([
    { action: "timeline.mark-proof", after: { preActionPostedOn: "2026-11-16" } },
    { action: "timeline.mark-proof", before: { preActionPostedOn: "2026-11-16" } },
    { action: "timeline.unmark-proof", before: { preActionPostedOn: "2026-11-15" } },
  ]);
});

it("what was said of one version is not said of the next, and goes with its document", async () => {
  const { ctx, keep, refusals } = await scene();
  const { eventId } = await keep();
  const { version } = await markDispatchProof(ctx, {
    ...{ eventId, version: 1, postedOn: "2026-11-01" },
  });
  const next = await keep(eventId);
  expect(await refusals()).toContain(UNPROVEN);
  await expect(
    markDispatchProof(ctx, { eventId, version, postedOn: "2026-11-02" }),
  ).rejects.toMatchObject({ code: "timeline.version_exists" });
  await markDispatchProof(ctx, { eventId: next.eventId, version: 1, postedOn: "2026-11-01" });
  expect(await refusals()).not.toContain(UNPROVEN);
  await deleteEvent(ctx, { eventId: next.eventId, version: 2 });
  const [left] = await auditOf(ctx, next.eventId).then((rows) => rows.slice(-1));
  expect(left).toMatchObject({ before: { preActionPostedOn: "2026-11-01" } });
  // The version before it is the newest again, and was marked itself.
  expect(await refusals()).not.toContain(UNPROVEN);
});

it("of cases whose day is written down is looked for in the list, and nothing marks itself", async () => {
  const { ctx, caseId, keep } = await scene();
  const { eventId } = await keep();
  const found = async () => {
    const { items } = await listCases(ctx, { filter: { lacksProof: true } });
    return items.map(({ id }) => id);
  };
  // Another that is at court already, and one in which nobody has written a day.
  await inTransaction(
    ctx,
    (_, { sql }) => sql`
      insert into cases (ref_no, ref_year, ref_number, category, state, opened_on, fields)
      select n || '/2026', 2026, n, 'collection', state, '2026-01-01', fields::jsonb
        from (values (8001, 'court', '{"preActionSentOn": "2026-01-05"}'),
                     (8002, 'pre-action-notice', '{}')) as c(n, state, fields)`,
  );
  expect(await found()).toEqual([caseId]);
  await markDispatchProof(ctx, { eventId, version: 1, postedOn: "2026-01-05" });
  expect(await found()).toEqual([]);
});

it("is said by whoever may edit the case, of a document, of a day that has come", async () => {
  const { tenant, ctx, caseId, keep } = await scene();
  const { eventId } = await keep();
  const mark = (by: OperatorContext, more: object = {}) =>
    markDispatchProof(by, { ...{ eventId, version: 1, postedOn: "2026-11-01" }, ...more });
  await expect(mark(await tenant.operator("readOnly"))).rejects.toMatchObject({
    kind: "forbidden",
  });
  const stranger = await (await desk.tenant()).operator("administrator");
  await expect(mark(stranger)).rejects.toMatchObject({ code: "timeline.not_found" });
  await expect(mark(ctx, { postedOn: "2026-11-23" })).rejects.toMatchObject({
    code: "timeline.posted_later",
  });
  await expect(mark(ctx, { version: 7 })).rejects.toMatchObject({
    code: "timeline.changed_meanwhile",
  });
  const [note] = await inTransaction(
    ctx,
    (_, { sql }) => sql<{ id: number }[]>`
      insert into case_events (case_id, kind, text) values (${caseId}, 'note', 'x') returning id`,
  );
  await expect(mark(ctx, { eventId: note?.id ?? 0 })).rejects.toMatchObject({
    code: "timeline.not_a_document",
  });
});
