"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { SkeletonLines } from "../ui/skeleton";
import { CompareTotals } from "./compare-totals";
import type { Plan } from "./plan";
import { useDraftOutcome } from "./use-draft-outcome";

const DAYS = 60;

/** Puts a draft in force, with what it would do in the next days beside what the plan in force does. */
export function ActivateDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useTranslations("dunning.activate");
  const shell = useTranslations("shell.actions");
  const editor = useTranslations("dunning.editor");
  const { saved, failed } = useDraftOutcome(plan.id);
  const [error, setError] = useState<string>();
  const utils = trpc.useUtils();
  const activate = trpc.dunning.activate.useMutation({
    onSuccess: () => {
      void saved(t("done"));
      void utils.dunning.invalidate();
      onClose();
    },
    onError: (caught) => setError(failed(caught)),
  });
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title", { name: plan.name })}
      description={t("text")}
      footer={
        <>
          <DialogClose>
            <Button>{shell("cancel")}</Button>
          </DialogClose>
          <Button
            kind="primary"
            loading={activate.isPending}
            onClick={() => activate.mutate({ planId: plan.id, version: plan.version })}
          >
            {editor("activate")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Comparison planId={plan.id} />
        {error ? (
          <p role="alert" className="text-danger">
            {error}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

function Comparison({ planId }: { planId: number }) {
  const t = useTranslations("dunning");
  const errorText = useErrorText();
  const { data, error } = trpc.dunning.simulate.useQuery(
    { otherPlanId: planId, days: DAYS },
    { staleTime: 60_000 },
  );
  return (
    <section className="grid gap-2">
      <h3 className="font-[620]">{t("activate.compare", { days: DAYS })}</h3>
      {error ? (
        <p className="text-danger">{errorText(error)}</p>
      ) : data ? (
        <>
          {data.length === 1 ? <p className="text-ink-2">{t("activate.first")}</p> : null}
          <CompareTotals simulations={data} />
        </>
      ) : (
        <SkeletonLines lines={4} />
      )}
    </section>
  );
}
