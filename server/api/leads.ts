import { type Doorstep, makeAttemptLimit } from "@/server/domain/access";
import {
  findLeadDoor,
  keptInputs,
  type LeadDoor,
  leadChallenge,
  OWN_INPUTS,
  takeSubmission,
} from "@/server/domain/leads";
import { fuses } from "@/server/runtime";
import { refusedBody } from "./body-limit";

const BODY_BYTES_MAX = 64 * 1024;
const CALLS_PER_MINUTE = 120;
const limit = makeAttemptLimit(CALLS_PER_MINUTE);

const JSON_TYPE = "application/json";
const FORM_TYPES = ["application/x-www-form-urlencoded", "multipart/form-data"];

type MakeDoor = () => Doorstep;
const atTheDoor: MakeDoor = () => ({ ...fuses(), now: new Date() });

/**
 * A form of a web site asks for something to work on (GET), asks whether it may send (OPTIONS) and
 * sends (POST). From elsewhere than the form's own sites nobody learns whether there is one; who
 * sends is told the same whatever became of it.
 */
export async function answerLeadForm(
  request: Request,
  { key }: { key: string },
  makeDoor: MakeDoor = atTheDoor,
): Promise<Response> {
  const doorstep = makeDoor();
  const ip = request.headers.get("x-forwarded-for") ?? "unknown";
  if (!limit(ip, doorstep.now)) return refusal(429, "too many");
  const origin = request.headers.get("origin") ?? "";
  const door = await findLeadDoor(doorstep, key);
  if (!door?.origins.includes(origin.toLowerCase())) return refusal(404, "not found");
  if (request.method === "OPTIONS") return preflight(origin);
  if (request.method === "GET") {
    const challenge = await leadChallenge(doorstep, door);
    return Response.json({ challenge }, { headers: cors(origin) });
  }
  return take(request, { doorstep, door, origin, ip });
}

const refusal = (status: number, text: string, headers: Record<string, string> = {}): Response =>
  new Response(text, { status, headers: { "cache-control": "no-store", ...headers } });

const cors = (origin: string): Record<string, string> => ({
  ...{ "access-control-allow-origin": origin, vary: "origin", "cache-control": "no-store" },
});

const preflight = (origin: string): Response =>
  new Response(null, {
    status: 204,
    headers: {
      ...cors(origin),
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": "content-type, idempotency-key",
      "access-control-max-age": "600",
    },
  });

interface At {
  doorstep: Doorstep;
  door: LeadDoor;
  origin: string;
  ip: string;
}

async function take(request: Request, at: At): Promise<Response> {
  const { doorstep, door, origin, ip } = at;
  const headers = cors(origin);
  const tooLarge = refusedBody(request.headers, BODY_BYTES_MAX);
  if (tooLarge) return refusal(tooLarge.status, "too large", headers);
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  const isForm = FORM_TYPES.includes(type);
  if (type !== JSON_TYPE && !isForm) return refusal(415, "json or a form", headers);
  const inputs = await readInputs(request, isForm);
  if (inputs === null) return refusal(400, "bad request", headers);
  const given = request.headers.get("idempotency-key") ?? inputs[OWN_INPUTS.key];
  const visitor = { ip };
  const outcome = await takeSubmission(doorstep, door, { inputs, key: given, visitor });
  if (outcome === "too_many") {
    return refusal(429, "too many", { ...headers, "retry-after": "3600" });
  }
  const isPage = isForm && request.headers.get("accept")?.includes("text/html");
  if (isPage) return backTo(request, origin);
  return Response.json({ ok: true }, { status: 202, headers });
}

async function readInputs(
  request: Request,
  isForm: boolean,
): Promise<Record<string, string> | null> {
  try {
    if (isForm) return keptInputs(await request.formData());
    const said: unknown = await request.json();
    const isObject = typeof said === "object" && said !== null && !Array.isArray(said);
    return isObject ? keptInputs(Object.entries(said)) : null;
  } catch {
    return null;
  }
}

/** A page without scripts has sent it: back to where it stood, with a mark that it may show. */
function backTo(request: Request, origin: string): Response {
  const from = request.headers.get("referer") ?? "";
  const page = URL.canParse(from) && new URL(from).origin === origin ? new URL(from) : null;
  const target = page ?? new URL(origin);
  target.hash = "sent";
  return new Response(null, { status: 303, headers: { location: target.href } });
}
