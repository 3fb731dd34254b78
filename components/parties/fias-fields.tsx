"use client";

import { useTranslations } from "next-intl";
import type { AddressInput } from "@/server/domain/parties/inputs";
import { FIAS_LEVELS, type FiasLevel, fiasLine, tidyFias } from "@/server/kernel/fias-address";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";

type Props = {
  address: AddressInput;
  error: (field: keyof AddressInput) => string | undefined;
  onChange: (part: Partial<AddressInput>) => void;
};

const WIDE: readonly FiasLevel[] = ["region", "street"];

/** A Russian address by the levels of ФИАС, and how it will be written. */
export function FiasFields({ address, error, onChange }: Props) {
  const t = useTranslations("parties");
  const fias = address.fias ?? {};
  const parts = tidyFias(fias);
  // Street and town are written of the levels; what was written before goes with them.
  const change = (part: Partial<AddressInput>) => onChange({ street: null, city: null, ...part });
  return (
    <div className="grid grid-cols-3 gap-x-3 gap-y-2 max-sm:grid-cols-2">
      <Field label={t("fields.postalCode")} error={error("postalCode")}>
        <TextInput
          value={address.postalCode ?? ""}
          onChange={(postalCode) => onChange({ postalCode })}
          autoComplete="off"
          inputMode="numeric"
          className="figures"
        />
      </Field>
      {FIAS_LEVELS.map((level) => (
        <Field
          key={level}
          label={t(`fias.${level}`)}
          className={WIDE.includes(level) ? "col-span-2 max-sm:col-span-full" : undefined}
        >
          <TextInput
            value={fias[level] ?? ""}
            // A code is that of the address it was found for: of another one nothing is known yet.
            onChange={(text) => change({ fias: { ...fias, [level]: text }, fiasCode: null })}
            autoComplete="off"
          />
        </Field>
      ))}
      {parts ? (
        <p className="col-span-full break-words text-ink-2 text-xs">
          {t("fias.written", { line: fiasLine(parts, address.postalCode || null) })}
        </p>
      ) : null}
    </div>
  );
}
