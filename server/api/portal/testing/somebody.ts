import { createClaim } from "@/server/domain/claims";
import type { PortalContext } from "@/server/domain/context";
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
  const paper = { partyId: debtor.partyId, channel: "qr" as const };
  const token = tokenOf(await inviteClient(scene.admin, paper));
  const { partyId, caseId } = debtor;
  const link = { tenantId: scene.tenantId, caseId, partyId, madeAt: desk.now };
  const letter = letterToken(desk.keys, { ...link, asks: ["birthOn", "refNo"] });
  const theirs = await belonging(scene, ctx, mark);
  return { ...debtor, ...theirs, ctx, caller, mark, requestNo, token, letterToken: letter };
}
