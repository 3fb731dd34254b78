"use client";

import { isLocale } from "@/server/kernel/locale";
import { trpc } from "../api/crm";
import { LiveCases } from "../push/live-cases";
import { parseTheme } from "../theme/theme";
import type { Preference } from "./preferences";
import { Shell, type ShellProps } from "./shell";
import { useRecordSearch } from "./use-record-search";

type CrmShellProps = Omit<ShellProps, "onPreference" | "search" | "counts">;

const countEveryMs = 60_000;

/** The frame, joined to the operators' procedures: search, open tasks, kept preferences. */
export function CrmShell(props: CrmShellProps) {
  const update = trpc.access.account.update.useMutation();
  const search = useRecordSearch(props.permissions);
  const tasks = trpc.timeline.taskCounts.useQuery(
    { assignee: "me" },
    { enabled: props.permissions.includes("cases:read"), refetchInterval: countEveryMs },
  );
  const messages = trpc.messages.counts.useQuery(undefined, {
    enabled: props.permissions.includes("messages:read"),
    refetchInterval: countEveryMs,
  });
  const registers = trpc.registers.counts.useQuery(undefined, {
    enabled: props.permissions.includes("registers:read"),
    refetchInterval: countEveryMs,
  });
  const approvals = trpc.collegial.countWaiting.useQuery(undefined, {
    enabled: props.permissions.includes("collegial:decide"),
    refetchInterval: countEveryMs,
  });
  const open = messages.data
    ? messages.data.uncertain + messages.data.refused + messages.data.unfiled
    : 0;
  const due = tasks.data ? tasks.data.overdue + tasks.data.today : 0;

  function remember(preference: Preference): void {
    if ("language" in preference && isLocale(preference.language)) {
      update.mutate({ language: preference.language });
    } else if ("theme" in preference) {
      update.mutate({ theme: parseTheme(preference.theme) });
    }
  }

  return (
    <>
      {props.permissions.includes("cases:read") ? <LiveCases /> : null}
      <Shell
        {...props}
        search={search}
        counts={{
          ...{ tasks: due, messages: open, registers: registers.data?.open ?? 0 },
          approvals: approvals.data?.count ?? 0,
        }}
        onPreference={remember}
      />
    </>
  );
}
