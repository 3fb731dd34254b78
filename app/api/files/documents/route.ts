import type { NextRequest } from "next/server";
import { receiveDocument } from "@/server/api/crm/document-files";
import { withSession } from "../session";

export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, (ctx) => receiveDocument(ctx, request));
}
