import { uploadStatement } from "@/server/domain/bank";
import { uploadStatementInput } from "@/server/domain/bank/inputs";
import type { ModuleContext } from "@/server/domain/context";
import { DomainError } from "@/server/kernel/errors";
import type { ModuleCall } from "./door";

/** Takes a bank's statement over: `?name=` where the file itself has none. */
export async function takeStatements(
  ctx: ModuleContext,
  { file, query, say }: ModuleCall,
): Promise<unknown> {
  const name = query.get("name") ?? (file.name || "vypis");
  const input = uploadStatementInput.safeParse({ name });
  if (!input.success) throw new DomainError("invalid", "bank.upload_query");
  const { findings, ...taken } = await uploadStatement(
    ctx,
    input.data,
    (async function* () {
      yield file.bytes;
    })(),
  );
  return {
    statements: taken.statementCount,
    movements: taken.movementCount,
    newMovements: taken.newCount,
    findings: findings.map(({ account, number, code, params = {} }) => ({
      ...{ account, number, code, params },
      message: say(code, params),
    })),
  };
}
