interface Headers {
  get(name: string): string | null;
}

/**
 * The refusal of a body that would be read whole into memory and is too long, or does not say how
 * long it is: without an announced length nothing ends it. null: let it in.
 */
export function refusedBody(headers: Headers, bytesMax: number): Response | null {
  if (headers.get("transfer-encoding") !== null && headers.get("content-length") === null) {
    return new Response("say the length", { status: 411 });
  }
  const bytes = Number(headers.get("content-length") ?? 0);
  return bytes <= bytesMax ? null : new Response("too large", { status: 413 });
}
