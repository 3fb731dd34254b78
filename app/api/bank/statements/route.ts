import type { NextRequest } from "next/server";
import { receiveStatement } from "@/server/api/crm/bank-files";
import { withSession } from "../../files/session";

export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, (ctx) => receiveStatement(ctx, request));
}
