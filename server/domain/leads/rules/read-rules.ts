import type { Tx } from "@/db/client";
import type { ProcessDefinition } from "../../workflow";
import { fitsMail, type LeadRule } from "./fits-mail";
import { readLabels } from "./read-labels";

/** The rules in force in their order. */
export async function readLeadRules({ sql }: Tx): Promise<LeadRule[]> {
  const rows = await sql<LeadRule[]>`
    select id, name, sender, words, labels, request_source as "requestSource",
           team_id as "teamId", operator_id as "operatorId", distribution,
           last_operator_id as "lastOperatorId"
      from lead_rules where is_active order by position, id`;
  return [...rows];
}

export const ruleFor = (
  rules: readonly LeadRule[],
  mail: { fromAddress: string; subject: string },
): LeadRule | null => rules.find((rule) => fitsMail(rule, mail)) ?? null;

/** What a rule reads out of a mail, by field of the deal. */
export function valuesByRule(
  process: ProcessDefinition,
  rule: Pick<LeadRule, "labels">,
  body: string,
) {
  const long = process.fields.filter(({ type }) => type === "note");
  return readLabels(
    body,
    rule.labels,
    long.map(({ key }) => key),
  );
}
