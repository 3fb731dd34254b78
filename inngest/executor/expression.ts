/**
 * The part of the Common Expression Language that triggers, keys and waits are written in: paths,
 * literals, `== != < <= > >=`, `&& || !`, `+` and parentheses. Source: inngest.com/docs, "expressions".
 */
type Scope = Record<string, unknown>;
type Evaluate = (scope: Scope) => unknown;

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(==|!=|<=|>=|&&|\|\||[-!<>+().[\]]))/y;

interface Token {
  kind: "number" | "text" | "name" | "sign";
  text: string;
}

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  const end = source.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(source);
    if (!found) throw new SyntaxError(`expression is not understood at ${from}: ${source}`);
    const [, number, single, double, name, sign] = found;
    if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (name !== undefined) tokens.push({ kind: "name", text: name });
    else if (sign !== undefined) tokens.push({ kind: "sign", text: sign });
    else tokens.push({ kind: "text", text: (single ?? double ?? "").replace(/\\(.)/g, "$1") });
  }
  return tokens;
}

const isSame = (left: unknown, right: unknown) => (left ?? null) === (right ?? null);

function compare(sign: string, left: unknown, right: unknown): boolean {
  if (sign === "==") return isSame(left, right);
  if (sign === "!=") return !isSame(left, right);
  if (typeof left !== typeof right || (typeof left !== "number" && typeof left !== "string")) {
    return false;
  }
  const [a, b] = [left, right as typeof left];
  if (sign === "<") return a < b;
  if (sign === "<=") return a <= b;
  return sign === ">" ? a > b : a >= b;
}

function add(left: unknown, right: unknown): unknown {
  if (typeof left === "number" && typeof right === "number") return left + right;
  return `${keyText(left)}${keyText(right)}`;
}

/** A value as part of a key. */
export function keyText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

const WORDS: Record<string, unknown> = { true: true, false: false, null: null };

class Parser {
  private at = 0;
  constructor(
    private readonly tokens: readonly Token[],
    private readonly source: string,
  ) {}

  whole(): Evaluate {
    const value = this.either();
    if (this.at < this.tokens.length) this.refuse();
    return value;
  }

  private refuse(): never {
    throw new SyntaxError(`expression is not understood: ${this.source}`);
  }

  private take(...signs: string[]): string | null {
    const token = this.tokens[this.at];
    if (token?.kind !== "sign" || !signs.includes(token.text)) return null;
    this.at += 1;
    return token.text;
  }

  private either(): Evaluate {
    let left = this.both();
    while (this.take("||")) {
      const [a, b] = [left, this.both()];
      left = (scope) => a(scope) === true || b(scope) === true;
    }
    return left;
  }

  private both(): Evaluate {
    let left = this.comparison();
    while (this.take("&&")) {
      const [a, b] = [left, this.comparison()];
      left = (scope) => a(scope) === true && b(scope) === true;
    }
    return left;
  }

  private comparison(): Evaluate {
    const left = this.sum();
    const sign = this.take("==", "!=", "<", "<=", ">", ">=");
    if (sign === null) return left;
    const right = this.sum();
    return (scope) => compare(sign, left(scope), right(scope));
  }

  private sum(): Evaluate {
    let left = this.single();
    while (this.take("+")) {
      const [a, b] = [left, this.single()];
      left = (scope) => add(a(scope), b(scope));
    }
    return left;
  }

  private single(): Evaluate {
    if (this.take("!")) {
      const inner = this.single();
      return (scope) => inner(scope) !== true;
    }
    if (this.take("(")) {
      const inner = this.either();
      if (!this.take(")")) this.refuse();
      return inner;
    }
    const isNegative = this.take("-") !== null;
    const token = this.tokens[this.at];
    this.at += 1;
    if (token?.kind === "number") {
      const value = Number(token.text) * (isNegative ? -1 : 1);
      return () => value;
    }
    if (token === undefined || token.kind === "sign" || isNegative) return this.refuse();
    if (token.kind === "text") return () => token.text;
    if (token.text in WORDS) return () => WORDS[token.text];
    return this.path(token.text);
  }

  private path(root: string): Evaluate {
    const names = [root];
    for (;;) {
      if (this.take(".")) {
        const token = this.tokens[this.at];
        if (token?.kind !== "name") this.refuse();
        names.push(token.text);
        this.at += 1;
      } else if (this.take("[")) {
        const token = this.tokens[this.at];
        if (token?.kind !== "text" && token?.kind !== "number") this.refuse();
        names.push(token.text);
        this.at += 1;
        if (!this.take("]")) this.refuse();
      } else break;
    }
    return (scope) =>
      names.reduce<unknown>((value, name) => {
        const isHolder = typeof value === "object" && value !== null && Object.hasOwn(value, name);
        return isHolder ? (value as Scope)[name] : undefined;
      }, scope);
  }
}

const known = new Map<string, Evaluate>();

/** What an expression says of a scope. Throws SyntaxError for one that is not understood. */
export function evaluate(source: string, scope: Scope): unknown {
  let compiled = known.get(source);
  if (!compiled) {
    compiled = new Parser(tokensOf(source), source).whole();
    known.set(source, compiled);
  }
  return compiled(scope);
}

/** Whether a condition holds; one that was left out does. */
export const holds = (condition: string | null | undefined, scope: Scope): boolean =>
  !condition || evaluate(condition, scope) === true;
