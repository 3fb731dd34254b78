"use client";

import { Send, StickyNote } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { trpc } from "../api/crm";
import { AnswerFiles } from "../clients/answer-files";
import {
  type MailWay,
  NoWayWarning,
  useRequestMails,
  WayChoice,
  WayHint,
} from "../clients/request-mails";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Segmented } from "../ui/segmented";
import { CannedList, type ReadyAnswer, slashOf, useCanned } from "./canned-list";
import { type Draft, draftSent, keepDraft, keptOf } from "./drafts";
import { useRequestsChanged } from "./use-requests-changed";

type Mode = Draft["mode"];

type Props = {
  caseId: number;
  box?: RefObject<HTMLDivElement | null>;
  /** It was closed or merged while somebody was writing: what they wrote can be read still. */
  isEnded?: boolean;
};

/** The box's text, what a slash in it offers, and what is pressed there. */
function useBox(caseId: number) {
  const [{ mode, text, files }, setDraft] = useState(() => keptOf(caseId).draft);
  const [fallback, setFallback] = useState<ReadyAnswer | null>(null);
  const [at, setAt] = useState(0);
  const change = (more: Partial<Draft>) => setDraft(keepDraft(caseId, more));
  const send = useSend(caseId, () => {
    setDraft(draftSent(caseId));
    setFallback(null);
  });
  const offered = useCanned(caseId, mode === "answer" ? slashOf(text) : null);
  const current = Math.min(at, Math.max(0, offered.length - 1));
  const choose = (answer: ReadyAnswer) => {
    change({ text: text.replace(/\/[\p{L}\p{N}-]{0,30}$/u, () => answer.text) });
    setFallback(answer.isFallback || answer.unresolved.length > 0 ? answer : null);
    setAt(0);
  };
  const submit = () =>
    text.trim() !== "" && send.run(mode, { text, fileIds: files.map(({ fileId }) => fileId) });
  const press = (event: KeyboardEvent) => {
    const isSending = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    const chosen = offered[current];
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (isSending) submit();
    else if (chosen && (event.key === "Enter" || event.key === "Tab")) choose(chosen);
    else if (chosen && by) setAt(Math.max(0, Math.min(offered.length - 1, current + by)));
    else return;
    event.preventDefault();
  };
  return { mode, text, files, change, fallback, send, offered, current, choose, submit, press };
}

/** Where we answer the client, or write a note that only colleagues see. "/" offers ready answers. */
export function Composer({ caseId, box, isEnded = false }: Props) {
  const way = useRequestMails(caseId)?.way ?? null;
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const listId = useId();
  const { mode, text, files, change, fallback, send, ...own } = useBox(caseId);
  const { offered, current, choose, submit, press } = own;
  return (
    <div ref={box} className="mt-3 max-w-2xl">
      <fieldset disabled={isEnded} className="grid min-w-0 gap-2">
        {send.error ? (
          <Banner tone="danger" role="alert">
            {errorText(send.error)}
          </Banner>
        ) : null}
        <span className="justify-self-start">
          <Segmented
            label={t("composer.mode")}
            value={mode}
            onChange={(next) => change({ mode: next as Mode })}
            options={[
              { value: "answer", label: t("composer.toClient") },
              { value: "note", label: t("composer.note") },
            ]}
          />
        </span>
        <Field
          label={mode === "answer" ? t("answer") : t("composer.noteLabel")}
          hint={mode === "answer" ? <AnswerHint way={way} /> : t("composer.noteHint")}
        >
          <Textarea
            value={text}
            onChange={(next) => change({ text: next })}
            onKeyDown={press}
            rows={4}
            {...(offered.length > 0
              ? { "aria-controls": listId, "aria-activedescendant": `${listId}-${current}` }
              : {})}
          />
        </Field>
        {offered.length > 0 ? (
          <CannedList id={listId} answers={offered} at={current} onChoose={choose} />
        ) : null}
        {mode === "answer" ? (
          <AnswerFiles caseId={caseId} files={files} onChange={(next) => change({ files: next })} />
        ) : null}
        {mode === "answer" ? <NoWayWarning way={way} /> : null}
        {mode === "answer" && way?.hasAccount ? <WayChoice caseId={caseId} way={way} /> : null}
        {fallback ? <FallbackNote answer={fallback} /> : null}
        <Button
          kind="primary"
          icon={mode === "answer" ? Send : StickyNote}
          className="justify-self-start"
          loading={send.isPending}
          disabled={text.trim() === ""}
          onClick={submit}
        >
          {mode === "answer" ? t("send") : t("composer.saveNote")}
        </Button>
      </fieldset>
    </div>
  );
}

function AnswerHint({ way }: { way: MailWay | null }) {
  const t = useTranslations("requests.composer");
  return (
    <>
      <WayHint way={way} /> {t("hint")}
    </>
  );
}

/** What was put in is not in the client's language, or has fields without a value. */
function FallbackNote({ answer }: { answer: ReadyAnswer }) {
  const t = useTranslations("requests.canned");
  const languages = useTranslations("requests.mail.languages");
  return (
    <Banner tone="warning" role="status">
      {answer.isFallback ? `${t("fallback", { language: languages(answer.language) })} ` : ""}
      {answer.unresolved.length > 0
        ? t("unresolved", { fields: answer.unresolved.join(", ") })
        : ""}
    </Banner>
  );
}

function useSend(caseId: number, onSent: () => void) {
  const changed = useRequestsChanged();
  const { sendKey } = keptOf(caseId);
  const done = () => {
    onSent();
    changed(caseId);
  };
  const answer = trpc.portal.answer.useMutation({
    onSuccess: () => {
      sendKey.done();
      done();
    },
  });
  const note = trpc.timeline.addNote.useMutation({ onSuccess: done });
  const isPending = answer.isPending || note.isPending;
  return {
    isPending,
    error: answer.error ?? note.error,
    run: (mode: Mode, words: { text: string; fileIds: number[] }) => {
      if (isPending) return;
      if (mode === "note") note.mutate({ caseId, text: words.text });
      else answer.mutate({ caseId, ...words, idempotencyKey: sendKey.of({ caseId, ...words }) });
    },
  };
}
