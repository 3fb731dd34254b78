"use client";

import { useTranslations } from "next-intl";
import { Day } from "../format/day";
import { CopyButton } from "../ui/copy-button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { useCountries } from "./country";
import type { PartyCard } from "./party-card";
import { PartyBirthNumber } from "./reveal-birth-number";

/** Who it is: parts of the name, birth, numbers, legal form, and everything else people noted. */
export function PartyIdentity({ party, isBrief }: { party: PartyCard; isBrief?: boolean }) {
  const t = useTranslations("parties");
  const countries = useCountries();
  const code = (label: string, value: string | null): Definition => ({
    label,
    value: value ? <span className="code-figures">{value}</span> : null,
    action: value ? <CopyButton value={value} label={label} /> : undefined,
  });
  const isCompany = party.kind === "legal_entity";
  const person: Definition[] = [
    { label: t("fields.birthOn"), value: party.birthOn ? <Day value={party.birthOn} /> : null },
    { label: t("fields.sex"), value: party.sex ? t(`sex.${party.sex}`) : null },
    {
      label: t("fields.birthNumber"),
      value: (
        <PartyBirthNumber
          partyId={party.id}
          masked={party.birthNumberMasked}
          mayReveal={party.can.revealBirthNumber}
        />
      ),
    },
  ];
  const legalForm = { label: t("fields.legalForm"), value: party.legalForm };
  const numbers: Definition[] = [
    code(t("fields.registrationNo"), party.registrationNo),
    code(t("fields.taxId"), party.taxId),
  ];
  const requisites: Definition[] = [
    { label: t("fields.shortName"), value: party.shortName },
    code(t("fields.vatId"), party.vatId),
    { label: t("fields.fileMark"), value: party.fileMark },
    code(t("fields.inn"), party.inn),
    code(t("fields.kpp"), party.kpp),
    code(t("fields.ogrn"), party.ogrn),
    {
      label: t("fields.licences"),
      value: party.licences.length > 0 ? <PartyLicences licences={party.licences} /> : null,
    },
  ];
  const others: Definition[] = [
    ...requisites,
    { label: t("fields.otherId"), value: party.otherId },
    { label: t("fields.web"), value: party.web ? <Web address={party.web} /> : null },
    ...(isCompany ? [] : [legalForm]),
    ...(party.kind === "natural_person" ? numbers : []),
  ];
  // What everybody has stands always, a dash where it is missing; the rest only where it is known.
  const items: Definition[] = [
    { label: t("fields.kind"), value: t(`kinds.${party.kind}`) },
    { label: t("fields.country"), value: countries.name(party.country) },
    ...(isCompany ? [legalForm] : person),
    ...(party.kind === "natural_person" ? [] : numbers),
    ...others.filter((item) => item.value),
  ];
  return (
    <DefinitionList
      labelWidth="8.5rem"
      columns={isBrief ? 1 : 2}
      items={isBrief ? items.filter((item) => item.value) : items}
    />
  );
}

/** Each with its number, who issued it and how long it holds. */
function PartyLicences({ licences }: Pick<PartyCard, "licences">) {
  return (
    <ul className="grid gap-1">
      {licences.map(({ id, kind, number, issuedBy, validFrom, validTo }) => (
        <li key={id}>
          {kind} <span className="code-figures">{number}</span>
          <span className="block text-ink-2 text-xs">
            {issuedBy}
            {issuedBy && (validFrom || validTo) ? " · " : null}
            {validFrom || validTo ? (
              <>
                <Day value={validFrom} />
                {" – "}
                <Day value={validTo} />
              </>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** A link only where it is a plain web address; people also write notes here. */
function Web({ address }: { address: string }) {
  const url = /^https?:\/\//i.test(address) ? address : `https://${address}`;
  const isAddress = /^(https?:\/\/)?[\p{L}\d.-]+\.\p{L}{2,}(\/\S*)?$/iu.test(address);
  if (!isAddress) return address;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener" className="break-all hover:text-accent">
      {address}
    </a>
  );
}
