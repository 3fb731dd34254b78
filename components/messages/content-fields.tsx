"use client";

import { useTranslations } from "next-intl";
import { DELIVERY_MODES, SENDERS, SUBJECT_CHANNELS } from "@/db/values/messages";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { Textarea, TextInput } from "../form/text-input";
import { FIELDS, lacksSubject, type MessageDraft } from "./message-draft";

type ContentFieldsProps = {
  draft: MessageDraft;
  onChange: (patch: Partial<MessageDraft>) => void;
  /** Of the cases it goes to; null: of several. */
  category: string | null;
  error?: string;
  /** Somebody has tried to send it: what is missing is said at its field. */
  isTried?: boolean;
};

const FREE = "free";

/** What is sent: a template or an own text, and the lines around it that the channel carries. */
export function ContentFields(props: ContentFieldsProps) {
  const { draft, onChange, category, error, isTried } = props;
  const t = useTranslations("messages.new");
  const has = FIELDS[draft.channel];
  const hint = draft.templateId === null ? undefined : t("fromTemplate");
  return (
    <>
      <TemplateField {...{ draft, onChange, category }} />
      {has.subject ? (
        <Field
          label={t(draft.channel === "email" ? "subject" : "matter")}
          required={SUBJECT_CHANNELS.includes(draft.channel) && !draft.templateHasSubject}
          error={isTried && lacksSubject(draft) ? t(subjectWord(draft)) : undefined}
        >
          <TextInput
            value={draft.subject}
            onChange={(subject) => onChange({ subject })}
            placeholder={draft.templateHasSubject ? hint : undefined}
            maxLength={500}
          />
        </Field>
      ) : null}
      {draft.templateId === null ? (
        <Field label={t("text")} required error={error}>
          <Textarea
            value={draft.text}
            onChange={(text) => onChange({ text })}
            className={draft.channel === "sms" ? "min-h-24" : "min-h-36"}
            maxLength={20_000}
          />
        </Field>
      ) : null}
      <AroundFields {...{ draft, onChange, hint }} />
    </>
  );
}

const subjectWord = ({ templateId }: MessageDraft) =>
  templateId === null ? ("subjectMissing" as const) : ("subjectOfTemplate" as const);

function TemplateField({ draft, onChange, category }: ContentFieldsProps) {
  const t = useTranslations("messages.new");
  const may = useMay();
  const templates = trpc.templates.list.useQuery(category ? { category } : {}, {
    enabled: may("templates:read"),
  });
  const fitting = (templates.data ?? []).filter(
    ({ methods, errorCount }) => methods.includes(draft.channel) && errorCount === 0,
  );
  return (
    <Field label={t("template")}>
      <Select
        value={draft.templateId === null ? FREE : String(draft.templateId)}
        onChange={(value) => {
          const chosen = fitting.find(({ id }) => String(id) === value);
          // As the template says; whoever sends may still choose otherwise.
          const settings = chosen
            ? { sender: chosen.sender, deliveryMode: chosen.deliveryMode }
            : {};
          const templateHasSubject = chosen?.hasSubject ?? false;
          onChange({ templateId: chosen?.id ?? null, templateHasSubject, ...settings });
        }}
        options={[
          { value: FREE, label: t("freeText") },
          ...fitting.map(({ id, name, format }) => ({
            ...{ value: String(id), label: name, hint: format.toUpperCase() },
          })),
        ]}
      />
    </Field>
  );
}

type AroundProps = Omit<ContentFieldsProps, "category" | "error"> & { hint: string | undefined };

function AroundFields({ draft, onChange, hint }: AroundProps) {
  const t = useTranslations("messages");
  const has = FIELDS[draft.channel];
  if (!has.references && !has.mode && !has.sender) return null;
  return (
    <div className="grid grid-cols-2 gap-3">
      {has.references ? (
        <>
          <Field label={t("new.ourRef")}>
            <TextInput
              value={draft.ourRef}
              onChange={(ourRef) => onChange({ ourRef })}
              placeholder={hint}
              maxLength={50}
            />
          </Field>
          <Field label={t("new.yourRef")}>
            <TextInput
              value={draft.yourRef}
              onChange={(yourRef) => onChange({ yourRef })}
              placeholder={hint}
              maxLength={50}
            />
          </Field>
        </>
      ) : null}
      {has.mode ? (
        <Field label={t("new.deliveryMode")}>
          <Select
            value={draft.deliveryMode}
            onChange={(deliveryMode) => onChange({ deliveryMode })}
            options={DELIVERY_MODES.map((value) => ({ value, label: t(`deliveryModes.${value}`) }))}
          />
        </Field>
      ) : null}
      {has.sender ? (
        <Field label={t("new.sender")}>
          <Select
            value={draft.sender}
            onChange={(sender) => onChange({ sender })}
            options={SENDERS.map((value) => ({ value, label: t(`senders.${value}`) }))}
          />
        </Field>
      ) : null}
    </div>
  );
}
