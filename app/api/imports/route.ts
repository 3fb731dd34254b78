import type { NextRequest } from "next/server";
import { receiveWorkbook } from "@/server/api/crm/import-files";
import { withSession } from "../files/session";

export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, (ctx) => receiveWorkbook(ctx, request));
}
