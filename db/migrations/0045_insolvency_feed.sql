CREATE TABLE "insolvency_debtors" (
	"register" text NOT NULL,
	"mark" text NOT NULL,
	"key" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"event_id" bigint NOT NULL,
	CONSTRAINT "insolvency_debtors_register_mark_key_pk" PRIMARY KEY("register","mark","key"),
	CONSTRAINT "insolvency_debtors_register" CHECK (register in ('isir_cz', 'isir_sk')),
	CONSTRAINT "insolvency_debtors_kind" CHECK (kind in ('file_mark', 'birth_number', 'registration_no', 'person'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_events" (
	"register" text NOT NULL,
	"event_id" bigint NOT NULL,
	"mark" text NOT NULL,
	"type" text NOT NULL,
	"section" text,
	"published_at" timestamp with time zone,
	"state" text,
	CONSTRAINT "insolvency_events_register_event_id_pk" PRIMARY KEY("register","event_id"),
	CONSTRAINT "insolvency_events_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_feeds" (
	"register" text PRIMARY KEY NOT NULL,
	"last_id" bigint,
	"next_at" timestamp with time zone NOT NULL,
	"read_no" integer DEFAULT 0 NOT NULL,
	"lease_until" timestamp with time zone,
	"read_at" timestamp with time zone,
	"end_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"trouble" text,
	"trouble_at" timestamp with time zone,
	"replayed_from" bigint,
	"replayed_at" timestamp with time zone,
	CONSTRAINT "insolvency_feeds_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_gaps" (
	"register" text NOT NULL,
	"from_id" bigint NOT NULL,
	"to_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"noted_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insolvency_gaps_register_from_id_kind_pk" PRIMARY KEY("register","from_id","kind"),
	CONSTRAINT "insolvency_gaps_register" CHECK (register in ('isir_cz', 'isir_sk')),
	CONSTRAINT "insolvency_gaps_kind" CHECK (kind in ('skipped', 'row', 'note')),
	CONSTRAINT "insolvency_gaps_range" CHECK (from_id <= to_id)
);
--> statement-breakpoint
CREATE TABLE "insolvency_hints" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "insolvency_hints_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"mark" text NOT NULL,
	"type" text NOT NULL,
	"state" text DEFAULT '' NOT NULL,
	"event_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"found_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"settled_at" timestamp with time zone,
	"screening_id" bigint,
	"refusal" text,
	CONSTRAINT "insolvency_hints_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "insolvency_hints_register" CHECK (register in ('isir_cz', 'isir_sk')),
	CONSTRAINT "insolvency_hints_kind" CHECK (kind in ('file_mark', 'birth_number', 'registration_no', 'person'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_proceedings" (
	"register" text NOT NULL,
	"mark" text NOT NULL,
	"court" text,
	"state" text,
	"claims_until_on" date,
	"ended_on" date,
	"event_id" bigint NOT NULL,
	CONSTRAINT "insolvency_proceedings_register_mark_pk" PRIMARY KEY("register","mark"),
	CONSTRAINT "insolvency_proceedings_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_watch_keys" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"key" "bytea" NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "insolvency_watch_keys_tenant_id_party_id_register_key_pk" PRIMARY KEY("tenant_id","party_id","register","key"),
	CONSTRAINT "insolvency_watch_keys_register" CHECK (register in ('isir_cz', 'isir_sk')),
	CONSTRAINT "insolvency_watch_keys_kind" CHECK (kind in ('file_mark', 'birth_number', 'registration_no', 'person'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_watches" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"source" uuid NOT NULL,
	CONSTRAINT "insolvency_watches_tenant_id_party_id_register_pk" PRIMARY KEY("tenant_id","party_id","register"),
	CONSTRAINT "insolvency_watches_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
ALTER TABLE "insolvency_hints" ADD CONSTRAINT "insolvency_hints_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insolvency_hints" ADD CONSTRAINT "insolvency_hints_tenant_id_screening_id_screenings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","screening_id") REFERENCES "public"."screenings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insolvency_watch_keys" ADD CONSTRAINT "insolvency_watch_keys_tenant_id_party_id_register_insolvency_watches_tenant_id_party_id_register_fk" FOREIGN KEY ("tenant_id","party_id","register") REFERENCES "public"."insolvency_watches"("tenant_id","party_id","register") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insolvency_watches" ADD CONSTRAINT "insolvency_watches_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insolvency_debtors_key" ON "insolvency_debtors" USING btree ("key","register");--> statement-breakpoint
CREATE INDEX "insolvency_events_mark" ON "insolvency_events" USING btree ("register","mark","event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "insolvency_hints_key" ON "insolvency_hints" USING btree ("tenant_id","party_id","register","mark","type","state");--> statement-breakpoint
CREATE INDEX "insolvency_hints_waiting" ON "insolvency_hints" USING btree ("tenant_id","next_at","party_id") WHERE settled_at is null;--> statement-breakpoint
CREATE INDEX "insolvency_watch_keys_key" ON "insolvency_watch_keys" USING btree ("key","register");--> statement-breakpoint
call raise_tenant_walls();
--> statement-breakpoint
-- The hand that copies public registers for the whole install: nobody who could ask for a page.
create function app_is_feed() returns boolean language sql stable parallel safe
  as $$ select coalesce(current_setting('app.actor_kind', true), '') = 'feed' $$;
--> statement-breakpoint
-- Public data of the state, of no tenant: whoever is in one may read, only that hand writes. The
-- platform (a command run as owner, and the functions below) may too.
do $$
declare t text;
begin
  foreach t in array array['insolvency_feeds', 'insolvency_events', 'insolvency_proceedings',
                           'insolvency_debtors', 'insolvency_gaps'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy shared_read on %I for select to saldo_app
                      using ((select app_tenant()) is not null)', t);
    execute format('create policy feed_hand on %I to saldo_app
                      using ((select app_is_feed())) with check ((select app_is_feed()))', t);
    execute format('create policy platform on %I to saldo_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['insolvency_feeds', 'insolvency_events', 'insolvency_proceedings',
                           'insolvency_debtors', 'insolvency_gaps', 'insolvency_watches',
                           'insolvency_watch_keys', 'insolvency_hints'] loop
    execute format('create policy module_wall on %I as restrictive to saldo_app
                      using (not (select app_is_module()))', t);
  end loop;
end $$;
--> statement-breakpoint
create policy feed_reader on insolvency_watch_keys for select to saldo_owner using (true);
--> statement-breakpoint
create policy feed_writer on insolvency_hints to saldo_owner using (true) with check (true);
--> statement-breakpoint
-- Whether any tenant watches anybody by this register's events; nothing more is told.
create function insolvency_feed_is_wanted(given_register text) returns boolean
  language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from insolvency_watch_keys where register = given_register) $$;
--> statement-breakpoint
-- Brings new events together with the watched parties of every tenant, in one join. What it finds is
-- written into each tenant's own table; the answer is a number, so the caller learns of nobody. The
-- lock keeps out parties that begin to be watched meanwhile: they would see neither these events nor
-- be seen by them.
create function match_insolvency_events(given_register text, after_id bigint, upto_id bigint,
    given_types text[], given_at timestamptz) returns bigint
  language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare found_count bigint;
begin
  perform pg_advisory_xact_lock(hashtextextended('insolvency-feed:' || given_register, 0));
  insert into insolvency_hints (tenant_id, party_id, register, mark, type, state, event_id, kind,
                                found_at, next_at)
  select distinct on (w.tenant_id, w.party_id, e.mark, e.type, coalesce(e.state, ''))
         w.tenant_id, w.party_id, e.register, e.mark, e.type, coalesce(e.state, ''), e.event_id,
         w.kind, given_at, given_at
    from insolvency_events e
    join insolvency_debtors d on d.register = e.register and d.mark = e.mark
    join insolvency_watch_keys w on w.key = d.key and w.register = d.register
   where e.register = given_register and e.event_id > after_id and e.event_id <= upto_id
     and e.type = any (given_types)
   order by w.tenant_id, w.party_id, e.mark, e.type, coalesce(e.state, ''),
            array_position(array['file_mark', 'birth_number', 'registration_no', 'person'], w.kind),
            e.event_id
  on conflict do nothing;
  get diagnostics found_count = row_count;
  return found_count;
end $$;
