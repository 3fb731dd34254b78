import type { NextRequest } from "next/server";
import { sendPostBatch } from "@/server/api/crm/batch-files";
import { withSession } from "../../session";

type Params = { params: Promise<{ batchId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const batchId = Number((await params).batchId);
  if (!Number.isSafeInteger(batchId)) return new Response("not found", { status: 404 });
  return withSession(request, (ctx) => sendPostBatch(ctx, batchId));
}
