import type { NextRequest } from "next/server";
import { sendMessageFile } from "@/server/api/crm/message-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ messageId: string; fileId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const isDownload = request.nextUrl.searchParams.has("download");
  const wanted = { ...(await params), isDownload };
  return withSession(request, (ctx) => sendMessageFile(ctx, wanted));
}
