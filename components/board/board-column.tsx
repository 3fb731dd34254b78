"use client";

import { Draggable, Droppable } from "@hello-pangea/dnd";
import { useVirtualizer } from "@tanstack/react-virtual";
import { ChevronsLeftRight, ChevronsRightLeft, Lock } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { memo, type RefObject, useEffect, useLayoutEffect, useMemo, useRef } from "react";
import { cx } from "../ui/cx";
import { IconButton } from "../ui/icon-button";
import { toneFill, toneOf } from "../ui/tone";
import { type Process, stateIn } from "../workflow/processes";
import { BoardCard, boardMoney, type CardLook } from "./board-card";
import type { Card, Column } from "./board-model";
import { CARD_GAP, cardHeight } from "./card-size";
import { ColumnEnd } from "./column-end";
import type { CardHands } from "./use-card-keys";

/** While a card is dragged: whether it may come here. */
export type Welcome = "idle" | "open" | "shut" | "home";

export type BoardColumnProps = {
  column: Column;
  look: CardLook;
  process: Process | undefined;
  welcome: Welcome;
  /** Drawn at the edge instead: here nothing can be dropped. */
  isInTray: boolean;
  /** The card that the keyboard holds over it. */
  aimed: Card | null;
  hands: CardHands;
  /** The card that Tab comes to, the one that is to have the focus, the one that is lifted. */
  stopId: number | null;
  wantedId: number | null;
  liftedId: number | null;
  usageId: string;
  isFolded: boolean;
  isAlone: boolean;
  /** Days after which cards are hidden; 0 = never. */
  hideAfterDays: number;
  onFold: (code: string) => void;
  onShowOlder: (code: string) => void;
  loadMore: (code: string) => void;
  retryMore: (code: string) => void;
};

/** A column: what it is called, how many, how much, and its cards, of which only those in sight exist. */
export const BoardColumn = memo(function BoardColumn(props: BoardColumnProps) {
  const { column, process, welcome, isFolded, isAlone, aimed } = props;
  const t = useTranslations("boards.column");
  const label = `${column.name}, ${t("count", { count: column.total.count })}`;
  const tone = toneOf(stateIn(process, column.states[0] ?? "")?.colour);
  return (
    <section
      aria-label={label}
      data-column={column.code}
      data-folded={isFolded}
      data-aimed={aimed ? true : undefined}
      className={cx(
        "group/column relative flex h-full shrink-0 flex-col overflow-hidden rounded-lg border bg-sunken transition-opacity",
        isFolded ? "w-10" : isAlone ? "w-full" : "w-[272px]",
        welcome === "open" || aimed ? "border-accent" : "border-rule",
        aimed && "bg-selected outline-2 outline-accent -outline-offset-2",
        welcome === "shut" && "opacity-45",
      )}
    >
      <span aria-hidden className={cx("h-[3px] w-full shrink-0", toneFill[tone])} />
      {isFolded ? (
        <FoldedHead {...props} />
      ) : (
        <>
          <ColumnHead {...props} />
          {aimed ? <Ghost card={aimed} /> : null}
          <ColumnCards {...props} />
        </>
      )}
    </section>
  );
});

/** Where the card would lie: seen only, for it is said aloud as well. */
function Ghost({ card }: { card: Card }) {
  return (
    <p
      aria-hidden
      className="mx-1.5 mb-1.5 truncate rounded-md border border-accent border-dashed bg-surface px-2.5 py-2 font-[570]"
    >
      {card.title}
    </p>
  );
}

function ColumnHead({ column, welcome, isAlone, onFold }: BoardColumnProps) {
  const t = useTranslations("boards.column");
  return (
    <header className="shrink-0 px-2.5 pt-1.5 pb-1.5">
      <div className="flex h-6 items-center gap-2">
        <h2 className="min-w-0 truncate font-[600] text-ink">{column.name}</h2>
        <Count value={column.total.count} />
        <span className="ml-auto flex items-center">
          {welcome === "shut" ? (
            <Lock className="size-3.5 text-ink-3" aria-label={t("locked")} />
          ) : isAlone ? null : (
            <IconButton
              icon={ChevronsRightLeft}
              size="sm"
              label={t("fold", { name: column.name })}
              onClick={() => onFold(column.code)}
            />
          )}
        </span>
      </div>
      <Sums column={column} />
    </header>
  );
}

function Count({ value }: { value: number }) {
  const format = useFormatter();
  return <span className="figures shrink-0 text-ink-2 text-xs">{format.number(value)}</span>;
}

function Sums({ column }: { column: Column }) {
  const format = useFormatter();
  const { sums } = column.total;
  return (
    <p className="figures flex h-4 gap-3 overflow-hidden whitespace-nowrap text-ink-2 text-xs">
      {sums.map(({ currency, amountMinor }) => (
        <span key={currency}>
          {format.number(amountMinor / 100, boardMoney(amountMinor, currency))}
        </span>
      ))}
    </p>
  );
}

function FoldedHead({ column, onFold }: BoardColumnProps) {
  const t = useTranslations("boards.column");
  return (
    <div className="flex min-h-0 flex-1 flex-col items-center gap-2 pt-1.5">
      <IconButton
        icon={ChevronsLeftRight}
        size="sm"
        label={t("unfold", { name: column.name })}
        onClick={() => onFold(column.code)}
      />
      <Count value={column.total.count} />
      <h2 className="truncate font-[600] text-ink [writing-mode:vertical-rl]">{column.name}</h2>
    </div>
  );
}

const NEAR_END_PX = 1_200;
const SHORT_PX = 200;

function ColumnCards(props: BoardColumnProps) {
  const { column, look, welcome, isInTray } = props;
  const frame = useRef<HTMLDivElement | null>(null);
  const rows = useCardWindow(props, frame);
  const home = welcome !== "open" || isInTray;
  return (
    <Droppable
      droppableId={column.code}
      mode="virtual"
      isDropDisabled={home}
      renderClone={(provided, snapshot, rubric) => {
        const card = column.cards.find(({ id }) => String(id) === rubric.draggableId);
        return card ? (
          <BoardCard
            {...{ card, look, provided }}
            isTabStop={false}
            isClone
            // Dropped into a column it is there at once; only back home does it fly.
            isLanding={snapshot.isDropAnimating && snapshot.draggingOver !== null}
          />
        ) : (
          <span ref={provided.innerRef} {...provided.draggableProps} />
        );
      }}
    >
      {(droppable) => (
        <div
          ref={(node) => {
            frame.current = node;
            droppable.innerRef(node);
          }}
          {...droppable.droppableProps}
          data-cards={column.code}
          onScroll={(event) => {
            const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
            if (scrollHeight - scrollTop - clientHeight < NEAR_END_PX) props.loadMore(column.code);
          }}
          className={cx(
            "min-h-0 flex-1 overflow-y-auto overflow-x-hidden px-1.5 [scrollbar-width:thin]",
            "group-data-over/column:bg-selected",
          )}
        >
          <ol className="relative" style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map(({ index, start }) => {
              const card = column.cards[index];
              if (!card) return null;
              return (
                <CardPlace
                  key={card.id}
                  {...{ card, index, look, hands: props.hands, usageId: props.usageId }}
                  top={start}
                  isTabStop={props.stopId === card.id}
                  isLifted={props.liftedId === card.id}
                />
              );
            })}
          </ol>
          <ColumnEnd {...props} />
        </div>
      )}
    </Droppable>
  );
}

type CardPlaceProps = Pick<BoardColumnProps, "hands" | "look" | "usageId"> & {
  card: Card;
  index: number;
  top: number;
  isTabStop: boolean;
  isLifted: boolean;
};

/** The list does not shuffle under a dragged card: cards lie by age, and there is no place to choose. */
const CardPlace = memo(function CardPlace(props: CardPlaceProps) {
  const { card, index, top, hands, look, usageId, isTabStop, isLifted } = props;
  return (
    <li className="absolute inset-x-0" style={{ top }}>
      <Draggable draggableId={String(card.id)} index={index} disableInteractiveElementBlocking>
        {(provided) => (
          <BoardCard
            {...{ card, look, provided, usageId, isTabStop, isLifted }}
            onKeyDown={hands.press}
            onFocus={hands.focused}
          />
        )}
      </Draggable>
    </li>
  );
});

function useCardWindow(
  { column, look, stopId, wantedId, hands, loadMore }: BoardColumnProps,
  frame: RefObject<HTMLDivElement | null>,
) {
  const { cards } = column;
  const stop = useMemo(() => cards.findIndex(({ id }) => id === stopId), [cards, stopId]);
  const rows = useVirtualizer({
    count: cards.length,
    getScrollElement: () => frame.current,
    getItemKey: (index) => cards[index]?.id ?? index,
    estimateSize: (index) => {
      const card = cards[index];
      return card ? cardHeight(card, look.fields) + CARD_GAP : 0;
    },
    overscan: 8,
    // The card that Tab comes to exists wherever the column was scrolled.
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) => {
      const from = Math.max(0, startIndex - overscan);
      const to = Math.min(count - 1, endIndex + overscan);
      const shown = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
      if (stop < 0 || (stop >= from && stop <= to)) return shown;
      return stop < from ? [stop, ...shown] : [...shown, stop];
    },
  });
  // Sizes follow from the cards: others came, or other fields are shown.
  // biome-ignore lint/correctness/useExhaustiveDependencies: measure anew when these change.
  useLayoutEffect(() => rows.measure(), [cards, look.fields]);
  // A screen that is taller than the first cards never scrolls: it asks by itself.
  useEffect(() => {
    const node = frame.current;
    if (node && cards.length > 0 && node.scrollHeight - node.clientHeight < SHORT_PX) {
      loadMore(column.code);
    }
  }, [cards, column.code, frame, loadMore]);
  useEffect(() => {
    const at = wantedId === null ? -1 : cards.findIndex(({ id }) => id === wantedId);
    if (at < 0) return;
    rows.scrollToIndex(at, { align: "auto" });
    if (at > cards.length - 5) loadMore(column.code);
    requestAnimationFrame(() => {
      const node = frame.current?.querySelector<HTMLElement>(`[data-card="${wantedId}"]`);
      if (!node) return;
      node.focus({ preventScroll: true });
      hands.reached(wantedId);
    });
  }, [cards, wantedId, rows, hands, frame, loadMore, column.code]);
  return rows;
}
