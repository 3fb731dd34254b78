import type { NextRequest } from "next/server";
import { receiveTemplate } from "@/server/api/crm/template-files";
import { withSession } from "../session";

export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, (ctx) => receiveTemplate(ctx, request));
}
