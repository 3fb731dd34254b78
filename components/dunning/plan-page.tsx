"use client";

import { ChartNoAxesCombined, Power, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody, PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button, ButtonLink } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import { ActivateDialog } from "./activate-dialog";
import type { Plan } from "./plan";
import { PlanChip } from "./plan-chip";
import { PlanLine } from "./plan-line";
import { PlanSteps } from "./plan-steps";
import { PolicyFields } from "./policy-fields";
import { useDraftOutcome } from "./use-draft-outcome";

/** One version of the plan: how it behaves, its steps, and for a draft the way into force. */
export function PlanPage({ planId }: { planId: number }) {
  const errorText = useErrorText();
  const query = trpc.dunning.plan.useQuery({ planId });
  if (query.error) return <ErrorState>{errorText(query.error)}</ErrorState>;
  if (!query.data) {
    return (
      <PageBody>
        <SkeletonRows rows={8} />
      </PageBody>
    );
  }
  return <Loaded plan={query.data} />;
}

function Loaded({ plan }: { plan: Plan }) {
  const t = useTranslations("dunning");
  const may = useMay();
  const [asked, setAsked] = useState<"activate" | "delete" | null>(null);
  const isDraft = plan.state === "draft";
  const isEditable = isDraft && may("dunning:edit");
  return (
    <>
      <PageHeader
        title={plan.name}
        aside={<PlanChip state={plan.state} look="wash" />}
        breadcrumbs={[
          { label: t("title"), href: "/dunning" },
          { label: t("plans.title"), href: "/dunning/plans" },
        ]}
        actions={
          isDraft ? (
            <>
              {isEditable ? (
                <Button kind="quiet" icon={Trash2} onClick={() => setAsked("delete")}>
                  {t("editor.deletePlan")}
                </Button>
              ) : null}
              <ButtonLink icon={ChartNoAxesCombined} href={`/dunning/simulator?other=${plan.id}`}>
                {t("editor.compare")}
              </ButtonLink>
              {isEditable ? (
                <Button
                  kind="primary"
                  icon={Power}
                  disabled={plan.steps.length === 0}
                  onClick={() => setAsked("activate")}
                >
                  {t("editor.activate")}
                </Button>
              ) : null}
            </>
          ) : null
        }
      />
      <PageBody className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {isDraft ? null : <Banner>{t("editor.readOnly")}</Banner>}
        {plan.steps.length > 0 ? (
          <Section title={t("editor.line")}>
            <PlanLine steps={plan.steps} />
          </Section>
        ) : null}
        <PlanSteps plan={plan} isEditable={isEditable} />
        <PolicyFields plan={plan} isEditable={isEditable} />
      </PageBody>
      {asked === "activate" ? <ActivateDialog plan={plan} onClose={() => setAsked(null)} /> : null}
      {asked === "delete" ? <DeletePlan plan={plan} onClose={() => setAsked(null)} /> : null}
    </>
  );
}

function DeletePlan({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useTranslations("dunning.editor");
  const router = useRouter();
  const { saved, failed } = useDraftOutcome(plan.id);
  const remove = trpc.dunning.deletePlan.useMutation();
  const [error, setError] = useState<string>();
  return (
    <ConfirmDialog
      open
      danger
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("deletePlan")}
      description={t("deletePlanText", { name: plan.name })}
      confirmLabel={t("deletePlan")}
      error={error}
      onConfirm={async () => {
        try {
          await remove.mutateAsync({ planId: plan.id, version: plan.version });
          router.push("/dunning/plans");
          void saved(t("planGone"));
        } catch (caught) {
          setError(failed(caught));
        }
      }}
    />
  );
}
