"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useId, useState } from "react";
import { trpc } from "../api/crm";
import type { CaseDetail } from "../cases/case-detail";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog, DialogClose } from "../ui/dialog";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import type { Process } from "../workflow/processes";
import { AttachmentField } from "./attachment-field";
import { ChannelChoice } from "./channel-choice";
import { ContentFields } from "./content-fields";
import { type CaseRecipient, FIELDS } from "./message-draft";
import { PreviewPane } from "./preview-pane";
import { RecipientField } from "./recipient-field";
import { letterPages } from "./seen";
import { useNewMessage } from "./use-new-message";

type NewMessageProps = { detail: CaseDetail; process: Process; onClose: () => void };

/** Writes to somebody on a case: whom, by which way, what; and beside it how it will arrive. */
export function NewMessageDialog(props: NewMessageProps) {
  const t = useTranslations("messages.new");
  const errorText = useErrorText();
  const { detail, onClose } = props;
  const query = trpc.messages.recipients.useQuery({ caseId: detail.id });
  const recipients = query.data;
  if (recipients?.length) return <Composer {...props} recipients={recipients} />;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")} size="xl">
      {query.error ? (
        <Banner tone="danger" role="alert">
          {errorText(query.error)}
        </Banner>
      ) : recipients ? (
        <EmptyState title={t("noRecipients")} />
      ) : (
        <Skeleton className="h-80" />
      )}
    </Dialog>
  );
}

function Composer(props: NewMessageProps & { recipients: readonly CaseRecipient[] }) {
  const { detail, process, recipients, onClose } = props;
  const t = useTranslations("messages.new");
  const formId = useId();
  const message = useNewMessage({ caseId: detail.id, recipients, onSent: onClose });
  const { draft, patch, shown } = message;
  const [isTried, setTried] = useState(false);
  const formText = useTranslations("shell.form");

  function submit(event?: FormEvent): void {
    event?.preventDefault();
    setTried(true);
    void message.send();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={`${detail.refNo} · ${detail.debtorName}`}
      size="xl"
      footer={<Foot formId={formId} message={message} />}
    >
      <form
        id={formId}
        onSubmit={submit}
        onKeyDown={onKeyDown}
        noValidate
        className="grid gap-x-5 gap-y-4 md:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]"
      >
        <div className="grid content-start gap-3">
          <ChannelChoice value={draft.channel} onChange={(channel) => patch({ channel })} />
          <RecipientField
            all={recipients}
            channel={draft.channel}
            process={process}
            value={message.to}
            onChange={message.setTo}
          />
          <ContentFields
            draft={draft}
            onChange={patch}
            category={detail.category}
            isTried={isTried}
            error={isTried && message.input === null ? formText("requiredError") : undefined}
          />
          {FIELDS[draft.channel].files ? (
            <AttachmentField
              caseId={detail.id}
              value={message.fileIds}
              onChange={message.setFileIds}
            />
          ) : null}
        </div>
        <PreviewPane
          channel={draft.channel}
          deliveryMode={draft.deliveryMode}
          shown={shown}
          pagesHref={draft.templateId === null ? null : letterPages(detail.id, draft.templateId)}
          isAcknowledged={message.isAcknowledged}
          onAcknowledge={message.setAcknowledged}
        />
      </form>
    </Dialog>
  );
}

type FootProps = { formId: string; message: ReturnType<typeof useNewMessage> };

function Foot({ formId, message }: FootProps) {
  const t = useTranslations();
  return (
    <>
      {message.error ? (
        <p role="alert" className="mr-auto self-center text-danger">
          {message.error}
        </p>
      ) : null}
      <DialogClose>
        <Button>{t("shell.actions.cancel")}</Button>
      </DialogClose>
      <Button
        type="submit"
        form={formId}
        kind="primary"
        disabled={message.isBlocked}
        loading={message.isSending}
      >
        {t("messages.new.send")}
      </Button>
    </>
  );
}
