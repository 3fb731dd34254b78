"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { Switch } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { useTimelineChanged } from "../timeline/use-timeline-changed";
import { Avatar } from "../ui/avatar";
import { TextLink } from "../ui/button";
import { cx } from "../ui/cx";
import { toast } from "../ui/toast";

export type LoadRow = RouterOutput["timeline"]["workload"][number];

const parts = ["overdue", "today", "upcoming", "snoozed"] as const;

const fills: Record<(typeof parts)[number], string> = {
  overdue: "bg-danger",
  today: "bg-accent",
  upcoming: "bg-edge",
  snoozed: "bg-rule-strong",
};

export const openOf = (row: LoadRow): number =>
  row.overdue + row.today + row.upcoming + row.snoozed;

/** Open work per colleague as bars on one scale: overdue, today, later, put off. */
export function TeamLoad({ rows }: { rows: readonly LoadRow[] }) {
  const t = useTranslations("tasks");
  const most = Math.max(1, ...rows.map(openOf));
  return (
    <div className="grid gap-3">
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs" aria-hidden>
        {parts.map((part) => (
          <li key={part} className="flex items-center gap-1.5">
            <span className={cx("size-2.5 rounded-xs", fills[part])} />
            {t(`buckets.${part}`)}
          </li>
        ))}
      </ul>
      <table className="w-full table-fixed border-collapse" aria-label={t("team.title")}>
        <colgroup>
          <col className="w-60 max-md:w-36" />
          <col className="w-24 max-md:w-14" />
          <col />
          <col className="w-24 max-md:hidden" />
          <col className="w-20 max-md:hidden" />
          <col className="w-20 max-md:hidden" />
          <col className="w-20 max-md:hidden" />
          <col className="w-16" />
        </colgroup>
        <Head />
        <tbody>
          {rows.map((row) => (
            <Line key={row.operatorId ?? "nobody"} row={row} most={most} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head() {
  const t = useTranslations("tasks");
  return (
    <thead>
      <tr className="caption h-8 border-rule-strong border-b">
        <th scope="col" className="text-left font-[550]">
          {t("team.name")}
        </th>
        <th scope="col" className="text-left font-[550]">
          <span className="max-md:sr-only">{t("team.present")}</span>
        </th>
        <th scope="col">
          <span className="sr-only">{t("team.load")}</span>
        </th>
        {parts.map((part) => (
          <th key={part} scope="col" className="text-right font-[550] max-md:hidden">
            {t(`buckets.${part}`)}
          </th>
        ))}
        <th scope="col" className="text-right font-[550]">
          {t("team.total")}
        </th>
      </tr>
    </thead>
  );
}

function Line({ row, most }: { row: LoadRow; most: number }) {
  const t = useTranslations("tasks");
  const who = row.operatorId === null ? "none" : row.operatorId;
  return (
    <tr className="h-10 border-rule border-b hover:bg-hover">
      <th scope="row" className="truncate pr-2 text-left font-normal">
        <span className="flex min-w-0 items-center gap-2">
          {row.name ? <Avatar name={row.name} /> : <span className="size-5" />}
          <TextLink href={`/tasks?who=${who}`} className="truncate font-[550] no-underline">
            {row.name ?? t("team.nobody")}
          </TextLink>
        </span>
      </th>
      <td>
        <Presence row={row} />
      </td>
      <td className="pr-4">
        <Bar row={row} most={most} />
      </td>
      {parts.map((part) => (
        <td
          key={part}
          className={cx(
            "figures text-right max-md:hidden",
            row[part] === 0 && "text-ink-3",
            part === "overdue" && row[part] > 0 && "font-[600] text-danger",
          )}
        >
          {row[part]}
        </td>
      ))}
      <td className="figures text-right font-[620]">{openOf(row)}</td>
    </tr>
  );
}

/** Whether a colleague is here; takes effect at once, and dealing out goes by it. */
function Presence({ row }: { row: LoadRow }) {
  const t = useTranslations("tasks.team");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const mark = trpc.timeline.markPresence.useMutation({
    onSuccess: () => void changed(),
    onError: (error) => void toast.error(errorText(error)),
  });
  const { operatorId, name, isPresent } = row;
  if (operatorId === null) return null;
  const wanted = mark.isPending ? mark.variables.isPresent : isPresent === true;
  return (
    <span className="flex items-center gap-2">
      <Switch
        aria-label={t("presenceOf", { name: name ?? "" })}
        checked={wanted}
        onChange={(next) => mark.mutate({ operatorId, isPresent: next })}
      />
      <span className={cx("text-xs max-md:sr-only", wanted ? "text-ink-3" : "text-warning")}>
        {t(wanted ? "here" : "away")}
      </span>
    </span>
  );
}

/** The figures beside it say the same, so the picture is silent. */
function Bar({ row, most }: { row: LoadRow; most: number }) {
  return (
    <span aria-hidden className="flex h-3 gap-px overflow-hidden rounded-sm">
      {parts.map((part) =>
        row[part] === 0 ? null : (
          <span
            key={part}
            className={cx("h-full", fills[part])}
            style={{ width: `${(row[part] / most) * 100}%` }}
          />
        ),
      )}
    </span>
  );
}
