import { apiDocument } from "@/server/api/module/openapi";

/** The description of the module API; no secret, so nobody is asked for a key. */
export function GET(): Response {
  return Response.json(apiDocument(), { headers: { "cache-control": "public, max-age=300" } });
}
