import { type Day, formatDay, formatInstant } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { OWN_ACCOUNT_WORDS } from "./own-account-words";
import { OWN_DATA_WORDS } from "./own-data-words";
import type { OwnAccount } from "./read-own-account";

/** A part of the page: one table. */
export interface Section {
  title: string;
  columns: readonly string[];
  rows: readonly (readonly string[])[];
}

/** What the client has said, asked and done at the door, as tables. */
export const accountSections = (data: OwnAccount, language: Locale): Section[] => [
  ...ofCard(data, language),
  ...ofAsked(data, language),
  signInsOf(data, language),
];

const atOf = (language: Locale) => (value: string | null) =>
  value ? formatInstant(new Date(value), language) : "";

function ofCard({ bankAccounts, changes, organisations }: OwnAccount, language: Locale): Section[] {
  const { section, column, field, state } = OWN_ACCOUNT_WORDS[language];
  const usual = OWN_DATA_WORDS[language].column;
  const at = atOf(language);
  return [
    {
      title: section.bankAccounts,
      columns: [column.account],
      rows: bankAccounts.map(({ number }) => [number]),
    },
    {
      title: section.changes,
      columns: [usual.at, usual.what, usual.value, usual.state],
      rows: changes.map((each) => [
        ...[at(each.at), field[each.field], textOf(each.value), state[each.state]],
      ]),
    },
    {
      title: section.organisations,
      columns: [usual.at, column.organisation, usual.state],
      rows: organisations.map((each) => [
        ...[at(each.at), each.name],
        each.isMember ? state.member : each.state ? state[each.state] : "",
      ]),
    },
  ];
}

function ofAsked({ disputes, dataRights }: OwnAccount, language: Locale): Section[] {
  const { section, column, state, reason, right } = OWN_ACCOUNT_WORDS[language];
  const usual = OWN_DATA_WORDS[language].column;
  const at = atOf(language);
  const day = (value: Day) => formatDay(value, language);
  return [
    {
      title: section.disputes,
      columns: [usual.at, usual.case, column.reason, usual.state],
      rows: disputes.map((each) => [
        ...[at(each.at), each.refNo, reason[each.reason], state[each.outcome ?? "waiting"]],
      ]),
    },
    {
      title: section.dataRights,
      columns: [usual.at, usual.what, usual.due, usual.state],
      rows: dataRights.map((each) => [
        ...[at(each.at), right[each.kind], day(each.dueOn), state[each.outcome ?? "waiting"]],
      ]),
    },
  ];
}

function signInsOf({ signIns }: OwnAccount, language: Locale): Section {
  const { section, column } = OWN_ACCOUNT_WORDS[language];
  const at = atOf(language);
  return {
    title: section.signIns,
    columns: [OWN_DATA_WORDS[language].column.at, column.address, column.browser, column.program],
    rows: signIns.map((each) => [
      ...[at(each.at), each.ip ?? "", each.userAgent ?? "", each.by ?? ""],
    ]),
  };
}

/** A value of any field as one line: its parts beside each other. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return String(value);
  return Object.values(value).map(textOf).filter(Boolean).join(", ");
}
