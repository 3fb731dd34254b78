CREATE TABLE "access_groups" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "access_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_groups_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "operator_access_groups" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"operator_id" bigint NOT NULL,
	"access_group_id" bigint NOT NULL,
	CONSTRAINT "operator_access_groups_tenant_id_operator_id_access_group_id_pk" PRIMARY KEY("tenant_id","operator_id","access_group_id")
);
--> statement-breakpoint
CREATE TABLE "operators" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "operators_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"language" text DEFAULT 'cs' NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"is_present" boolean DEFAULT true NOT NULL,
	"sees_all_groups" boolean DEFAULT false NOT NULL,
	"totp_secret_cipher" "bytea",
	"totp_enabled_at" timestamp with time zone,
	"totp_last_step" integer,
	"recovery_code_hashes" text[] DEFAULT '{}' NOT NULL,
	"preferences" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"last_sign_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operators_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "operators_role" CHECK (role in ('administrator', 'supervisor', 'operator', 'readOnly')),
	CONSTRAINT "operators_language" CHECK (language in ('cs', 'sk', 'en', 'ru')),
	CONSTRAINT "operators_theme" CHECK (theme in ('system', 'light', 'dark'))
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"operator_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"ip" text,
	"user_agent" text,
	CONSTRAINT "sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "sign_in_throttles" (
	"key" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"last_failed_at" timestamp with time zone NOT NULL,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" bigint,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"entity" text NOT NULL,
	"entity_id" bigint,
	"case_id" bigint,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	CONSTRAINT "audit_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "audit_entries_actor_kind" CHECK (actor_kind in ('operator', 'portalUser', 'module', 'system'))
);
--> statement-breakpoint
CREATE TABLE "outbox_facts" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_facts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"payload" jsonb NOT NULL,
	"key" text,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"relayed_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	CONSTRAINT "outbox_facts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_events" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"party_id" bigint,
	"kind" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"author_id" bigint,
	"text" text DEFAULT '' NOT NULL,
	"due_at" timestamp with time zone,
	"is_all_day" boolean DEFAULT true NOT NULL,
	"assignee_id" bigint,
	"place" text,
	"result" text,
	"resolved_at" timestamp with time zone,
	"resolved_by" bigint,
	"snoozed_until" timestamp with time zone,
	"priority" text DEFAULT 'normal' NOT NULL,
	"work_quantity" numeric(12, 4),
	"work_unit" text,
	"work_unit_price_minor" bigint,
	"work_currency" text,
	"work_on" date,
	"file_id" bigint,
	"replaces_event_id" bigint,
	"data" jsonb,
	"import_id" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "case_events_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "case_events_kind" CHECK (kind in ('note', 'task', 'work', 'document', 'message', 'reply', 'call_form', 'system')),
	CONSTRAINT "case_events_priority" CHECK (priority in ('low', 'normal', 'high'))
);
--> statement-breakpoint
CREATE TABLE "case_groups" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_groups_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"creditor_party_id" bigint,
	"access_group_id" bigint,
	"currency" text DEFAULT 'CZK' NOT NULL,
	"allocation_profile_id" bigint,
	"default_fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"import_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_groups_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_parties" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_parties_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"party_id" bigint NOT NULL,
	"role" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"note" text,
	"import_id" bigint,
	CONSTRAINT "case_parties_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_tags" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_tags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"tag_id" bigint NOT NULL,
	"reason" text,
	"ends_on" date,
	"added_by" bigint,
	"added_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	"import_id" bigint,
	CONSTRAINT "case_tags_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "case_transitions" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "case_transitions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"transition" text NOT NULL,
	"from_state" text NOT NULL,
	"to_state" text NOT NULL,
	"definition_version" integer NOT NULL,
	"resolution" text,
	"by_operator_id" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"txid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "case_transitions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"ref_no" text NOT NULL,
	"ref_year" integer NOT NULL,
	"ref_number" bigint NOT NULL,
	"group_id" bigint,
	"category" text NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"owner_id" bigint,
	"access_group_id" bigint,
	"fields" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"extra_fields" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"opened_on" date NOT NULL,
	"closed_at" timestamp with time zone,
	"archived_at" timestamp with time zone,
	"voided_at" timestamp with time zone,
	"debtor_party_id" bigint,
	"debtor_name" text DEFAULT '' NOT NULL,
	"claim_count" integer DEFAULT 0 NOT NULL,
	"balance_czk_minor" bigint DEFAULT 0 NOT NULL,
	"balance_eur_minor" bigint DEFAULT 0 NOT NULL,
	"overdue_since" date,
	"tag_codes" text[] DEFAULT '{}' NOT NULL,
	"last_event_at" timestamp with time zone,
	"last_event_kind" text,
	"last_event_text" text,
	"next_task_due_at" timestamp with time zone,
	"search" "tsvector" DEFAULT ''::tsvector NOT NULL,
	"import_id" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "cases_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "proceedings" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "proceedings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint,
	"kind" text NOT NULL,
	"court_file_mark" text,
	"court_file_mark_key" text,
	"authority_party_id" bigint,
	"state" text DEFAULT 'prepared' NOT NULL,
	"opened_on" date,
	"decided_on" date,
	"final_on" date,
	"closed_on" date,
	"note" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "proceedings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "proceedings_kind" CHECK (kind in ('court', 'enforcement', 'insolvency')),
	CONSTRAINT "proceedings_state" CHECK (state in ('prepared', 'filed', 'running', 'decided', 'final', 'stayed', 'closed'))
);
--> statement-breakpoint
CREATE TABLE "ref_no_counters" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"series" text NOT NULL,
	"year" integer NOT NULL,
	"last_number" bigint NOT NULL,
	CONSTRAINT "ref_no_counters_tenant_id_series_year_pk" PRIMARY KEY("tenant_id","series","year")
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "tags_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"colour" text DEFAULT 'neutral' NOT NULL,
	"effects" text[] DEFAULT '{}' NOT NULL,
	"import_id" bigint,
	CONSTRAINT "tags_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "allocation_profiles" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "allocation_profiles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"kind_order" jsonb NOT NULL,
	"is_claim_first" boolean DEFAULT true NOT NULL,
	"is_default" boolean DEFAULT false NOT NULL,
	"source" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allocation_profiles_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "allocations" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "allocations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"payment_id" bigint NOT NULL,
	"component_id" bigint,
	"amount_minor" bigint NOT NULL,
	"value_on" date NOT NULL,
	"booked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allocations_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "claim_components" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "claim_components_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"claim_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claim_components_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "claim_components_kind" CHECK (kind in ('principal', 'interest', 'lateInterest', 'contractualPenalty', 'costs', 'fee'))
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "claims_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"variable_symbol" text,
	"title" text DEFAULT '' NOT NULL,
	"currency" text NOT NULL,
	"due_on" date NOT NULL,
	"arisen_on" date,
	"principal_minor" bigint DEFAULT 0 NOT NULL,
	"charged_minor" bigint DEFAULT 0 NOT NULL,
	"paid_minor" bigint DEFAULT 0 NOT NULL,
	"balance_minor" bigint DEFAULT 0 NOT NULL,
	"voided_at" timestamp with time zone,
	"import_id" bigint,
	"source_key" text,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "claims_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "claims_currency" CHECK (currency in ('CZK', 'EUR'))
);
--> statement-breakpoint
CREATE TABLE "component_entries" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "component_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"component_id" bigint NOT NULL,
	"amount_minor" bigint NOT NULL,
	"value_on" date NOT NULL,
	"booked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"booked_by" bigint,
	"reason" text,
	"reverses_id" bigint,
	CONSTRAINT "component_entries_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "payments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"claim_id" bigint,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"value_on" date NOT NULL,
	"variable_symbol" text,
	"source" text NOT NULL,
	"source_key" text,
	"note" text,
	"reverses_id" bigint,
	"reversal_kind" text,
	"import_id" bigint,
	"booked_by" bigint,
	"booked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "payments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "payments_currency" CHECK (currency in ('CZK', 'EUR')),
	CONSTRAINT "payments_source" CHECK (source in ('hand', 'import', 'bank', 'opening'))
);
--> statement-breakpoint
CREATE TABLE "file_chunks" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"file_id" bigint NOT NULL,
	"seq" integer NOT NULL,
	"content" "bytea" NOT NULL,
	CONSTRAINT "file_chunks_tenant_id_file_id_seq_pk" PRIMARY KEY("tenant_id","file_id","seq")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "files_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" "bytea" NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_changes" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "import_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"import_id" bigint NOT NULL,
	"entity" text NOT NULL,
	"entity_id" bigint NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	CONSTRAINT "import_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "import_mappings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"header_key" text NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_mappings_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"state" text DEFAULT 'uploaded' NOT NULL,
	"file_id" bigint NOT NULL,
	"file_name" text NOT NULL,
	"file_sha256" "bytea" NOT NULL,
	"sheet_index" integer DEFAULT 0 NOT NULL,
	"header_row" integer DEFAULT 0 NOT NULL,
	"preview" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"mapping" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"totals" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"phase" text,
	"done_rows" integer DEFAULT 0 NOT NULL,
	"total_rows" integer DEFAULT 0 NOT NULL,
	"error_rows" integer DEFAULT 0 NOT NULL,
	"warning_rows" integer DEFAULT 0 NOT NULL,
	"error_code" text,
	"error_params" jsonb,
	"beat_at" timestamp with time zone,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "imports_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "imports_kind" CHECK (kind in ('cases', 'claims', 'payments', 'parties', 'events', 'case-data')),
	CONSTRAINT "imports_state" CHECK (state in ('uploaded', 'mapped', 'checking', 'checked', 'publishing', 'published', 'undoing', 'undone', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "bulk_actions" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "bulk_actions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"list" text NOT NULL,
	"action" text NOT NULL,
	"params" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"beat_at" timestamp with time zone,
	"created_by" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "bulk_actions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "bulk_actions_state" CHECK (state in ('waiting', 'running', 'done', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "bulk_items" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"bulk_action_id" bigint NOT NULL,
	"item_id" bigint NOT NULL,
	"outcome" text,
	"params" jsonb,
	CONSTRAINT "bulk_items_tenant_id_bulk_action_id_item_id_pk" PRIMARY KEY("tenant_id","bulk_action_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "saved_views_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"operator_id" bigint NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_views_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "saved_views_list" CHECK (list in ('cases', 'parties', 'claims', 'payments', 'tasks'))
);
--> statement-breakpoint
CREATE TABLE "search_words" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "search_words_tenant_id_word_pk" PRIMARY KEY("tenant_id","word")
);
--> statement-breakpoint
CREATE TABLE "parties" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "parties_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"full_name" text NOT NULL,
	"titles_before" text,
	"given_name" text,
	"surname" text,
	"titles_after" text,
	"name_key" text NOT NULL,
	"birth_on" date,
	"birth_number_cipher" "bytea",
	"birth_number_hash" "bytea",
	"registration_no" text,
	"tax_id" text,
	"legal_form" text,
	"country" text DEFAULT 'CZ' NOT NULL,
	"data_box_id" text,
	"web" text,
	"other_id" text,
	"note" text,
	"merged_into_id" bigint,
	"search" "tsvector" DEFAULT ''::tsvector NOT NULL,
	"import_id" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"created_by" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "parties_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "parties_kind" CHECK (kind in ('natural_person', 'sole_trader', 'legal_entity'))
);
--> statement-breakpoint
CREATE TABLE "party_addresses" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"party_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"street" text,
	"city" text,
	"postal_code" text,
	"country" text DEFAULT 'CZ' NOT NULL,
	"address_key" text NOT NULL,
	"import_id" bigint,
	CONSTRAINT "party_addresses_tenant_id_party_id_kind_pk" PRIMARY KEY("tenant_id","party_id","kind"),
	CONSTRAINT "party_addresses_kind" CHECK (kind in ('main', 'seat', 'other', 'contact'))
);
--> statement-breakpoint
CREATE TABLE "party_contacts" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "party_contacts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"party_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"phone_kind" text,
	"note" text,
	"import_id" bigint,
	CONSTRAINT "party_contacts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "party_contacts_kind" CHECK (kind in ('email', 'phone')),
	CONSTRAINT "party_contacts_phone_kind" CHECK (phone_kind in ('mobile', 'landline', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "party_merges" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "party_merges_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kept_id" bigint NOT NULL,
	"merged_id" bigint NOT NULL,
	"snapshot" jsonb NOT NULL,
	"merged_by" bigint,
	"merged_at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone,
	CONSTRAINT "party_merges_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "tenants_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"country" text DEFAULT 'CZ' NOT NULL,
	"language" text DEFAULT 'cs' NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "operator_access_groups" ADD CONSTRAINT "operator_access_groups_tenant_id_operator_id_operators_tenant_id_id_fk" FOREIGN KEY ("tenant_id","operator_id") REFERENCES "public"."operators"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_access_groups" ADD CONSTRAINT "operator_access_groups_tenant_id_access_group_id_access_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","access_group_id") REFERENCES "public"."access_groups"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_operator_id_operators_tenant_id_id_fk" FOREIGN KEY ("tenant_id","operator_id") REFERENCES "public"."operators"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_tenant_id_assignee_id_operators_tenant_id_id_fk" FOREIGN KEY ("tenant_id","assignee_id") REFERENCES "public"."operators"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_tenant_id_file_id_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_events" ADD CONSTRAINT "case_events_tenant_id_replaces_event_id_case_events_tenant_id_id_fk" FOREIGN KEY ("tenant_id","replaces_event_id") REFERENCES "public"."case_events"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_groups" ADD CONSTRAINT "case_groups_tenant_id_creditor_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","creditor_party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_groups" ADD CONSTRAINT "case_groups_tenant_id_access_group_id_access_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","access_group_id") REFERENCES "public"."access_groups"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_tags" ADD CONSTRAINT "case_tags_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_tags" ADD CONSTRAINT "case_tags_tenant_id_tag_id_tags_tenant_id_id_fk" FOREIGN KEY ("tenant_id","tag_id") REFERENCES "public"."tags"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_transitions" ADD CONSTRAINT "case_transitions_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_group_id_case_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","group_id") REFERENCES "public"."case_groups"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_owner_id_operators_tenant_id_id_fk" FOREIGN KEY ("tenant_id","owner_id") REFERENCES "public"."operators"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_access_group_id_access_groups_tenant_id_id_fk" FOREIGN KEY ("tenant_id","access_group_id") REFERENCES "public"."access_groups"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_tenant_id_debtor_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","debtor_party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proceedings" ADD CONSTRAINT "proceedings_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proceedings" ADD CONSTRAINT "proceedings_tenant_id_authority_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","authority_party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_tenant_id_payment_id_payments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","payment_id") REFERENCES "public"."payments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_tenant_id_component_id_claim_components_tenant_id_id_fk" FOREIGN KEY ("tenant_id","component_id") REFERENCES "public"."claim_components"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_components" ADD CONSTRAINT "claim_components_tenant_id_claim_id_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."claims"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component_entries" ADD CONSTRAINT "component_entries_tenant_id_component_id_claim_components_tenant_id_id_fk" FOREIGN KEY ("tenant_id","component_id") REFERENCES "public"."claim_components"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "component_entries" ADD CONSTRAINT "component_entries_tenant_id_reverses_id_component_entries_tenant_id_id_fk" FOREIGN KEY ("tenant_id","reverses_id") REFERENCES "public"."component_entries"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_tenant_id_case_id_cases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","case_id") REFERENCES "public"."cases"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_tenant_id_claim_id_claims_tenant_id_id_fk" FOREIGN KEY ("tenant_id","claim_id") REFERENCES "public"."claims"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_tenant_id_reverses_id_payments_tenant_id_id_fk" FOREIGN KEY ("tenant_id","reverses_id") REFERENCES "public"."payments"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_chunks" ADD CONSTRAINT "file_chunks_tenant_id_file_id_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_changes" ADD CONSTRAINT "import_changes_tenant_id_import_id_imports_tenant_id_id_fk" FOREIGN KEY ("tenant_id","import_id") REFERENCES "public"."imports"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_tenant_id_file_id_files_tenant_id_id_fk" FOREIGN KEY ("tenant_id","file_id") REFERENCES "public"."files"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_actions" ADD CONSTRAINT "bulk_actions_tenant_id_created_by_operators_tenant_id_id_fk" FOREIGN KEY ("tenant_id","created_by") REFERENCES "public"."operators"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_tenant_id_bulk_action_id_bulk_actions_tenant_id_id_fk" FOREIGN KEY ("tenant_id","bulk_action_id") REFERENCES "public"."bulk_actions"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_tenant_id_operator_id_operators_tenant_id_id_fk" FOREIGN KEY ("tenant_id","operator_id") REFERENCES "public"."operators"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "parties" ADD CONSTRAINT "parties_tenant_id_merged_into_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merged_into_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_addresses" ADD CONSTRAINT "party_addresses_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_contacts" ADD CONSTRAINT "party_contacts_tenant_id_party_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","party_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_merges" ADD CONSTRAINT "party_merges_tenant_id_kept_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","kept_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "party_merges" ADD CONSTRAINT "party_merges_tenant_id_merged_id_parties_tenant_id_id_fk" FOREIGN KEY ("tenant_id","merged_id") REFERENCES "public"."parties"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_groups_code_key" ON "access_groups" USING btree ("tenant_id",lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "operators_email_key" ON "operators" USING btree ("tenant_id",lower("email"));--> statement-breakpoint
CREATE INDEX "operators_sign_in" ON "operators" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "sessions_operator" ON "sessions" USING btree ("tenant_id","operator_id");--> statement-breakpoint
CREATE INDEX "audit_entries_entity" ON "audit_entries" USING btree ("tenant_id","entity","entity_id","id");--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_facts_key" ON "outbox_facts" USING btree ("tenant_id","key");--> statement-breakpoint
CREATE INDEX "case_events_timeline" ON "case_events" USING btree ("tenant_id","case_id","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "case_events_inbox" ON "case_events" USING btree ("tenant_id","assignee_id","due_at","id") WHERE kind = 'task' and resolved_at is null and deleted_at is null;--> statement-breakpoint
CREATE INDEX "case_events_import" ON "case_events" USING btree ("tenant_id","import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "case_groups_code_key" ON "case_groups" USING btree ("tenant_id",lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "case_parties_key" ON "case_parties" USING btree ("tenant_id","case_id","party_id","role");--> statement-breakpoint
CREATE INDEX "case_parties_party" ON "case_parties" USING btree ("tenant_id","party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "case_tags_key" ON "case_tags" USING btree ("tenant_id","case_id","tag_id") WHERE removed_at is null;--> statement-breakpoint
CREATE INDEX "case_tags_ending" ON "case_tags" USING btree ("tenant_id","ends_on") WHERE removed_at is null and ends_on is not null;--> statement-breakpoint
CREATE INDEX "case_transitions_case" ON "case_transitions" USING btree ("tenant_id","case_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "cases_ref_no_key" ON "cases" USING btree ("tenant_id","ref_year","ref_number") WHERE voided_at is null;--> statement-breakpoint
CREATE INDEX "cases_newest" ON "cases" USING btree ("tenant_id","ref_year" DESC NULLS LAST,"ref_number" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_state" ON "cases" USING btree ("tenant_id","category","state","ref_year" DESC NULLS LAST,"ref_number" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_group" ON "cases" USING btree ("tenant_id","group_id","ref_year" DESC NULLS LAST,"ref_number" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_owner" ON "cases" USING btree ("tenant_id","owner_id","id" DESC NULLS LAST) WHERE owner_id is not null;--> statement-breakpoint
CREATE INDEX "cases_balance" ON "cases" USING btree ("tenant_id","balance_czk_minor" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "cases_debtor_name" ON "cases" USING btree ("tenant_id",debtor_name collate "C","id");--> statement-breakpoint
CREATE INDEX "cases_debtor" ON "cases" USING btree ("tenant_id","debtor_party_id");--> statement-breakpoint
CREATE INDEX "cases_import" ON "cases" USING btree ("tenant_id","import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "cases_search" ON "cases" USING gin ("search");--> statement-breakpoint
CREATE INDEX "proceedings_case" ON "proceedings" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE INDEX "proceedings_mark" ON "proceedings" USING btree ("tenant_id","court_file_mark_key");--> statement-breakpoint
CREATE INDEX "proceedings_authority" ON "proceedings" USING btree ("tenant_id","authority_party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_code_key" ON "tags" USING btree ("tenant_id",lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "allocation_profiles_code_key" ON "allocation_profiles" USING btree ("tenant_id",lower("code"));--> statement-breakpoint
CREATE UNIQUE INDEX "allocation_profiles_default_key" ON "allocation_profiles" USING btree ("tenant_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "allocations_case" ON "allocations" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE INDEX "allocations_payment" ON "allocations" USING btree ("tenant_id","payment_id");--> statement-breakpoint
CREATE INDEX "allocations_component" ON "allocations" USING btree ("tenant_id","component_id");--> statement-breakpoint
CREATE INDEX "claim_components_claim" ON "claim_components" USING btree ("tenant_id","claim_id");--> statement-breakpoint
CREATE INDEX "claims_case" ON "claims" USING btree ("tenant_id","case_id");--> statement-breakpoint
CREATE INDEX "claims_variable_symbol" ON "claims" USING btree ("tenant_id","variable_symbol");--> statement-breakpoint
CREATE INDEX "claims_due" ON "claims" USING btree ("tenant_id","due_on" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "claims_balance" ON "claims" USING btree ("tenant_id","balance_minor" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "claims_import" ON "claims" USING btree ("tenant_id","import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "claims_source_key" ON "claims" USING btree ("tenant_id","source_key");--> statement-breakpoint
CREATE INDEX "component_entries_component" ON "component_entries" USING btree ("tenant_id","component_id");--> statement-breakpoint
CREATE UNIQUE INDEX "component_entries_reverses_key" ON "component_entries" USING btree ("tenant_id","reverses_id");--> statement-breakpoint
CREATE INDEX "payments_case" ON "payments" USING btree ("tenant_id","case_id","value_on");--> statement-breakpoint
CREATE INDEX "payments_newest" ON "payments" USING btree ("tenant_id","value_on" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "payments_variable_symbol" ON "payments" USING btree ("tenant_id","variable_symbol");--> statement-breakpoint
CREATE INDEX "payments_import" ON "payments" USING btree ("tenant_id","import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "payments_source_key" ON "payments" USING btree ("tenant_id","source_key");--> statement-breakpoint
CREATE UNIQUE INDEX "payments_reverses_key" ON "payments" USING btree ("tenant_id","reverses_id");--> statement-breakpoint
CREATE INDEX "import_changes_import" ON "import_changes" USING btree ("tenant_id","import_id");--> statement-breakpoint
CREATE UNIQUE INDEX "import_mappings_key" ON "import_mappings" USING btree ("tenant_id","kind","header_key");--> statement-breakpoint
CREATE INDEX "imports_newest" ON "imports" USING btree ("tenant_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "imports_file" ON "imports" USING btree ("tenant_id","file_sha256");--> statement-breakpoint
CREATE INDEX "bulk_actions_newest" ON "bulk_actions" USING btree ("tenant_id","created_by","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "bulk_items_outcome" ON "bulk_items" USING btree ("tenant_id","bulk_action_id","outcome");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_key" ON "saved_views" USING btree ("tenant_id","operator_id","list","name");--> statement-breakpoint
CREATE UNIQUE INDEX "parties_birth_number_key" ON "parties" USING btree ("tenant_id","birth_number_hash") WHERE birth_number_hash is not null and merged_into_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "parties_registration_no_key" ON "parties" USING btree ("tenant_id","country","registration_no") WHERE registration_no is not null and merged_into_id is null;--> statement-breakpoint
CREATE INDEX "parties_name_key" ON "parties" USING btree ("tenant_id","name_key");--> statement-breakpoint
CREATE INDEX "parties_name" ON "parties" USING btree ("tenant_id",full_name collate "C","id");--> statement-breakpoint
CREATE INDEX "parties_import" ON "parties" USING btree ("tenant_id","import_id") WHERE import_id is not null;--> statement-breakpoint
CREATE INDEX "parties_search" ON "parties" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "party_contacts_value_key" ON "party_contacts" USING btree ("tenant_id","party_id","kind","value");--> statement-breakpoint
CREATE INDEX "party_contacts_value" ON "party_contacts" USING btree ("tenant_id","value");--> statement-breakpoint
CREATE INDEX "party_merges_kept" ON "party_merges" USING btree ("tenant_id","kept_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tenants_slug_key" ON "tenants" USING btree ("slug");