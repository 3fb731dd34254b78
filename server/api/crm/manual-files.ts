import { readPicture } from "@/server/domain/help";
import { isDomainError } from "@/server/kernel/errors";

/** A picture of the manuals. */
export async function sendPicture(name: string): Promise<Response> {
  try {
    const content = await readPicture(name);
    return new Response(new Uint8Array(content), {
      headers: { "content-type": "image/png", "cache-control": "private, max-age=3600" },
    });
  } catch (error) {
    if (isDomainError(error)) return new Response("no such picture", { status: 404 });
    throw error;
  }
}
