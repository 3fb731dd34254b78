"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PARTY_KINDS, SEXES } from "@/db/values/parties";
import type { MergeField } from "@/server/domain/parties/inputs";
import { formatDay } from "@/server/kernel/days";
import { addressLine } from "../cases/address-line";
import { cx } from "../ui/cx";
import { Dash } from "../ui/definition-list";
import { useCountries } from "./country";
import type { Choice, Preview } from "./merge-page";

type Props = { preview: Preview; choice: Choice; onChange: (choice: Choice) => void };

/** Value against value; where both sides say something else, a click takes the other one. */
export function MergeChoices({ preview, choice, onChange }: Props) {
  const t = useTranslations("parties");
  const text = useValueText();
  const fields = preview.fields.filter(({ kept, merged }) => kept !== null || merged !== null);
  return (
    <div>
      <table className="w-full table-fixed border-collapse text-left max-md:block">
        <caption className="sr-only">{t("merge.fields")}</caption>
        <colgroup className="max-md:hidden">
          <col className="w-36" />
          <col />
          <col />
        </colgroup>
        <thead className="max-md:block">
          <tr className={cx(rowClass, "border-rule-strong align-bottom")}>
            <th className="caption py-1.5 pr-3 max-md:hidden">{t("merge.field")}</th>
            <Heading label={t("merge.keep")} name={preview.kept.fullName} isKept />
            <Heading label={t("merge.end")} name={preview.merged.fullName} />
          </tr>
        </thead>
        <tbody className="max-md:block">
          {fields.map((field) => (
            <Row
              key={field.field}
              label={t(`fields.${field.field}`)}
              kept={text(field.field, field.kept)}
              merged={text(field.field, field.merged)}
              winner={winnerOf(field, choice)}
              isSame={field.kept === field.merged}
              isOpen={field.isOpen}
              onChoose={(side) => onChange(withField(choice, field.field, side))}
              hint={winnerOf(field, choice) === "both" ? t("merge.both") : null}
            />
          ))}
          {preview.addresses.map(({ kind, kept, merged, winner }) => (
            <Row
              key={kind}
              label={t(`addressKinds.${kind}`)}
              kept={kept && addressLine(kept)}
              merged={merged && addressLine(merged)}
              winner={kept && merged ? sideOf(choice.takeAddresses.includes(kind)) : winner}
              isSame={kept !== null && merged !== null && addressLine(kept) === addressLine(merged)}
              isOpen={kept !== null && merged !== null && addressLine(kept) !== addressLine(merged)}
              onChoose={(side) =>
                onChange({
                  ...choice,
                  takeAddresses: toggled(choice.takeAddresses, kind, side === "merged"),
                })
              }
              hint={null}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const sideOf = (isTaken: boolean) => (isTaken ? "merged" : "kept");

// On a phone the label stands above the two values.
const rowClass = "border-b max-md:grid max-md:grid-cols-2";

/** At once as the person clicks; the server's answer to the choice comes a moment later. */
function winnerOf(field: Preview["fields"][number], { take }: Choice) {
  if (!field.isOpen) return field.winner;
  if (take.includes(field.field)) return "merged";
  return field.field === "note" ? "both" : "kept";
}

function withField(choice: Choice, field: MergeField, side: "kept" | "merged"): Choice {
  return { ...choice, take: toggled(choice.take, field, side === "merged") };
}

function toggled<T>(list: readonly T[], item: T, isOn: boolean): T[] {
  const others = list.filter((each) => each !== item);
  return isOn ? [...others, item] : others;
}

function Heading({ label, name, isKept }: { label: string; name: string; isKept?: boolean }) {
  return (
    <th scope="col" className="py-1.5 pr-3 font-normal">
      <span className={cx("caption block", isKept ? "text-positive" : "text-danger")}>{label}</span>
      <span className="block break-words font-[600]">{name}</span>
    </th>
  );
}

type RowProps = {
  label: string;
  kept: ReactNode;
  merged: ReactNode;
  winner: "kept" | "merged" | "both";
  isSame: boolean;
  /** Both sides say something else: the person decides. */
  isOpen: boolean;
  onChoose: (side: "kept" | "merged") => void;
  hint: string | null;
};

function Row({ label, kept, merged, winner, isSame, isOpen, onChoose, hint }: RowProps) {
  const side = (which: "kept" | "merged", value: ReactNode) => {
    const wins = winner === which || winner === "both" || isSame;
    if (!isOpen) return <Value wins={wins && value !== null}>{value ?? <Dash />}</Value>;
    return (
      <label
        className={cx(
          "flex cursor-pointer items-baseline gap-2 rounded-sm px-1.5 py-0.5 hover:bg-hover",
          wins ? "bg-selected font-[550]" : "text-ink-2",
        )}
      >
        <input
          type="radio"
          name={`merge ${label}`}
          checked={winner === which}
          onChange={() => onChoose(which)}
          className="translate-y-px accent-(--accent)"
        />
        <span className="min-w-0 break-words">{value}</span>
      </label>
    );
  };
  return (
    <tr className={cx(rowClass, "border-rule align-top")}>
      <th
        scope="row"
        className="py-1.5 pr-3 font-normal text-ink-2 max-md:col-span-2 max-md:pb-0 max-md:text-xs"
      >
        {label}
        {hint ? <span className="block text-xs">{hint}</span> : null}
      </th>
      <td className="py-1 pr-3">{side("kept", kept)}</td>
      <td className="py-1 pr-3">{side("merged", merged)}</td>
    </tr>
  );
}

function Value({ wins, children }: { wins: boolean; children: ReactNode }) {
  return (
    <span className={cx("block break-words px-1.5 py-0.5", wins ? "font-[550]" : "text-ink-2")}>
      {children}
    </span>
  );
}

/** Values as people read them: days, kinds and countries by name. */
function useValueText(): (field: MergeField, value: string | null) => ReactNode {
  const t = useTranslations("parties");
  const locale = useLocale();
  const countries = useCountries();
  return (field, value) => {
    if (value === null) return null;
    if (field === "birthOn") return formatDay(value, locale);
    if (field === "country") return countries.name(value);
    const kind = PARTY_KINDS.find((each) => field === "kind" && each === value);
    if (kind) return t(`kinds.${kind}`);
    const sex = SEXES.find((each) => field === "sex" && each === value);
    return sex ? t(`sex.${sex}`) : <span className="whitespace-pre-line">{value}</span>;
  };
}
