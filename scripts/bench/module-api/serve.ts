import { createServer, type IncomingMessage } from "node:http";
import { connect, type Tx, type TxSettings } from "@/db/client";
import { answerModule } from "@/server/api/module/door";
import { refreshTimeline } from "@/server/domain/cases";
import { caseFacts } from "@/server/domain/cases/facts";
import { makeToday } from "@/server/domain/context";
import { makeKeys } from "@/server/domain/keys";

/** One of the two servers of the bench: the door as it ships, or a bare handler with the same SQL. */
const [kind = "", tenantId = "0"] = process.argv.slice(2);
const { DATABASE_URL = "", SALDO_DATA_KEY = "", SALDO_HASH_KEY = "" } = process.env;
const db = connect(DATABASE_URL, { poolMax: 10 });
const keys = makeKeys(SALDO_DATA_KEY, SALDO_HASH_KEY);
const log = { info: () => undefined, error: (...said: unknown[]) => console.error(...said) };

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function byDoor(request: IncomingMessage, body: Buffer): Promise<Response> {
  const url = new URL(request.url ?? "/", "http://localhost");
  const { method = "GET" } = request;
  const asked = new Request(url, {
    method,
    headers: request.headers as Record<string, string>,
    ...(method === "GET" ? {} : { body: new Uint8Array(body) }),
  });
  return answerModule(asked, url.pathname.replace("/api/module/v1/", "").split("/"), {
    parts: { db, keys, log, now: new Date() },
    sayIn: async () => (code) => code,
  });
}

const settings: TxSettings = {
  ...{ tenantId: Number(tenantId), actorKind: "system", actorId: null, accessGroupIds: "all" },
};

const findCase = async ({ sql }: Tx, refNo: string): Promise<number> => {
  const [number, year] = refNo.split("/");
  const [row] = await sql<{ id: number }[]>`
    select id from cases where ref_year = ${Number(year)} and ref_number = ${Number(number)}
       and voided_at is null`;
  return row?.id ?? 0;
};

/** The statements that the door's procedure sends, and nothing of what it checks. */
const readCase = (refNo: string) =>
  db.read(settings, async (tx) => {
    const { sql } = tx;
    const caseId = await findCase(tx, refNo);
    const [[row], parties, tags, facts] = await Promise.all([
      sql`
        select c.*, g.code as group_code, cr.full_name as creditor, o.name as owner, ag.name as wall
          from cases c left join case_groups g on g.id = c.group_id
          left join parties cr on cr.id = g.creditor_party_id
          left join operators o on o.id = c.owner_id
          left join access_groups ag on ag.id = c.access_group_id
         where c.id = ${caseId} and c.voided_at is null`,
      sql`
        select cp.id, cp.party_id, cp.role, p.kind, p.full_name, p.birth_on, p.registration_no,
               p.data_box_id, a.street, a.city, a.postal_code, a.country,
               array(select value from party_contacts k where k.party_id = p.id
                        and k.kind = 'phone' order by k.id) as phones,
               array(select value from party_contacts k where k.party_id = p.id
                        and k.kind = 'email' order by k.id) as emails
          from case_parties cp join parties p on p.id = cp.party_id
          left join lateral (select * from party_addresses a where a.party_id = p.id
              and a.kind in ('main', 'seat') order by a.kind limit 1) a on true
         where cp.case_id = ${caseId} order by cp.position, cp.id`,
      sql`
        select ct.id, t.code, t.name, ct.reason, o.name as added_by
          from case_tags ct join tags t on t.id = ct.tag_id
          left join operators o on o.id = ct.added_by
         where ct.case_id = ${caseId} and ct.removed_at is null order by ct.id`,
      caseFacts(tx, [caseId], makeToday(new Date())),
    ]);
    return { ...row, parties, tags, facts: [...facts.values()] };
  });

const addNote = ({ refNo, text }: { refNo: string; text: string }) =>
  db.begin(settings, async (tx) => {
    const { sql } = tx;
    const caseId = await findCase(tx, refNo);
    const [row] = await sql<{ id: number }[]>`
      insert into case_events (case_id, kind, at, text) values (${caseId}, 'note', now(), ${text})
      returning id`;
    await refreshTimeline(tx, [caseId]);
    await sql`
      insert into audit_entries (actor_kind, actor_name, action, entity, entity_id, case_id, after)
      values ('system', 'bench', 'timeline.add-note', 'case_event', ${row?.id ?? 0}, ${caseId},
              ${JSON.stringify({ text })}::jsonb)`;
    return { eventId: row?.id };
  });

async function bare(request: IncomingMessage, body: Buffer): Promise<Response> {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (request.method === "GET") {
    return Response.json(await readCase(url.searchParams.get("refNo") ?? ""));
  }
  return Response.json(await addNote(JSON.parse(body.toString("utf8"))));
}

const server = createServer(async (request, reply) => {
  try {
    const body = await bodyOf(request);
    const response = await (kind === "door" ? byDoor : bare)(request, body);
    const answer = Buffer.from(await response.arrayBuffer());
    reply.writeHead(response.status, { "content-type": "application/json" }).end(answer);
  } catch (error) {
    console.error(error);
    reply.writeHead(500).end();
  }
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.send?.({ port: typeof address === "object" ? address?.port : 0 });
});
