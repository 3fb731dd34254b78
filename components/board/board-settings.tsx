"use client";

import { ArrowDown, ArrowUp, SlidersHorizontal } from "lucide-react";
import { useTranslations } from "next-intl";
import { Checkbox } from "../form/checkbox";
import { NumberInput } from "../form/number-input";
import type { ListQueryHandle } from "../table/use-list-query";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Popover } from "../ui/popover";
import type { Process, ProcessField } from "../workflow/processes";
import { CARD_FIELDS_MAX, cardFieldsOf, chosenColumns, olderOf, olderText } from "./board-look";
import type { Board } from "./board-model";

type BoardSettingsProps = {
  list: ListQueryHandle;
  board: Board | undefined;
  process: Process | undefined;
};

/** What the board shows: its columns in their order, what a card says, what is too old. */
export function BoardSettings({ list, board, process }: BoardSettingsProps) {
  const t = useTranslations("boards.settings");
  const look = list.query.look ?? {};
  const isDefault = ![look.columns, look.card, look.older, look.folded].some(Boolean);
  return (
    <Popover
      align="end"
      label={t("title")}
      className="w-80 p-2!"
      trigger={<IconButton icon={SlidersHorizontal} label={t("title")} />}
    >
      {board ? <ColumnsPart list={list} board={board} /> : null}
      {process ? <FieldsPart list={list} process={process} /> : null}
      <div className="mt-1 border-rule border-t pt-1.5">
        <Button
          size="sm"
          kind="quiet"
          disabled={isDefault}
          onClick={() => list.setLooks({ columns: "", card: "", older: "", folded: "" })}
        >
          {t("reset")}
        </Button>
      </div>
    </Popover>
  );
}

function ColumnsPart({ list, board }: { list: ListQueryHandle; board: Board }) {
  const t = useTranslations("boards.settings");
  const look = list.query.look ?? {};
  const shown = chosenColumns(board.columns, look.columns);
  const days = olderOf(look.older);
  const others = board.columns.filter((column) => !shown.includes(column));
  const keep = (codes: readonly string[]) => list.setLook("columns", codes.join(","));
  const codes = shown.map(({ code }) => code);
  return (
    <>
      <div className="flex items-center px-1 pb-1">
        <h3 className="caption flex-1">{t("columns")}</h3>
        <span className="text-ink-3 text-xs">{t("older")}</span>
      </div>
      <ul>
        {shown.map(({ code, name, hideAfterDays }, at) => (
          <Line key={code} name={name} at={at} keys={codes} onOrder={keep}>
            <Checkbox
              className="min-w-0 flex-1"
              label={name}
              checked
              disabled={shown.length === 1}
              onChange={() => keep(codes.filter((each) => each !== code))}
            />
            <NumberInput
              className="w-16"
              aria-label={t("olderOf", { name })}
              placeholder={t("never")}
              value={(days[code] ?? hideAfterDays ?? 0) || null}
              onChange={(value) =>
                list.setLook("older", olderText({ ...days, [code]: Math.max(0, value ?? 0) }))
              }
            />
          </Line>
        ))}
        {others.map(({ code, name }) => (
          <li key={code} className="flex items-center rounded-sm px-1 hover:bg-hover">
            <Checkbox
              className="flex-1"
              label={name}
              checked={false}
              onChange={() => keep([...codes, code])}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

/** Whose value would have to be asked for one by one, or does not fit into a line. */
const UNFIT: ReadonlySet<ProcessField["type"]> = new Set(["party", "file", "note"]);

function FieldsPart({ list, process }: { list: ListQueryHandle; process: Process }) {
  const t = useTranslations("boards.settings");
  const offered = process.fields.filter(
    ({ type, key }) => !UNFIT.has(type) && key !== process.board.sum,
  );
  const chosen = cardFieldsOf(list.query.look?.card) ?? process.board.card;
  const shown = chosen.flatMap((key) => offered.find((field) => field.key === key) ?? []);
  const keys = shown.map(({ key }) => key);
  const keep = (next: readonly string[]) => list.setLook("card", next.join(",") || "-");
  return (
    <div className="mt-1 border-rule border-t pt-2">
      <div className="flex items-center px-1 pb-1">
        <h3 className="caption flex-1">{t("fields")}</h3>
        <span className="text-ink-3 text-xs">{t("fieldsMax", { max: CARD_FIELDS_MAX })}</span>
      </div>
      <ul>
        {shown.map(({ key, name }, at) => (
          <Line key={key} name={name} at={at} keys={keys} onOrder={keep}>
            <Checkbox
              className="min-w-0 flex-1"
              label={name}
              checked
              onChange={() => keep(keys.filter((each) => each !== key))}
            />
          </Line>
        ))}
        {offered
          .filter((field) => !shown.includes(field))
          .map(({ key, name }) => (
            <li key={key} className="flex items-center rounded-sm px-1 hover:bg-hover">
              <Checkbox
                className="flex-1"
                label={name}
                checked={false}
                disabled={shown.length >= CARD_FIELDS_MAX}
                onChange={() => keep([...keys, key])}
              />
            </li>
          ))}
      </ul>
    </div>
  );
}

type LineProps = {
  name: string;
  at: number;
  keys: readonly string[];
  onOrder: (keys: readonly string[]) => void;
  children: React.ReactNode;
};

function Line({ name, at, keys, onOrder, children }: LineProps) {
  const t = useTranslations("boards.settings");
  function move(by: number): void {
    const next = [...keys];
    const [key] = next.splice(at, 1);
    if (key) next.splice(at + by, 0, key);
    onOrder(next);
  }
  return (
    <li className="flex items-center rounded-sm px-1 hover:bg-hover">
      {children}
      <IconButton
        icon={ArrowUp}
        size="sm"
        label={t("up", { name })}
        disabled={at === 0}
        onClick={() => move(-1)}
      />
      <IconButton
        icon={ArrowDown}
        size="sm"
        label={t("down", { name })}
        disabled={at === keys.length - 1}
        onClick={() => move(1)}
      />
    </li>
  );
}
