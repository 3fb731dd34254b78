"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RouterInput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { NumberInput } from "../form/number-input";
import { Select } from "../form/select";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import type { ImportDetail } from "./import-state";
import { MappingTable } from "./mapping-table";
import { useMissingColumns, useTargets } from "./mapping-targets";
import { OptionsPanel } from "./options-panel";

type Mapping = RouterInput["imports"]["map"]["mapping"];
type Options = ImportDetail["options"];

/** What each column means and by which rules the import is made; then the check of every row. */
export function MapPanel({ detail, onChecked }: { detail: ImportDetail; onChecked: () => void }) {
  const t = useTranslations("imports.map");
  const errorText = useErrorText();
  const [mapping, setMapping] = useState<Mapping>(detail.mapping);
  const [options, setOptions] = useState<Options>(detail.options);
  const targets = useTargets(detail);
  const missing = useMissingColumns(detail, mapping);
  const check = useCheck(detail.id, onChecked);
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        void check.run({ mapping, options });
      }}
    >
      <Section title={t("title")} actions={<SheetChoice detail={detail} />}>
        {detail.preview.isHeaderSure ? null : (
          <Banner tone="warning" className="mb-2">
            {t("headerUnsure", { row: detail.headerRow })}
          </Banner>
        )}
        <MappingTable
          detail={detail}
          mapping={mapping}
          targets={targets}
          onChange={(column, target) =>
            setMapping((before) =>
              before.map((each) => (each.column === column ? { ...each, target } : each)),
            )
          }
        />
      </Section>
      <OptionsPanel detail={detail} options={options} onChange={setOptions} />
      {missing.map((names) => (
        <Banner key={names} tone="danger">
          {t("missing", { names })}
        </Banner>
      ))}
      {check.error ? (
        <Banner tone="danger" role="alert">
          {errorText(check.error)}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          kind="primary"
          size="lg"
          disabled={missing.length > 0}
          loading={check.isPending}
        >
          {t("check")}
        </Button>
        <span className="text-ink-2">{t("checkHint")}</span>
      </div>
    </form>
  );
}

/** Keeps the mapping, then orders the check; the page follows the import's state from there. */
function useCheck(importId: number, onChecked: () => void) {
  const cache = trpc.useUtils();
  const save = trpc.imports.map.useMutation();
  const order = trpc.imports.check.useMutation();
  async function run(choice: { mapping: Mapping; options: Options }): Promise<void> {
    try {
      await save.mutateAsync({ importId, ...choice });
      await order.mutateAsync({ importId });
      await cache.imports.get.invalidate({ importId });
      onChecked();
    } catch {
      // Both mutations keep their error; it is shown above the button.
    }
  }
  return {
    run,
    isPending: save.isPending || order.isPending,
    error: save.error ?? order.error,
  };
}

function SheetChoice({ detail }: { detail: ImportDetail }) {
  const t = useTranslations("imports.map");
  const cache = trpc.useUtils();
  const [row, setRow] = useState<number | null>(detail.headerRow);
  const choose = trpc.imports.chooseSheet.useMutation({
    onSuccess: () => cache.imports.get.invalidate({ importId: detail.id }),
  });
  const { sheets } = detail.preview;
  const send = (wish: { sheetIndex: number; headerRow?: number }) =>
    choose.mutate({ importId: detail.id, ...wish });
  return (
    <div className="flex flex-wrap items-end gap-2 py-1.5">
      {sheets.length > 1 ? (
        <Field label={t("sheet")} className="w-44">
          <Select
            value={String(detail.sheetIndex)}
            onChange={(value) => send({ sheetIndex: Number(value) })}
            options={sheets.map(({ index, name, isHidden }) => ({
              value: String(index),
              label: isHidden ? t("hiddenSheet", { name }) : name,
            }))}
            disabled={choose.isPending}
          />
        </Field>
      ) : null}
      <Field label={t("headerRow")} className="w-36">
        <NumberInput
          value={row}
          onChange={setRow}
          disabled={choose.isPending}
          onBlur={() => {
            if (row === null || row === detail.headerRow || row < 1) setRow(detail.headerRow);
            else send({ sheetIndex: detail.sheetIndex, headerRow: row });
          }}
        />
      </Field>
    </div>
  );
}
