import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, authorOf, type Context, inTransaction, reading } from "../../context";
import { readProcesses } from "../../workflow";
import { activateDraftInput, categoryInput } from "../inputs";
import { checkDraft } from "./check-draft";
import { differenceOf } from "./difference";
import { deliveredHash, lockDraft, rawsOf } from "./drafts";

/**
 * Puts the draft in force for cases that are opened from now on; those that are open go on by the version
 * they began with. Of two people who press at once one wins, and the other is told who was faster.
 */
export async function activateDraft(ctx: Context, raw: z.input<typeof activateDraftInput>) {
  authorize(ctx, "settings:processes");
  const { category, revision, note } = activateDraftInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const draft = await lockDraft(tx, { category, revision });
    const { problems } = await checkDraft(tx, category, draft.definitions);
    const [fault] = problems.filter(({ isWarning }) => !isWarning);
    if (fault) throw new DomainError("precondition", "processes.not_sound", { path: fault.path });
    const before = (await readProcesses(tx)).versionOf(category);
    const changed = differenceOf(await rawsOf(tx, category, before), draft.definitions, "en");
    if (changed.length === 0) throw new DomainError("precondition", "processes.nothing_changed");
    await tx.sql`
      update process_versions set status = 'retired'
       where category = ${category} and status = 'active'`;
    const author = authorOf(ctx.actor);
    await tx.sql`
      update process_versions set status = 'active', note = ${note}, activated_at = ${ctx.now},
             activated_by = ${author.id}, activated_by_name = ${author.name}
       where id = ${draft.id}`;
    await writeAudit(inner, {
      ...{ action: "processes.activate", entity: "process", entityId: draft.id },
      ...{ before: { category, number: before }, after: { category, number: draft.number } },
      reason: note || null,
    });
    return { number: draft.number };
  });
}

export interface VersionItem {
  number: number;
  status: "active" | "retired";
  note: string;
  activatedAt: Date | null;
  activatedByName: string | null;
  /** Cases that go by it, archived ones too. */
  caseCount: number;
  /** It is in force, and the program has come with a newer process since its draft began. */
  isDeliveredNewer: boolean;
}

/** Every version of a category that is or was in force, the newest first; the delivered one is 0. */
export async function listVersions(
  ctx: Context,
  raw: z.input<typeof categoryInput>,
): Promise<VersionItem[]> {
  authorize(ctx, "settings:processes");
  const { category } = categoryInput.parse(raw);
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<(VersionItem & { hash: string })[]>`
      select v.number, v.status, v.note, v.activated_at as "activatedAt",
             v.activated_by_name as "activatedByName",
             v.delivered_hash as hash, false as "isDeliveredNewer",
             (select count(*)::int from cases c where c.category = v.category
                 and c.process_version = v.number and c.process_version > 0
                 and c.voided_at is null) as "caseCount"
        from process_versions v where v.category = ${category} and v.status <> 'draft'
       order by v.number desc limit 200`;
    const [delivered] = await tx.sql<{ count: number }[]>`
      select count(*)::int as count from cases
       where category = ${category} and process_version = 0 and voided_at is null`;
    const isActive = !rows.some(({ status }) => status === "active");
    const none = { note: "", activatedAt: null, activatedByName: null };
    return [
      ...rows.map(({ hash, ...row }) => ({
        ...row,
        isDeliveredNewer: row.status === "active" && hash !== deliveredHash(category),
      })),
      {
        ...{ number: 0, status: isActive ? ("active" as const) : ("retired" as const), ...none },
        ...{ caseCount: delivered?.count ?? 0, isDeliveredNewer: false },
      },
    ];
  });
}
