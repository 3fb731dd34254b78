import { type Day, isDay } from "@/server/kernel/days";
import { fold, tidy } from "@/server/kernel/fold";
import { type Finding, finding } from "@/server/kernel/parsed";
import { refNoSortKey } from "@/server/kernel/ref-no";
import { principalValueOn } from "../../claims";
import { GROUP_CODE_LENGTH_MAX, type ImportOptions } from "../inputs";
import type {
  Severity,
  StagedCase,
  StagedCaseData,
  StagedClaim,
  StagedEvent,
  StagedParty,
  StagedPayment,
  StagedRow,
  StagedSchedule,
} from "../staged-row";
import type { CompletedCase, caseDefaults, dataFaults } from "./case-defaults";
import {
  COPY_NULL,
  copyArray,
  copyFlag,
  copyJson,
  copyLine,
  copyNumber,
  copyText,
} from "./copy-lines";
import type { Directory } from "./directory";
import { type PartyPlace, partyLine, type Sealer } from "./party-line";
import type { StagedKind } from "./tables";

export interface LineParts {
  sealer: Sealer;
  options: ImportOptions;
  today: Day;
  directory: Directory;
  complete: ReturnType<typeof caseDefaults>;
  dataFaults: ReturnType<typeof dataFaults>;
  /** A line of a work table is ready. */
  put(kind: StagedKind, line: string): void;
  report(rowNo: number, severity: Severity, what: Finding): void;
}

/**
 * Turns converted rows into lines of the work tables. What a row cannot be without is asked for
 * here, because defaults of the import may still fill it in.
 */
export class RowLines {
  /** Creditors of the file by name and number: thousands of rows name the same few. */
  private readonly creditors = new Map<string, number>();

  constructor(private readonly parts: LineParts) {}

  add(record: StagedRow, rowNo: number): void {
    if (record.kind === "cases") this.addCase(record, rowNo);
    else if (record.kind === "case-data") this.addCaseData(record, rowNo);
    else if (record.kind === "parties") this.addParty(record.party, { partyNo: rowNo, rowNo });
    else if (record.kind === "claims") this.addClaim(record, rowNo);
    else if (record.kind === "payments") this.addPayment(record, rowNo);
    else if (record.kind === "schedules") this.addSchedule(record, rowNo);
    else this.addEvent(record, rowNo);
  }

  private addParty(party: StagedParty | null, place: PartyPlace): boolean {
    if (party === null) return false;
    this.parts.put("parties", partyLine(party, place, this.parts.sealer));
    return true;
  }

  private addCase(row: StagedCase, rowNo: number): void {
    const { complete, options } = this.parts;
    const completed = complete(row);
    if (!this.isComplete(completed, rowNo) || row.refNo === null) return;
    const groupCode = row.groupCode ?? (options.groupCode || null);
    if (groupCode !== null && groupCode.length > GROUP_CODE_LENGTH_MAX) {
      const params = { max: GROUP_CODE_LENGTH_MAX };
      this.parts.report(rowNo, "error", finding("imports.group_code_too_long", params));
      return;
    }
    const hasParty = this.addParty(row.party, { partyNo: rowNo, rowNo });
    const { category, state, role } = completed.codes;
    const creditorNo = this.creditorOf(row, rowNo);
    this.putCase(rowNo, row, [
      copyText(category),
      copyText(state),
      copyText(role),
      copyText(groupCode),
      copyText(row.openedOn),
      hasParty ? copyNumber(rowNo) : COPY_NULL,
      copyNumber(creditorNo),
    ]);
  }

  private addCaseData(row: StagedCaseData, rowNo: number): void {
    if (row.refNo === null) return;
    const findings = this.parts.dataFaults(row);
    for (const each of findings) this.parts.report(rowNo, "error", each);
    if (findings.length === 0) this.putCase(rowNo, row, NO_CODES);
  }

  /** `codes`: category, state, role, group, day of opening, party, creditor; as COPY wants them. */
  private putCase(rowNo: number, row: StagedCase | StagedCaseData, codes: readonly string[]): void {
    const [category, state, role, group, openedOn, partyNo, creditorNo] = codes;
    const ref = refNoText(row.refNo ?? "");
    const owner = copyNumber(this.operator(row.owner, rowNo));
    const tags = copyArray(this.tags(row.tags, rowNo));
    const data = `${copyJson(row.fields)}\t${copyJson(row.extraFields)}`;
    const head = `${rowNo}\t${ref}\t${category}\t${state}\t${role}\t${group}\t${openedOn}`;
    this.parts.put("cases", `${head}\t${owner}\t${tags}\t${data}\t${partyNo}\t${creditorNo}\n`);
  }

  private isComplete(
    completed: CompletedCase,
    rowNo: number,
  ): completed is Extract<CompletedCase, { ok: true }> {
    if (completed.ok) return true;
    for (const each of completed.findings) this.parts.report(rowNo, "error", each);
    return false;
  }

  private creditorOf(row: StagedCase, rowNo: number): number | null {
    const { creditorName, creditorRegistrationNo: number } = row;
    if (creditorName === null) return null;
    const key = `${fold(creditorName)} ${number ?? ""}`;
    const known = this.creditors.get(key);
    if (known !== undefined) return known;
    const partyNo = -1 - this.creditors.size;
    this.creditors.set(key, partyNo);
    this.addParty(creditorParty(creditorName, number), { partyNo, rowNo });
    return partyNo;
  }

  private operator(text: string | null, rowNo: number): number | null {
    if (text === null) return null;
    const id = this.parts.directory.operatorId(text);
    if (id === null) {
      this.parts.report(rowNo, "warning", finding("imports.unknown_operator", { name: text }));
    }
    return id;
  }

  private tags(texts: readonly string[], rowNo: number): readonly string[] {
    if (texts.length === 0) return texts;
    return texts.flatMap((text) => {
      const code = this.parts.directory.tagCode(text);
      if (code === null) {
        this.parts.report(rowNo, "warning", finding("imports.unknown_tag", { tag: text }));
      }
      return code === null ? [] : [code];
    });
  }

  private addClaim(row: StagedClaim, rowNo: number): void {
    const { refNo, dueOn, principalMinor } = row;
    if (refNo === null || dueOn === null || principalMinor === null) return;
    const { today } = this.parts;
    this.parts.put(
      "claims",
      copyLine([
        copyNumber(rowNo),
        ...refNoCells(refNo),
        copyText(row.variableSymbol),
        copyText(tidy(row.title ?? "").slice(0, 200)),
        dueOn,
        copyText(row.arisenOn),
        principalValueOn({ dueOn, arisenOn: row.arisenOn }, today),
        copyNumber(principalMinor),
        copyNumber(row.feeMinor),
        copyNumber(row.costsMinor),
        copyNumber(row.paidMinor),
        row.paidOn ?? (dueOn < today ? dueOn : today),
        row.currency,
      ]),
    );
  }

  private addPayment(row: StagedPayment, rowNo: number): void {
    const { refNo, amountMinor } = row;
    if (amountMinor === null || (refNo === null && row.variableSymbol === null)) return;
    this.parts.put(
      "payments",
      copyLine([
        copyNumber(rowNo),
        ...(refNo === null ? NO_REF_NO : refNoCells(refNo)),
        copyText(row.variableSymbol),
        copyNumber(amountMinor),
        row.paidOn ?? this.parts.options.paidOn ?? this.parts.today,
        row.currency,
        copyText(row.note),
        copyText(row.transactionNo),
      ]),
    );
  }

  private addSchedule(row: StagedSchedule, rowNo: number): void {
    const { refNo, dueOn } = row;
    if (dueOn === null || (refNo === null && row.variableSymbol === null)) return;
    this.parts.put(
      "schedules",
      copyLine([
        copyNumber(rowNo),
        ...(refNo === null ? NO_REF_NO : refNoCells(refNo)),
        copyText(row.variableSymbol),
        dueOn,
        copyNumber(row.amountMinor),
        copyNumber(row.count),
        copyText(row.rhythm),
        copyNumber(row.totalMinor),
        row.currency,
      ]),
    );
  }

  private addEvent(row: StagedEvent, rowNo: number): void {
    if (row.refNo === null || row.text === null) return;
    this.parts.put(
      "events",
      copyLine([
        copyNumber(rowNo),
        ...refNoCells(row.refNo),
        row.eventKind,
        copyText(row.text),
        copyText(row.happenedAt),
        copyText(row.dueAt),
        copyFlag(row.dueAt === null || isDay(row.dueAt)),
        copyNumber(this.operator(row.assignee, rowNo)),
        copyText(row.place),
        copyText(row.result),
        row.priority,
      ]),
    );
  }
}

const NO_CODES = Array.from({ length: 7 }, () => COPY_NULL);
const NO_REF_NO = [copyText(null), copyText(null), copyText(null)];

function refNoText(refNo: string): string {
  const { year, number } = refNoSortKey(refNo);
  return `${refNo}\t${year}\t${number}`;
}

function refNoCells(refNo: string): string[] {
  return [refNoText(refNo)];
}

function creditorParty(fullName: string, registrationNo: string | null): StagedParty {
  return {
    kind: "legal_entity",
    fullName,
    titlesBefore: null,
    givenName: null,
    surname: null,
    titlesAfter: null,
    birthNumber: null,
    birthOn: null,
    sex: null,
    registrationNo,
    taxId: null,
    legalForm: null,
    country: "CZ",
    dataBoxId: null,
    web: null,
    otherId: null,
    note: null,
    emails: [],
    phones: [],
    addresses: [],
    requisites: null,
  };
}
