import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { LANGUAGES } from "../values/access";
import {
  CAPTCHAS,
  INVITATION_CHANNELS,
  LOGO_TYPES,
  PORTAL_SIGHTS,
  POST_AUTHORS,
} from "../values/portal";
import { cases } from "./cases";
import { at, bytea, createdAt, id, minor, oneOf, ref, tenantId } from "./columns";
import { parties } from "./parties";

/** A tenant's door for clients: whether it is open and how it looks. */
export const portalSites = pgTable(
  "portal_sites",
  {
    tenantId: tenantId(),
    isOpen: boolean("is_open").notNull().default(false),
    title: text("title").notNull().default(""),
    /** Of the first page, by language. */
    welcome: jsonb("welcome").$type<Record<string, string>>().notNull().default({}),
    /** "#1f4d8f": buttons and links; null: ours. */
    accent: text("accent"),
    /** Most instalments that a client may take by themselves; 0: none are offered. */
    planCountMax: integer("plan_count_max").notNull().default(0),
    /** The least that one of them may be. */
    planLeastMinor: minor("plan_least_minor").notNull().default(50_000),
    languages: text("languages").array().notNull().default(sql`'{cs,sk,en,ru}'`),
    contactEmail: text("contact_email").notNull().default(""),
    contactPhone: text("contact_phone").notNull().default(""),
    /** "portal.example.cz": the door stands there, too; over all tenants there is one such. */
    host: text("host"),
    /** "https://www.example.cz": sites whose pages may show the door in a frame. */
    frameOrigins: text("frame_origins").array().notNull().default(sql`'{}'`),
    /** Below every page, by language. */
    footer: jsonb("footer").$type<Record<string, string>>().notNull().default({}),
    imprintUrl: text("imprint_url").notNull().default(""),
    privacyUrl: text("privacy_url").notNull().default(""),
    captcha: text("captcha", { enum: CAPTCHAS }).notNull().default("proof"),
    captchaSiteKey: text("captcha_site_key").notNull().default(""),
    /** Sealed. */
    captchaSecret: bytea("captcha_secret"),
    updatedAt: at("updated_at").notNull().defaultNow(),
    updatedBy: ref("updated_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    check(
      "portal_sites_plans",
      sql`plan_count_max between 0 and 60 and plan_least_minor between 100 and 100000000`,
    ),
    check("portal_sites_accent", sql`accent ~ '^#[0-9a-f]{6}$'`),
    check(
      "portal_sites_host",
      sql`host ~ '^[a-z0-9][a-z0-9-]*(\\.[a-z0-9-]+)*[a-z0-9]$' and length(host) <= 253`,
    ),
    check("portal_sites_frame_origins", sql`cardinality(frame_origins) <= 10`),
    oneOf("portal_sites_captcha", "captcha", CAPTCHAS),
    uniqueIndex("portal_sites_host_taken").on(t.host).where(sql`host is not null`),
  ],
);

/** A client's own account. */
export const portalUsers = pgTable(
  "portal_users",
  {
    tenantId: tenantId(),
    id: id(),
    /** Whose records are theirs. */
    partyId: ref("party_id").notNull(),
    organisationId: ref("organisation_id"),
    sight: text("sight", { enum: PORTAL_SIGHTS }).notNull().default("own"),
    email: text("email").notNull(),
    name: text("name").notNull(),
    language: text("language", { enum: LANGUAGES }).notNull().default("cs"),
    passwordHash: text("password_hash").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    createdAt: createdAt(),
    lastSignInAt: at("last_sign_in_at"),
    /** Of a demo: a visitor made it for themselves, and it ends then. */
    demoUntil: at("demo_until"),
    /** Looks after who else of the organisation has an account. */
    isOrganisationAdmin: boolean("is_organisation_admin").notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_users_email").on(t.tenantId, sql`lower(${t.email})`),
    index("portal_users_party").on(t.tenantId, t.partyId),
    index("portal_users_demo")
      .on(t.tenantId, t.demoUntil)
      .where(sql`demo_until is not null and is_active`),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    oneOf("portal_users_sight", "sight", PORTAL_SIGHTS),
    oneOf("portal_users_language", "language", LANGUAGES),
    check("portal_users_organisation", sql`sight = 'own' or organisation_id is not null`),
    check("portal_users_admin", sql`not is_organisation_admin or organisation_id is not null`),
    index("portal_users_organisation_id")
      .on(t.tenantId, t.organisationId)
      .where(sql`organisation_id is not null`),
  ],
);

/** An invitation is good once, until it ends or is taken back. Only the hash of its secret is kept. */
export const portalInvitations = pgTable(
  "portal_invitations",
  {
    tenantId: tenantId(),
    id: id(),
    partyId: ref("party_id").notNull(),
    organisationId: ref("organisation_id"),
    sight: text("sight", { enum: PORTAL_SIGHTS }).notNull().default("own"),
    channel: text("channel", { enum: INVITATION_CHANNELS }).notNull(),
    /** The e-mail or phone it went to; null: handed over on paper. */
    address: text("address"),
    secretHash: bytea("secret_hash").notNull(),
    createdAt: createdAt(),
    createdBy: ref("created_by"),
    sentAt: at("sent_at").notNull(),
    sentTimes: integer("sent_times").notNull().default(1),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    usedAt: at("used_at"),
    /** Wrong answers to the second fact. */
    failures: integer("failures").notNull().default(0),
    portalUserId: ref("portal_user_id"),
    /** In which it was written; null: in the tenant's. */
    language: text("language", { enum: LANGUAGES }),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_invitations_secret").on(t.secretHash),
    index("portal_invitations_party").on(t.tenantId, t.partyId),
    foreignKey({
      columns: [t.tenantId, t.partyId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.organisationId],
      foreignColumns: [parties.tenantId, parties.id],
    }),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }),
    oneOf("portal_invitations_sight", "sight", PORTAL_SIGHTS),
    oneOf("portal_invitations_channel", "channel", INVITATION_CHANNELS),
    oneOf("portal_invitations_language", "language", LANGUAGES),
    check("portal_invitations_address", sql`(channel = 'qr') = (address is null)`),
  ],
);

/** Who is signed in: the cookie holds a secret, here stands its hash. */
export const portalSessions = pgTable(
  "portal_sessions",
  {
    tenantId: tenantId(),
    id: id(),
    secretHash: bytea("secret_hash").notNull(),
    portalUserId: ref("portal_user_id").notNull(),
    createdAt: createdAt(),
    lastSeenAt: at("last_seen_at").notNull(),
    expiresAt: at("expires_at").notNull(),
    revokedAt: at("revoked_at"),
    ip: text("ip"),
    userAgent: text("user_agent"),
    /** The program that let them in; null: their own password did. */
    byName: text("by_name"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_sessions_secret").on(t.secretHash),
    index("portal_sessions_user").on(t.tenantId, t.portalUserId),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }).onDelete("cascade"),
  ],
);

/** Append-only: what a client and the people of the house wrote to each other in a request. */
export const requestPosts = pgTable(
  "request_posts",
  {
    tenantId: tenantId(),
    id: id(),
    caseId: ref("case_id").notNull(),
    author: text("author", { enum: POST_AUTHORS }).notNull(),
    /** An operator's or a client's account. */
    authorId: ref("author_id"),
    authorName: text("author_name").notNull(),
    text: text("text").notNull(),
    at: at("at").notNull(),
    sourceKey: text("source_key"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("request_posts_case").on(t.tenantId, t.caseId, t.id),
    uniqueIndex("request_posts_source_key")
      .on(t.tenantId, t.sourceKey)
      .where(sql`source_key is not null`),
    index("request_posts_client").on(t.tenantId, t.authorId, t.at).where(sql`author = 'client'`),
    foreignKey({
      columns: [t.tenantId, t.caseId],
      foreignColumns: [cases.tenantId, cases.id],
    }),
    oneOf("request_posts_author", "author", POST_AUTHORS),
  ],
);

/** Up to which line an account of the door has read a request. */
export const requestReadings = pgTable(
  "request_readings",
  {
    tenantId: tenantId(),
    portalUserId: ref("portal_user_id").notNull(),
    caseId: ref("case_id").notNull(),
    postId: ref("post_id").notNull(),
    readAt: at("read_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.portalUserId, t.caseId] }),
    index("request_readings_case").on(t.tenantId, t.caseId),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }).onDelete("cascade"),
    foreignKey({ columns: [t.tenantId, t.caseId], foreignColumns: [cases.tenantId, cases.id] }),
  ],
);

/** Ways in that a program was given for a client: good once, for minutes. */
export const portalEntryLinks = pgTable(
  "portal_entry_links",
  {
    tenantId: tenantId(),
    id: id(),
    secretHash: bytea("secret_hash").notNull(),
    portalUserId: ref("portal_user_id").notNull(),
    byName: text("by_name").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_entry_links_secret").on(t.secretHash),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }).onDelete("cascade"),
  ],
);

/** A tenant's picture at the head of its door. */
export const portalLogos = pgTable(
  "portal_logos",
  {
    tenantId: tenantId(),
    mediaType: text("media_type", { enum: LOGO_TYPES }).notNull(),
    content: bytea("content").notNull(),
    contentHash: text("content_hash").notNull(),
    updatedAt: at("updated_at").notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId] }),
    oneOf("portal_logos_media_type", "media_type", LOGO_TYPES),
    check("portal_logos_size", sql`octet_length(content) between 1 and 204800`),
  ],
);

/** Ways in that a client asked for by e-mail: good once, for a quarter of an hour. */
export const portalSignInLinks = pgTable(
  "portal_sign_in_links",
  {
    tenantId: tenantId(),
    id: id(),
    secretHash: bytea("secret_hash").notNull(),
    portalUserId: ref("portal_user_id").notNull(),
    createdAt: createdAt(),
    expiresAt: at("expires_at").notNull(),
    usedAt: at("used_at"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("portal_sign_in_links_secret").on(t.secretHash),
    index("portal_sign_in_links_user").on(t.tenantId, t.portalUserId),
    foreignKey({
      columns: [t.tenantId, t.portalUserId],
      foreignColumns: [portalUsers.tenantId, portalUsers.id],
    }).onDelete("cascade"),
  ],
);

/** How often something was tried at the door within a stretch of time; keyed hashes only. */
export const portalCounts = pgTable(
  "portal_counts",
  {
    tenantId: tenantId(),
    key: bytea("key").notNull(),
    count: integer("count").notNull(),
    endsAt: at("ends_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.key] }),
    index("portal_counts_ends").on(t.tenantId, t.endsAt),
  ],
);

/** Answers of our own captcha that were taken once already. */
export const portalSpentProofs = pgTable(
  "portal_spent_proofs",
  { tenantId: tenantId(), hash: bytea("hash").notNull(), endsAt: at("ends_at").notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.hash] })],
);
