"use client";

import { CircleAlert, CircleCheckBig } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { OfficeTaskKind } from "@/db/values/configuration";
import { formatInstant } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCallReason } from "../configuration/reason";
import { useCodeText } from "../form/error-text";
import { Instant } from "../format/instant";
import { ButtonLink } from "../ui/button";
import { cx } from "../ui/cx";

type OfficeTask = RouterOutput["timeline"]["officeTasks"][number];

const REFRESH_MS = 60_000;
const HREFS: Record<OfficeTaskKind, string> = {
  ...{ trigger_off: "/settings/triggers", config_refused: "/settings/config" },
  config_unread: "/settings/config",
};

/** Tasks of the whole office that belong to no case, above those that do; silent without any. */
export function OfficeTasks(props: { isResolved?: boolean; className?: string; inset?: string }) {
  const { isResolved = false, className, inset = "px-2" } = props;
  const t = useTranslations("tasks.office");
  const data = useOfficeTasks(isResolved);
  if (!data || data.length === 0) return null;
  return (
    <ul aria-label={t("title")} className={cx("border-rule border-y", className)}>
      {data.map((task) => (
        <Line key={task.id} task={task} inset={inset} />
      ))}
    </ul>
  );
}

/** undefined: not known yet, or not this person's. */
export function useOfficeTasks(isResolved = false): OfficeTask[] | undefined {
  const may = useMay();
  const { data } = trpc.timeline.officeTasks.useQuery(
    { isResolved },
    { enabled: may("settings:config"), refetchInterval: REFRESH_MS },
  );
  return data;
}

function Line({ task, inset }: { task: OfficeTask; inset: string }) {
  const t = useTranslations("tasks.office");
  const { kind, raisedAt, resolvedAt, actorName } = task;
  const Icon = resolvedAt ? CircleCheckBig : CircleAlert;
  return (
    <li
      className={cx(
        "flex flex-wrap items-center gap-x-3 gap-y-1 border-rule py-1.5 not-last:border-b",
        inset,
      )}
    >
      <Icon
        className={cx(
          "mt-0.5 size-4 shrink-0 self-start",
          resolvedAt ? "text-ink-3" : "text-danger",
        )}
        aria-hidden
      />
      <span className="min-w-0 flex-1 basis-64 break-words">
        <Words task={task} />
      </span>
      <span className="text-ink-2 text-xs">
        {resolvedAt ? `${t("resolved", { name: actorName ?? "" })} ` : null}
        <Instant value={resolvedAt ?? raisedAt} style="relative" />
      </span>
      {resolvedAt ? null : (
        <ButtonLink size="sm" href={HREFS[kind]}>
          {t("open")}
        </ButtonLink>
      )}
    </li>
  );
}

function Words({ task: { kind, subject, data } }: { task: OfficeTask }) {
  const t = useTranslations("tasks.office");
  const locale = useLocale();
  const reasonOf = useCallReason();
  const codeText = useCodeText();
  if (kind === "config_refused") {
    return t("config_refused", { name: subject, count: data.count ?? 1 });
  }
  const since = data.since ? formatInstant(new Date(data.since), locale) : "";
  if (kind === "config_unread") {
    const trouble = data.reason ? ` ${codeText(data.reason) ?? data.reason}` : "";
    return `${t("config_unread", { name: subject, since })}${trouble}`;
  }
  const reason = data.reason ? ` ${t("reason", { reason: reasonOf(data.reason) })}` : "";
  return `${t("trigger_off", { name: subject, since })}${reason}`;
}
