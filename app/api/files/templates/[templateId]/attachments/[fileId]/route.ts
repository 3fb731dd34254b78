import type { NextRequest } from "next/server";
import { sendAttachment } from "@/server/api/crm/attachment-files";
import { withSession } from "../../../../session";

type Params = { params: Promise<{ templateId: string; fileId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const wanted = await params;
  return withSession(request, (ctx) => sendAttachment(ctx, wanted));
}
