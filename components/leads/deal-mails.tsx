"use client";

import { Paperclip, Send } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Textarea } from "../form/text-input";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button, buttonClass } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type Mail = RouterOutput["leads"]["ofDeal"]["mails"][number];

const REFRESH_MS = 30_000;
/** States of an answer that a person has to know of. */
const FAILED: readonly string[] = ["returned", "refused", "cancelled", "uncertain"];

/** The mails of a deal, and an answer in their thread; nothing where no address is known. */
export function DealMails({ caseId }: { caseId: number }) {
  const t = useTranslations("leads.mails");
  const may = useMay();
  const errorText = useErrorText();
  const query = trpc.leads.ofDeal.useQuery({ caseId }, { refetchInterval: REFRESH_MS });
  const { data } = query;
  if (!data && query.error) {
    return (
      <Section title={t("title")}>
        <ErrorState onRetry={() => void query.refetch()} isRetrying={query.isFetching}>
          {errorText(query.error)}
        </ErrorState>
      </Section>
    );
  }
  if (!data || (data.mails.length === 0 && data.to === null)) return null;
  return (
    <Section title={t("title")}>
      <ul className="grid gap-2">
        {data.mails.map((mail) => (
          <MailItem key={mail.messageId} mail={mail} />
        ))}
      </ul>
      {data.to !== null && may("messages:send") ? <Answer caseId={caseId} to={data.to} /> : null}
    </Section>
  );
}

function MailItem({ mail }: { mail: Mail }) {
  const t = useTranslations("leads.mails");
  const states = useTranslations("messages.states");
  const { messageId, isOutbound, address, name, subject, text, at, state, files } = mail;
  return (
    <li className="rounded-lg border border-rule bg-surface p-3">
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link href={`/messages/${messageId}`} className="font-[600] underline">
          {t(isOutbound ? "to" : "from", { who: name || address })}
        </Link>
        {isOutbound ? (
          <Badge tone={FAILED.includes(state) ? "danger" : "neutral"}>{states(state)}</Badge>
        ) : null}
        <Instant value={at} style="relative" className="ml-auto text-ink-2" />
      </p>
      <p className="text-ink-2">{subject}</p>
      <p className="line-clamp-6 whitespace-pre-line break-words">{text}</p>
      {files.length > 0 ? (
        <p className="flex flex-wrap gap-1.5 pt-1">
          {files.map((file) => (
            <a
              key={file.fileId}
              href={`/api/files/messages/${messageId}/${file.fileId}`}
              className={buttonClass({ size: "sm", className: "max-w-full font-normal!" })}
            >
              <Paperclip className="size-3.5 shrink-0 text-ink-3" aria-hidden />
              <span className="truncate">{file.name}</span>
            </a>
          ))}
        </p>
      ) : null}
    </li>
  );
}

function Answer({ caseId, to }: { caseId: number; to: string }) {
  const t = useTranslations("leads.mails");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const [text, setText] = useState("");
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  const send = trpc.leads.answer.useMutation({
    onSuccess: () => {
      toast.success(t("sent"));
      setText("");
      setKey(crypto.randomUUID());
      void utils.leads.ofDeal.invalidate();
      changed(caseId);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "") send.mutate({ caseId, text, idempotencyKey });
  };
  return (
    <form onSubmit={submit} className="grid gap-2 pt-2">
      <Field label={t("answer", { to })}>
        <Textarea value={text} onChange={setText} rows={4} />
      </Field>
      {send.error ? (
        <Banner tone="danger" role="alert">
          {errorText(send.error)}
        </Banner>
      ) : null}
      <Button
        type="submit"
        icon={Send}
        className="justify-self-end"
        loading={send.isPending}
        disabled={text.trim() === ""}
      >
        {t("send")}
      </Button>
    </form>
  );
}
