"use client";

import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { PartyKind } from "@/db/values/parties";
import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Combobox } from "../form/combobox";
import { useErrorText } from "../form/error-text";
import type { Option } from "../form/select";
import { InsolvencyGlyph, type Known, useInsolvency } from "../registers/insolvency";
import { PartyKindGlyph } from "./party-badge";
import { CreatePartySheet } from "./party-sheets";

export type PickedParty = { id: number; fullName: string };

export type PartyPickerProps = {
  id?: string;
  value: PickedParty | null;
  onChange: (party: PickedParty | null) => void;
  /** Names the list for a screen reader; take the field's label. */
  label?: string;
  placeholder?: string;
  clearable?: boolean;
  disabled?: boolean;
  /** Off where only somebody on record makes sense. */
  canCreate?: boolean;
  /** What sort of party a new one starts as. */
  createKind?: PartyKind;
  /** Party that must not be offered. */
  exceptId?: number;
};

type Hit = RouterOutput["parties"]["quickSearch"][number];
const pauseMs = 160;

/** A party found by name, number or contact; one that is not on record can be made on the spot. */
export function PartyPicker(props: PartyPickerProps) {
  const { value, onChange, clearable, disabled, canCreate = true } = props;
  const t = useTranslations("parties.picker");
  const locale = useLocale();
  const may = useMay();
  const errorText = useErrorText();
  const [typed, setTyped] = useState("");
  const [newName, setNewName] = useState<string | null>(null);
  const wanted = useSettled(typed);
  const search = trpc.parties.quickSearch.useQuery(
    { text: wanted },
    { enabled: wanted.trim() !== "", placeholderData: (before) => before },
  );
  const isUnanswered = wanted.trim() === "" || search.error !== null;
  const hits = (isUnanswered ? [] : (search.data ?? [])).filter((hit) => hit.id !== props.exceptId);
  const known = useInsolvency(hits.map(({ id }) => id)).data;
  const take = (party: PickedParty) => {
    setNewName(null);
    onChange(party);
  };

  return (
    <>
      <Combobox
        id={props.id}
        label={props.label ?? t("label")}
        placeholder={props.placeholder ?? t("placeholder")}
        disabled={disabled}
        clearable={clearable}
        value={value ? String(value.id) : null}
        valueLabel={value?.fullName}
        options={hits.map((hit) => toOption(hit, { locale, known }))}
        onQuery={setTyped}
        isLoading={search.isFetching}
        error={search.error ? errorText(search.error) : undefined}
        onChange={(chosen) => {
          const hit = hits.find((each) => String(each.id) === chosen);
          onChange(hit ? { id: hit.id, fullName: hit.fullName } : null);
        }}
        onCreate={canCreate && may("parties:edit") ? setNewName : undefined}
      />
      {newName === null ? null : (
        <CreatePartySheet
          initialName={newName}
          initialKind={props.createKind}
          onClose={() => setNewName(null)}
          onCreated={({ partyId, fullName }) => take({ id: partyId, fullName })}
          onUse={take}
        />
      )}
    </>
  );
}

type Beside = { locale: Locale; known: readonly Known[] | undefined };

function toOption(hit: Hit, { locale, known }: Beside): Option {
  const born = hit.birthOn ? formatDay(hit.birthOn, locale) : null;
  return {
    value: String(hit.id),
    label: hit.fullName,
    hint: [born ?? hit.registrationNo, hit.city].filter(Boolean).join(" · "),
    mark: (
      <>
        <PartyKindGlyph kind={hit.kind} />
        <InsolvencyGlyph known={known} partyId={hit.id} />
      </>
    ),
  };
}

/** The text once typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
