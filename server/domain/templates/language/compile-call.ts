import { yearOf } from "@/server/kernel/days";
import { aggregate, isAggregate } from "./aggregate";
import type { Compiled, Reads } from "./compile";
import { roundExact, wholeOf } from "./exact";
import { DECIMALS_MAX } from "./formats";
import type { FunctionName } from "./functions";
import type { Kind } from "./kinds";
import { moneyOf, roundMoney } from "./money-values";
import type { NameNode } from "./names";
import { addValues, further, isTruthy, negate } from "./operations";
import { pluralForm } from "./plural-form";
import { refuse } from "./problem";
import { compileRead, type Read } from "./read-path";
import { sexOfGroup, sexOfText } from "./salutation/sex-of-group";
import { PLAIN_STYLE } from "./style";
import type { Expression } from "./syntax";
import { EMPTY, type Value } from "./value";

type Call = Extract<Expression, { type: "call" }>;
type Compile = (expression: Expression, reads: Reads) => Compiled;
type Make = (args: readonly Compiled[], call: Call) => { kind: Kind; read: Read };

/** Closures of a function; refuses arguments of a wrong kind. */
export function compileCall(call: Call, reads: Reads, compile: Compile): Compiled {
  if (isAggregate(call)) return aggregate(call, reads);
  if (call.name === "gender") return compileGender(call, reads, compile);
  const [operand, fallback] = call.args;
  if (call.name === "default" && operand !== undefined && fallback !== undefined) {
    return compile({ type: "default", at: call.at, operand, fallback }, reads);
  }
  const args = call.args.map((arg) => compile(arg, reads));
  const make = MAKERS[call.name];
  if (make === undefined) refuse("templates.wrong_argument", place(call));
  // What is reckoned from a styled value keeps its style: Zaokrouhli(Dluh.Jistina : bez měny).
  return { style: args[0]?.style ?? PLAIN_STYLE, ...make(args, call) };
}

function place(call: Call) {
  return { at: call.at, params: { name: call.written } };
}

function demand(call: Call, arg: Compiled | undefined, kinds: readonly Kind[]): Read {
  if (arg === undefined || (arg.kind !== "any" && !kinds.includes(arg.kind))) {
    refuse("templates.wrong_argument", place(call));
  }
  return arg.read;
}

/** One kind of all branches, or any. */
function kindOfBranches(branches: readonly Compiled[]): Kind {
  const [first] = branches;
  return first !== undefined && branches.every(({ kind }) => kind === first.kind)
    ? first.kind
    : "any";
}

const extreme =
  (sign: 1 | -1): Make =>
  (args, call) => {
    const reads = args.map((arg) => demand(call, arg, ["number", "money", "day", "text"]));
    return {
      kind: kindOfBranches(args),
      read: (scope) => reads.map((read) => read(scope)).reduce((a, b) => further(a, b, sign)),
    };
  };

const MAKERS: Readonly<Partial<Record<FunctionName, Make>>> = {
  min: extreme(-1),
  max: extreme(1),
  round: (args, call) => {
    const read = demand(call, args[0], ["number", "money"]);
    const places = args[1] === undefined ? () => ZERO : demand(call, args[1], ["number"]);
    return {
      kind: args[0]?.kind ?? "any",
      read: (scope) => roundValue(read(scope), places(scope)),
    };
  },
  abs: (args, call) => {
    const read = demand(call, args[0], ["number", "money"]);
    return { kind: args[0]?.kind ?? "any", read: (scope) => absolute(read(scope)) };
  },
  plural: (args, call) => {
    const count = demand(call, args[0], ["number", "money"]);
    const forms = args.slice(1).map((arg) => demand(call, arg, ["text"]));
    return {
      kind: "text",
      read: (scope) => {
        const value = count(scope);
        if (value.kind !== "number") return EMPTY;
        const index = pluralForm(value.exact, forms.length, scope.language);
        return forms[index]?.(scope) ?? EMPTY;
      },
    };
  },
  day: (args, call) => {
    const first = args[0];
    if (first === undefined || (first.kind !== "day" && args.length === 1)) {
      const count = demand(call, first, ["number"]);
      return {
        kind: "day",
        read: (scope) => shifted({ kind: "day", day: scope.today }, count(scope)),
      };
    }
    const day = demand(call, first, ["day"]);
    const count = args[1] === undefined ? null : demand(call, args[1], ["number"]);
    return {
      kind: "day",
      read: (scope) => (count === null ? day(scope) : shifted(day(scope), count(scope))),
    };
  },
  year: (args, call) => {
    const read = demand(call, args[0], ["day"]);
    return {
      kind: "text",
      read: (scope) => {
        const value = read(scope);
        return value.kind === "day" ? { kind: "text", text: String(yearOf(value.day)) } : EMPTY;
      },
    };
  },
  choose: ([test, yes, no]) => ({
    kind: kindOfBranches([yes, no].filter((each) => each !== undefined)),
    read: (scope) => {
      const branch = isTruthy(test?.read(scope) ?? EMPTY) ? yes : no;
      return branch?.read(scope) ?? (no === undefined ? BLANK : EMPTY);
    },
  }),
};

const ZERO: Value = { kind: "number", exact: "0" };

/** A choice without its second branch leaves its place blank on purpose. */
const BLANK: Value = { kind: "text", text: "" };

function roundValue(value: Value, places: Value): Value {
  const count = places.kind === "number" ? wholeOf(places.exact) : null;
  if (count === null || count < 0 || count > DECIMALS_MAX) return EMPTY;
  if (value.kind === "money") return roundMoney(value.minor, count, value.currency);
  if (value.kind !== "number") return EMPTY;
  return { kind: "number", exact: roundExact(value.exact, count) };
}

function absolute(value: Value): Value {
  if (value.kind === "money") return moneyOf(BigInt(Math.abs(value.minor)), value.currency);
  return value.kind === "number" && value.exact.startsWith("-") ? negate(value) : value;
}

function shifted(day: Value, count: Value): Value {
  return day.kind === "day" ? addValues(day, count) : EMPTY;
}

/** Keys of a person that tell the grammatical gender, most telling first. */
const GENDER_KEYS = ["sex", "isOrganization", "givenName", "surname"];

function compileGender(call: Call, reads: Reads, compile: Compile): Compiled {
  const [subject, ...rest] = call.args;
  const forms = rest.map((arg) => compile(arg, reads));
  const texts = forms.map((form) => demand(call, form, ["text"]));
  const sexOf = subject === undefined ? null : compileSex(call, subject, { reads, compile });
  const read: Read = (scope) => {
    const sex = sexOf?.(scope) ?? null;
    const form = sex === "male" ? texts[0] : sex === "female" ? texts[1] : texts[2];
    return form?.(scope) ?? EMPTY;
  };
  return { kind: "text", read, style: PLAIN_STYLE };
}

type SexOf = (scope: Parameters<Read>[0]) => "male" | "female" | null;
type Means = { reads: Reads; compile: Compile };

function compileSex(call: Call, subject: Expression, { reads, compile }: Means): SexOf {
  if (subject.type === "path" && subject.node.term.kind === "group") {
    for (const path of pathsOfGender(subject.node)) reads.paths.add(path);
    const read = compileRead(subject.node);
    return (scope) => sexOfGroup(read(scope));
  }
  const read = demand(call, compile(subject, reads), ["text"]);
  return (scope) => {
    const value = read(scope);
    return value.kind === "text" ? sexOfText(value.text) : null;
  };
}

function pathsOfGender(node: NameNode): string[] {
  const known = new Set((node.term.terms ?? []).map((term) => term.key));
  return GENDER_KEYS.filter((key) => known.has(key)).map((key) => `${node.path}.${key}`);
}
