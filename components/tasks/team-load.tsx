"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/button";
import { cx } from "../ui/cx";

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
          <col />
          <col className="w-20 max-md:w-14" />
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
        <th scope="col">
          <span className="sr-only">{t("team.load")}</span>
        </th>
        {parts.map((part) => (
          <th
            key={part}
            scope="col"
            className={cx("text-right font-[550]", part !== "overdue" && "max-md:hidden")}
          >
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
          {row.isPresent === false ? <Badge tone="warning">{t("team.absent")}</Badge> : null}
        </span>
      </th>
      <td className="pr-4">
        <Bar row={row} most={most} />
      </td>
      {parts.map((part) => (
        <td
          key={part}
          className={cx(
            "figures text-right",
            row[part] === 0 && "text-ink-3",
            part === "overdue" && row[part] > 0 && "font-[600] text-danger",
            part !== "overdue" && "max-md:hidden",
          )}
        >
          {row[part]}
        </td>
      ))}
      <td className="figures text-right font-[620]">{openOf(row)}</td>
    </tr>
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
