"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { leave } from "./account";
import { deviceOf } from "./device-name";

type Session = RouterOutput["access"]["account"]["sessions"][number];

/** Devices on which one is signed in; each can be signed out, or all at once. */
export function SessionsPage() {
  const t = useTranslations("access.sessions");
  const errorText = useErrorText();
  const sessions = trpc.access.account.sessions.useQuery();
  const utils = trpc.useUtils();
  const [isAsking, setAsking] = useState(false);
  const onError = (error: unknown) => toast.error(errorText(error));
  const end = trpc.access.account.revokeSession.useMutation({
    onSettled: () => utils.access.account.sessions.invalidate(),
    onError,
  });
  const endAll = trpc.access.account.signOutEverywhere.useMutation({
    onSuccess: async ({ endedSessions }, { isKeepingThis }) => {
      if (!isKeepingThis) return leave();
      toast.success(t("ended", { count: endedSessions }));
      await utils.access.account.sessions.invalidate();
    },
    onError,
  });
  const others = sessions.data?.some((session) => !session.isThis) ?? false;
  return (
    <Section
      title={t("title")}
      hint={t("hint")}
      className="max-w-3xl"
      actions={
        <>
          <Button
            disabled={!others}
            loading={endAll.isPending}
            onClick={() => endAll.mutate({ isKeepingThis: true })}
          >
            {t("endOthers")}
          </Button>
          <Button kind="danger-quiet" onClick={() => setAsking(true)}>
            {t("endAll")}
          </Button>
        </>
      }
    >
      {sessions.error ? (
        <ErrorState onRetry={() => void sessions.refetch()}>{errorText(sessions.error)}</ErrorState>
      ) : sessions.data ? (
        <ul>
          {sessions.data.map((session) => (
            <SessionLine
              key={session.id}
              session={session}
              isEnding={end.isPending && end.variables.sessionId === session.id}
              onEnd={() => (session.isThis ? void leave() : end.mutate({ sessionId: session.id }))}
            />
          ))}
        </ul>
      ) : (
        <SkeletonLines lines={3} />
      )}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("endAll")}
        description={t("endAllHint")}
        confirmLabel={t("endAll")}
        danger
        onConfirm={async () => {
          await endAll.mutateAsync({ isKeepingThis: false });
        }}
      />
    </Section>
  );
}

type LineProps = { session: Session; isEnding: boolean; onEnd: () => void };

function SessionLine({ session, isEnding, onEnd }: LineProps) {
  const t = useTranslations("access.sessions");
  const { browser, system } = deviceOf(session.userAgent);
  const device = t("device", {
    browser: browser ?? t("unknownBrowser"),
    system: system ?? t("unknownSystem"),
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-rule border-b py-2">
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-[550]">
          {device}
          {session.isThis ? <Badge tone="positive">{t("this")}</Badge> : null}
        </p>
        <p className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
          <span>
            {t("lastSeen")} <Instant value={session.lastSeenAt} style="relative" />
          </span>
          <span>
            {t("since")} <Instant value={session.createdAt} />
          </span>
          {session.ip ? (
            <span>
              {t("ip")} <span className="figures">{session.ip}</span>
            </span>
          ) : null}
        </p>
      </div>
      <Button size="sm" loading={isEnding} onClick={onEnd} aria-label={t("endNamed", { device })}>
        {t("end")}
      </Button>
    </li>
  );
}
