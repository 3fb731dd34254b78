import type { OperatorContext } from "@/server/domain/context";
import { LOGO_BYTES_MAX, saveLogo } from "@/server/domain/portal";
import { DomainError } from "@/server/kernel/errors";
import { refusal } from "./document-files";

/** Takes the body of the request as the picture at the head of the tenant's door. */
export async function receiveLogo(ctx: OperatorContext, request: Request): Promise<Response> {
  try {
    await saveLogo(ctx, await bytesOf(request));
    return Response.json({});
  } catch (error) {
    return refusal(error);
  }
}

export async function removeLogo(ctx: OperatorContext): Promise<Response> {
  try {
    await saveLogo(ctx, null);
    return Response.json({});
  } catch (error) {
    return refusal(error);
  }
}

/** Read only as far as a picture may go, whatever the caller said of its length. */
async function bytesOf(request: Request): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of (request.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    pieces.push(piece);
    length += piece.length;
    if (length > LOGO_BYTES_MAX) {
      const kilobytes = LOGO_BYTES_MAX / 1024;
      throw new DomainError("invalid", "portal.logo_too_large", { kilobytes });
    }
  }
  return Buffer.concat(pieces);
}
