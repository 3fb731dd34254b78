"use client";

import { ListPlus, Pencil, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { trpc } from "../api/crm";
import { Money } from "../format/money";
import { ChannelMarks } from "../messages/channel-marks";
import { Button, ButtonLink } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { EmptyState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import type { Plan, PlanStep } from "./plan";
import { StepMarks } from "./step-marks";
import { StepSheet } from "./step-sheet";
import { useDraftOutcome } from "./use-draft-outcome";
import { useOffsetText } from "./use-offset-text";
import { useStateNames, useWhom } from "./use-whom";

type Asked = { kind: "edit"; step: PlanStep | null } | { kind: "delete"; step: PlanStep };

/** Steps of a plan in the order of their days; those of a draft are changed in a panel beside. */
export function PlanSteps({ plan, isEditable }: { plan: Plan; isEditable: boolean }) {
  const t = useTranslations("dunning.editor");
  const [asked, setAsked] = useState<Asked | null>(null);
  const add = (
    <Button icon={Plus} onClick={() => setAsked({ kind: "edit", step: null })}>
      {t("addStep")}
    </Button>
  );
  return (
    <Section
      title={t("steps")}
      count={plan.steps.length}
      actions={isEditable && plan.steps.length > 0 ? add : null}
    >
      {plan.steps.length === 0 ? (
        <NoSteps action={isEditable ? add : null} />
      ) : (
        <ol className="grid">
          {plan.steps.map((step) => (
            <StepLine
              key={step.id}
              step={step}
              onAsk={isEditable ? (kind) => setAsked({ kind, step }) : undefined}
            />
          ))}
        </ol>
      )}
      {asked?.kind === "edit" ? (
        <StepSheet plan={plan} step={asked.step} onClose={() => setAsked(null)} />
      ) : null}
      {asked?.kind === "delete" ? (
        <DeleteStep plan={plan} step={asked.step} onClose={() => setAsked(null)} />
      ) : null}
    </Section>
  );
}

function NoSteps({ action }: { action: ReactNode }) {
  const t = useTranslations("dunning");
  const { data: templates } = trpc.templates.list.useQuery({});
  if (templates?.length === 0) {
    return (
      <EmptyState
        icon={ListPlus}
        title={t("editor.noSteps")}
        actions={<ButtonLink href="/templates">{t("noPlan.templates")}</ButtonLink>}
      >
        {t("editor.noTemplates")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ListPlus} title={t("editor.noSteps")} actions={action}>
      {t("editor.noStepsHint")}
    </EmptyState>
  );
}

type StepLineProps = { step: PlanStep; onAsk?: (kind: Asked["kind"]) => void };

function StepLine({ step, onAsk }: StepLineProps) {
  const t = useTranslations("dunning.editor");
  const offsetText = useOffsetText();
  const whom = useWhom()(step);
  const stateName = useStateNames();
  const { templateName: name, feeMinor, currency, moveTo } = step;
  return (
    <li className="grid grid-cols-[9.5rem_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-1 border-rule border-b py-2 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <span className="figures text-ink-2 max-md:col-span-2">{offsetText(step.dayOffset)}</span>
      <div className="grid min-w-0 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-2.5">
          <span className="font-[550]">{name}</span>
          <ChannelMarks channels={step.methods} />
          <StepMarks step={step} />
        </span>
        <span className="text-ink-2 text-xs">{whom || t("everybody")}</span>
        {feeMinor > 0 || moveTo ? (
          <span className="flex flex-wrap gap-x-3 text-xs">
            {feeMinor > 0 ? (
              <span>
                <span className="text-ink-2">{t("fee")} </span>
                <Money amountMinor={feeMinor} currency={currency} emphasis="none" />
              </span>
            ) : null}
            {moveTo ? (
              <span>
                <span className="text-ink-2">{t("then")} </span>
                {stateName(step, moveTo)}
              </span>
            ) : null}
          </span>
        ) : null}
      </div>
      {onAsk ? (
        <span className="flex">
          <IconButton
            icon={Pencil}
            size="sm"
            label={t("editNamed", { name })}
            onClick={() => onAsk("edit")}
          />
          <IconButton
            icon={Trash2}
            size="sm"
            label={t("deleteNamed", { name })}
            onClick={() => onAsk("delete")}
          />
        </span>
      ) : null}
    </li>
  );
}

type DeleteStepProps = { plan: Plan; step: PlanStep; onClose: () => void };

function DeleteStep({ plan, step, onClose }: DeleteStepProps) {
  const t = useTranslations("dunning.editor");
  const { saved, failed } = useDraftOutcome(plan.id);
  const [error, setError] = useState<string>();
  const remove = trpc.dunning.deleteStep.useMutation();
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("deleteNamed", { name: step.templateName })}
      description={t("deleteStepText")}
      confirmLabel={t("deleteStep")}
      error={error}
      onConfirm={async () => {
        try {
          await remove.mutateAsync({ planId: plan.id, version: plan.version, stepId: step.id });
          void saved(t("stepGone"));
          onClose();
        } catch (caught) {
          setError(failed(caught));
        }
      }}
    />
  );
}
