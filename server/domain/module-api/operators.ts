import { z } from "zod";
import type { Role } from "@/db/values/access";
import { DomainError, isDomainError } from "@/server/kernel/errors";
import { getCase } from "../cases";
import { type Context, may, type OperatorActor, reading } from "../context";
import { PERMISSIONS } from "../permissions";
import { caseKey, idField, outId, outText, textField } from "./fields";
import { CASE_ERRORS, caseIdOf } from "./find-case";
import { procedure } from "./procedure";

interface Row {
  operatorId: number;
  name: string;
  role: Role;
  isActive: boolean;
  seesAllGroups: boolean;
  groupIds: number[];
}

export const operatorPermission = procedure({
  ...{ method: "GET", path: "operators/permission", scope: "operators:ask", tag: "system" },
  footing: "job",
  summary: "Whether an operator may do something, and on a case",
  description:
    "By role and, where a case is named, by access groups; with a transition, by the process too. " +
    "An operator who was deactivated may nothing.",
  input: z.strictObject({
    ...caseKey,
    operatorId: idField("The operator; this or email.").optional(),
    email: textField("The operator's e-mail; this or operatorId.", 200).optional(),
    permission: z.enum(PERMISSIONS).describe("What is to be done."),
    transition: textField("Transition of the case that is to be made.", 60).optional(),
  }),
  output: z.object({
    isAllowed: z.boolean().describe("The answer."),
    operatorId: outId("The operator."),
    name: outText("Name of the operator."),
    role: outText("Role of the operator."),
    why: z
      .enum(["allowed", "inactive", "role", "case", "transition"])
      .describe("What speaks against it."),
  }),
  errors: {
    ...{ "modules.one_operator": "invalid", "access.operator_not_found": "not_found" },
    ...CASE_ERRORS,
  },
  example: { email: "jana@agency.example", permission: "cases:move", refNo: "123/2026" },
  run: async ({ job, input }) => {
    const { caseId, refNo, permission, transition } = input;
    const row = await readOperator(job, input);
    const { operatorId, name, role } = row;
    const isOnCase = caseId !== undefined || refNo !== undefined;
    const onCase = isOnCase ? await caseIdOf(job, { caseId, refNo }) : null;
    const why = await judge(job, row, { permission, onCase, transition });
    return { operatorId, name, role, why, isAllowed: why === "allowed" };
  },
});

async function readOperator(
  job: Context,
  { operatorId, email }: { operatorId?: number | undefined; email?: string | undefined },
): Promise<Row> {
  if ((operatorId === undefined) === (email === undefined)) {
    throw new DomainError("invalid", "modules.one_operator");
  }
  const [row] = await reading(
    job,
    async ({ sql }) => sql<Row[]>`
      select o.id as "operatorId", o.name, o.role, o.is_active as "isActive",
             o.sees_all_groups as "seesAllGroups",
             array(select g.access_group_id from operator_access_groups g
                    where g.operator_id = o.id) as "groupIds"
        from operators o
       where (${operatorId ?? null}::bigint is null or o.id = ${operatorId ?? null}::bigint)
         and (${email ?? null}::text is null or lower(o.email) = lower(${email ?? null}))`,
  );
  if (!row) throw new DomainError("not_found", "access.operator_not_found");
  return row;
}

type Question = {
  permission: (typeof PERMISSIONS)[number];
  onCase: number | null;
  transition: string | undefined;
};

async function judge(
  job: Context,
  row: Row,
  { permission, onCase, transition }: Question,
): Promise<"allowed" | "inactive" | "role" | "case" | "transition"> {
  if (!row.isActive) return "inactive";
  const { operatorId, name, role, seesAllGroups, groupIds } = row;
  const actor: OperatorActor = {
    ...{ kind: "operator", tenantId: job.actor.tenantId, operatorId, name, role },
    accessGroupIds: seesAllGroups ? "all" : groupIds,
    language: job.actor.language,
    sessionId: "",
  };
  if (!may(actor, permission)) return "role";
  if (onCase === null) return "allowed";
  // In a transaction of its own: the walls of the operator, not of the job.
  const { tx: _, together: __, ...rest } = job;
  const seen = await getCase({ ...rest, actor }, { caseId: onCase }).catch((error: unknown) => {
    if (isDomainError(error)) return null;
    throw error;
  });
  if (!seen) return "case";
  if (transition === undefined) return "allowed";
  const offer = seen.transitions.find(({ code }) => code === transition);
  return offer?.isAllowed ? "allowed" : "transition";
}
