import type { OperatorContext } from "@/server/domain/context";
import { paymentCodeImage } from "@/server/domain/payment-codes";
import { paymentCodeImageInput } from "@/server/domain/payment-codes/inputs";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";
import { jsonOf } from "./list-files";

/** A payment code as an image: `request` of the form is JSON of `paymentCodeImageInput`. */
export async function sendPaymentCode(ctx: OperatorContext, form: FormData): Promise<Response> {
  try {
    const input = paymentCodeImageInput.safeParse(jsonOf(form.get("request")));
    if (!input.success) throw new DomainError("invalid", "paymentCodes.bad_request");
    const { name, mediaType, content } = await paymentCodeImage(ctx, input.data);
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": mediaType,
        "content-length": String(content.length),
        "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
        "cache-control": "private, no-store",
      },
    });
  } catch (error) {
    return refusal(error);
  }
}
