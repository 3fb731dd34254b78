"use client";

import { Paperclip, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Instant } from "../format/instant";
import { SendKey } from "../portal/send-key";
import { addressOf, downloadOf, shownAs } from "../timeline/document-kind";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { AnswerFiles, type GivenFile } from "./answer-files";

/** What the client of a request and we wrote to each other, and where we answer. */
export function Conversation({ caseId }: { caseId: number }) {
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const may = useMay();
  const { data, error, refetch } = trpc.portal.posts.useQuery(
    { caseId },
    { refetchInterval: REFETCH_MS },
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
                <p className="whitespace-pre-line break-words">
                  {post.text || <span className="text-ink-3">{t("erased")}</span>}
                </p>
                <PostFiles files={post.files} />
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

type Files = RouterOutput["portal"]["posts"][number]["files"];

function PostFiles({ files }: { files: Files }) {
  const t = useTranslations("requests.files");
  if (files.length === 0) return null;
  return (
    <ul aria-label={t("label")} className="mt-1 grid gap-0.5">
      {files.map(({ id, fileId, name }) => (
        <li key={id} className="flex min-w-0 items-center gap-1.5">
          <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
          {fileId === null ? (
            <span className="text-ink-2">{t("gone", { name })}</span>
          ) : (
            <a
              className="min-w-0 truncate text-accent underline underline-offset-2"
              href={shownAs(name) ? addressOf(fileId) : downloadOf(fileId)}
              target="_blank"
              rel="noreferrer"
            >
              {name}
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What the client writes appears by itself; well within the minute that was promised. */
const REFETCH_MS = 10_000;

function AnswerForm({ caseId }: { caseId: number }) {
  const t = useTranslations("requests");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const [text, setText] = useState("");
  const [files, setFiles] = useState<GivenFile[]>([]);
  const fileIds = files.map(({ fileId }) => fileId);
  const [sendKey] = useState(() => new SendKey());
  const answer = trpc.portal.answer.useMutation({
    onSuccess: () => {
      setText("");
      setFiles([]);
      sendKey.done();
      void utils.portal.posts.invalidate({ caseId });
      void changed(caseId);
    },
  });
  const send = () => {
    if (text.trim() === "" || answer.isPending) return;
    const words = { caseId, text, fileIds };
    answer.mutate({ ...words, idempotencyKey: sendKey.of(words) });
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
      <AnswerFiles caseId={caseId} files={files} onChange={setFiles} />
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
