"use client";

import { Play, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { Spinner } from "../ui/spinner";
import { toast } from "../ui/toast";

type Run = NonNullable<RouterOutput["help"]["checks"]["run"]>;

const REFRESH_MS = 1_000;

/** Runs the checks on this machine, where that is offered, and shows what they say meanwhile. */
export function CheckPanel({ onEnd }: { onEnd: () => void }) {
  const t = useTranslations("help.checks");
  const errorText = useErrorText();
  const query = trpc.help.checks.useQuery(undefined, {
    refetchInterval: ({ state }) => (state.data?.run?.isRunning ? REFRESH_MS : false),
  });
  const told = {
    onSettled: () => void query.refetch(),
    onError: (error: unknown) => void toast.error(errorText(error)),
  };
  const start = trpc.help.startChecks.useMutation(told);
  const stop = trpc.help.stopChecks.useMutation(told);
  const run = query.data?.run ?? null;
  useEnd(run?.isRunning ?? false, onEnd);
  if (!query.data) return null;
  if (!query.data.isOffered) return <p className="text-ink-2">{t("notHere")}</p>;
  const button = run?.isRunning ? (
    <Button icon={Square} loading={stop.isPending} onClick={() => stop.mutate()}>
      {t("stop")}
    </Button>
  ) : (
    <Button icon={Play} loading={start.isPending} onClick={() => start.mutate()}>
      {t("start")}
    </Button>
  );
  return (
    <Section title={t("title")} actions={button}>
      <p className="text-ink-2">{t("hint")}</p>
      {run ? <Output run={run} /> : null}
    </Section>
  );
}

/** Says once that what was running has ended. */
function useEnd(isRunning: boolean, onEnd: () => void): void {
  const before = useRef(isRunning);
  useEffect(() => {
    if (before.current && !isRunning) onEnd();
    before.current = isRunning;
  }, [isRunning, onEnd]);
}

function Output({ run }: { run: Run }) {
  const t = useTranslations("help.checks");
  const end = useRef<HTMLPreElement>(null);
  const count = run.lines.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [count]);
  return (
    <div className="mt-2 grid gap-2">
      <Outcome run={run} />
      <pre
        ref={end}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its box is moved by arrows.
        tabIndex={0}
        role="log"
        aria-label={t("output")}
        className="max-h-64 overflow-auto whitespace-pre-wrap rounded-md bg-sunken p-3 text-xs"
      >
        {run.lines.join("\n")}
      </pre>
    </div>
  );
}

function Outcome({ run }: { run: Run }) {
  const t = useTranslations("help.checks");
  if (run.isRunning) {
    return (
      <p role="status" className="flex items-center gap-2">
        <Spinner /> {t("running")}
      </p>
    );
  }
  const [tone, word] = run.isStopped
    ? (["warning", "stopped"] as const)
    : run.isGreen
      ? (["positive", "green"] as const)
      : (["danger", "red"] as const);
  return (
    <Banner tone={tone} role="status">
      {t(word)}
    </Banner>
  );
}
