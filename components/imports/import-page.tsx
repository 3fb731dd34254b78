"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody, PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { Steps } from "../ui/steps";
import { CheckPanel } from "./check-panel";
import { FailureBanner } from "./failure-banner";
import { type ImportDetail, ImportStateChip, isWorking } from "./import-state";
import { MapPanel } from "./map-panel";
import { ProgressPanel } from "./progress-panel";
import { ResultPanel } from "./result-panel";

const POLL_MS = 700;
type StepKey = "map" | "check" | "publish" | "done";

/** One import from its columns to its result; what is shown follows from its state. */
export function ImportPage({ importId }: { importId: number }) {
  const t = useTranslations("imports");
  const errorText = useErrorText();
  const query = trpc.imports.get.useQuery(
    { importId },
    {
      refetchInterval: ({ state }) => (state.data && isWorking(state.data.state) ? POLL_MS : false),
    },
  );
  const [isEditing, setEditing] = useState(false);
  const { data, error } = query;
  if (error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(error)}</ErrorState>;
  }
  if (!data) return <LoadingPage />;
  const step = stepOf(data, isEditing);
  const steps = (["map", "check", "publish", "done"] as const).map((key) => ({
    key,
    label: t(`steps.${key}`),
  }));
  const canEdit = data.state === "checked";
  return (
    <>
      <PageHeader
        title={<span className="break-all">{data.fileName}</span>}
        breadcrumbs={[{ label: t("title"), href: "/imports" }]}
        aside={
          <>
            <span className="text-ink-2">{t(`kinds.${data.kind}`)}</span>
            <ImportStateChip state={data.state} look="wash" />
          </>
        }
        actions={<DiscardButton detail={data} />}
      />
      <PageBody className="grid gap-4">
        <Steps
          label={t("steps.label")}
          steps={steps}
          current={step}
          onGo={canEdit ? (key) => setEditing(key === "map") : undefined}
        />
        <SameFile detail={data} />
        <FailureBanner detail={data} />
        <Body detail={data} step={step} onEdit={setEditing} />
      </PageBody>
    </>
  );
}

function stepOf({ state }: ImportDetail, isEditing: boolean): StepKey {
  if (state === "checking") return "check";
  if (state === "publishing") return "publish";
  if (state === "checked") return isEditing ? "map" : "check";
  if (state === "published" || state === "undoing" || state === "undone") return "done";
  return "map";
}

function Body(props: {
  detail: ImportDetail;
  step: StepKey;
  onEdit: (isEditing: boolean) => void;
}) {
  const { detail, step, onEdit } = props;
  if (isWorking(detail.state)) return <ProgressPanel detail={detail} />;
  if (step === "map") {
    // A new guess (another sheet) begins with new choices.
    const key = `${detail.sheetIndex}-${detail.headerRow}`;
    return <MapPanel key={key} detail={detail} onChecked={() => onEdit(false)} />;
  }
  if (step === "check") return <CheckPanel detail={detail} onEdit={() => onEdit(true)} />;
  return <ResultPanel detail={detail} />;
}

function SameFile({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports.check");
  const { sameFileImportId, state } = detail;
  if (sameFileImportId === null || state === "published" || state === "undone") return null;
  return (
    <Banner tone="warning">
      {t("sameFile")}{" "}
      <a className="underline underline-offset-[3px]" href={`/imports/${sameFileImportId}`}>
        {t("sameFileLink")}
      </a>
    </Banner>
  );
}

const DISCARDABLE = ["uploaded", "mapped", "checked", "failed"];

function DiscardButton({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports.delete");
  const router = useRouter();
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const [isOpen, setOpen] = useState(false);
  const discard = trpc.imports.delete.useMutation({
    onSuccess: () => {
      void cache.imports.list.invalidate();
      router.push("/imports");
    },
  });
  if (!DISCARDABLE.includes(detail.state)) return null;
  return (
    <>
      <Button kind="quiet" icon={Trash2} onClick={() => setOpen(true)}>
        {t("action")}
      </Button>
      <ConfirmDialog
        open={isOpen}
        onOpenChange={setOpen}
        title={t("title")}
        description={t("description")}
        confirmLabel={t("action")}
        danger
        error={discard.error ? errorText(discard.error) : null}
        onConfirm={() =>
          discard.mutateAsync({ importId: detail.id }).then(
            () => undefined,
            () => undefined,
          )
        }
      />
    </>
  );
}

function LoadingPage() {
  return (
    <PageBody className="grid gap-4">
      <Skeleton className="h-8 w-72" />
      <Skeleton className="h-5 w-96 max-w-full" />
      <Skeleton className="h-64 w-full" />
    </PageBody>
  );
}
