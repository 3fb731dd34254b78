import { PassThrough } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type PdfBlock, type PdfDocument, writePdf } from "@/server/connectors/pdf";
import { type Day, formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { formatAmount, formatMoney } from "@/server/kernel/money";
import { qrModules } from "../payment-codes";
import type { NoDebtFacts, PaperFacts, PaymentFacts } from "./facts";
import { PAPER_WORDS, type PaperWords } from "./words";

export interface Issuer {
  name: string;
  place: string;
  registrationNo: string | null;
}

export interface Paper {
  facts: PaperFacts;
  language: Locale;
  number: string;
  code: string;
  /** Where it is checked: what its QR code says. */
  address: string;
  issuer: Issuer;
  today: Day;
  now: Date;
}

/** A confirmation as a PDF that archives and courts take. */
export async function paperBytes(paper: Paper): Promise<Buffer> {
  const stream = new PassThrough();
  const [bytes] = await Promise.all([buffer(stream), writePdf(documentOf(paper), stream)]);
  return bytes;
}

function documentOf(paper: Paper): PdfDocument {
  const { facts, language, number, issuer, now } = paper;
  const words = PAPER_WORDS[language];
  const blocks = facts.kind === "payment" ? ofPayment(facts, paper) : ofNoDebt(facts, paper);
  return {
    title: words.title[facts.kind],
    subtitle: `${words.number} ${number}`,
    ...{ author: issuer.name, language, createdAt: now },
    blocks: [{ type: "facts", facts: headOf(paper, words) }, ...blocks, checkOf(paper, words)],
    footer: { text: `${issuer.name} · ${number}`, page: words.page },
  };
}

function headOf({ facts, language, issuer, today }: Paper, words: PaperWords) {
  const by = [
    issuer.name,
    issuer.registrationNo && words.registrationNo(issuer.registrationNo),
    issuer.place,
  ];
  const mark = facts.birthOn
    ? words.bornOn(formatDay(facts.birthOn, language))
    : facts.registrationNo && words.registrationNo(facts.registrationNo);
  return [
    { label: words.issuedBy, value: by.filter(Boolean).join(", ") },
    { label: words.issuedOn, value: formatDay(today, language) },
    { label: words.issuedFor, value: [facts.name, mark].filter(Boolean).join(", ") },
  ];
}

function ofPayment(facts: PaymentFacts, { language }: Paper): PdfBlock[] {
  const words = PAPER_WORDS[language];
  const { refNo, creditor, variableSymbol, amountMinor, currency, valueOn, parts } = facts;
  return [
    {
      type: "facts",
      facts: [
        { label: words.case, value: refNo },
        ...(creditor ? [{ label: words.creditor, value: creditor }] : []),
        ...(variableSymbol ? [{ label: words.symbol, value: variableSymbol }] : []),
      ],
    },
    { type: "paragraph", text: words.statement.payment("") },
    {
      type: "figure",
      label: words.amount,
      value: formatMoney(amountMinor, currency, language),
      detail: words.paidOn(formatDay(valueOn, language)),
    },
    { type: "heading", text: words.parts },
    {
      type: "table",
      columns: [
        { header: "", width: 75 },
        { header: currency, width: 25, align: "right" },
      ],
      rows: parts.map((part) => ({
        cells: [
          part.kind ? words.kinds[part.kind] : words.unassigned,
          formatAmount(part.amountMinor, language),
        ],
      })),
    },
  ];
}

function ofNoDebt(facts: NoDebtFacts, { language }: Paper): PdfBlock[] {
  const words = PAPER_WORDS[language];
  const day = formatDay(facts.onDay, language);
  return [
    { type: "paragraph", text: words.statement.noDebt(day) },
    { type: "heading", text: words.cases },
    {
      type: "table",
      columns: [
        { header: words.case, width: 25 },
        { header: words.creditor, width: 50 },
        { header: words.nothing, width: 25, align: "right" },
      ],
      rows: facts.cases.map(({ refNo, creditor }) => ({
        cells: [refNo, creditor ?? "", formatAmount(0, language)],
      })),
    },
  ];
}

function checkOf({ number, code, address }: Paper, words: PaperWords): PdfBlock {
  return {
    type: "code",
    modules: qrModules(address),
    title: words.checkTitle,
    text: words.check(number, code),
    detail: address,
  };
}
