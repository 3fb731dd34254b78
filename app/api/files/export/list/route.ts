import type { NextRequest } from "next/server";
import { refusedBody } from "@/server/api/body-limit";
import { sendListExport } from "@/server/api/crm/list-files";
import { withSession } from "../../session";

const BODY_BYTES_MAX = 1024 * 1024;

/** A form's post, not a link: what was searched for stays out of addresses and their logs. */
export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, async (ctx) => {
    const refused = refusedBody(request.headers, BODY_BYTES_MAX);
    return refused ?? sendListExport(ctx, await request.formData());
  });
}
