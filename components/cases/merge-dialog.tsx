"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { toast } from "../ui/toast";
import { nameIn, type Process } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";

type MergeDialogProps = { detail: CaseDetail; process: Process; onClose: () => void };
const offered = 50;

/** Takes another case of the category into this one, after saying what comes along. */
export function MergeDialog({ detail, process, onClose }: MergeDialogProps) {
  const t = useTranslations("cases.merge");
  const tShell = useTranslations("shell.actions");
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const [text, setText] = useState("");
  const [mergedId, setMergedId] = useState<number | null>(null);
  const { category } = detail;
  const found = trpc.cases.list.useQuery(
    { filter: { category, archived: "no", ...(text ? { text } : {}) }, limit: offered },
    { placeholderData: (before) => before },
  );
  const preview = trpc.cases.previewMerge.useQuery(
    { keptId: detail.id, mergedId: mergedId ?? 0 },
    { enabled: mergedId !== null, retry: false },
  );
  const merge = trpc.cases.merge.useMutation();
  const others = (found.data?.items ?? []).filter(({ id }) => id !== detail.id);

  async function confirm(): Promise<void> {
    if (mergedId === null || merge.isPending) return;
    try {
      await merge.mutateAsync({ keptId: detail.id, mergedId });
      await Promise.all([changed(detail.id), changed(mergedId)]);
      toast.success(t("done"));
      onClose();
    } catch (error) {
      toast.error(errorText(error));
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("title")}
      description={t("text", { refNo: detail.refNo })}
      footer={
        <>
          <DialogClose>
            <Button>{tShell("cancel")}</Button>
          </DialogClose>
          <Button
            kind="danger"
            onClick={() => void confirm()}
            disabled={!preview.data}
            loading={merge.isPending}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field label={t("other")}>
          <Combobox
            label={t("other")}
            value={mergedId === null ? null : String(mergedId)}
            onChange={(value) => setMergedId(value === null ? null : Number(value))}
            onQuery={setText}
            options={others.map((each) => ({
              value: String(each.id),
              label: [each.refNo, each.title].filter(Boolean).join(" "),
              hint: nameIn(process.states, each.state),
            }))}
            isLoading={found.isPending}
          />
        </Field>
        {preview.error ? <Banner tone="danger">{errorText(preview.error)}</Banner> : null}
        {preview.data ? (
          <div className="grid gap-1 text-ink-2">
            <p>{t("carried", countsOf(preview.data))}</p>
            {preview.data.fields.length > 0 ? (
              <p>
                {t("fields", {
                  fields: preview.data.fields
                    .map((key) => process.fields.find((field) => field.key === key)?.name ?? key)
                    .join(", "),
                })}
              </p>
            ) : null}
            <p>{t("rest")}</p>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

function countsOf({ fields: _, ...counts }: RouterOutput["cases"]["previewMerge"]) {
  return counts;
}
