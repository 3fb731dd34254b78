import type { NextRequest } from "next/server";
import { refusedBody } from "@/server/api/body-limit";
import { sendPaymentCode } from "@/server/api/crm/payment-code-files";
import { withSession } from "../session";

const BODY_BYTES_MAX = 16 * 1024;

/** A form's post: symbols and amounts stay out of addresses and their logs. */
export function POST(request: NextRequest): Promise<Response> {
  return withSession(request, async (ctx) => {
    const refused = refusedBody(request.headers, BODY_BYTES_MAX);
    return refused ?? sendPaymentCode(ctx, await request.formData());
  });
}
