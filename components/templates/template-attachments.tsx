"use client";

import { ArrowDown, ArrowUp, Paperclip, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import {
  ATTACHMENT_BYTES_MAX,
  ATTACHMENTS_BYTES_MAX,
  ATTACHMENTS_MAX,
} from "@/server/domain/templates/inputs";
import { useMay } from "../access/account";
import { FileSize } from "../timeline/file-size";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { ATTACHMENT_ENDINGS, attachmentAddress, type TemplateDetail } from "./template";
import { type Attachments, useAttachments } from "./use-attachments";

type TemplateAttachmentsProps = { detail: TemplateDetail; onChanged: () => void };

const MEGABYTE = 1024 ** 2;

/** Files that go with every letter of the template; what is done here takes effect at once. */
export function TemplateAttachments({ detail, onChanged }: TemplateAttachmentsProps) {
  const t = useTranslations("templates.page.attachments");
  const mayEdit = useMay()("templates:edit");
  const attachments = useAttachments(detail, onChanged);
  const { attachments: files, methods } = detail;
  const limits = {
    ...{ count: ATTACHMENTS_MAX, each: ATTACHMENT_BYTES_MAX / MEGABYTE },
    all: ATTACHMENTS_BYTES_MAX / MEGABYTE,
  };
  return (
    <Section
      title={t("title")}
      count={files.length || undefined}
      actions={mayEdit ? <AddButton attachments={attachments} /> : null}
    >
      <div className="grid gap-2">
        {attachments.refused.map(({ name, reason }) => (
          <Banner key={name} tone="danger" role="alert" title={t("refused", { name })}>
            {reason}
          </Banner>
        ))}
        {files.length > 0 ? (
          <ul className="rounded-md border border-rule">
            {files.map((file, at) => (
              <AttachmentLine key={file.fileId} {...{ detail, at, mayEdit, attachments }} />
            ))}
          </ul>
        ) : (
          <p className="text-ink-2">{t("none")}</p>
        )}
        <p className="text-ink-2 text-xs">
          {t("hint")} {methods.includes("sms") ? t("noSms") : null}
        </p>
        {mayEdit ? <p className="text-ink-3 text-xs">{t("limits", limits)}</p> : null}
      </div>
    </Section>
  );
}

function AddButton({ attachments }: { attachments: Attachments }) {
  const t = useTranslations("templates.page");
  const input = useRef<HTMLInputElement>(null);
  const { busyWith, add } = attachments;
  const label = t("attachments.add");
  return (
    <>
      <Button
        kind="quiet"
        icon={Paperclip}
        loading={busyWith !== null}
        onClick={() => input.current?.click()}
      >
        {busyWith === null ? label : t("uploading", { name: busyWith })}
      </Button>
      <input
        ref={input}
        type="file"
        accept={ATTACHMENT_ENDINGS}
        multiple
        aria-label={label}
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}

type AttachmentLineProps = {
  detail: TemplateDetail;
  at: number;
  mayEdit: boolean;
  attachments: Attachments;
};

function AttachmentLine({ detail, at, mayEdit, attachments }: AttachmentLineProps) {
  const t = useTranslations("templates.page.attachments");
  const file = detail.attachments[at];
  if (!file) return null;
  const { fileId, name, sizeBytes, kind } = file;
  const { isArranging, move, remove } = attachments;
  const last = detail.attachments.length - 1;
  return (
    <li className="flex min-h-row items-center gap-2 border-rule border-b px-2 last:border-b-0">
      <span className="w-9 shrink-0 text-ink-3 text-xs uppercase">{kind}</span>
      <a
        href={attachmentAddress(detail.id, fileId)}
        target="_blank"
        rel="noreferrer"
        title={name}
        className="min-w-0 flex-1 truncate text-accent hover:underline"
      >
        {name}
      </a>
      <FileSize bytes={sizeBytes} />
      {mayEdit ? (
        <span className="flex">
          {last > 0 ? (
            <>
              <IconButton
                icon={ArrowUp}
                size="sm"
                label={t("up", { name })}
                disabled={at === 0 || isArranging}
                onClick={() => void move(at, -1)}
              />
              <IconButton
                icon={ArrowDown}
                size="sm"
                label={t("down", { name })}
                disabled={at === last || isArranging}
                onClick={() => void move(at, 1)}
              />
            </>
          ) : null}
          <IconButton
            icon={X}
            size="sm"
            label={t("remove", { name })}
            disabled={isArranging}
            onClick={() => void remove(fileId)}
          />
        </span>
      ) : null}
    </li>
  );
}
