"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  LIKENESS_STEPS,
  MATCH_MODES,
  MATCH_STEPS,
  type MatchMode,
  type MatchStep,
} from "@/db/values/bank";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Segmented } from "../ui/segmented";
import { SkeletonRows } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useBankChanged } from "./use-bank-changed";

type Rules = Record<MatchStep, MatchMode>;

/** What the machine may book by itself: the difference is shown before anything changes. */
export function RulesDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bank.rules");
  const { data } = trpc.bank.rules.useQuery();
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={t("intro")}
    >
      {data ? <RulesForm initial={data} onClose={onClose} /> : <SkeletonRows rows={6} />}
    </Dialog>
  );
}

function RulesForm({ initial, onClose }: { initial: Rules; onClose: () => void }) {
  const t = useTranslations("bank.rules");
  const errorText = useErrorText();
  const changed = useBankChanged();
  const [rules, setRules] = useState<Rules>(initial);
  const preview = trpc.bank.previewRules.useMutation();
  const save = trpc.bank.saveRules.useMutation({
    onSuccess: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
  const set = (step: MatchStep, mode: MatchMode) => {
    setRules((before) => ({ ...before, [step]: mode }));
    preview.reset();
  };
  const error = preview.error ?? save.error;
  return (
    <div className="grid gap-4">
      <ul className="grid gap-2">
        {MATCH_STEPS.map((step) => (
          <li key={step} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span>{t(`steps.${step}`)}</span>
            <Segmented
              label={t(`steps.${step}`)}
              value={rules[step]}
              onChange={(mode) => set(step, mode)}
              options={MATCH_MODES.filter(
                (mode) => mode !== "book" || !LIKENESS_STEPS.includes(step),
              ).map((value) => ({ value, label: t(`modes.${value}`) }))}
            />
          </li>
        ))}
      </ul>
      {preview.data ? <Difference preview={preview.data} /> : null}
      {error ? (
        <Banner tone="danger" role="alert">
          {errorText(error)}
        </Banner>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        <Button loading={preview.isPending} onClick={() => preview.mutate({ rules })}>
          {t("preview")}
        </Button>
        <Button
          kind="primary"
          disabled={!preview.data}
          loading={save.isPending}
          onClick={() => save.mutate({ rules })}
        >
          {t("apply")}
        </Button>
      </div>
    </div>
  );
}

function Difference({ preview }: { preview: RouterOutput["bank"]["previewRules"] }) {
  const t = useTranslations("bank");
  const { seenCount, bookedCount, isPartial, changes } = preview;
  return (
    <div role="status" className="grid gap-1.5 rounded-md bg-sunken px-3 py-2 text-sm">
      <p>{t("rules.seen", { count: seenCount, booked: bookedCount })}</p>
      {isPartial ? <p className="text-ink-2">{t("rules.partial")}</p> : null}
      {changes.length === 0 ? <p className="text-ink-2">{t("rules.same")}</p> : null}
      <ul className="grid gap-0.5">
        {changes.map(({ before, after, isBooked, count }) => (
          <li key={`${before} ${after} ${isBooked}`} className="flex gap-3">
            <span className="figures w-12 text-right font-[550]">{count}</span>
            <span>
              {t("rules.change", {
                before: t(`reasons.${before}`),
                after: t(`reasons.${after}`),
              })}
              {isBooked ? ` · ${t("rules.booked")}` : null}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
