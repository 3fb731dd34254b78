import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, type Context, inTransaction } from "../context";
import { forgetValuesInput } from "./inputs";

/**
 * Drops what is kept of the customer's variables, of one case or of all, of one variable or of all: the
 * next who needs a value asks the customer's program. Throws not_found `cases.not_found`.
 */
export async function forgetValues(
  ctx: Context,
  raw: z.input<typeof forgetValuesInput>,
): Promise<{ count: number }> {
  authorize(ctx, "config:reload");
  const { caseId = null, variable = null } = forgetValuesInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    if (caseId !== null) {
      const [known] = await sql`select 1 from cases where id = ${caseId} and voided_at is null`;
      if (!known) throw new DomainError("not_found", "cases.not_found");
    }
    const { count } = await sql`
      delete from custom_values
       where (${caseId}::bigint is null or case_id = ${caseId}::bigint)
         and (${variable}::text is null or variable = ${variable}::text)`;
    await writeAudit(inner, {
      ...{ action: "configuration.forget-values", entity: "config_source", entityId: null, caseId },
      after: { variable, count },
    });
    return { count };
  });
}
