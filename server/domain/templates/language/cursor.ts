import { DEPTH_MAX, NODES_MAX } from "./limits";
import { refuse } from "./problem";
import { spellingOf } from "./spelling";
import { type Token, tokenize } from "./tokens";
import type { Vocabulary } from "./vocabulary";

/** Where the parser stands in a tag. Keeps the limits of depth and size. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;
  private nodes = 0;

  constructor(
    readonly source: string,
    readonly vocabulary: Vocabulary,
  ) {
    this.tokens = tokenize(source);
  }

  /** The token `ahead` of the present one; the `end` for ever after the last. */
  peek(ahead = 0): Token {
    const last = this.tokens[this.tokens.length - 1] as Token;
    return this.tokens[this.index + ahead] ?? last;
  }

  take(count = 1): Token {
    const token = this.peek();
    this.index = Math.min(this.index + count, this.tokens.length - 1);
    return token;
  }

  isMark(text: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token.kind === "mark" && token.text === text;
  }

  takeMark(text: string): boolean {
    if (!this.isMark(text)) return false;
    this.take();
    return true;
  }

  /** What the token `ahead` is compared by. */
  spellingAt(ahead: number): string {
    return spellingOf(this.peek(ahead).text);
  }

  get isAtEnd(): boolean {
    return this.peek().kind === "end";
  }

  /** The longest run of at most `most` words here whose spelling passes, with its length. */
  findWords(most: number, isWanted: (spelling: string) => boolean): number {
    let spelling = "";
    let found = 0;
    for (let count = 1; count <= most; count += 1) {
      const token = this.peek(count - 1);
      if (token.kind !== "word") break;
      spelling += spellingOf(token.text);
      if (isWanted(spelling)) found = count;
    }
    return found;
  }

  takeWords(most: number, isWanted: (spelling: string) => boolean): boolean {
    const found = this.findWords(most, isWanted);
    if (found > 0) this.take(found);
    return found > 0;
  }

  /** Runs a rule one level deeper; refuses what is nested or built beyond every need. */
  within<Result>(rule: () => Result): Result {
    this.depth += 1;
    this.nodes += 1;
    if (this.depth > DEPTH_MAX || this.nodes > NODES_MAX) {
      refuse("templates.too_complex", { at: this.peek().at });
    }
    const result = rule();
    this.depth -= 1;
    return result;
  }

  /** Counts a node that was built without a level of its own. */
  count(): void {
    this.nodes += 1;
    if (this.nodes > NODES_MAX) refuse("templates.too_complex", { at: this.peek().at });
  }

  unexpected(): never {
    const token = this.peek();
    if (token.kind === "end") refuse("templates.unexpected_end", { at: token.at });
    const found = this.source.slice(token.at, token.end);
    refuse("templates.unexpected", { at: token.at, params: { found } });
  }

  expectMark(text: string, code: string, at: number): void {
    if (this.takeMark(text)) return;
    if (this.isAtEnd) refuse(code, { at });
    this.unexpected();
  }
}
