"use client";

import type { DraggableProvided } from "@hello-pangea/dnd";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { type KeyboardEvent, memo } from "react";
import { dayOf, daysBetween } from "@/server/kernel/days";
import { CaseTags, type TagsByCode } from "../cases/case-tags";
import { TaskDue } from "../cases/task-due";
import { useToday } from "../cases/use-today";
import { RefNo } from "../format/ref-no";
import { Avatar } from "../ui/avatar";
import { cx } from "../ui/cx";
import { CaseState } from "../workflow/case-state";
import { FieldValue } from "../workflow/field-value";
import type { Process, ProcessField } from "../workflow/processes";
import type { Card } from "./board-model";
import { cardHeight, filledFields, hasPartyLine } from "./card-size";

export type CardLook = {
  fields: readonly ProcessField[];
  process: Process | undefined;
  tags: TagsByCode;
  /** In a column of several states each card says which is its own. */
  showsState: boolean;
};

type BoardCardProps = {
  card: Card;
  look: CardLook;
  provided: DraggableProvided;
  isTabStop: boolean;
  isLifted?: boolean;
  isClone?: boolean;
  isLanding?: boolean;
  usageId?: string;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>, card: Card) => void;
  onFocus?: (card: Card) => void;
};

/** One case on the board: a link that can be dragged. */
export const BoardCard = memo(function BoardCard(props: BoardCardProps) {
  const { card, look, provided, isTabStop, isLifted, isClone, isLanding, usageId } = props;
  // A link opens, whatever else can be done with it: it is no button.
  const { role: _, ...handle } = provided.dragHandleProps ?? {};
  return (
    <Link
      ref={provided.innerRef}
      href={`/cases/${card.id}`}
      prefetch={false}
      {...provided.draggableProps}
      {...handle}
      aria-describedby={usageId}
      tabIndex={isTabStop ? 0 : -1}
      data-card={card.id}
      onKeyDown={(event) => props.onKeyDown?.(event, card)}
      onFocus={() => props.onFocus?.(card)}
      style={{
        ...(isClone && provided.draggableProps.style),
        ...(isLanding && { transitionDuration: "0.001s" }),
        height: cardHeight(card, look.fields),
      }}
      className={cx(
        "group flex select-none flex-col overflow-hidden rounded-md border bg-surface px-2.5 py-2 text-left focus-visible:-outline-offset-2 [-webkit-touch-callout:none]",
        isClone || isLifted
          ? "border-accent bg-raised shadow-dialog"
          : "border-rule hover:border-rule-strong hover:bg-raised",
        isLifted && "outline-2 outline-accent",
      )}
    >
      <CardBody card={card} look={look} />
    </Link>
  );
});

function CardBody({ card, look }: { card: Card; look: CardLook }) {
  return (
    <>
      <span className="flex h-[18px] items-baseline gap-2">
        <span className="min-w-0 flex-1 truncate font-[570] text-ink">{card.title}</span>
        <Amount card={card} />
      </span>
      {hasPartyLine(card) ? (
        <span className="block h-[17px] truncate text-ink-2 text-xs leading-[17px]">
          {card.partyName}
        </span>
      ) : null}
      {filledFields(card, look.fields).map((field) => (
        <span key={field.key} className="flex h-[17px] gap-1.5 text-xs leading-[17px]">
          <span className="max-w-[45%] shrink-0 truncate text-ink-3">{field.name}</span>
          <span className="min-w-0 flex-1 truncate text-ink-2">
            <FieldValue field={field} value={card.fields[field.key]} />
          </span>
        </span>
      ))}
      <span className="mt-auto flex h-[18px] items-center gap-2 text-ink-3 text-xs">
        <RefNo value={card.refNo} className="font-normal! text-ink-3" />
        {look.showsState ? (
          <CaseState
            process={look.process}
            state={card.state}
            className="min-w-0 shrink text-ink-2"
          />
        ) : null}
        <span className="ml-auto flex min-w-0 items-center gap-2">
          <CaseTags codes={card.tagCodes} tags={look.tags} />
          {card.nextTaskDueAt ? <TaskDue at={card.nextTaskDueAt} /> : null}
          <Age since={card.since} />
          {card.ownerName ? (
            <>
              <Avatar name={card.ownerName} className="size-[18px]!" />
              <span className="sr-only">{card.ownerName}</span>
            </>
          ) : null}
        </span>
      </span>
    </>
  );
}

/** What the column sums; where nothing is summed, what is owed. */
function Amount({ card }: { card: Card }) {
  const format = useFormatter();
  const { amountMinor, currency, balanceCzkMinor, balanceEurMinor } = card;
  const [minor, code] =
    amountMinor !== null && currency !== null
      ? [amountMinor, currency]
      : balanceCzkMinor !== 0
        ? [balanceCzkMinor, "CZK"]
        : [balanceEurMinor, "EUR"];
  if (minor === 0) return null;
  return (
    <span className="figures shrink-0 text-ink-2 text-xs">
      {format.number(minor / 100, boardMoney(minor, code))}
    </span>
  );
}

/** How an amount is written: its heller only where it has any, never rounded. */
export const boardMoney = (minor: number, currency: string) => ({
  ...{ style: "currency" as const, currency, minimumFractionDigits: minor % 100 === 0 ? 0 : 2 },
  maximumFractionDigits: minor % 100 === 0 ? 0 : 2,
});

/** Days in the state, from the first whole one. */
function Age({ since }: { since: number }) {
  const t = useTranslations("boards.card");
  const today = useToday();
  const count = daysBetween(dayOf(new Date(since / 1_000)), today);
  if (count < 1) return null;
  return (
    <span className="figures whitespace-nowrap" title={t("inState", { count })}>
      {t("days", { count })}
    </span>
  );
}
