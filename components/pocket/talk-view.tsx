"use client";

import { ArrowLeft, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { cx } from "../ui/cx";
import { SkeletonLines } from "../ui/skeleton";
import type { PocketDesk, PocketState, Talk } from "./pocket-desk";
import { WaitingReply } from "./waiting-reply";

interface TalkViewProps {
  desk: PocketDesk;
  state: PocketState;
}

/** A request: what was written, what still waits on this device, and what one may do. */
export function TalkView({ desk, state }: TalkViewProps) {
  const t = useTranslations("pocket");
  const errorText = useErrorText();
  const talk = state.talk?.value;
  const waiting = state.queue.filter(({ caseId }) => caseId === state.openCaseId);
  return (
    <article className="grid gap-3">
      <a
        href="#lists"
        className="inline-flex h-11 items-center gap-1.5 justify-self-start text-ink-2"
      >
        <ArrowLeft className="size-4" aria-hidden />
        {t("back")}
      </a>
      {state.error ? (
        <Banner tone="danger" role="alert">
          {errorText(state.error)}
        </Banner>
      ) : null}
      {talk ? (
        <>
          <header className="grid gap-0.5">
            <h1 className="break-words font-[650] text-lg">{talk.subject || talk.refNo}</h1>
            <p className="text-ink-2">
              {talk.refNo} · {talk.clientName}
            </p>
          </header>
          <Steps talk={talk} desk={desk} isOnline={state.isOnline} />
          <Posts posts={talk.posts} />
          {waiting.map((reply) => (
            <WaitingReply key={reply.key} reply={reply} desk={desk} />
          ))}
          {talk.mayAnswer ? <AnswerForm key={talk.caseId} desk={desk} /> : null}
        </>
      ) : state.isOnline && !state.error ? (
        <SkeletonLines lines={5} />
      ) : state.error ? null : (
        <p className="text-ink-2">{t("talkNotKept")}</p>
      )}
    </article>
  );
}

interface StepsProps {
  talk: Talk;
  desk: PocketDesk;
  isOnline: boolean;
}

function Steps({ talk, desk, isOnline }: StepsProps) {
  const t = useTranslations("pocket");
  if (talk.steps.length === 0) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {talk.steps.map((step) => (
        <Button
          key={step}
          size="lg"
          className="h-11"
          disabled={!isOnline}
          onClick={() => void desk.step(step)}
        >
          {step === "take" ? t("take") : t("resolve")}
        </Button>
      ))}
      {isOnline ? null : <p className="self-center text-ink-2 text-xs">{t("stepsOnline")}</p>}
    </div>
  );
}

function Posts({ posts }: { posts: Talk["posts"] }) {
  const t = useTranslations("pocket");
  return (
    <div role="log" aria-label={t("posts")}>
      <ol className="grid gap-2">
        {posts.map((post) => (
          <li
            key={post.id}
            className={cx(
              "rounded-lg px-3 py-2",
              post.author === "client" ? "mr-6 border border-rule bg-surface" : "ml-6 bg-selected",
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
  );
}

function AnswerForm({ desk }: { desk: PocketDesk }) {
  const t = useTranslations("pocket");
  const [text, setText] = useState("");
  const send = () => {
    if (text.trim() === "") return;
    // It lies on the device from now on; nothing of it is lost with the page.
    void desk.answer(text.trim());
    setText("");
  };
  return (
    <div className="grid gap-2">
      <Field label={t("answer")}>
        <Textarea value={text} onChange={setText} rows={4} className="min-h-24" />
      </Field>
      <Button
        kind="primary"
        size="lg"
        icon={Send}
        className="h-11"
        disabled={text.trim() === ""}
        onClick={send}
      >
        {t("send")}
      </Button>
    </div>
  );
}
