import { DomainError } from "@/server/kernel/errors";
import { noteRead } from "../audit";
import { getCase } from "../cases";
import { authorize, may, type OperatorContext } from "../context";
import { type Post, postsOfRequest } from "../requests";
import { openPocketInput } from "./inputs";

export interface PocketTalk {
  caseId: number;
  refNo: string;
  subject: string;
  state: string;
  clientName: string;
  at: Date;
  /** Whether it may be answered, and by which steps it goes on. */
  mayAnswer: boolean;
  steps: string[];
  posts: Post[];
}

/** Steps that a telephone offers; all others are taken at the desk. */
const STEPS = ["take", "resolve"];

/**
 * A request with what was written in it, for a device that keeps a copy: who took one along is
 * written down. Throws not_found, precondition `requests.no_request`.
 */
export async function openPocketRequest(
  ctx: OperatorContext,
  raw: { caseId: number },
): Promise<PocketTalk> {
  authorize(ctx, "cases:read");
  const { caseId } = openPocketInput.parse(raw);
  const [detail, posts] = await Promise.all([
    getCase(ctx, { caseId }),
    postsOfRequest(ctx, { caseId }),
  ]);
  if (detail.category !== "request") throw new DomainError("precondition", "requests.no_request");
  await noteRead(ctx, { action: "pocket.open", entity: "case", entityId: caseId, caseId });
  const { refNo, state, debtorName: clientName, fields, transitions } = detail;
  const steps = transitions.filter(({ isAllowed, requiresResolution, asks }) => {
    return isAllowed && !requiresResolution && asks.length === 0;
  });
  return {
    ...{ caseId, refNo, state, clientName, posts, at: ctx.now },
    subject: String(fields.subject ?? ""),
    mayAnswer: may(ctx.actor, "cases:edit") && state !== "closed",
    steps: STEPS.filter((step) => steps.some(({ code }) => code === step)),
  };
}
