"use client";

import { useTranslations } from "next-intl";
import { Combobox } from "../form/combobox";
import { cx } from "../ui/cx";
import { type Tone, toneText } from "../ui/tone";
import { WaitingGlyph } from "../ui/waiting-glyph";
import type { ImportDetail } from "./import-state";
import { type Mapping, type Target, type TargetOption, targetValue } from "./mapping-targets";

const CONFIDENT = 0.75;
const SAMPLES_SHOWN = 3;

type Guess = ImportDetail["preview"]["columns"][number];

export type MappingTableProps = {
  detail: ImportDetail;
  mapping: Mapping;
  targets: (header: string) => TargetOption[];
  onChange: (column: number, target: Target) => void;
};

/** A line for each column of the workbook: its name, some of its values, what it is read as. */
export function MappingTable({ detail, mapping, targets, onChange }: MappingTableProps) {
  const t = useTranslations("imports.map");
  return (
    <table className="w-full table-fixed border-collapse max-md:block">
      <thead className="max-md:sr-only">
        <tr className="border-rule border-b text-left text-ink-2">
          <th scope="col" className="h-row w-1/4 pr-3 font-[550]">
            {t("column")}
          </th>
          <th scope="col" className="w-[30%] pr-3 font-[550]">
            {t("samples")}
          </th>
          <th scope="col" className="pr-3 font-[550]">
            {t("target")}
          </th>
          <th scope="col" className="w-44 font-[550]">
            <span className="sr-only">{t("sure")}</span>
          </th>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {mapping.map((each) => (
          <MappingRow
            key={each.column}
            header={each.header}
            target={each.target}
            guess={detail.preview.columns.find(({ column }) => column === each.column)}
            samples={detail.preview.samples.map((row) => row[each.column] ?? "").filter(Boolean)}
            options={targets(each.header)}
            onChange={(target) => onChange(each.column, target)}
          />
        ))}
      </tbody>
    </table>
  );
}

type RowProps = {
  header: string;
  target: Target;
  guess: Guess | undefined;
  samples: string[];
  options: TargetOption[];
  onChange: (target: Target) => void;
};

function MappingRow({ header, target, guess, samples, options, onChange }: RowProps) {
  const t = useTranslations("imports.map");
  const isLeft = target.to === "ignore";
  return (
    <tr
      className={cx(
        "border-rule border-b align-middle",
        // On a phone each column is a block: name and certainty, values, choice.
        "max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:gap-1 max-md:py-2",
        isLeft && "text-ink-3",
      )}
    >
      <th
        scope="row"
        className="break-words py-1 pr-3 text-left font-[550] max-md:order-1 max-md:p-0"
      >
        {header || <span className="font-normal text-ink-3">{t("unnamed")}</span>}
        {guess?.isRepeated ? (
          <span className="block font-normal text-warning text-xs">{t("repeated")}</span>
        ) : null}
      </th>
      <td className="py-1 pr-3 text-ink-2 text-xs max-md:order-3 max-md:col-span-2 max-md:p-0">
        <span className="block truncate" title={samples.join("\n")}>
          {samples.slice(0, SAMPLES_SHOWN).join(" · ")}
        </span>
      </td>
      <td className="py-1 pr-3 max-md:order-4 max-md:col-span-2 max-md:p-0">
        <Combobox
          label={`${t("target")}: ${header || t("unnamed")}`}
          value={targetValue(target)}
          valueLabel={target.to === "extra" ? t("extra", { name: target.name }) : undefined}
          options={options}
          onChange={(value) => {
            const chosen = options.find((option) => option.value === value);
            if (chosen) onChange(chosen.target);
          }}
        />
      </td>
      <td className="py-1 max-md:order-2 max-md:p-0">
        <Certainty guess={guess} target={target} />
      </td>
    </tr>
  );
}

/** How sure the guess is; a person's own choice needs no comment. */
function Certainty({ guess, target }: { guess: Guess | undefined; target: Target }) {
  const t = useTranslations("imports.map");
  if (!guess || targetValue(guess.target) !== targetValue(target)) return null;
  const [tone, text] = certaintyOf(guess, t);
  return (
    <span className="inline-flex items-center gap-1.5 text-xs">
      <WaitingGlyph on="dot" className={toneText[tone]} />
      <span className="text-ink-2">{text}</span>
    </span>
  );
}

function certaintyOf(
  { reason, confidence }: Guess,
  t: ReturnType<typeof useTranslations<"imports.map">>,
): [Tone, string] {
  if (reason === "remembered") return ["positive", t("remembered")];
  if (reason === "data") return ["neutral", t("data")];
  if (reason === "unnamed" || reason === "none") return ["neutral", t("left")];
  return confidence >= CONFIDENT ? ["positive", t("sure")] : ["warning", t("unsure")];
}
