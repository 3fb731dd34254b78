"use client";

import { RotateCcw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ROLES } from "@/db/values/access";
import { useRoleName } from "../../access/role-name";
import { trpc } from "../../api/crm";
import { Checkbox } from "../../form/checkbox";
import { useCodeText, useErrorText } from "../../form/error-text";
import { Field } from "../../form/field";
import { Select } from "../../form/select";
import { TextInput } from "../../form/text-input";
import { Banner } from "../../ui/banner";
import { Button } from "../../ui/button";
import { Section } from "../../ui/section";
import type { DraftState } from "./use-draft";

type Step = { transition: string; isSupposed: boolean };
type Mover = (typeof ROLES)[number] | "system";
type TrialProps = { category: string; code: string; state: DraftState };

/** A walk through the draft on paper: of a case that is named, or of one that is made up. */
export function Trial({ category, code, state }: TrialProps) {
  const t = useTranslations("processes.editor");
  const tTold = useTranslations("workflow.told");
  const roleName = useRoleName();
  const [refNo, setRefNo] = useState("");
  const [role, setRole] = useState<Mover>("administrator");
  const [isSupposed, setSupposed] = useState(false);
  const [steps, setSteps] = useState<Step[]>([]);
  return (
    <Section title={t("trial")} hint={t("trialHint")} level={3}>
      <div className="flex flex-wrap items-end gap-3">
        <Field label={t("trialCase")} hint={t("trialMadeUp")} className="w-44">
          <TextInput
            value={refNo}
            onChange={(next: string) => {
              setRefNo(next);
              setSteps([]);
            }}
          />
        </Field>
        <Field label={t("trialRole")} className="w-44">
          <Select
            value={role}
            onChange={(next: Mover) => setRole(next)}
            options={[...ROLES, "system" as const].map((value) => {
              return { value, label: value === "system" ? tTold("system") : roleName(value) };
            })}
          />
        </Field>
        <Checkbox label={t("trialSuppose")} checked={isSupposed} onChange={setSupposed} />
        <Button icon={RotateCcw} disabled={steps.length === 0} onClick={() => setSteps([])}>
          {t("trialAnew")}
        </Button>
      </div>
      {state.hasFault ? <p className="mt-3 text-ink-2">{t("trialFaulty")}</p> : null}
      {state.isKept && !state.hasFault ? (
        <Walk
          {...{ category, code, refNo, role, isSupposed, steps }}
          revision={state.revision.current}
          onStep={(transition) => setSteps([...steps, { transition, isSupposed }])}
        />
      ) : null}
    </Section>
  );
}

type WalkProps = {
  category: string;
  code: string;
  revision: number;
  refNo: string;
  role: Mover;
  isSupposed: boolean;
  steps: Step[];
  onStep: (transition: string) => void;
};

function Walk({ category, code, revision, refNo, role, isSupposed, steps, onStep }: WalkProps) {
  const t = useTranslations("processes.editor");
  const tActions = useTranslations("shell.actions");
  const language = useLocale();
  const errorText = useErrorText();
  const codeText = useCodeText();
  const where = refNo.trim() ? { caseRefNo: refNo.trim() } : { code };
  const walk = trpc.processes.tryDraft.useQuery(
    { category, revision, language, role, steps, ...where },
    { placeholderData: (before) => before, retry: false },
  );
  if (walk.error) {
    return (
      <Banner
        tone="danger"
        role="alert"
        className="mt-3"
        actions={
          <Button size="sm" loading={walk.isFetching} onClick={() => void walk.refetch()}>
            {tActions("retry")}
          </Button>
        }
      >
        {errorText(walk.error)}
      </Banner>
    );
  }
  if (!walk.data) return null;
  const { state, trail, offers, isLost } = walk.data;
  return (
    <div className="mt-3 grid gap-2" aria-live="polite">
      <p>
        {trail.map((step, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same way may be taken twice.
          <span key={index} className="text-ink-2">
            {step.from} → <span className="sr-only">{step.name}</span>
          </span>
        ))}
        <span className="font-[600]">{state.name}</span>
        {state.isFinal ? <span className="text-ink-2"> – {t("trialEnd")}</span> : null}
      </p>
      {isLost ? <p className="text-warning">{t("trialLost")}</p> : null}
      <ul className="grid gap-1.5">
        {offers.map((offer) => (
          <li key={offer.code} className="flex flex-wrap items-center gap-2">
            <Button
              size="sm"
              disabled={!offer.isAllowed && !isSupposed}
              onClick={() => onStep(offer.code)}
            >
              {offer.name} → {offer.to}
            </Button>
            <span className="text-ink-2 text-xs">
              {offer.reasons
                .map((reason) => codeText(reason.code, reason.params) ?? reason.code)
                .join(" ")}
            </span>
          </li>
        ))}
      </ul>
      {offers.length === 0 && !state.isFinal ? (
        <p className="text-ink-2">{t("trialNoWay")}</p>
      ) : null}
    </div>
  );
}
