"use client";

import { Archive, ArchiveRestore } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody, PageHeader } from "../shell/page-header";
import type { PickedCase } from "../tasks/case-picker";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { MergeFieldsButton } from "./merge-fields-sheet";
import type { TemplateDetail } from "./template";
import { TemplateAttachments } from "./template-attachments";
import { TemplateDrop } from "./template-drop";
import { TemplateSettings } from "./template-settings";
import { TemplateWork } from "./template-work";
import { UploadButton } from "./upload-button";
import { UploadResults } from "./upload-results";
import { useTemplateUpload } from "./use-template-upload";

/** One template: how it is sent at the left, whether it is right at the right. */
export function TemplatePage({ templateId }: { templateId: number }) {
  const errorText = useErrorText();
  const query = trpc.templates.get.useQuery({ templateId });
  if (query.error) {
    return <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>;
  }
  return query.data ? <Loaded detail={query.data} /> : <LoadingPage />;
}

function Loaded({ detail }: { detail: TemplateDetail }) {
  const t = useTranslations("templates.page");
  const mayEdit = useMay()("templates:edit");
  const [picked, setPicked] = useState<PickedCase | null>(null);
  // How often this page itself has raised the template's version, beside the form.
  const [ownChanges, setOwnChanges] = useState(0);
  const noteOwn = () => setOwnChanges((before) => before + 1);
  const upload = useTemplateUpload({ templateId: detail.id, onUploaded: noteOwn });
  return (
    <TemplateDrop
      label={t("dropVersion")}
      onFiles={mayEdit ? (files) => void upload.send(files.slice(0, 1)) : undefined}
      className="min-h-full"
    >
      <PageHeader
        title={detail.name}
        breadcrumbs={[{ label: t("title"), href: "/templates" }]}
        aside={
          <>
            <span className="code-figures text-ink-3">{detail.code}</span>
            <span className="text-ink-2">{t(`formats.${detail.format}`)}</span>
            {detail.isArchived ? <Badge>{t("state.archived")}</Badge> : null}
          </>
        }
        actions={
          <>
            {mayEdit ? <ArchiveButton detail={detail} onDone={noteOwn} /> : null}
            <MergeFieldsButton format={detail.format} picked={picked} />
            {mayEdit ? <UploadButton upload={upload} label={t("uploadNext")} /> : null}
          </>
        }
      />
      <PageBody className="grid grid-cols-1 gap-x-8 gap-y-6 lg:grid-cols-[minmax(20rem,25rem)_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-6">
          <TemplateSettings detail={detail} ownChanges={ownChanges} />
          <TemplateAttachments detail={detail} onChanged={noteOwn} />
        </div>
        <div className="grid min-w-0 grid-cols-1 content-start gap-6 max-lg:order-first">
          <UploadResults upload={upload} isHere />
          <TemplateWork detail={detail} picked={picked} onPick={setPicked} />
        </div>
      </PageBody>
    </TemplateDrop>
  );
}

type ArchiveButtonProps = { detail: TemplateDetail; onDone: () => void };

function ArchiveButton({ detail, onDone }: ArchiveButtonProps) {
  const t = useTranslations("templates.page.actions");
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const isArchived = !detail.isArchived;
  const archive = trpc.templates.archive.useMutation({
    onSuccess: () => {
      onDone();
      toast.success(t(isArchived ? "archived" : "restored"));
      void cache.templates.invalidate();
    },
    onError: (error) => toast.error(errorText(error)),
  });
  return (
    <Button
      kind="quiet"
      icon={isArchived ? Archive : ArchiveRestore}
      loading={archive.isPending}
      onClick={() => archive.mutate({ templateId: detail.id, isArchived })}
    >
      {t(isArchived ? "archive" : "restore")}
    </Button>
  );
}

function LoadingPage() {
  return (
    <PageBody className="grid gap-6 lg:grid-cols-[minmax(20rem,25rem)_minmax(0,1fr)]">
      <Skeleton className="h-96 w-full" />
      <Skeleton className="h-96 w-full" />
    </PageBody>
  );
}
