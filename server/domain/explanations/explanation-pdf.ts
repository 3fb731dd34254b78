import type { PdfBlock, PdfColumn, PdfDocument, PdfRow } from "@/server/connectors/pdf";
import { formatDay, formatInstant } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { formatAmount, formatMoney } from "@/server/kernel/money";
import type { BalanceExplained, ExplainedClaim, ExplainedLine } from "../claims";
import type { Heading } from "./heading";
import { percentText } from "./percent";
import type { ExplanationWords } from "./words";

export interface Explained {
  explained: BalanceExplained;
  heading: Heading;
  words: ExplanationWords;
  language: Locale;
  now: Date;
}

/** The derivation as a document that is attached to a suit. */
export function explanationPdf(given: Explained): PdfDocument {
  const { explained, heading, words, language, now } = given;
  const { refNo, claims } = explained;
  return {
    title: words.word("title"),
    subtitle: `${words.word("case")} ${refNo}`,
    ...{ author: heading.tenantName, language, createdAt: now },
    blocks: [
      { type: "facts", facts: factsOf(given) },
      figureOf(given),
      ...(claims.length === 0 ? [{ type: "paragraph" as const, text: words.word("empty") }] : []),
      ...claims.flatMap((claim) => claimBlocks(given, claim)),
      ...(claims.length > 1 ? summaryBlocks(given) : []),
      ...overpaymentBlocks(given),
      ...basisBlocks(given),
    ],
    footer: {
      text: [words.word("case"), refNo, "·", heading.tenantName, "·", formatInstant(now, language)]
        .filter(Boolean)
        .join(" "),
      page: (page, count) => words.word("page", { page, count }),
    },
  };
}

export function factsOf({ explained, heading, words, language }: Explained) {
  return [
    ...heading.facts,
    { label: words.word("subject"), value: subjectOf(explained, words) },
    { label: words.word("onDay"), value: formatDay(explained.onDay, language) },
  ];
}

function subjectOf(explained: BalanceExplained, words: ExplanationWords): string {
  const { of, claims, component, currency } = explained;
  if (of === "case") return words.word("subjectCase", { currency });
  const [claim] = claims;
  const name = claim ? words.claimName(claim) : "";
  return component ? `${name}: ${words.kind(component)}` : name;
}

function figureOf({ explained, words, language }: Explained): PdfBlock {
  const { balanceMinor, currency, perDayMinor, onDay } = explained;
  const money = (amountMinor: number) => formatMoney(amountMinor, currency, language);
  return {
    type: "figure",
    label: words.word("balance", { day: formatDay(onDay, language) }),
    value: money(balanceMinor),
    detail: perDayMinor > 0 ? words.word("perDay", { amount: money(perDayMinor) }) : "",
  };
}

function claimBlocks(given: Explained, claim: ExplainedClaim): PdfBlock[] {
  const { words, language, explained } = given;
  const total = claim.balanceMinor;
  const closing: PdfRow = {
    tone: "total",
    cells: ["", words.word("balance", { day: formatDay(explained.onDay, language) })].concat([
      "",
      "",
      "",
      formatAmount(total, language),
    ]),
  };
  const rows = claim.lines.map((line) => lineRow(given, line));
  return [
    {
      type: "heading",
      text: words.claimName(claim),
      aside: formatMoney(total, explained.currency, language),
    },
    { type: "table", columns: columnsOf(words), rows: [...rows, closing] },
  ];
}

function columnsOf(words: ExplanationWords): PdfColumn[] {
  return [
    { header: words.word("columnDay"), width: 14 },
    { header: words.word("columnText"), width: 37 },
    { header: words.word("columnBase"), width: 13, align: "right" },
    { header: words.word("columnRate"), width: 9, align: "right" },
    { header: words.word("columnAmount"), width: 13, align: "right" },
    { header: words.word("columnTotal"), width: 14, align: "right" },
  ];
}

function lineRow({ explained, words, language }: Explained, line: ExplainedLine): PdfRow {
  const { interest, on, amountMinor, totalMinor } = line;
  const day = interest
    ? `${formatDay(interest.from, language)} –\n${formatDay(interest.to, language)}`
    : formatDay(on, language);
  return {
    cells: [
      day,
      words.line(line, explained),
      interest ? formatAmount(interest.baseMinor, language) : "",
      interest ? percentText(interest.ratePercent, language) : "",
      formatAmount(amountMinor, language),
      formatAmount(totalMinor, language),
    ],
  };
}

function summaryBlocks({ explained, words, language }: Explained): PdfBlock[] {
  const { claims, balanceMinor, currency } = explained;
  const rows: PdfRow[] = claims.map((claim) => ({
    cells: [
      words.claimName(claim),
      formatDay(claim.dueOn, language),
      formatAmount(claim.balanceMinor, language),
    ],
  }));
  const total = formatAmount(balanceMinor, language);
  return [
    {
      type: "heading",
      text: words.word("summary"),
      aside: formatMoney(balanceMinor, currency, language),
    },
    {
      type: "table",
      columns: [
        { header: words.word("claim"), width: 60 },
        { header: words.word("dueOn"), width: 20 },
        { header: words.word("columnTotal"), width: 20, align: "right" },
      ],
      rows: [...rows, { tone: "total", cells: [words.word("summary"), "", total] }],
    },
  ];
}

function overpaymentBlocks({ explained, words, language }: Explained): PdfBlock[] {
  const { overpayments, overpaymentMinor, currency } = explained;
  if (overpayments.length === 0) return [];
  const aside = formatMoney(overpaymentMinor, currency, language);
  return [
    { type: "heading", text: words.word("overpayment"), aside },
    {
      type: "table",
      columns: [
        { header: words.word("columnDay"), width: 14 },
        { header: words.word("columnText"), width: 59 },
        { header: words.word("columnAmount"), width: 13, align: "right" },
        { header: words.word("columnTotal"), width: 14, align: "right" },
      ],
      rows: overpayments.map((step) => ({
        cells: [
          formatDay(step.on, language),
          words.overpayment(step, explained),
          formatAmount(step.amountMinor, language),
          formatAmount(step.totalMinor, language),
        ],
      })),
    },
  ];
}

function basisBlocks(given: Explained): PdfBlock[] {
  const items = basisOf(given);
  if (items.length === 0) return [];
  return [
    { type: "heading", text: given.words.word("basis") },
    { type: "list", items },
  ];
}

/** Paragraphs, how days are counted, edition of the rates, and a rate that is missing. */
export function basisOf({ explained, words, language }: Explained): string[] {
  const { sources, dayCounts, editions, unknownFrom } = explained;
  return [
    ...sources.map((source) => (source === "agreed" ? words.word("agreed") : source)),
    ...dayCounts.map((dayCount) => words.word(dayCount)),
    ...editions.map((version) => words.word("edition", { version })),
    ...(unknownFrom ? [words.word("unknownFrom", { day: formatDay(unknownFrom, language) })] : []),
  ];
}
