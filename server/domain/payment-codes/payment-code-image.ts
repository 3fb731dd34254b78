import type { Context } from "../context";
import { type PaymentCodeImageInput, paymentCodeImageInput } from "./inputs";
import { paymentCode } from "./payment-code";
import { qrPng, qrSvg } from "./qr-image";

export interface PaymentCodeImage {
  name: string;
  mediaType: "image/png" | "image/svg+xml";
  content: Buffer;
}

/** The code as an image: to be saved, and to be put into letters. Throws as `paymentCode` does. */
export async function paymentCodeImage(
  ctx: Context,
  raw: PaymentCodeImageInput,
): Promise<PaymentCodeImage> {
  const { image, ...input } = paymentCodeImageInput.parse(raw);
  const { text, variableSymbol, amountMinor } = await paymentCode(ctx, input);
  const name = `qr-${variableSymbol ?? amountMinor}.${image}`;
  return image === "png"
    ? { name, mediaType: "image/png", content: qrPng(text) }
    : { name, mediaType: "image/svg+xml", content: Buffer.from(qrSvg(text)) };
}
