import { createClaim } from "@/server/domain/claims";
import { type PortalContext, reading } from "@/server/domain/context";
import { createSchedule } from "@/server/domain/instalments";
import { findSite, inviteClient, type PortalSite } from "@/server/domain/portal";
import {
  addDebtor,
  type Debtor,
  type PortalScene,
} from "@/server/domain/portal/testing/portal-scene";
import { registered, tokenOf, VISITOR } from "@/server/domain/portal/testing/registered";
import { letterToken } from "@/server/domain/templates";
import type { Desk } from "@/server/domain/testing";
import { createPortalCaller } from "../root";
import { belonging } from "./belonging";
import { FURNISHING } from "./furnish";

export type Caller = ReturnType<typeof createPortalCaller>;

export interface Somebody extends Debtor {
  caller: Caller;
  ctx: PortalContext;
  /** A word that stands in every text of theirs, and nowhere else. */
  mark: string;
  requestNo: string;
  token: string;
  paymentId: number;
  messageId: number;
  paperNumber: string;
  /** Every file of theirs, whether they may open it or not. */
  fileIds: number[];
  letterToken: string;
  registrationNo: string;
  codeId: number;
  joinId: number;
}

const log = { info: () => undefined, error: () => undefined };
export const doorOf = ({ db, keys, now }: Desk) => ({ db, keys, now, log });

/** A caller at a door; without a context it is nobody. */
export const callerOf = (desk: Desk, site: PortalSite | null, ctx: PortalContext | null): Caller =>
  createPortalCaller({
    ...{ door: doorOf(desk), site, ctx, visitor: VISITOR },
    setSession: () => undefined,
  });

/** A debtor who has registered, with rows wherever a client may look. */
export async function somebody(desk: Desk, scene: PortalScene, mark: string): Promise<Somebody> {
  const born = { birthOn: `198${mark.length % 10}-03-04` };
  const debtor = await addDebtor(scene.admin, { fullName: `Jan ${mark}`, ...born });
  const debt = { currency: "CZK" as const, dueOn: "2026-10-01", principalMinor: 5_000_00 };
  await createClaim(scene.admin, { caseId: debtor.caseId, ...debt, title: `Smlouva ${mark}` });
  await createSchedule(scene.admin, {
    ...{ caseId: debtor.caseId, currency: "CZK", totalMinor: 200_00, note: mark },
    rows: [{ dueOn: "2027-01-01", amountMinor: 200_00 }],
    idempotencyKey: `leak-schedule-${mark}`,
  });
  for (const furnish of FURNISHING) await furnish(scene, debtor, mark);
  const ctx = await registered(desk, scene, debtor);
  const caller = callerOf(desk, await findSite(doorOf(desk), { slug: scene.slug }), ctx);
  const { refNo: requestNo } = await caller.openRequest({
    ...{ subject: `Dotaz ${mark}`, kind: "other", text: `Text ${mark}` },
    idempotencyKey: `leak-${mark}`,
  });
  const { posts } = await caller.myRequest({ refNo: requestNo });
  await caller.readRequest({ refNo: requestNo, postId: posts[0]?.id ?? 0 });
  const paper = { partyId: debtor.partyId, channel: "qr" as const };
  const token = tokenOf(await inviteClient(scene.admin, paper));
  const { partyId, caseId } = debtor;
  const link = { tenantId: scene.tenantId, caseId, partyId, madeAt: desk.now };
  const letter = letterToken(desk.keys, { ...link, asks: ["birthOn", "refNo"] });
  const theirs = await belonging(scene, ctx, mark);
  const papers = await papersOf(scene, debtor, caller);
  return {
    ...{ ...debtor, ...theirs, ...papers },
    ...{ ctx, caller, mark, requestNo, token, letterToken: letter },
  };
}

async function papersOf(scene: PortalScene, { caseId, refNo }: Debtor, caller: Caller) {
  const { payments } = await caller.myCase({ refNo });
  const paymentId = payments[0]?.paymentId ?? 0;
  const { number } = await caller.issuePaper({ kind: "payment", refNo, paymentId });
  const [row] = await reading(
    scene.admin,
    ({ sql }) => sql<{ messageId: number; fileIds: number[] }[]>`
      select (select max(id) from messages where case_id = ${caseId}) as "messageId",
             array(select x.file_id from message_files x join messages m on m.id = x.message_id
                    where m.case_id = ${caseId}
                   union select file_id from case_events
                          where case_id = ${caseId} and file_id is not null
                   union select file_id from issued_papers where case_id = ${caseId}) as "fileIds"`,
  );
  const { messageId, fileIds } = row ?? { messageId: 0, fileIds: [] };
  return { paymentId, messageId, paperNumber: number, fileIds };
}
