"use client";

import { useTranslations } from "next-intl";
import { ChannelChoice } from "./channel-choice";
import { ContentFields } from "./content-fields";
import { contentOf, type MessageDraft } from "./message-draft";

type MessageQuestionsProps = {
  draft: MessageDraft;
  onChange: (draft: MessageDraft) => void;
  category: string | null;
  missing: string | undefined;
};

/** What is sent to the debtors of many cases at once. */
export function MessageQuestions({ draft, onChange, category, missing }: MessageQuestionsProps) {
  const t = useTranslations("messages.bulk");
  return (
    <>
      <p className="text-ink-2">{t("hint")}</p>
      <ChannelChoice
        value={draft.channel}
        onChange={(channel) =>
          onChange({ ...draft, channel, templateId: null, templateHasSubject: false })
        }
      />
      <ContentFields
        draft={draft}
        onChange={(patch) => onChange({ ...draft, ...patch })}
        category={category}
        isTried={missing !== undefined}
        error={missing !== undefined && contentOf(draft) === null ? missing : undefined}
      />
    </>
  );
}
