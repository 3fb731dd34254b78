"use client";

import { useTranslations } from "next-intl";
import { Phone } from "../format/phone";
import { Section } from "../ui/section";
import type { Preview } from "./merge-page";

/** What the record that stays gets besides values: contacts, cases, proceedings, events. */
export function MergeMoves({ preview }: { preview: Preview }) {
  const t = useTranslations("parties.merge");
  const { cases, casesTwice, proceedings, caseGroups, events } = preview.moves;
  const lines = [
    cases > 0 ? t("moveCases", { count: cases }) : null,
    casesTwice > 0 ? t("moveCasesTwice", { count: casesTwice }) : null,
    proceedings > 0 ? t("moveProceedings", { count: proceedings }) : null,
    caseGroups > 0 ? t("moveGroups", { count: caseGroups }) : null,
    events > 0 ? t("moveEvents", { count: events }) : null,
  ].filter((line) => line !== null);
  return (
    <div className="grid gap-5 md:grid-cols-2">
      <Section title={t("contacts")} level={3} count={preview.contacts.length}>
        {preview.contacts.length === 0 ? <p className="text-ink-2">{t("noContacts")}</p> : null}
        <ul>
          {preview.contacts.map((contact) => (
            <li key={contact.value} className="min-h-6 break-all">
              {contact.kind === "phone" ? <Phone e164={contact.value} /> : contact.value}
            </li>
          ))}
        </ul>
      </Section>
      <Section title={t("moves")} level={3}>
        {lines.length === 0 ? <p className="text-ink-2">{t("moveNothing")}</p> : null}
        <ul>
          {lines.map((line) => (
            <li key={line} className="min-h-6">
              {line}
            </li>
          ))}
        </ul>
      </Section>
    </div>
  );
}
