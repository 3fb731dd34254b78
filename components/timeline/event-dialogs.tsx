"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { trpc } from "../api/crm";
import {
  ConfirmVersion,
  newestVersion,
  signersOf,
  VoidsNotice,
} from "../collegial/voided-signatures";
import { useErrorText } from "../form/error-text";
import { MessageSheet } from "../messages/message-sheet";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { Dialog } from "../ui/dialog";
import { ErrorState } from "../ui/empty-state";
import { FileDrop } from "../ui/file-drop";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { CallForm } from "./call-form";
import { DocumentForm, FILE_BYTES_MAX } from "./document-form";
import type { TimelineEvent } from "./event";
import type { EventFormProps } from "./event-form";
import { NoteForm } from "./note-form";
import { PreviewDialog, type PreviewedFile } from "./preview-dialog";
import { ProofDialog } from "./proof-dialog";
import { ReassignDialog } from "./reassign-dialog";
import { ResolveDialog } from "./resolve-form";
import { ShowDialog } from "./show-dialog";
import { SnoozeDialog } from "./snooze";
import { TaskForm } from "./task-form";
import { UploadList } from "./upload-list";
import { useTimelineChanged } from "./use-timeline-changed";
import { useUploads } from "./use-uploads";
import { WorkForm } from "./work-form";

/** What a person has asked to do with one event. */
export type Asked =
  | {
      kind: "edit" | "delete" | "resolve" | "snooze" | "reassign" | "replace" | "proof" | "show";
      event: TimelineEvent;
    }
  | { kind: "preview"; file: PreviewedFile }
  | { kind: "message"; messageId: number };

export type DialogsProps = { caseId: number; asked: Asked; onClose: () => void };

/** The dialog of what has been asked; one at a time for the whole timeline. */
export function EventDialogs({ caseId, asked, onClose }: DialogsProps): ReactNode {
  if (asked.kind === "preview") return <PreviewDialog file={asked.file} onClose={onClose} />;
  if (asked.kind === "message")
    return <MessageSheet messageId={asked.messageId} onClose={onClose} />;
  const { event } = asked;
  switch (asked.kind) {
    case "edit":
      return <EditDialog caseId={caseId} event={event} onClose={onClose} />;
    case "delete":
      return <DeleteDialog event={event} onClose={onClose} />;
    case "replace":
      return <ReplaceDialog caseId={caseId} event={event} onClose={onClose} />;
    case "proof":
      return <ProofDialog event={event} onClose={onClose} />;
    case "show":
      return <ShowDialog caseId={caseId} event={event} onClose={onClose} />;
    case "resolve":
      return <ResolveDialog task={event} onClose={onClose} />;
    case "snooze":
      return <SnoozeDialog task={event} onClose={onClose} />;
    case "reassign":
      return (
        <ReassignDialog
          eventIds={[event.id]}
          description={event.text}
          assigneeId={event.assigneeId}
          onClose={onClose}
        />
      );
  }
}

const forms: Partial<Record<TimelineEvent["kind"], (props: EventFormProps) => ReactNode>> = {
  note: NoteForm,
  task: TaskForm,
  work: WorkForm,
  call_form: CallForm,
  document: DocumentForm,
};

type OneProps = { event: TimelineEvent; onClose: () => void };

function EditDialog({ caseId, event, onClose }: OneProps & { caseId: number }) {
  const t = useTranslations("timeline");
  const Form = forms[event.kind];
  if (!Form) return null;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("editTitle")}
      size={event.kind === "note" ? "md" : "lg"}
    >
      <Form caseId={caseId} event={event} onDone={onClose} onCancel={onClose} />
    </Dialog>
  );
}

function DeleteDialog({ event, onClose }: OneProps) {
  const t = useTranslations("timeline");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const remove = trpc.timeline.delete.useMutation();
  const [error, setError] = useState<string>();
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("confirmDelete.title")}
      description={t("confirmDelete.text")}
      confirmLabel={t("confirmDelete.confirm")}
      danger
      error={error}
      onConfirm={async () => {
        try {
          await remove.mutateAsync({ eventId: event.id, version: event.version });
          toast.success(t("done.deleted"));
          void changed();
          onClose();
        } catch (caught) {
          setError(errorText(caught));
        }
      }}
    >
      <p className="line-clamp-3 border-rule-strong border-l-2 pl-2 text-ink-2">
        {event.text || event.fileName}
      </p>
    </ConfirmDialog>
  );
}

function ReplaceDialog({ caseId, event, onClose }: OneProps & { caseId: number }) {
  const t = useTranslations("timeline.document");
  const errorText = useErrorText();
  const { running, start } = useUploads(onClose);
  const files = trpc.collegial.documents.useQuery({ caseId });
  const [asked, setAsked] = useState<File | null>(null);
  const signers = signersOf(newestVersion(files.data ?? [], event.id));
  const send = (file: File) => start({ caseId, file, replacesEventId: event.id, text: event.text });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("newVersion")}
      description={event.fileName ?? ""}
    >
      {files.error ? (
        <ErrorState onRetry={() => void files.refetch()}>{errorText(files.error)}</ErrorState>
      ) : files.isPending ? (
        <SkeletonLines />
      ) : (
        <div className="grid gap-3">
          <VoidsNotice signers={signers} />
          <FileDrop
            maxBytes={FILE_BYTES_MAX}
            hint={t("hint")}
            onFiles={([file]) => {
              if (file && signers.length > 0) setAsked(file);
              else if (file) send(file);
            }}
          />
          <UploadList running={running} />
        </div>
      )}
      {asked ? (
        <ConfirmVersion
          fileName={asked.name}
          signers={signers}
          onConfirm={() => send(asked)}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Dialog>
  );
}
