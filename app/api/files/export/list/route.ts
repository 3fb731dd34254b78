import type { NextRequest } from "next/server";
import { sendListExport } from "@/server/api/crm/list-files";
import { withSession } from "../../session";

/** A form's post, not a link: what was searched for stays out of addresses and their logs. */
export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, async (ctx) => sendListExport(ctx, await request.formData()));
}
