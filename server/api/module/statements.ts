import { uploadStatement } from "@/server/domain/bank";
import { uploadStatementInput } from "@/server/domain/bank/inputs";
import type { ModuleContext } from "@/server/domain/context";
import { DomainError } from "@/server/kernel/errors";
import type { ModuleCall } from "./door";

/**
 * Takes a bank's statement over: `?name=` where the file itself has none. A fault refuses the whole
 * file by its first word on where and why; with `?keep=good` the statements that are good are taken,
 * and the others told.
 */
export async function takeStatements(
  ctx: ModuleContext,
  { file, query, say }: ModuleCall,
): Promise<unknown> {
  const name = query.get("name") ?? (file.name || "vypis");
  const input = uploadStatementInput.safeParse({ name, keep: query.get("keep") ?? undefined });
  if (!input.success) throw new DomainError("invalid", "bank.upload_query");
  const taken = await uploadStatement(
    ctx,
    input.data,
    (async function* () {
      yield file.bytes;
    })(),
  );
  const [first] = taken.choice?.bad ?? [];
  if (first) throw new DomainError("invalid", first.code, first.params);
  const told = ({ code, params = {} }: { code: string; params?: Params }) => {
    return { code, params, message: say(code, params) };
  };
  return {
    statements: taken.statementCount,
    movements: taken.movementCount,
    newMovements: taken.newCount,
    findings: taken.findings.map(({ account, number, ...finding }) => {
      return { account, number, ...told(finding) };
    }),
    refused: taken.refused.map(told),
  };
}

type Params = Record<string, string | number>;
