"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useShortcut } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { type DeskItem, DeskRow } from "./desk-row";

type Props = {
  items: readonly DeskItem[];
  openedId: number | null;
  selected: ReadonlySet<number>;
  hasMore: boolean;
  onMore: () => void;
  onOpen: (caseId: number) => void;
  onSelect: (caseId: number) => void;
};

/** Requests under each other; j and k walk, enter opens, x selects. */
export function DeskList(props: Props) {
  const { items, openedId, selected, hasMore, onMore, onOpen, onSelect } = props;
  const t = useTranslations("requests.desk");
  const frame = useRef<HTMLUListElement>(null);
  const [current, setCurrent] = useState(0);
  const at = Math.min(current, Math.max(0, items.length - 1));
  const openedAt = items.findIndex(({ caseId }) => caseId === openedId);
  // Whoever opens one by a click goes on from there.
  useEffect(() => {
    if (openedAt >= 0) setCurrent(openedAt);
  }, [openedAt]);
  useListKeys({ items, at, frame, setCurrent, onSelect, onMore });
  return (
    <>
      <ul ref={frame} aria-label={t("list")}>
        {items.map((item, index) => (
          <DeskRow
            key={item.caseId}
            item={item}
            index={index}
            isCurrent={index === at}
            isOpened={item.caseId === openedId}
            isSelected={selected.has(item.caseId)}
            onOpen={() => onOpen(item.caseId)}
            onSelect={() => onSelect(item.caseId)}
          />
        ))}
      </ul>
      {hasMore ? (
        <div className="p-3 text-center">
          <Button onClick={onMore}>{t("more")}</Button>
        </div>
      ) : null}
    </>
  );
}

type Keys = Pick<Props, "items" | "onSelect" | "onMore"> & {
  at: number;
  frame: React.RefObject<HTMLUListElement | null>;
  setCurrent: (at: number) => void;
};

function useListKeys({ items, at, frame, setCurrent, onSelect, onMore }: Keys): void {
  const t = useTranslations("shell.shortcuts");
  const go = (by: number) => {
    const isInside = frame.current?.contains(document.activeElement) ?? false;
    const next = Math.min(items.length - 1, Math.max(0, isInside ? at + by : at));
    setCurrent(next);
    if (next >= items.length - 3) onMore();
    const row = frame.current?.querySelector<HTMLElement>(`[data-row="${next}"]`);
    row?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };
  const select = () => {
    const item = items[at];
    if (item) onSelect(item.caseId);
  };
  const group = "lists" as const;
  useShortcut({ keys: "j", label: t("moveDown"), group, run: () => go(1) });
  useShortcut({ keys: "k", label: t("moveUp"), group, run: () => go(-1) });
  useShortcut({ keys: "x", label: t("toggleSelect"), group, run: select });
}
