import { LINE_BYTES_MAX, RECORD_LINES_MAX } from "../limits";
import { StatementRefusal } from "../refusal";

const QUOTE = 34;

/** Fields of a record, or null where a quote is still open at its end. */
export function splitRecord(text: string, delimiter: string): string[] | null {
  return text.includes('"') ? splitQuoted(text, delimiter) : splitPlain(text, delimiter);
}

// A loop, which is quicker than what the platform has for it.
function splitPlain(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (let end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, at)) {
    fields.push(text.slice(at, end));
    at = end + 1;
  }
  fields.push(text.slice(at));
  return fields;
}

function splitQuoted(text: string, delimiter: string): string[] | null {
  const fields: string[] = [];
  const delimiterCode = delimiter.charCodeAt(0);
  let at = 0;
  for (;;) {
    if (text.charCodeAt(at) !== QUOTE) {
      const end = text.indexOf(delimiter, at);
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return fields;
      at = end + 1;
      continue;
    }
    const first = text.indexOf('"', at + 1);
    const close = closingQuote(text, first);
    if (close < 0) return null;
    const plain = text.slice(at + 1, close);
    const field = close === first ? plain : plain.replaceAll('""', '"');
    // Mostly the next field follows at once.
    const isNext = text.charCodeAt(close + 1) === delimiterCode;
    const end = isNext ? close + 1 : text.indexOf(delimiter, close);
    // Text behind the closing quote belongs to the field, as Excel has it.
    fields.push(isNext ? field : field + text.slice(close + 1, end < 0 ? text.length : end));
    if (end < 0) return fields;
    at = end + 1;
  }
}

/** The quote from `quote` on that is no half of a doubled one. */
function closingQuote(text: string, quote: number): number {
  let at = quote;
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}

export type CsvRecord = { fields: string[]; text: string; line: number };

/** Joins lines to records where a field goes over several of them. */
export class RecordJoiner {
  private open: { text: string; line: number } | null = null;

  constructor(
    readonly delimiter: string,
    private readonly take: (record: CsvRecord) => void,
  ) {}

  line(text: string, line: number): void {
    const { open } = this;
    if (open === null) {
      const fields = splitRecord(text, this.delimiter);
      if (fields !== null) this.take({ fields, text, line });
      else this.open = { text, line };
      return;
    }
    this.goOn(open, text, line);
  }

  private goOn(open: { text: string; line: number }, text: string, line: number): void {
    const whole = `${open.text}\n${text}`;
    const start = open.line;
    const fields = splitRecord(whole, this.delimiter);
    if (fields === null) {
      const isTooLong = line - start >= RECORD_LINES_MAX || whole.length > LINE_BYTES_MAX;
      if (isTooLong) throw this.unclosed(start, whole);
      this.open = { text: whole, line: start };
      return;
    }
    this.open = null;
    this.take({ fields, text: whole, line: start });
  }

  end(): void {
    if (this.open !== null) throw this.unclosed(this.open.line, this.open.text);
  }

  private unclosed(line: number, value: string): StatementRefusal {
    return new StatementRefusal("unclosed_quote", { line, column: 1, value });
  }
}
