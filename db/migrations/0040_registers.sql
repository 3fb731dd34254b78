CREATE TABLE "debtor_statuses" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"register" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"is_active" boolean NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "debtor_statuses_tenant_id_register_code_pk" PRIMARY KEY("tenant_id","register","code"),
	CONSTRAINT "debtor_statuses_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
CREATE TABLE "hit_verdicts" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"mark" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text,
	"decided_at" timestamp with time zone NOT NULL,
	"decided_by" bigint NOT NULL,
	CONSTRAINT "hit_verdicts_tenant_id_party_id_register_mark_pk" PRIMARY KEY("tenant_id","party_id","register","mark"),
	CONSTRAINT "hit_verdicts_register" CHECK (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre')),
	CONSTRAINT "hit_verdicts_verdict" CHECK (verdict in ('watch', 'false_match'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_changes" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "insolvency_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"screening_id" bigint NOT NULL,
	"cause" text NOT NULL,
	"was_active" boolean,
	"is_active" boolean NOT NULL,
	"is_suspected" boolean NOT NULL,
	"state_before" text,
	"state_code" text,
	"mark" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "insolvency_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "insolvency_changes_register" CHECK (register in ('isir_cz', 'isir_sk')),
	CONSTRAINT "insolvency_changes_cause" CHECK (cause in ('check', 'verdict', 'status'))
);
--> statement-breakpoint
CREATE TABLE "insolvency_settings" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"checks_on_choice" boolean DEFAULT true NOT NULL,
	"watches_daily" boolean DEFAULT true NOT NULL,
	"bulk_email" text,
	"notifies_bulk" boolean DEFAULT false NOT NULL,
	"bulk_sender_id" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "insolvency_settings_tenant_id_pk" PRIMARY KEY("tenant_id"),
	CONSTRAINT "insolvency_settings_notify" CHECK (not notifies_bulk or bulk_email is not null)
);
--> statement-breakpoint
CREATE TABLE "party_insolvency" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"is_active" boolean NOT NULL,
	"is_suspected" boolean DEFAULT false NOT NULL,
	"state_code" text,
	"mark" text,
	"file_mark" text,
	"court" text,
	"started_on" date,
	"ended_on" date,
	"url" text,
	"screening_id" bigint NOT NULL,
	"checked_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"tried_at" timestamp with time zone NOT NULL,
	CONSTRAINT "party_insolvency_tenant_id_party_id_register_pk" PRIMARY KEY("tenant_id","party_id","register"),
	CONSTRAINT "party_insolvency_register" CHECK (register in ('isir_cz', 'isir_sk'))
);
--> statement-breakpoint
CREATE TABLE "register_pace" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"register" text NOT NULL,
	"minute_from" timestamp with time zone NOT NULL,
	"minute_calls" integer NOT NULL,
	"day_from" timestamp with time zone NOT NULL,
	"day_calls" integer NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"resting_until" timestamp with time zone,
	"trouble" text,
	"trouble_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	CONSTRAINT "register_pace_tenant_id_register_pk" PRIMARY KEY("tenant_id","register"),
	CONSTRAINT "register_pace_register" CHECK (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre'))
);
--> statement-breakpoint
CREATE TABLE "register_services" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"register" text NOT NULL,
	"url" text NOT NULL,
	"validity" text DEFAULT '30D' NOT NULL,
	"warning_mode" text DEFAULT 'warning' NOT NULL,
	"allows_background" boolean DEFAULT true NOT NULL,
	"per_minute" integer DEFAULT 50 NOT NULL,
	"per_day" integer DEFAULT 3000 NOT NULL,
	"price_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'CZK' NOT NULL,
	"month_budget_minor" bigint,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_by" bigint,
	CONSTRAINT "register_services_tenant_id_register_pk" PRIMARY KEY("tenant_id","register"),
	CONSTRAINT "register_services_register" CHECK (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre')),
	CONSTRAINT "register_services_mode" CHECK (warning_mode in ('warning', 'confirmation', 'error', 'none')),
	CONSTRAINT "register_services_currency" CHECK (currency in ('CZK', 'EUR')),
	CONSTRAINT "register_services_pace" CHECK (per_minute > 0 and per_day > 0)
);
--> statement-breakpoint
CREATE TABLE "screening_hits" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "screening_hits_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"screening_id" bigint NOT NULL,
	"party_id" bigint NOT NULL,
	"register" text NOT NULL,
	"mark" text NOT NULL,
	"file_mark" text,
	"court" text,
	"state_code" text,
	"name" text NOT NULL,
	"birth_on" date,
	"registration_no" text,
	"address" text,
	"started_on" date,
	"ended_on" date,
	"url" text,
	"is_co_debtor" boolean DEFAULT false NOT NULL,
	"quality" text NOT NULL,
	"is_active" boolean,
	CONSTRAINT "screening_hits_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "screening_hits_register" CHECK (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre')),
	CONSTRAINT "screening_hits_quality" CHECK (quality in ('identifier', 'person', 'suspected'))
);
--> statement-breakpoint
CREATE TABLE "screenings" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "screenings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"register" text NOT NULL,
	"party_id" bigint NOT NULL,
	"case_id" bigint,
	"cause" text NOT NULL,
	"purpose" text NOT NULL,
	"legal_basis" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"operator_id" bigint,
	"actor_name" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"detail" text,
	"quality" text,
	"as_of" timestamp with time zone,
	"is_cut" boolean DEFAULT false NOT NULL,
	"is_first" boolean NOT NULL,
	"hit_count" integer DEFAULT 0 NOT NULL,
	"price_minor" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'CZK' NOT NULL,
	"sent" "bytea",
	"received" "bytea",
	"received_hash" "bytea",
	"media_type" text,
	"processed_at" timestamp with time zone,
	"processed_by" bigint,
	CONSTRAINT "screenings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "screenings_register" CHECK (register in ('isir_cz', 'isir_sk', 'ares', 'rpo', 'vat_payers', 'vies', 'invalid_documents', 'addresses', 'cee', 'cre')),
	CONSTRAINT "screenings_cause" CHECK (cause in ('card', 'log', 'case', 'claim', 'deal', 'application', 'bulk', 'watch', 'feed', 'module')),
	CONSTRAINT "screenings_asked_by" CHECK (asked_by in ('birth_number', 'registration_no', 'person', 'tax_id', 'document_no', 'address', 'file_mark', 'manual')),
	CONSTRAINT "screenings_outcome" CHECK (outcome in ('found', 'clear', 'unavailable')),
	CONSTRAINT "screenings_quality" CHECK (quality in ('identifier', 'person', 'suspected')),
	CONSTRAINT "screenings_currency" CHECK (currency in ('CZK', 'EUR')),
	CONSTRAINT "screenings_reason" CHECK ((outcome = 'unavailable') = (reason is not null))
);
--> statement-breakpoint
ALTER TABLE "hit_verdicts" ADD CONSTRAINT "hit_verdicts_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insolvency_changes" ADD CONSTRAINT "insolvency_changes_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insolvency_changes" ADD CONSTRAINT "insolvency_changes_tenant_id_screening_id_screenings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","screening_id") REFERENCES "public"."screenings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_insolvency" ADD CONSTRAINT "party_insolvency_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_insolvency" ADD CONSTRAINT "party_insolvency_tenant_id_screening_id_screenings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","screening_id") REFERENCES "public"."screenings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screening_hits" ADD CONSTRAINT "screening_hits_tenant_id_screening_id_screenings_tenant_id_id_fk" FOREIGN KEY ("tenant_id","screening_id") REFERENCES "public"."screenings"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "screenings" ADD CONSTRAINT "screenings_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "insolvency_changes_party" ON "insolvency_changes" USING btree ("tenant_id","party_id","id");--> statement-breakpoint
CREATE INDEX "insolvency_changes_screening" ON "insolvency_changes" USING btree ("tenant_id","screening_id");--> statement-breakpoint
CREATE INDEX "insolvency_changes_changed" ON "insolvency_changes" USING btree ("tenant_id","changed_at","id");--> statement-breakpoint
CREATE INDEX "party_insolvency_active" ON "party_insolvency" USING btree ("tenant_id","party_id") WHERE is_active;--> statement-breakpoint
CREATE INDEX "party_insolvency_checked" ON "party_insolvency" USING btree ("tenant_id","register","tried_at");--> statement-breakpoint
CREATE INDEX "screening_hits_screening" ON "screening_hits" USING btree ("tenant_id","screening_id");--> statement-breakpoint
CREATE INDEX "screening_hits_party" ON "screening_hits" USING btree ("tenant_id","party_id","register","mark");--> statement-breakpoint
CREATE INDEX "screenings_party" ON "screenings" USING btree ("tenant_id","party_id","register","id");--> statement-breakpoint
CREATE INDEX "screenings_asked" ON "screenings" USING btree ("tenant_id","asked_at","id");--> statement-breakpoint
CREATE INDEX "screenings_spent" ON "screenings" USING btree ("tenant_id","register","asked_at");--> statement-breakpoint
CREATE INDEX "screenings_unprocessed" ON "screenings" USING btree ("tenant_id","id") WHERE outcome = 'found' and processed_at is null;--> statement-breakpoint
-- What a register answered is evidence: of a check only who has seen to it may still be written.
create function guard_screening() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - '{processed_at,processed_by}'::text[])
     is distinct from (to_jsonb(old) - '{processed_at,processed_by}'::text[]) then
    raise exception 'screening %: what was answered never changes', old.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger guard_screening before update or delete on screenings
  for each row execute function guard_screening();
--> statement-breakpoint
revoke update, delete, truncate on screenings from saldo_app;
--> statement-breakpoint
grant update (processed_at, processed_by) on screenings to saldo_app;
--> statement-breakpoint
create trigger append_only before update or delete on screening_hits
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on screening_hits execute function refuse_change();
--> statement-breakpoint
create trigger append_only before update or delete on insolvency_changes
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger append_only_whole before truncate on insolvency_changes execute function refuse_change();
--> statement-breakpoint
revoke update, delete, truncate on screening_hits, insolvency_changes from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
