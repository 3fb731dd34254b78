"use client";

import { DragDropContext, useMouseSensor, useTouchSensor } from "@hello-pangea/dnd";
import { useTranslations } from "next-intl";
import { useCallback, useId, useMemo, useRef, useState } from "react";
import { useMay } from "../access/account";
import { useTags } from "../cases/case-tags";
import { choicesOf } from "../table/list-query";
import type { ListQueryHandle } from "../table/use-list-query";
import type { Processes } from "../workflow/processes";
import { AskMove } from "./ask-move";
import { BoardColumn, type Welcome } from "./board-column";
import { cardFieldsOf, chosenColumns, olderOf, olderText } from "./board-look";
import type { Card, Column } from "./board-model";
import { useBoardColumns } from "./board-store";
import { BoardTray } from "./board-tray";
import { BoardWaiting } from "./board-waiting";
import { ColumnStrip } from "./column-strip";
import type { BoardHandle } from "./use-board";
import { useCardKeys } from "./use-card-keys";
import { type CardMoves, useCardMoves } from "./use-card-moves";
import { type Drag, useDrag } from "./use-drag";
import { useNarrow } from "./use-narrow";
import { useSwipe } from "./use-swipe";

type BoardViewProps = {
  list: ListQueryHandle;
  handle: BoardHandle;
  category: string;
  processes: Processes;
};

const sensors = [useMouseSensor, useTouchSensor];

/** The board: columns side by side, on a phone one at a time. */
export function BoardView({ list, handle, category, processes }: BoardViewProps) {
  const t = useTranslations("boards");
  const may = useMay();
  const usageId = useId();
  const isNarrow = useNarrow();
  const [said, announce] = useState("");
  const all = useBoardColumns(handle.store);
  const shown = useShown(list, all);
  const { frame, alone, setCurrent, reveal, wanted, want, follow } = useStage(shown, isNarrow);
  const moves = useCardMoves({ handle, category, processes, announce, follow });
  const folded = useFolded(list);
  const open = shown.filter(({ code }) => isNarrow || !folded.codes.has(code));
  const mayMove = may("cases:move");
  const keys = useCardKeys({
    ...{ columns: open, moves, mayMove, isAlone: isNarrow, announce, reveal, want },
  });
  const cardOf = (id: number) => handle.store.card(id);
  const { drag, ...responders } = useDrag({ frame, columns: shown, moves, cardOf });
  const swipe = useSwipe(shown, alone?.code, setCurrent);
  const columns = useColumnProps({ list, handle, category, processes });

  if (handle.error || handle.isPending) return <BoardWaiting {...{ handle }} isAlone={isNarrow} />;
  return (
    <DragDropContext
      {...responders}
      enableDefaultSensors={false}
      sensors={mayMove ? sensors : noSensors}
      dragHandleUsageInstructions={t("say.usage")}
    >
      <Spoken usageId={usageId} said={said} />
      {alone ? (
        <ColumnStrip
          columns={shown}
          current={alone.code}
          isHeld={drag !== null}
          aimed={keys.lifted?.at ?? null}
          onChoose={setCurrent}
        />
      ) : null}
      <div ref={frame} className="relative min-h-0 flex-1" {...(alone && swipe)}>
        <div
          aria-busy={handle.isStale}
          className="flex h-full gap-2 overflow-x-auto overflow-y-hidden px-gutter pb-3 [scrollbar-width:thin]"
        >
          {(alone ? [alone] : shown).map((column) => (
            <BoardColumn
              key={column.code}
              {...columns(column)}
              welcome={welcomeOf(column, drag ?? lifting(keys.lifted, moves, shown))}
              isInTray={isInTray(column, drag)}
              aimed={aimedAt(column, keys.lifted)}
              hands={keys.hands}
              stopId={keys.stopOf(column)}
              wantedId={wanted}
              liftedId={keys.lifted?.card.id ?? null}
              usageId={usageId}
              isFolded={!alone && folded.codes.has(column.code)}
              isAlone={alone !== undefined}
              onFold={folded.toggle}
            />
          ))}
        </div>
        {drag ? (
          <BoardTray tray={drag.tray} columns={shown} process={processes.of(category)} />
        ) : null}
      </div>
      <Question {...{ moves, category, processes }} />
    </DragDropContext>
  );
}

const noSensors: typeof sensors = [];

type QuestionProps = { moves: CardMoves; category: string; processes: Processes };

function Question({ moves, category, processes }: QuestionProps) {
  const { asked, answered } = moves;
  if (!asked) return null;
  return <AskMove key={asked.card.id} {...{ asked, category, processes }} onAnswered={answered} />;
}

/** How cards are moved, and what was done, for whoever listens. */
function Spoken({ usageId, said }: { usageId: string; said: string }) {
  const t = useTranslations("boards.say");
  return (
    <>
      <p id={usageId} hidden>
        {t("usage")}
      </p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </>
  );
}

/** What is in sight, all columns or the one that was chosen, and which card is to have the focus. */
function useStage(shown: readonly Column[], isNarrow: boolean) {
  const frame = useRef<HTMLDivElement>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const alone = isNarrow ? (shown.find(({ code }) => code === current) ?? shown[0]) : undefined;
  const reveal = useCallback((code: string) => {
    setCurrent(code);
    const column = frame.current?.querySelector(`[data-column="${code}"]`);
    column?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, []);
  const [wanted, want] = useState<number | null>(null);
  const follow = (card: Card, isStill = false) => {
    const column = shown.find(({ states }) => states.includes(card.state));
    if (!column) return;
    if (!isStill) reveal(column.code);
    want(card.id);
  };
  return { frame, alone, setCurrent, reveal, wanted, want, follow };
}

type Held = Pick<Drag, "card" | "open">;

/** What the keyboard holds shows the columns as what the mouse holds does. */
function lifting(
  lifted: ReturnType<typeof useCardKeys>["lifted"],
  moves: CardMoves,
  columns: readonly Column[],
): Held | null {
  if (!lifted) return null;
  const { card } = lifted;
  const open = columns.filter((column) => moves.waysOf(card, column).length > 0);
  return { card, open: new Set(open.map(({ code }) => code)) };
}

/** The lifted card over a column that is not its own. */
const aimedAt = ({ code }: Column, lifted: ReturnType<typeof useCardKeys>["lifted"]) =>
  lifted && lifted.at === code && lifted.home !== code ? lifted.card : null;

function welcomeOf({ code, states }: Column, held: Held | null): Welcome {
  if (!held) return "idle";
  if (states.includes(held.card.state)) return "home";
  return held.open.has(code) ? "open" : "shut";
}

function isInTray({ code }: Column, drag: Drag | null): boolean {
  if (!drag) return false;
  const { left, right, bottom } = drag.tray;
  return left.includes(code) || right.includes(code) || bottom.includes(code);
}

function useShown(list: ListQueryHandle, all: readonly Column[]): readonly Column[] {
  const chosen = list.query.look?.columns;
  return useMemo(() => chosenColumns(all, chosen), [all, chosen]);
}

/** Folded columns stand in the URL, as the rest of the look does. */
function useFolded(list: ListQueryHandle) {
  const text = list.query.look?.folded;
  const codes = useMemo(() => new Set(choicesOf(text)), [text]);
  const latest = useRef({ list, codes });
  latest.current = { list, codes };
  const toggle = useCallback((code: string) => {
    const next = new Set(latest.current.codes);
    if (!next.delete(code)) next.add(code);
    latest.current.list.setLook("folded", [...next].join(","));
  }, []);
  return { codes, toggle };
}

/** What columns share, the same object as long as it is the same: a column that did not change rests. */
function useColumnProps({ list, handle, category, processes }: BoardViewProps) {
  const tags = useTags().byCode;
  const process = processes.of(category);
  const older = list.query.look?.older;
  const chosen = list.query.look?.card;
  const looks = useMemo(() => {
    const keys = cardFieldsOf(chosen) ?? process?.board.card ?? [];
    const fields = keys.flatMap((key) => process?.fields.find((each) => each.key === key) ?? []);
    const look = { fields, process, tags };
    return [
      { ...look, showsState: false },
      { ...look, showsState: true },
    ] as const;
  }, [chosen, process, tags]);
  const latest = useRef(list);
  latest.current = list;
  const onShowOlder = useCallback((code: string) => {
    const days = { ...olderOf(latest.current.query.look?.older), [code]: 0 };
    latest.current.setLook("older", olderText(days));
  }, []);
  const days = useMemo(() => olderOf(older), [older]);
  return (column: Column) => ({
    ...{ column, process, onShowOlder },
    ...{ loadMore: handle.loadMore, retryMore: handle.retryMore },
    look: looks[column.states.length > 1 ? 1 : 0],
    hideAfterDays: days[column.code] ?? column.hideAfterDays ?? 0,
  });
}
