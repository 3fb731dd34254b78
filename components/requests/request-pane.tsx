"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { DisputePanel } from "../clients/dispute-panel";
import { OtherMails, useRequestMails } from "../clients/request-mails";
import { RightPanel } from "../clients/right-panel";
import { ConfirmVerb } from "../form/confirm-verb";
import { useErrorText } from "../form/error-text";
import { useIsLive } from "../push/live-cases";
import { useShortcut } from "../shell/shortcuts";
import { TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { SkeletonLines } from "../ui/skeleton";
import { AssignRequests } from "./assign-requests";
import { Composer } from "./composer";
import { hasDraft } from "./drafts";
import { EndedBanner, isOpen } from "./ended-banner";
import { MergeDialog } from "./merge-dialog";
import { PaneHeader } from "./pane-header";
import { RecordDialog } from "./record-dialog";
import { RequestDebts } from "./request-debts";
import { StaleBanner } from "./stale-banner";
import { ThreadLines } from "./thread-lines";
import { useRequestVerbs } from "./use-request-verbs";

export type ThreadOutput = RouterOutput["requests"]["thread"];

type Props = { caseId: number; onOpen: (caseId: number) => void; onClose: () => void };

/** Only while no stream says by itself that the client has written. */
const REFETCH_MS = 10_000;
/** The time left is working time, which the server counts. */
const CLOCK_MS = 60_000;

/** One request: whose it is, how long is left, what was written, and where we answer. */
export function RequestPane({ caseId, onOpen, onClose }: Props) {
  const errorText = useErrorText();
  const isLive = useIsLive();
  const { data, error, refetch } = trpc.requests.thread.useQuery(
    { caseId },
    { refetchInterval: isLive ? CLOCK_MS : REFETCH_MS },
  );
  const retry = () => void refetch();
  if (!data) {
    return error ? (
      <ErrorState onRetry={retry}>{errorText(error)}</ErrorState>
    ) : (
      <SkeletonLines lines={8} />
    );
  }
  return (
    <>
      {error ? <StaleBanner error={error} retry={retry} /> : null}
      <LoadedPane thread={data} onOpen={onOpen} onClose={onClose} />
    </>
  );
}

type Asked = "take" | "assign" | "merge" | "record" | "close";

type LoadedProps = Omit<Props, "caseId"> & { thread: ThreadOutput };

function LoadedPane({ thread, onOpen, onClose }: LoadedProps) {
  const t = useTranslations("requests");
  const may = useMay();
  const box = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { item } = thread;
  const verbs = useRequestVerbs(item);
  const mails = useRequestMails(item.caseId);
  const mayWrite = may("cases:edit");
  const canWrite = mayWrite && isOpen(thread);
  const group = "lists" as const;
  const reply = () => box.current?.querySelector("textarea")?.focus();
  useShortcut({ keys: "r", label: t("keys.reply"), group, run: reply }, canWrite);
  const take = () => (verbs.mayTake ? verbs.take() : setAsked("take"));
  useShortcut({ keys: "t", label: t("keys.take"), group, run: take }, canWrite && !verbs.isMine);
  useShortcut(
    { keys: "a", label: t("keys.assign"), group, run: () => setAsked("assign") },
    canWrite,
  );
  const mayRecord = canWrite && !item.isUndecided && item.clientId !== null;
  useShortcut(
    { keys: "d", label: t("keys.record"), group, run: () => setAsked("record") },
    mayRecord,
  );
  useShortcut({ keys: "m", label: t("keys.merge"), group, run: () => setAsked("merge") }, canWrite);
  return (
    <article className="px-gutter py-3" aria-label={item.subject}>
      <PaneHeader {...{ thread, verbs, canWrite, onClose }} onTake={take} onAsk={setAsked} />
      <EndedBanner thread={thread} onOpen={onOpen} />
      {thread.merged.length > 0 ? (
        <p className="mb-2 text-ink-2 text-xs">
          {t("merge.from", { numbers: thread.merged.join(", ") })}
        </p>
      ) : null}
      <RequestDebts debts={thread.debts} clientId={item.clientId} />
      <DisputePanel caseId={item.caseId} />
      <RightPanel caseId={item.caseId} />
      <ThreadLines lines={thread.lines} mails={mails?.mails} />
      {mails ? <OtherMails caseId={item.caseId} mails={mails.mails} /> : null}
      {canWrite || (mayWrite && hasDraft(item.caseId)) ? (
        <Composer key={item.caseId} caseId={item.caseId} box={box} isEnded={!canWrite} />
      ) : null}
      <p className="mt-4 text-xs">
        <TextLink href={`/cases/${item.caseId}`}>{t("desk.wholeCase")}</TextLink>
      </p>
      {asked === "assign" || asked === "take" ? (
        <AssignRequests
          caseIds={[item.caseId]}
          ownerId={asked === "take" ? verbs.me : item.ownerId}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === "record" ? <RecordDialog item={item} onClose={() => setAsked(null)} /> : null}
      {asked === "close" ? (
        <ConfirmVerb
          title={t("closing.title", { refNo: item.refNo })}
          description={t(item.state === "resolved" ? "closing.text" : "closing.orResolve")}
          confirmLabel={t("closing.confirm")}
          run={verbs.close}
          doneText={t("closing.done")}
          onClose={() => setAsked(null)}
        />
      ) : null}
      {asked === "merge" ? <MergeDialog item={item} onClose={() => setAsked(null)} /> : null}
    </article>
  );
}
