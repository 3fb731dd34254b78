import type { PostAuthor } from "@/db/values/portal";
import { noteRead } from "../audit";
import { authorize, type OperatorContext, reading } from "../context";
import { listTasks } from "../timeline";

const REQUESTS_MAX = 100;
const TASKS_MAX = 50;
/** Of the last words only a beginning: a list that lies on a telephone says no more than it must. */
const BEGINNING = 120;

export interface PocketRequest {
  caseId: number;
  refNo: string;
  subject: string;
  state: string;
  clientName: string;
  isMine: boolean;
  lastAt: Date | null;
  lastAuthor: PostAuthor | null;
  beginning: string;
}

export interface PocketTask {
  id: number;
  caseId: number;
  refNo: string;
  category: string;
  text: string;
  dueAt: Date;
}

export interface PocketOverview {
  /** Whose it is: a device that holds somebody else's forgets that first. */
  operatorKey: string;
  at: Date;
  requests: PocketRequest[];
  tasks: PocketTask[];
}

/** What an operator carries along: open requests of theirs and of nobody, and their open tasks. */
export async function pocketOverview(ctx: OperatorContext): Promise<PocketOverview> {
  authorize(ctx, "cases:read");
  const { operatorId, tenantId } = ctx.actor;
  const [requests, tasks] = await Promise.all([
    reading(ctx, async ({ sql }) => [
      ...(await sql<PocketRequest[]>`
        select k.id as "caseId", k.ref_no as "refNo", k.state,
               coalesce(k.fields->>'subject', '') as subject, k.debtor_name as "clientName",
               coalesce(k.owner_id = ${operatorId}, false) as "isMine",
               p.at as "lastAt", p.author as "lastAuthor",
               coalesce(left(p.text, ${BEGINNING}), '') as beginning
          from cases k
          left join lateral (select r.at, r.author, r.text from request_posts r
                              where r.case_id = k.id order by r.id desc limit 1) p on true
         where k.category = 'request' and k.closed_at is null and k.voided_at is null
           and k.archived_at is null and (k.owner_id is null or k.owner_id = ${operatorId})
         order by p.at desc nulls last, k.id desc limit ${REQUESTS_MAX}`),
    ]),
    listTasks(ctx, { assignee: "me", bucket: "all", limit: TASKS_MAX }),
  ]);
  // A copy of what clients wrote lies on the device from now on.
  if (requests.length > 0) {
    const taken = { action: "pocket.overview", entity: "operator", entityId: operatorId };
    await noteRead(ctx, { ...taken, after: { count: requests.length } });
  }
  return {
    ...{ operatorKey: `${tenantId}:${operatorId}`, at: ctx.now, requests },
    tasks: tasks.items.map(({ id, caseId, refNo, category, text, dueAt }) => ({
      ...{ id, caseId, refNo, category, text, dueAt },
    })),
  };
}
