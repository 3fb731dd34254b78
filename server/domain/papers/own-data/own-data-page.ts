import { type Day, formatDay, formatInstant } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { accountSections, type Section } from "./own-account-sections";
import type { Lookup } from "./own-data-file";
import { OWN_DATA_WORDS } from "./own-data-words";
import type { OwnData } from "./read-own-data";

interface Told {
  data: OwnData;
  lookups: readonly Lookup[];
  language: Locale;
  today: Day;
  house: string;
}

const STYLE = [
  "body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}",
  "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;",
  "padding:.3rem .6rem .3rem 0;border-bottom:1px solid #ccc}td{white-space:pre-wrap;",
  "overflow-wrap:anywhere}h2{margin-top:2rem}",
].join("");

/** The client's data as a page that opens by itself, without anything from elsewhere. */
export function ownDataPage(told: Told): string {
  const words = OWN_DATA_WORDS[told.language];
  const day = formatDay(told.today, told.language);
  const account = accountSections(told.data, told.language);
  const sections = [...ofPerson(told), ...ofDebts(told), ...account, ...ofWords(told)];
  const cut = told.data.cut.length > 0 ? `<p>${escaped(words.cut)}</p>` : "";
  return (
    `<!doctype html><html lang="${told.language}"><head><meta charset="utf-8">` +
    `<title>${escaped(words.title)}</title><style>${STYLE}</style></head><body>` +
    `<h1>${escaped(words.title)}</h1><p>${escaped(words.madeBy(told.house, day))}</p>${cut}` +
    `${sections.map((section) => sectionOf(section, words.none)).join("")}</body></html>\n`
  );
}

function sectionOf({ title, columns, rows }: Section, none: string): string {
  const head = columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join("");
  const body = rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`)
    .join("");
  const table = `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
  return `<h2>${escaped(title)}</h2>${rows.length === 0 ? `<p>${escaped(none)}</p>` : table}`;
}

const SIGNS: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);

function ofPerson({ data, language }: Told): Section[] {
  const { section, column, kind } = OWN_DATA_WORDS[language];
  const day = (value: Day | null) => (value ? formatDay(value, language) : "");
  return [
    {
      title: section.identity,
      columns: [column.name, column.born, column.registrationNo, column.taxId, column.dataBox],
      rows: data.identity.map((each) => [
        ...[each.fullName, day(each.birthOn), each.registrationNo ?? ""],
        ...[each.taxId ?? "", each.dataBoxId ?? ""],
      ]),
    },
    {
      title: section.contacts,
      columns: [column.what, column.value],
      rows: [
        ...data.addresses.map(({ text, country }) => [kind.address, `${text} ${country ?? ""}`]),
        ...data.contacts.map((each) => [kind[each.kind as "email" | "phone"], each.value]),
      ],
    },
    {
      title: section.cases,
      columns: [column.case, column.since, column.otherSide, column.state],
      rows: data.cases.map(({ refNo, openedOn, counterpart, isOpen }) => [
        ...[refNo, day(openedOn), counterpart ?? "", isOpen ? kind.open : kind.closed],
      ]),
    },
  ];
}

function ofDebts({ data, language }: Told): Section[] {
  const { section, column, kind, promise } = OWN_DATA_WORDS[language];
  const day = (value: Day) => formatDay(value, language);
  const money = (amountMinor: number, currency: Currency) =>
    formatMoney(amountMinor, currency, language);
  return [
    {
      title: section.claims,
      columns: [column.case, column.what, column.due, column.charged, column.paid, column.left],
      rows: data.claims.map((each) => [
        ...[each.refNo, each.title || (each.variableSymbol ?? ""), day(each.dueOn)],
        ...[each.chargedMinor, each.paidMinor, each.balanceMinor].map((amountMinor) =>
          money(amountMinor, each.currency),
        ),
      ]),
    },
    {
      title: section.payments,
      columns: [column.case, column.day, column.amount, column.state],
      rows: data.payments.map((each) => [
        ...[each.refNo, day(each.valueOn), money(each.amountMinor, each.currency)],
        each.isReversed ? kind.reversed : "",
      ]),
    },
    {
      title: section.instalments,
      columns: [column.case, column.due, column.amount],
      rows: data.instalments.map(({ refNo, dueOn, amountMinor, currency }) => [
        ...[refNo, day(dueOn), money(amountMinor, currency)],
      ]),
    },
    {
      title: section.promises,
      columns: [column.case, column.day, column.due, column.amount, column.state],
      rows: data.promises.map((each) => [
        ...[each.refNo, day(each.madeOn), day(each.dueOn)],
        ...[money(each.amountMinor, each.currency), promise[each.state as "open"] ?? each.state],
      ]),
    },
  ];
}

function ofWords({ data, lookups, language }: Told): Section[] {
  const { section, column, kind, channel } = OWN_DATA_WORDS[language];
  const at = (value: string | Date) => formatInstant(new Date(value), language);
  return [
    {
      title: section.messages,
      columns: [column.at, column.case, column.way, column.subject, column.text],
      rows: data.messages.map((each) => [
        ...[at(each.at), each.refNo, `${kind[each.direction]}, ${channel[each.channel]}`],
        ...[each.subject, each.text],
      ]),
    },
    {
      title: section.requests,
      columns: [column.at, column.case, column.subject, column.author, column.text],
      rows: data.requests.map((each) => [
        ...[at(each.at), each.refNo, each.subject, each.author, each.text],
      ]),
    },
    {
      title: section.documents,
      columns: [column.at, column.case, column.name],
      rows: data.documents.map((each) => [at(each.at), each.refNo ?? "", each.name]),
    },
    {
      title: section.lookups,
      columns: [column.at, column.what],
      rows: lookups.map((each) => [at(each.at), kind[each.of]]),
    },
  ];
}
