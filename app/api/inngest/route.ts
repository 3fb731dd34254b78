import { serve } from "inngest/next";
import type { NextRequest } from "next/server";
import { serveParts } from "@/inngest/start";
import { fuses, inngestServer, makeContext, postOffice } from "@/server/runtime";

export const dynamic = "force-dynamic";

type Method = "GET" | "POST" | "PUT";
let handlers: ReturnType<typeof serve> | null | undefined;

/**
 * The door for a server of Inngest, where one is configured; every call bears its signature. The
 * embedded executor calls functions inside the process: then nobody is answered here.
 */
function handlersOf(): ReturnType<typeof serve> | null {
  if (handlers === undefined) {
    const server = inngestServer();
    const { db, log } = fuses();
    handlers = server
      ? serve(serveParts({ db, log, makeContext, office: postOffice(), server }))
      : null;
  }
  return handlers;
}

const answer = (method: Method) => (request: NextRequest) =>
  handlersOf()?.[method](request, undefined) ?? new Response(null, { status: 404 });

export const GET = answer("GET");
export const POST = answer("POST");
export const PUT = answer("PUT");
