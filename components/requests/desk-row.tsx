"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { Instant } from "../format/instant";
import { Avatar } from "../ui/avatar";
import { Badge } from "../ui/badge";
import { cx } from "../ui/cx";
import { ClockMark } from "./clock-mark";
import { PRIORITY_TONES } from "./use-words";

export type DeskItem = RouterOutput["requests"]["list"]["items"][number];

type Props = {
  item: DeskItem;
  index: number;
  isOpened: boolean;
  isCurrent: boolean;
  isSelected: boolean;
  onOpen: () => void;
  onSelect: () => void;
};

/** A request in the list: who asks what, whose it is, and how long is left. */
export function DeskRow(props: Props) {
  const { item, index, isOpened, isCurrent, isSelected, onOpen, onSelect } = props;
  const t = useTranslations("requests");
  const owner = item.ownerName ?? item.teamName ?? t("desk.nobody");
  const whose = [item.clientName, item.kind ? t(`kinds.${item.kind}`) : ""]
    .filter((part) => part !== "")
    .join(" · ");
  return (
    <li
      className={cx(
        "flex border-rule border-b border-l-2",
        isOpened ? "border-l-accent" : "border-l-transparent",
      )}
    >
      <label className="flex w-8 shrink-0 cursor-pointer items-start justify-center pt-3 coarse:w-11">
        <input
          type="checkbox"
          checked={isSelected}
          onChange={onSelect}
          aria-label={t("desk.select", { refNo: item.refNo })}
          className="size-4 accent-accent"
        />
      </label>
      <button
        type="button"
        data-row={index}
        tabIndex={isCurrent ? 0 : -1}
        aria-current={isOpened ? "true" : undefined}
        onClick={onOpen}
        className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5 py-2 pr-3 pl-1 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="flex items-center gap-2">
          <span className="min-w-0 flex-1 truncate font-[600]" title={item.subject}>
            {item.subject}
          </span>
          {item.priority === "normal" ? null : (
            <Badge tone={PRIORITY_TONES[item.priority]}>{t(`priorities.${item.priority}`)}</Badge>
          )}
          <Instant
            value={item.lastPostAt ?? item.openedAt}
            style="relative"
            className="shrink-0 text-ink-3 text-xs"
          />
        </span>
        <span className="flex items-center gap-2 text-xs">
          <span className="min-w-0 flex-1 truncate text-ink-2" title={whose}>
            {whose}
          </span>
          <span className="code-figures shrink-0 text-ink-2">{item.refNo}</span>
          <ClockMark clock={item.clock} />
        </span>
        <span className="flex items-center gap-2 text-ink-3 text-xs">
          <span className="min-w-0 flex-1 truncate">
            {item.lastBy === "operator" ? `${t("desk.us")} ` : ""}
            {item.lastText}
          </span>
          <span className="flex shrink-0 items-center gap-1">
            {item.ownerName ? <Avatar name={item.ownerName} /> : null}
            <span className="max-w-36 truncate" title={owner}>
              {owner}
            </span>
          </span>
        </span>
      </button>
    </li>
  );
}
