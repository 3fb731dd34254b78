import { itemsOf, type Printed, printTag, type Scope, testTag } from "../../language";
import type { Step } from "../structure/program";

export type Picture = Extract<Printed, { kind: "picture" }>;

/** Where the steps of a part write to. */
export interface Output {
  constant(step: Extract<Step, { kind: "constant" }>): void;
  /** Text of a value, not yet in the spelling of the format. */
  value(text: string): void;
  picture(picture: Picture): void;
  unresolved(source: string): void;
  /** What stands between is repeated, perhaps many times. */
  enterLoop(): void;
  leaveLoop(): void;
  /** Writes `before`, then `body`, and takes both back if the body wrote nothing. */
  kept(before: () => void, body: () => void): boolean;
}

/** Writes one part of one letter. */
export function runSteps(steps: readonly Step[], scope: Scope, output: Output): void {
  for (const step of steps) {
    switch (step.kind) {
      case "constant":
        output.constant(step);
        break;
      case "print":
        print(step, scope, output);
        break;
      case "choice": {
        const branch = step.branches.find(({ test }) => test === null || testTag(test, scope));
        if (branch !== undefined) runSteps(branch.steps, scope, output);
        break;
      }
      case "each":
        repeat(step, scope, output);
        break;
      case "kept":
        runKept(step, scope, output);
    }
  }
}

function repeat(step: Extract<Step, { kind: "each" }>, scope: Scope, output: Output): void {
  output.enterLoop();
  for (const item of itemsOf(step.list, scope)) {
    const items = new Map(scope.items).set(step.list, item);
    runSteps(step.steps, { ...scope, items }, output);
  }
  output.leaveLoop();
}

function print(step: Extract<Step, { kind: "print" }>, scope: Scope, output: Output): void {
  const printed = printTag(step.tag, scope);
  if (printed.kind === "text") output.value(printed.text);
  else if (printed.kind === "picture") output.picture(printed);
  else output.unresolved(step.source);
}

function runKept(step: Extract<Step, { kind: "kept" }>, scope: Scope, output: Output): void {
  const isFilled = output.kept(
    () => runSteps(step.before, scope, output),
    () => runSteps(step.steps, scope, output),
  );
  runSteps(isFilled ? step.after : step.otherwise, scope, output);
}
