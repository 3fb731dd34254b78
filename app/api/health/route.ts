import { fuses } from "@/server/runtime";

export const dynamic = "force-dynamic";

/** 200 when the process and its database answer, else 503; for balancers and the start-up script. */
export async function GET(): Promise<Response> {
  const { db, log } = fuses();
  const nobody = { tenantId: null, actorKind: "system", actorId: null, accessGroupIds: [] };
  try {
    await db.begin(nobody, ({ sql }) => sql`select 1`);
    return Response.json({ status: "ok" });
  } catch (error) {
    log.error("the database does not answer", { cause: error });
    return Response.json({ status: "unavailable" }, { status: 503 });
  }
}
