import { moveCase, openCase } from "@/server/domain/cases";
import { appointDeputy, assignActions, caseActions, decideAction } from "@/server/domain/collegial";
import type { AssignActionsInput } from "@/server/domain/collegial/inputs";
import type { OperatorContext } from "@/server/domain/context";
import { addDocument } from "@/server/domain/timeline";
import { addDays } from "@/server/kernel/days";
import type { Agency } from "./agency";

type Demo = Pick<Agency, "supervisor" | "operator" | "colleagues">;
type Kind = AssignActionsInput["kind"];

/** Documents on their way, one in each kind of decision, one archived; and a deputy for the signing. */
export async function circulate(agency: Demo): Promise<void> {
  const { voter, approver, signer, deputy } = agency.colleagues;
  await appointDeputy(signer, {
    ...{ deputyId: deputy.actor.operatorId, kind: "sign", startsOn: signer.today },
    endsOn: addDays(signer.today, 60),
  });
  const rules = await draft(agency, "regulation", "Směrnice o práci z domova");
  await ask(agency, { caseId: rules, kind: "vote", people: [voter, approver, signer] });
  await ask(agency, { caseId: rules, kind: "approve", people: [approver] });
  await move(agency, rules, "voting");
  await decide(voter, rules);

  const lease = await draft(agency, "contract", "Smlouva o nájmu kanceláře v Brně");
  await ask(agency, { caseId: lease, kind: "approve", people: [approver] });
  await ask(agency, { caseId: lease, kind: "sign", people: [signer] });
  await move(agency, lease, "approval");

  const notice = await draft(agency, "notice", "Sdělení o změně úředních hodin");
  await ask(agency, { caseId: notice, kind: "sign", people: [signer] });
  await ask(agency, { caseId: notice, kind: "acknowledge", people: [agency.operator, voter] });
  await move(agency, notice, "signing");

  const done = await draft(agency, "contract", "Smlouva o zpracování osobních údajů");
  await ask(agency, { caseId: done, kind: "approve", people: [approver] });
  await ask(agency, { caseId: done, kind: "sign", people: [signer] });
  await ask(agency, { caseId: done, kind: "acknowledge", people: [agency.operator] });
  await move(agency, done, "approval");
  await decide(approver, done);
  await move(agency, done, "signing");
  await decide(deputy, done);
  await move(agency, done, "acknowledgement");
  await decide(agency.operator, done);
  await move(agency, done, "archived");

  await draft(agency, "regulation", "Pravidla pro vymáhání drobných pohledávek");
}

async function* content(text: string) {
  yield Buffer.from(`${text}\n\nZnění k rozhodnutí.\n`);
}

async function draft({ operator }: Demo, documentType: string, subject: string): Promise<number> {
  const fields = { subject, documentType };
  const ownerId = operator.actor.operatorId;
  const { caseId } = await openCase(operator, { category: "document", fields, ownerId });
  const name = `${subject}.txt`;
  const file = { name, mediaType: "text/plain", content: content(subject) };
  await addDocument(operator, { caseId, file });
  return caseId;
}

interface Asked {
  caseId: number;
  kind: Kind;
  people: OperatorContext[];
}

async function ask({ operator }: Demo, { caseId, kind, people }: Asked): Promise<void> {
  const assignees = people.map(({ actor }) => ({ operatorId: actor.operatorId }));
  const dueOn = addDays(operator.today, 5);
  await assignActions(operator, { caseId, kind, assignees, dueOn });
}

const move = ({ operator }: Demo, caseId: number, to: string) => moveCase(operator, { caseId, to });

/** Whatever of the case waits for this person, they agree to. */
async function decide(ctx: OperatorContext, caseId: number): Promise<void> {
  const { items } = await caseActions(ctx, { caseId });
  const action = items.find(({ mine }) => mine !== null);
  if (!action) throw new Error(`nothing of document ${caseId} waits for ${ctx.actor.name}`);
  await decideAction(ctx, { actionId: action.id, outcome: "positive" });
}
