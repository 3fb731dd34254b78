import type { NextRequest } from "next/server";
import { receiveAttachment } from "@/server/api/crm/attachment-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ templateId: string }> };

export async function POST(request: NextRequest, { params }: Params): Promise<Response> {
  const { templateId } = await params;
  return withSession(request, (ctx) => receiveAttachment(ctx, { templateId, request }));
}
