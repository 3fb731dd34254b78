"use client";

import { Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Instant } from "../format/instant";
import { SendKey } from "../portal/send-key";
import { useIsLive } from "../push/live-cases";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";

/** What the client of a request and we wrote to each other, and where we answer. */
export function Conversation({ caseId }: { caseId: number }) {
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const may = useMay();
  const isLive = useIsLive();
  const { data, error, refetch } = trpc.portal.posts.useQuery(
    { caseId },
    { refetchInterval: isLive ? false : REFETCH_MS },
  );
  return (
    <Section title={t("title")} className="mb-6">
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <div role="log" aria-label={t("title")}>
          <ol className="grid gap-2">
            {data.length === 0 ? <li className="text-ink-2">{t("none")}</li> : null}
            {data.map((post) => (
              <li
                key={post.id}
                className={cx(
                  "max-w-2xl rounded-md px-3 py-2",
                  post.author === "client" ? "bg-sunken" : "ml-8 bg-selected",
                )}
              >
                <p className="flex flex-wrap gap-x-2 text-ink-2 text-xs">
                  <span className="font-[600] text-ink">{post.authorName}</span>
                  <Instant value={post.at} />
                </p>
                <p className="whitespace-pre-line break-words">{post.text}</p>
              </li>
            ))}
          </ol>
        </div>
      ) : (
        <SkeletonLines lines={3} />
      )}
      {may("cases:edit") ? <AnswerForm caseId={caseId} /> : null}
    </Section>
  );
}

/** Only while no stream says by itself that the client has written. */
const REFETCH_MS = 10_000;

function AnswerForm({ caseId }: { caseId: number }) {
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const [text, setText] = useState("");
  const [sendKey] = useState(() => new SendKey());
  const answer = trpc.portal.answer.useMutation({
    onSuccess: () => {
      setText("");
      sendKey.done();
      void utils.portal.posts.invalidate({ caseId });
      void changed(caseId);
    },
  });
  const send = () => {
    if (text.trim() === "" || answer.isPending) return;
    answer.mutate({ caseId, text, idempotencyKey: sendKey.of({ caseId, text }) });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
  };
  return (
    <div className="mt-3 grid max-w-2xl gap-2">
      {answer.error ? (
        <Banner tone="danger" role="alert">
          {errorText(answer.error)}
        </Banner>
      ) : null}
      <Field label={t("answer")} hint={t("hint")}>
        <Textarea value={text} onChange={setText} onKeyDown={press} rows={3} />
      </Field>
      <Button
        kind="primary"
        icon={Send}
        className="justify-self-start"
        loading={answer.isPending}
        disabled={text.trim() === ""}
        onClick={send}
      >
        {t("send")}
      </Button>
    </div>
  );
}
