import type { NextRequest } from "next/server";
import { sendEvidence } from "@/server/api/crm/evidence-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ screeningId: string; part: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const wanted = await params;
  return withSession(request, (ctx) => sendEvidence(ctx, wanted));
}
