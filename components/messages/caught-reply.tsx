"use client";

import { Reply } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { replyAsRecipientInput } from "@/server/domain/messages/inputs";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Textarea } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Banner } from "../ui/banner";
import { Button, TextLink } from "../ui/button";
import { useMessagesChanged } from "./use-messages-changed";

type Replied = RouterOutput["messages"]["replyAsRecipient"];
type CaughtReplyProps = { messageId: number };

/** Lets whoever tries the program answer as the person who would have got the message. */
export function CaughtReply({ messageId }: CaughtReplyProps) {
  const t = useTranslations("messages.catcher");
  const may = useMay();
  const counts = trpc.messages.counts.useQuery();
  const [isOpen, setOpen] = useState(false);
  const [replied, setReplied] = useState<Replied | null>(null);
  if (!counts.data?.isCatching || !may("messages:send")) return null;
  return (
    <div className="grid gap-2">
      {replied ? <Outcome replied={replied} /> : null}
      {isOpen ? (
        <ReplyForm
          messageId={messageId}
          onClose={() => setOpen(false)}
          onDone={(next) => {
            setReplied(next);
            setOpen(false);
          }}
        />
      ) : (
        <Button size="sm" icon={Reply} className="justify-self-start" onClick={() => setOpen(true)}>
          {t("reply")}
        </Button>
      )}
    </div>
  );
}

/** Where it came to stand: found by the program, not said by whoever wrote it. */
function Outcome({ replied: { caseId, refNo } }: { replied: Replied }) {
  const t = useTranslations("messages.catcher");
  return caseId && refNo ? (
    <Banner tone="positive" role="status">
      {t("replied")} <TextLink href={`/cases/${caseId}`}>{t("openCase", { refNo })}</TextLink>
    </Banner>
  ) : (
    <Banner tone="warning" role="status">
      {t("repliedUnfiled")} <TextLink href="/messages/unfiled">{t("openUnfiled")}</TextLink>
    </Banner>
  );
}

type ReplyFormProps = CaughtReplyProps & { onClose: () => void; onDone: (next: Replied) => void };

function ReplyForm({ messageId, onClose, onDone }: ReplyFormProps) {
  const t = useTranslations("messages.catcher");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const changed = useMessagesChanged();
  const reply = trpc.messages.replyAsRecipient.useMutation();
  const form = useZodForm({
    schema: replyAsRecipientInput,
    initial: { messageId, text: "" },
    onSubmit: (input) => reply.mutateAsync(input),
    onDone: (next) => {
      void changed();
      onDone(next);
    },
  });
  return (
    <form {...form.props} aria-label={t("reply")} className="grid gap-2">
      <Field label={t("replyText")} hint={t("replyHint")} error={form.error("text")} required>
        <Textarea {...form.text("text")} ref={field} className="min-h-18" />
      </Field>
      <FormActions
        submitLabel={t("replySend")}
        isSubmitting={form.isSubmitting}
        error={form.formError}
        onCancel={onClose}
      />
    </form>
  );
}
