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
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { nameIn, type Process } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";

type MergeDialogProps = { detail: CaseDetail; process: Process; onClose: () => void };
type Preview = RouterOutput["cases"]["previewMerge"];
const offered = 50;

/** Takes another case of the category into this one, after saying what comes along. */
export function MergeDialog({ detail, process, onClose }: MergeDialogProps) {
  const t = useTranslations("cases.merge");
  const tShell = useTranslations("shell.actions");
  const errorText = useErrorText();
  const [mergedId, setMergedId] = useState<number | null>(null);
  const preview = trpc.cases.previewMerge.useQuery(
    { keptId: detail.id, mergedId: mergedId ?? 0 },
    { enabled: mergedId !== null, retry: false },
  );
  const merge = useMerge(detail.id, onClose);
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
            onClick={() => (mergedId === null ? undefined : void merge.run(mergedId))}
            disabled={!preview.data || mergedId === null}
            loading={merge.isPending}
          >
            {t("confirm")}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <OtherCase {...{ detail, process, mergedId }} onChange={setMergedId} />
        {preview.error ? (
          <Banner tone="danger" role="alert" actions={<Retry of={preview} />}>
            {errorText(preview.error)}
          </Banner>
        ) : null}
        {mergedId !== null && preview.isPending ? <SkeletonLines lines={2} /> : null}
        {preview.data ? <Foretold preview={preview.data} process={process} /> : null}
      </div>
    </Dialog>
  );
}

function useMerge(keptId: number, onDone: () => void) {
  const t = useTranslations("cases.merge");
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const merge = trpc.cases.merge.useMutation();
  async function run(mergedId: number): Promise<void> {
    if (merge.isPending) return;
    try {
      await merge.mutateAsync({ keptId, mergedId });
      await Promise.all([changed(keptId), changed(mergedId)]);
      toast.success(t("done"));
      onDone();
    } catch (error) {
      toast.error(errorText(error));
    }
  }
  return { run, isPending: merge.isPending };
}

type OtherCaseProps = Omit<MergeDialogProps, "onClose"> & {
  mergedId: number | null;
  onChange: (mergedId: number | null) => void;
};

/** Looked for by number, company, contact, counterparty. */
function OtherCase({ detail, process, mergedId, onChange }: OtherCaseProps) {
  const t = useTranslations("cases.merge");
  const [text, setText] = useState("");
  const { category } = detail;
  const found = trpc.cases.list.useQuery(
    { filter: { category, archived: "no", ...(text ? { text } : {}) }, limit: offered },
    { placeholderData: (before) => before },
  );
  const errorText = useErrorText();
  const others = (found.data?.items ?? []).filter(({ id }) => id !== detail.id);
  return (
    <>
      <Field label={t("other")}>
        <Combobox
          label={t("other")}
          value={mergedId === null ? null : String(mergedId)}
          onChange={(value) => onChange(value === null ? null : Number(value))}
          onQuery={setText}
          options={others.map((each) => ({
            value: String(each.id),
            label: [each.refNo, each.title].filter(Boolean).join(" "),
            hint: nameIn(process.states, each.state),
          }))}
          isLoading={found.isPending}
        />
      </Field>
      {found.error ? (
        <Banner tone="danger" role="alert" actions={<Retry of={found} />}>
          {errorText(found.error)}
        </Banner>
      ) : null}
    </>
  );
}

/** Asks once more for what did not come. */
function Retry({ of }: { of: { refetch: () => unknown; isFetching: boolean } }) {
  const t = useTranslations("shell.actions");
  return (
    <Button size="sm" loading={of.isFetching} onClick={() => void of.refetch()}>
      {t("retry")}
    </Button>
  );
}

function Foretold({ preview, process }: { preview: Preview; process: Process }) {
  const t = useTranslations("cases.merge");
  const { fields, ...counts } = preview;
  const nameOf = (key: string) => process.fields.find((field) => field.key === key)?.name ?? key;
  return (
    <div className="grid gap-1 text-ink-2">
      <p>{t("carried", counts)}</p>
      {fields.length > 0 ? <p>{t("fields", { fields: fields.map(nameOf).join(", ") })}</p> : null}
      <p>{t("rest")}</p>
    </div>
  );
}
