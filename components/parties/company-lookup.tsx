"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CompanyRecord } from "@/server/kernel/company-record";
import { useCodeText } from "../form/error-text";
import { Day } from "../format/day";
import { useRegisterWords } from "../registers/words";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import type { Difference, FilledField } from "./company-fill";
import type { CompanyLookup } from "./use-company-lookup";

/** Beside the number: asks the register of companies. */
export function LookUpButton({ lookup }: { lookup: CompanyLookup }) {
  const t = useTranslations("parties.lookup");
  return (
    <Button
      icon={Search}
      onClick={lookup.look}
      loading={lookup.isLooking}
      disabled={!lookup.isAble}
      title={t("hint")}
    >
      {t("look")}
    </Button>
  );
}

/** Why nothing can be said, and what to do meanwhile. */
export function Unavailable({ reason }: { reason: string }) {
  const t = useTranslations("parties.lookup");
  const words = useRegisterWords();
  const more = HINTS.find((each) => each === reason);
  return (
    <Banner tone="warning" title={t("unavailable")}>
      {more ? t(`troubles.${more}`) : `${words.trouble(reason)}.`} {t("byHand")}
    </Banner>
  );
}

/** Troubles of which there is more to say than their name. */
const HINTS = ["busy", "resting", "budget", "unconfigured"] as const;

/** What the register said, and what differs from what was typed. */
export function LookedUp({ lookup }: { lookup: CompanyLookup }) {
  const t = useTranslations("parties.lookup");
  const { looked } = lookup;
  return (
    <div aria-live="polite">
      {looked?.kind === "failed" ? <Banner tone="danger" title={looked.text} /> : null}
      {looked?.kind === "unavailable" ? <Unavailable reason={looked.reason} /> : null}
      {looked?.kind === "clear" ? <Banner tone="warning" title={t("clear")} /> : null}
      {looked?.kind === "list" ? (
        <CompanyList companies={looked.companies} isCut={looked.isCut} onChoose={lookup.choose} />
      ) : null}
      {looked?.kind === "found" ? <Found looked={looked} lookup={lookup} /> : null}
    </div>
  );
}

type FoundCompany = Extract<NonNullable<CompanyLookup["looked"]>, { kind: "found" }>;

function Found({ looked, lookup }: { looked: FoundCompany; lookup: CompanyLookup }) {
  const t = useTranslations("parties.lookup");
  const codeText = useCodeText();
  const { company, differences, warnings, taxTrouble } = looked;
  const isWarned = company.ended !== null || warnings.length > 0 || differences.length > 0;
  const tone = isWarned ? "warning" : "positive";
  return (
    <Banner
      tone={tone}
      title={t(differences.length > 0 ? "differs" : "filled", { name: company.name })}
      actions={
        <Button size="sm" kind="quiet" onClick={lookup.dismiss}>
          {t("close")}
        </Button>
      }
    >
      {company.ended ? (
        <p className="text-danger">
          {t("ended")} <Day value={company.ended} />
        </p>
      ) : null}
      {warnings.map(({ code, params }) => (
        <p key={code}>{`${codeText(code, params) ?? ""} ${t("standsAnyway")}`}</p>
      ))}
      {taxTrouble ? <p>{t("taxTrouble")}</p> : null}
      {differences.length > 0 ? (
        <ul className="grid gap-1 py-1">
          {differences.map((difference) => (
            <DifferenceLine
              key={difference.field}
              difference={difference}
              onTake={() => lookup.take(difference.field)}
            />
          ))}
        </ul>
      ) : null}
    </Banner>
  );
}

function DifferenceLine(props: { difference: Difference; onTake: () => void }) {
  const { field, typed, found } = props.difference;
  const t = useTranslations("parties");
  const label = useFieldLabel()(field);
  const said = useSaid(field);
  return (
    <li className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
      <span className="caption w-28 shrink-0">{label}</span>
      <span className="min-w-0 flex-1 break-words">
        <s className="text-ink-3">{said(typed)}</s> <span>{said(found)}</span>
      </span>
      <Button size="sm" onClick={props.onTake} aria-label={`${t("lookup.take")}: ${label}`}>
        {t("lookup.take")}
      </Button>
    </li>
  );
}

/** A value of the field as people read it. */
export function useSaid(field: FilledField): (text: string) => string {
  const t = useTranslations("parties.kinds");
  return (text) => (field === "kind" ? t(text as "legal_entity" | "sole_trader") : text);
}

/** Name of a field as the form has it. */
export function useFieldLabel(): (field: FilledField) => string {
  const t = useTranslations("parties");
  return (field) => {
    if (field === "seat") return t("addressKinds.seat");
    return t(field === "fullName" ? "fields.companyName" : `fields.${field}`);
  };
}

type ListProps = {
  companies: readonly CompanyRecord[];
  isCut: boolean;
  onChoose: (company: CompanyRecord) => void;
};

export function CompanyList({ companies, isCut, onChoose }: ListProps) {
  const t = useTranslations("parties.lookup");
  return (
    <Banner title={t("choose")}>
      <ul className="grid max-h-60 gap-1 overflow-y-auto py-1">
        {companies.map((company) => (
          <li key={company.registrationNo}>
            <Button
              kind="quiet"
              className="h-auto w-full justify-start whitespace-normal py-1 text-left"
              onClick={() => onChoose(company)}
            >
              <span className="min-w-0">
                <span className="block font-[550] text-ink">{company.name}</span>
                <span className="block text-xs">
                  <span className="code-figures">{company.registrationNo}</span>
                  {company.seat?.text ? ` · ${company.seat.text}` : null}
                  {company.ended ? (
                    <span className="text-danger">{` · ${t("isEnded")}`}</span>
                  ) : null}
                </span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
      {isCut ? <p className="text-ink-2 text-xs">{t("more")}</p> : null}
    </Banner>
  );
}
