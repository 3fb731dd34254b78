import type { Role } from "@/db/values/access";
import { createAccessGroup } from "../../access";
import { inTransaction, type OperatorContext, type PortalContext, reading } from "../../context";
import { type OpenRequestInput, openRequest } from "../../requests";
import type { Desk, TestTenant } from "../../testing";
import { type PortalScene, portalScene } from "./portal-scene";
import { registered } from "./registered";

let serial = 0;
export const requestKey = () => `desk-test-${++serial}`;

export interface RequestScene extends PortalScene {
  client: PortalContext;
  other: PortalContext;
  /** The first client asks; answers the case's id and number. */
  ask(
    more?: Partial<OpenRequestInput>,
    by?: PortalContext,
  ): Promise<{ caseId: number; refNo: string }>;
  team(name: string): Promise<number>;
  member(teamId: number | null, options?: { role?: Role; name?: string }): Promise<OperatorContext>;
  /** Everything of a request that the desk keeps. */
  row(caseId: number): Promise<Record<string, unknown>>;
  ownerOf(caseId: number): Promise<number | null>;
}

/** A tenant whose two debtors have accounts, and people who answer them. */
export async function requestScene(desk: Desk): Promise<RequestScene> {
  const scene = await portalScene(desk);
  const client = await registered(desk, scene, scene.first);
  const other = await registered(desk, scene, scene.second);
  const { admin } = scene;
  const one = <T>(caseId: number, column: string) =>
    reading(admin, async ({ sql }) => {
      const [row] = await sql.unsafe<{ value: T }[]>(
        `select ${column} as value from cases k join desk_requests d on d.case_id = k.id
          where k.id = ${caseId}`,
      );
      return row?.value as T;
    });
  return {
    ...{ ...scene, client, other },
    ask: async (more = {}, by = client) => {
      const { refNo } = await openRequest(by, {
        ...{ subject: "Kolik zbývá?", kind: "payment", text: "Prosím o vyčíslení." },
        ...{ idempotencyKey: requestKey(), ...more },
      });
      const [row] = await reading(
        admin,
        ({ sql }) => sql<{ id: number }[]>`select id from cases where ref_no = ${refNo}`,
      );
      return { caseId: row?.id ?? 0, refNo };
    },
    team: async (name) => (await createAccessGroup(admin, { code: name, name })).accessGroupId,
    member: (teamId, options) => makeMember(scene.tenant, { admin, teamId, ...options }),
    row: (caseId) => one<Record<string, unknown>>(caseId, "to_jsonb(d)"),
    ownerOf: (caseId) => one<number | null>(caseId, "k.owner_id"),
  };
}

interface Member {
  admin: OperatorContext;
  teamId: number | null;
  role?: Role;
  name?: string;
}

async function makeMember(
  tenant: TestTenant,
  { admin, teamId, role = "operator", name }: Member,
): Promise<OperatorContext> {
  const accessGroupIds = teamId === null ? [] : [teamId];
  const member = await tenant.operator(role, { accessGroupIds, ...(name ? { name } : {}) });
  const { operatorId } = member.actor;
  await inTransaction(admin, async (_, { sql }) => {
    if (teamId === null) return;
    await sql`insert into operator_access_groups (operator_id, access_group_id)
              values (${operatorId}, ${teamId})`;
  });
  return member;
}
