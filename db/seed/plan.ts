import { listCases } from "@/server/domain/cases";
import { activatePlan, draftPlan, getPlan, saveStep } from "@/server/domain/dunning";
import type { SaveStepInput } from "@/server/domain/dunning/inputs";
import { holdContact } from "@/server/domain/messages";
import { listTemplates, saveTemplate, uploadTemplate } from "@/server/domain/templates";
import { addDays } from "@/server/kernel/days";
import type { Agency } from "./agency";

const LAST_CALL = `<p>{Povinný.Oslovení},</p>
<p>ani po předchozích výzvách jsme od Vás nedostali úhradu. Ke dni {Dnes} dlužíte
<b>{Dluh.Celkem}</b>. Neuhradíte-li dluh do sedmi dnů, předáme věc právnímu zástupci.</p>
<p>S pozdravem<br>{Odesílatel.Název}</p>`;

type Step = Omit<SaveStepInput, "planId" | "version" | "templateId">;

const base = (code: string, dayOffset: number, states: string[]) => {
  return { code, dayOffset, states, currency: "CZK" as const, categories: ["collection"] };
};
const STEPS: readonly (Step & { code: string })[] = [
  base("upominka-sms", -3, ["new", "amicable"]),
  {
    ...base("upominka-1", 5, ["new"]),
    ...{ feeMinor: 15_000, feeDescription: "Poplatek za první upomínku", isAuto: true },
    moveTo: "amicable",
  },
  { ...base("upominka-e-mail", 19, ["amicable"]), filter: { balanceMinMinor: 20_000 } },
  {
    ...base("predzalobni", 33, ["amicable"]),
    ...{ filter: { balanceMinMinor: 50_000 }, moveTo: "pre-action-notice", isPreAction: true },
  },
  { ...base("posledni-vyzva", 60, ["pre-action-notice"]), isLast: true },
];

/** A plan in force over the sample templates, a stricter draft beside it, and people not to write to. */
export async function plan(agency: Agency): Promise<void> {
  await uploadLastCall(agency);
  const { administrator } = agency;
  const templates = await listTemplates(administrator, {});
  const { planId } = await draftPlan(administrator, { name: "Inkaso 2026" });
  let version = 1;
  for (const { code, ...step } of STEPS) {
    const templateId = templates.find((template) => template.code === code)?.id;
    if (!templateId) throw new Error(`the seed has no template ${code}`);
    await saveStep(administrator, { ...step, planId, templateId, version });
    version += 1;
  }
  await activatePlan(administrator, { planId, version });
  await draftStricter(agency);
  await hold(agency);
}

async function uploadLastCall({ supervisor }: Agency): Promise<void> {
  const content = (async function* () {
    yield Buffer.from(LAST_CALL);
  })();
  const { templateId } = await uploadTemplate(
    supervisor,
    { fileName: "posledni-vyzva.html" },
    content,
  );
  await saveTemplate(supervisor, {
    ...{ templateId, version: 2, code: "posledni-vyzva", name: "Poslední výzva před žalobou" },
    ...{ methods: ["email", "letter"], subject: "Poslední výzva k úhradě, č. {Případ.RefNo}" },
    deliveryMode: "registered",
  });
}

/** Higher fee, earlier pre-action notice: something to compare in the simulator. */
async function draftStricter({ administrator }: Agency): Promise<void> {
  const { planId } = await draftPlan(administrator, { name: "Přísnější návrh" });
  const draft = await getPlan(administrator, { planId });
  const first = draft?.steps.find(({ isAuto }) => isAuto);
  const notice = draft?.steps.find(({ isPreAction }) => isPreAction);
  if (!first || !notice) throw new Error("the seed made no draft");
  const { id: stepId, ...rest } = { ...first, feeMinor: 25_000 };
  await saveStep(administrator, { ...rest, planId, stepId, version: 1 });
  const { id: noticeId, ...earlier } = { ...notice, dayOffset: 26 };
  await saveStep(administrator, { ...earlier, planId, stepId: noticeId, version: 2 });
}

async function hold({ supervisor }: Agency): Promise<void> {
  const { items } = await listCases(supervisor, { limit: 60 });
  const holds = [
    {
      kind: "pause",
      reason: "Čeká se na vyjádření věřitele",
      untilOn: addDays(supervisor.today, 14),
    },
    { kind: "dispute", reason: "Dlužník popírá množství dodaného zboží" },
    { kind: "represented", reason: "Zastoupen advokátem, psát jemu" },
    { kind: "pause", reason: "Dlužník v nemocnici", untilOn: addDays(supervisor.today, 30) },
  ] as const;
  for (const [index, hold] of holds.entries()) {
    const file = items[44 + index];
    if (file) await holdContact(supervisor, { ...hold, caseId: file.id });
  }
}
