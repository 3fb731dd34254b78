"use client";

import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { TextInput } from "../form/text-input";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import type { Pair } from "./data-draft";

type ExtraPairsProps = {
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
  /** Places of the pairs whose name is missing. */
  nameless?: readonly number[];
};

/** Names and values of a person's own beside the fields of the process, in their order. */
export function ExtraPairs({ pairs, onChange, nameless = [] }: ExtraPairsProps) {
  const t = useTranslations("cases.data");
  const change = (at: number, pair: Pair) =>
    onChange(pairs.map((each, index) => (index === at ? pair : each)));
  const move = (at: number, by: number) => {
    const next = [...pairs];
    const [pair] = next.splice(at, 1);
    if (pair) next.splice(at + by, 0, pair);
    onChange(next);
  };
  return (
    <div className="grid gap-1.5">
      {pairs.map((pair, at) => (
        <PairRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a pair has no identity but its place.
          key={at}
          pair={pair}
          at={at}
          isLast={at === pairs.length - 1}
          isNameless={nameless.includes(at)}
          onChange={(next) => change(at, next)}
          onMove={(by) => move(at, by)}
          onRemove={() => onChange(pairs.filter((_, index) => index !== at))}
        />
      ))}
      {nameless.length > 0 ? (
        <p role="alert" className="text-danger text-xs">
          {t("pairNameless")}
        </p>
      ) : null}
      <Button
        size="sm"
        kind="quiet"
        icon={Plus}
        className="justify-self-start"
        onClick={() => onChange([...pairs, ["", ""]])}
      >
        {t("pairAdd")}
      </Button>
    </div>
  );
}

type PairRowProps = {
  pair: Pair;
  at: number;
  isLast: boolean;
  isNameless: boolean;
  onChange: (pair: Pair) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
};

function PairRow({ pair, at, isLast, isNameless, onChange, onMove, onRemove }: PairRowProps) {
  const t = useTranslations("cases.data");
  const [name, value] = pair;
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-1.5">
      <TextInput
        value={name}
        onChange={(next) => onChange([next, value])}
        aria-label={t("pairName", { number: at + 1 })}
        placeholder={t("pairNamePlaceholder")}
        maxLength={200}
        {...(isNameless ? { "aria-invalid": true } : {})}
      />
      <TextInput
        value={value}
        onChange={(next) => onChange([name, next])}
        aria-label={t("pairValue", { number: at + 1 })}
        placeholder={t("pairValuePlaceholder")}
        maxLength={10_000}
      />
      <span className="flex">
        <IconButton
          icon={ArrowUp}
          size="sm"
          label={t("pairUp", { name })}
          disabled={at === 0}
          onClick={() => onMove(-1)}
          className="max-sm:hidden"
        />
        <IconButton
          icon={ArrowDown}
          size="sm"
          label={t("pairDown", { name })}
          disabled={isLast}
          onClick={() => onMove(1)}
          className="max-sm:hidden"
        />
        <IconButton icon={Trash2} size="sm" label={t("pairRemove", { name })} onClick={onRemove} />
      </span>
    </div>
  );
}
