import { uploadStatement } from "@/server/domain/bank";
import { uploadStatementInput } from "@/server/domain/bank/inputs";
import type { OperatorContext } from "@/server/domain/context";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";

/** Takes the body of the request as a bank's file: `?name=`. Answers how much came, how much is new. */
export async function receiveStatement(ctx: OperatorContext, request: Request): Promise<Response> {
  const query = uploadStatementInput.safeParse(
    Object.fromEntries(new URL(request.url).searchParams),
  );
  try {
    if (!query.success) throw new DomainError("invalid", "bank.upload_query");
    if (!request.body) throw new DomainError("invalid", "bank.empty_file");
    const content = request.body as unknown as AsyncIterable<Uint8Array>;
    return Response.json(await uploadStatement(ctx, query.data, content));
  } catch (error) {
    return refusal(error);
  }
}
