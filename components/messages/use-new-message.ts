"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { StopReason } from "@/db/values/messages";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { toast } from "../ui/toast";
import {
  type CaseRecipient,
  contentOf,
  emptyMessageDraft,
  FIELDS,
  firstChannel,
  lacksSubject,
  type MessageDraft,
} from "./message-draft";
import type { Recipients } from "./recipient-field";
import { useLeavingText } from "./use-leaving-text";
import { useMessagesChanged } from "./use-messages-changed";
import { usePreview } from "./use-preview";

type NewMessage = {
  caseId: number;
  recipients: readonly CaseRecipient[];
  onSent: () => void;
};

/** State of a message that is being written to somebody on a case. */
export function useNewMessage({ caseId, recipients, onSent }: NewMessage) {
  const [first] = recipients;
  const [draft, setDraft] = useState<MessageDraft>(() => ({
    ...emptyMessageDraft,
    channel: firstChannel(first),
  }));
  const [to, setTo] = useState<Recipients>({ partyId: first?.partyId ?? null, address: null });
  const [fileIds, setFileIds] = useState<number[]>([]);
  const [isAcknowledged, setAcknowledged] = useState(false);
  const content = contentOf(draft);
  const { partyId, address } = to;
  const input =
    content === null || partyId === null
      ? null
      : {
          ...{ ...content, caseId, partyId, address },
          attachmentFileIds: FIELDS[draft.channel].files ? fileIds : [],
        };
  const shown = usePreview(input);
  const sending = useSending(onSent);
  const { preview, isCurrent } = shown;
  // What may be overruled, or not, the verb decides, and writes on the timeline what it stopped.
  const isBlocked = isCurrent && (preview === null || preview.unresolved.length > 0);

  function patch(next: Partial<MessageDraft>): void {
    // Another way: other addresses, and perhaps a template that does not go by it.
    if (next.channel) setTo({ partyId, address: null });
    const anew = next.channel ? { templateId: null, templateHasSubject: false } : {};
    setDraft({ ...draft, ...anew, ...next });
    sending.forget();
  }
  return {
    ...{ draft, patch, to, setTo, fileIds, setFileIds, isAcknowledged, setAcknowledged },
    ...{ input, shown, isBlocked, isSending: sending.isPending, error: sending.error },
    send: async () => {
      if (input !== null && !isBlocked && !lacksSubject(draft))
        await sending.send({ ...input, isAcknowledged });
    },
  };
}

type Written = Omit<
  Parameters<ReturnType<typeof trpc.messages.send.useMutation>["mutate"]>[0],
  "idempotencyKey"
>;

function useSending(onSent: () => void) {
  const t = useTranslations("messages");
  const errorText = useErrorText();
  const changed = useMessagesChanged();
  const leavingText = useLeavingText();
  const { mutateAsync, isPending } = trpc.messages.send.useMutation();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [error, setError] = useState<string | null>(null);
  async function send(written: Written): Promise<void> {
    if (isPending) return;
    setError(null);
    try {
      const sent = await mutateAsync({ ...written, idempotencyKey });
      void changed();
      if (sent.outcome === "stopped") {
        const reasons = sent.reasons.map((reason: StopReason) => t(`stops.${reason}`));
        setError(`${t("new.stops")}: ${reasons.join(", ")}`);
        return;
      }
      const count = sent.messageIds.length;
      const { leaving } = sent;
      const say = leaving.waits.length > 0 ? toast.info : toast.success;
      say(t("new.putDown", { count, leaving: leavingText(leaving) }));
      onSent();
    } catch (caught) {
      setError(errorText(caught));
    }
  }
  return { send, isPending, error, forget: () => setError(null) };
}
