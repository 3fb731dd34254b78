"use client";

import { AtSign, type LucideIcon, Phone as PhoneIcon, Vault } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { fiasLine } from "@/server/kernel/fias-address";
import { addressLine } from "../cases/address-line";
import { Day } from "../format/day";
import { Phone } from "../format/phone";
import { Badge } from "../ui/badge";
import { CopyButton } from "../ui/copy-button";
import type { PartyCard, PartyContact } from "./party-card";

/** All addresses, the one that letters go to marked. */
export function PartyAddresses({ party }: { party: PartyCard }) {
  const t = useTranslations("parties");
  if (party.addresses.length === 0) {
    return <p className="text-warning">{t("card.noAddress")}</p>;
  }
  return (
    <>
      <ul className="grid gap-2">
        {party.addresses.map((address) => {
          const { fias, postalCode } = address;
          const line = (fias ? fiasLine(fias, postalCode) : addressLine(address)) ?? "";
          const label = t(`addressKinds.${address.kind}`);
          return (
            <li key={address.kind} className="group/line">
              <p className="caption flex items-center gap-1.5">
                {label}
                {address.kind === party.postalKind ? (
                  <Badge tone="positive">{t("card.postal")}</Badge>
                ) : null}
              </p>
              <p className="flex min-h-6 items-center gap-1.5">
                <span className="min-w-0 break-words">{line}</span>
                <OnHover>
                  <CopyButton value={`${party.fullName}\n${line}`} label={label} />
                </OnHover>
              </p>
              <AddressStanding address={address} />
            </li>
          );
        })}
      </ul>
      {party.postalKind === null ? (
        <p className="mt-2 text-warning">{t("card.noAddress")}</p>
      ) : null}
    </>
  );
}

/** Whether the state's register knows the address, and when that was asked. */
function AddressStanding({ address }: { address: PartyCard["addresses"][number] }) {
  const t = useTranslations("parties");
  const { checkResult, checkedOn, addressPoint, fiasCode } = address;
  const tone =
    checkResult === "exact" ? "positive" : checkResult === "ambiguous" ? "neutral" : "warning";
  const codes = [
    addressPoint && `${t("fields.addressPoint")} ${addressPoint}`,
    fiasCode && `${t("fields.fiasCode")} ${fiasCode}`,
  ].filter(Boolean);
  if (!checkResult && codes.length === 0) return null;
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-ink-2 text-xs">
      {checkResult ? <Badge tone={tone}>{t(`addressChecks.${checkResult}`)}</Badge> : null}
      {checkedOn ? <Day value={checkedOn} /> : null}
      {codes.map((code) => (
        <span key={code} className="code-figures break-all">
          {code}
        </span>
      ))}
    </p>
  );
}

/** Telephones with their kind, e-mails, data box. */
export function PartyContacts({ party }: { party: PartyCard }) {
  const t = useTranslations("parties");
  const phones = party.contacts.filter((contact) => contact.kind === "phone");
  const emails = party.contacts.filter((contact) => contact.kind === "email");
  if (phones.length + emails.length === 0 && !party.dataBoxId) {
    return <p className="text-ink-2">{t("card.noContacts")}</p>;
  }
  return (
    <ul>
      {phones.map((contact) => (
        <Line key={contact.id} icon={PhoneIcon} label={t("fields.phone")} contact={contact}>
          <Phone e164={contact.value} />
          {contact.phoneKind ? (
            <span className="text-ink-3 text-xs">{t(`phoneKinds.${contact.phoneKind}`)}</span>
          ) : null}
        </Line>
      ))}
      {emails.map((contact) => (
        <Line key={contact.id} icon={AtSign} label={t("fields.email")} contact={contact}>
          <a href={`mailto:${contact.value}`} className="break-all rounded-xs hover:text-accent">
            {contact.value}
          </a>
        </Line>
      ))}
      {party.dataBoxId ? (
        <Line
          icon={Vault}
          label={t("fields.dataBoxId")}
          contact={{ value: party.dataBoxId, note: null }}
        >
          <span className="code-figures">{party.dataBoxId}</span>
        </Line>
      ) : null}
    </ul>
  );
}

type LineProps = {
  icon: LucideIcon;
  label: string;
  contact: Pick<PartyContact, "value" | "note">;
  children: ReactNode;
};

function Line({ icon: Icon, label, contact, children }: LineProps) {
  return (
    <li className="group/line flex min-h-6.5 items-center gap-2">
      <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      <span className="sr-only">{label}</span>
      <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {children}
        {contact.note ? <span className="text-ink-2 text-xs">{contact.note}</span> : null}
      </span>
      <OnHover>
        <CopyButton value={contact.value} label={label} />
      </OnHover>
    </li>
  );
}

function OnHover({ children }: { children: ReactNode }) {
  return (
    <span className="opacity-0 focus-within:opacity-100 group-hover/line:opacity-100 coarse:opacity-100">
      {children}
    </span>
  );
}
