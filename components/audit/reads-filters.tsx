"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RouterInput } from "../api/crm";
import { DayInput } from "../form/day-input";
import { Field } from "../form/field";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { hasFilters } from "../table/list-query";
import type { ListQueryHandle } from "../table/use-list-query";
import { Tag } from "../ui/badge";
import { Button } from "../ui/button";
import { dayOf, idOf } from "./audit-filters";
import { OperatorChoice } from "./operator-choice";

export const readFilterKeys = ["operator", "case", "party", "from", "to"] as const;

/** What the URL says, as the procedure takes it; what cannot be read filters nothing. */
export function readFiltersOf(
  filters: Readonly<Record<string, string>>,
): Omit<RouterInput["audit"]["reads"], "cursor" | "limit"> {
  return {
    operatorId: idOf(filters.operator),
    caseId: idOf(filters.case),
    partyId: idOf(filters.party),
    fromOn: dayOf(filters.from),
    toOn: dayOf(filters.to),
  };
}

/** Who looked, at whom, from which day to which; a case comes from its own page. */
export function ReadsFilters({ list }: { list: ListQueryHandle }) {
  const t = useTranslations("audit");
  const [picked, setPicked] = useState<PickedParty | null>(null);
  const { filters } = list.query;
  const partyId = idOf(filters.party);
  // Of somebody who came with the address only the number is known.
  const known = picked?.id === partyId ? picked : null;
  const party = partyId ? (known ?? { id: partyId, fullName: t("reads.thisPerson") }) : null;
  const pick = (party: PickedParty | null) => {
    setPicked(party);
    if (party) list.setFilter("case", "");
    list.setFilter("party", party ? String(party.id) : "");
  };
  const day = (key: "from" | "to") => (
    <Field label={t(`filters.${key}`)} className="w-32">
      <DayInput
        value={dayOf(filters[key])}
        onChange={(value) => list.setFilter(key, value ?? "")}
      />
    </Field>
  );
  return (
    <div className="flex flex-wrap items-end gap-2">
      <OperatorChoice
        value={filters.operator}
        onChange={(value) => list.setFilter("operator", value)}
      />
      <Field label={t("reads.person")} className="w-full sm:w-64">
        <PartyPicker
          label={t("reads.person")}
          value={party}
          onChange={pick}
          canCreate={false}
          clearable
        />
      </Field>
      {day("from")}
      {day("to")}
      {filters.case ? (
        <span className="flex h-control items-center">
          <Tag onRemove={() => list.setFilter("case", "")} label={t("filters.thisCase")}>
            {t("filters.thisCase")}
          </Tag>
        </span>
      ) : null}
      {hasFilters(list.query) ? (
        <Button kind="quiet" onClick={list.clearFilters}>
          {t("filters.clear")}
        </Button>
      ) : null}
    </div>
  );
}
