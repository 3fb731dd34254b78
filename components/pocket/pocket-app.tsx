"use client";

import { BellRing, CloudOff, RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Instant } from "../format/instant";
import { SkeletonLines } from "../ui/skeleton";
import { Tabs } from "../ui/tabs";
import { keepShell } from "./keep-shell";
import type { Overview, PocketState } from "./pocket-desk";
import { RequestRows } from "./request-rows";
import { TalkView } from "./talk-view";
import { TaskRows } from "./task-rows";
import { usePocket } from "./use-pocket";

/** Requests and tasks in the pocket: read also without a network, answered as soon as there is one. */
export function PocketApp() {
  const t = useTranslations("pocket");
  const { desk, state } = usePocket();
  useEffect(() => void keepShell().catch(() => undefined), []);
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-2xl flex-col bg-paper">
      <header className="sticky top-0 z-10 flex min-h-12 items-center gap-1 border-rule border-b bg-surface pl-4">
        <span className="font-[700] text-accent text-md tracking-tight">Saldo</span>
        <span className="min-w-0 flex-1" />
        <RoundButton label={t("refresh")} onPress={() => void desk.refresh()}>
          <RefreshCw className="size-4.5" aria-hidden />
        </RoundButton>
        <a
          href="/pocket/install"
          aria-label={t("settings")}
          className="inline-flex size-11 items-center justify-center text-ink-2"
        >
          <BellRing className="size-4.5" aria-hidden />
        </a>
      </header>
      <AsOf state={state} />
      <main className="flex-1 px-4 pb-8">
        {state.openCaseId === null ? (
          <Lists state={state} />
        ) : (
          <TalkView desk={desk} state={state} />
        )}
      </main>
    </div>
  );
}

interface RoundButtonProps {
  label: string;
  onPress: () => void;
  children: React.ReactNode;
}

const RoundButton = ({ label, onPress, children }: RoundButtonProps) => (
  <button
    type="button"
    aria-label={label}
    onClick={onPress}
    className="inline-flex size-11 items-center justify-center text-ink-2 active:bg-hover"
  >
    {children}
  </button>
);

/** Where nobody is reached: of when what one reads is, and what still waits. */
function AsOf({ state }: { state: PocketState }) {
  const t = useTranslations("pocket");
  const at = (state.openCaseId === null ? state.overview : state.talk)?.at;
  const waiting = state.queue.filter(({ held }) => !held).length;
  return (
    <div role="status" className="text-ink-2">
      {state.isOnline ? null : (
        <p className="flex items-center gap-2 bg-warning-wash px-4 py-2">
          <CloudOff className="size-4 shrink-0" aria-hidden />
          <span>
            {t("offline")} {at ? t.rich("asOf", { time: () => <Instant value={at} /> }) : null}
          </span>
        </p>
      )}
      {waiting > 0 ? (
        <p className="px-4 py-1.5 text-xs">{t("waiting", { count: waiting })}</p>
      ) : null}
    </div>
  );
}

function Lists({ state }: { state: PocketState }) {
  const t = useTranslations("pocket");
  const [tab, setTab] = useState("requests");
  const overview: Overview | undefined = state.overview?.value;
  if (!overview) {
    return state.isReady ? (
      <p className="py-8 text-ink-2">{t("nothingKept")}</p>
    ) : (
      <div className="pt-4">
        <SkeletonLines lines={6} />
      </div>
    );
  }
  const { requests, tasks } = overview;
  return (
    <>
      <h1 className="sr-only">{t("title")}</h1>
      <Tabs
        label={t("title")}
        value={tab}
        onChange={setTab}
        items={[
          {
            ...{ value: "requests", label: t("requests"), count: requests.length },
            content: <RequestRows requests={requests} queue={state.queue} />,
          },
          {
            ...{ value: "tasks", label: t("tasks"), count: tasks.length },
            content: <TaskRows tasks={tasks} />,
          },
        ]}
      />
    </>
  );
}
