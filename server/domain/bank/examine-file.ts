import {
  cutStatements,
  type FilePiece,
  openStatements,
  type StatementPart,
} from "@/server/connectors/bank";
import { type DomainError, isDomainError } from "@/server/kernel/errors";
import { type Account, accountOf, checkCurrency } from "./intake";

export interface FileExamined {
  /** Names of the statements that can be taken, see `nameOf`. */
  good: ReadonlySet<string>;
  movementCount: number;
  /** Why others cannot be, with line and column of the file. */
  bad: { code: string; params: Record<string, string | number> }[];
}

/** Piece of the file and place in it: the same in every reading of it. */
const nameOf = (piece: number, statement: number): string => `${piece}.${statement}`;

async function* bytesOf(bytes: Uint8Array) {
  yield bytes;
}

const readPiece = ({ bytes }: FilePiece, accounts: readonly Account[]) =>
  openStatements(bytesOf(bytes), { ownAccounts: accounts.map(({ number }) => number) });

/** Every part of the file, the first fault refusing all of it. */
export const wholeFile = (
  content: Buffer,
  accounts: readonly Account[],
): AsyncIterable<StatementPart> => readPiece({ bytes: content, line: 1 }, accounts);

/** Reads a file to its end whatever is wrong with it; nothing is written. */
export async function examineFile(
  content: Buffer,
  accounts: readonly Account[],
): Promise<FileExamined> {
  const good = new Set<string>();
  const bad: FileExamined["bad"] = [];
  let movementCount = 0;
  for (const [at, piece] of cutStatements(content).entries()) {
    const reading = new PieceReading(accounts, piece.line);
    try {
      for await (const part of readPiece(piece, accounts)) reading.enter(part);
    } catch (error) {
      if (!isDomainError(error)) throw error;
      reading.refuse(error);
    }
    for (const statement of reading.good) good.add(nameOf(at, statement));
    bad.push(...reading.bad);
    movementCount += reading.movementCount;
  }
  return { good, bad, movementCount };
}

class PieceReading {
  readonly good: number[] = [];
  readonly bad: FileExamined["bad"] = [];
  movementCount = 0;
  private place = 0;
  private movements = 0;
  private account: Account | null = null;
  private isOtherCurrency = false;

  constructor(
    private readonly accounts: readonly Account[],
    private readonly firstLine: number,
  ) {}

  enter(part: StatementPart): void {
    if (part.kind === "movement") {
      this.movements += 1;
      return;
    }
    if (part.kind === "statement") {
      this.place += 1;
      this.movements = 0;
      this.account = this.tried(() => accountOf(this.accounts, part.statement));
      this.isOtherCurrency = part.statement.currency !== this.account?.currency;
      return;
    }
    const { account, isOtherCurrency } = this;
    if (!account) return;
    const { findings } = part.end;
    const isSound = this.tried(() => {
      checkCurrency({ account, isOtherCurrency, findings });
      return true;
    });
    if (!isSound) return;
    this.good.push(this.place);
    this.movementCount += this.movements;
  }

  refuse({ code, params }: DomainError): void {
    const before = this.firstLine - 1;
    const line = before + (typeof params.line === "number" ? params.line : 1);
    this.bad.push({ code, params: { column: 1, ...params, line } });
  }

  private tried<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!isDomainError(error)) throw error;
      this.refuse(error);
      return null;
    }
  }
}

/** Parts of the statements that were found good, as they stand in the file. */
export async function* goodParts(
  content: Buffer,
  { accounts, examined }: { accounts: readonly Account[]; examined: FileExamined },
): AsyncGenerator<StatementPart> {
  for (const [at, piece] of cutStatements(content).entries()) {
    let place = 0;
    try {
      for await (const part of readPiece(piece, accounts)) {
        if (part.kind === "statement") place += 1;
        if (examined.good.has(nameOf(at, place))) yield placed(part, piece.line);
      }
    } catch (error) {
      // The fault that was found before, behind the last good statement of the piece.
      if (!isDomainError(error) || examined.good.has(nameOf(at, place))) throw error;
    }
  }
}

function placed(part: StatementPart, firstLine: number): StatementPart {
  if (part.kind !== "movement") return part;
  const line = part.movement.line + firstLine - 1;
  return { kind: "movement", movement: { ...part.movement, line } };
}
