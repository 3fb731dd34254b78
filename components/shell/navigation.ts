import {
  Briefcase,
  CalendarClock,
  CalendarRange,
  CircleCheckBig,
  ClipboardCheck,
  FileSpreadsheet,
  Files,
  FileText,
  Gavel,
  HandCoins,
  History,
  Inbox,
  Landmark,
  LifeBuoy,
  type LucideIcon,
  Mail,
  Scale,
  Settings,
  ShieldCheck,
  Stamp,
  Users,
  Workflow,
  Zap,
} from "lucide-react";

export type PlaceKey =
  | "overview"
  | "cases"
  | "parties"
  | "claims"
  | "payments"
  | "instalments"
  | "dunning"
  | "bank"
  | "proceedings"
  | "processes"
  | "registers"
  | "messages"
  | "requests"
  | "approvals"
  | "documents"
  | "tasks"
  | "assignments"
  | "templates"
  | "imports"
  | "settings"
  | "audit";

export type Place = {
  key: PlaceKey;
  href: string;
  icon: LucideIcon;
  /** `g`, then this letter. */
  letter: string;
  group: "work" | "register" | "admin";
  /** Any one of these lets a person in; empty = everybody. */
  permissions: readonly string[];
};

/** The rooms as the rail shows them. */
export const places: readonly Place[] = [
  { key: "overview", href: "/", icon: Inbox, letter: "o", group: "work", permissions: [] },
  {
    key: "tasks",
    href: "/tasks",
    icon: CircleCheckBig,
    letter: "t",
    group: "work",
    permissions: ["cases:read"],
  },
  {
    key: "assignments",
    href: "/assignments",
    icon: ClipboardCheck,
    letter: "n",
    group: "work",
    permissions: ["cases:read"],
  },
  {
    key: "requests",
    href: "/requests",
    icon: LifeBuoy,
    letter: "q",
    group: "work",
    permissions: ["cases:read"],
  },
  {
    key: "approvals",
    href: "/approvals",
    icon: Stamp,
    letter: "j",
    group: "work",
    permissions: ["collegial:decide"],
  },
  {
    key: "cases",
    href: "/cases",
    icon: Briefcase,
    letter: "c",
    group: "register",
    permissions: ["cases:read"],
  },
  {
    key: "parties",
    href: "/parties",
    icon: Users,
    letter: "p",
    group: "register",
    permissions: ["parties:read"],
  },
  {
    key: "claims",
    href: "/claims",
    icon: Scale,
    letter: "l",
    group: "register",
    permissions: ["claims:read"],
  },
  {
    key: "payments",
    href: "/payments",
    icon: HandCoins,
    letter: "y",
    group: "register",
    permissions: ["claims:read"],
  },
  {
    key: "instalments",
    href: "/instalments",
    icon: CalendarClock,
    letter: "k",
    group: "register",
    permissions: ["claims:read"],
  },
  {
    key: "dunning",
    href: "/dunning",
    icon: CalendarRange,
    letter: "d",
    group: "register",
    permissions: ["dunning:read"],
  },
  {
    key: "bank",
    href: "/bank",
    icon: Landmark,
    letter: "b",
    group: "register",
    permissions: ["bank:read"],
  },
  {
    key: "documents",
    href: "/documents",
    icon: Files,
    letter: "u",
    group: "register",
    permissions: ["cases:read"],
  },
  {
    key: "proceedings",
    href: "/proceedings",
    icon: Gavel,
    letter: "r",
    group: "register",
    permissions: ["cases:read"],
  },
  {
    key: "registers",
    href: "/registers",
    icon: ShieldCheck,
    letter: "v",
    group: "register",
    permissions: ["registers:read"],
  },
  {
    key: "messages",
    href: "/messages",
    icon: Mail,
    letter: "m",
    group: "register",
    permissions: ["messages:read"],
  },
  {
    key: "processes",
    href: "/processes",
    icon: Workflow,
    letter: "w",
    group: "admin",
    permissions: ["cases:read"],
  },
  {
    key: "templates",
    href: "/templates",
    icon: FileText,
    letter: "e",
    group: "admin",
    permissions: ["templates:read"],
  },
  {
    key: "imports",
    href: "/imports",
    icon: FileSpreadsheet,
    letter: "i",
    group: "admin",
    permissions: ["imports:run"],
  },
  {
    key: "audit",
    href: "/audit",
    icon: History,
    letter: "a",
    group: "admin",
    permissions: ["audit:read"],
  },
  {
    key: "settings",
    href: "/settings",
    icon: Settings,
    letter: "s",
    group: "admin",
    permissions: [
      ...["settings:operators", "settings:groups", "settings:register"],
      ...["settings:clock", "settings:modules", "settings:channels"],
      ...["settings:registers", "settings:processes"],
    ],
  },
];

export type CreateKey = "quick" | "case" | "party" | "payment" | "task" | "import";

export type CreateEntry = {
  key: CreateKey;
  href: string;
  icon: LucideIcon;
  permission: string;
};

/** What the "New" menu offers. */
export const createEntries: readonly CreateEntry[] = [
  { key: "quick", href: "/cases/quick", icon: Zap, permission: "cases:open" },
  { key: "case", href: "/cases/new", icon: Briefcase, permission: "cases:open" },
  { key: "party", href: "/parties/new", icon: Users, permission: "parties:edit" },
  { key: "payment", href: "/payments/new", icon: HandCoins, permission: "claims:pay" },
  { key: "task", href: "/tasks/new", icon: CircleCheckBig, permission: "tasks:edit" },
  { key: "import", href: "/imports", icon: FileSpreadsheet, permission: "imports:run" },
];

export function visiblePlaces(permissions: readonly string[]): Place[] {
  return places.filter(
    (each) =>
      each.permissions.length === 0 || each.permissions.some((one) => permissions.includes(one)),
  );
}

export function visibleCreateEntries(permissions: readonly string[]): CreateEntry[] {
  return createEntries.filter((entry) => permissions.includes(entry.permission));
}

/** Pages inside a place that ask for more than the place does; in settings everybody has some. */
const guarded: readonly Pick<Place, "href" | "permissions">[] = [
  { href: "/claims/profiles", permissions: ["settings:register"] },
  { href: "/payments/accounting", permissions: ["claims:pay"] },
  { href: "/help/tests", permissions: ["checks:run"] },
  { href: "/settings/operators", permissions: ["settings:operators"] },
  { href: "/settings/permissions", permissions: ["settings:operators"] },
  { href: "/settings/groups", permissions: ["settings:groups"] },
  { href: "/settings/register", permissions: ["settings:register"] },
  { href: "/settings/deputies", permissions: ["collegial:decide"] },
  { href: "/settings/company", permissions: ["settings:register"] },
  { href: "/settings/modules", permissions: ["settings:modules"] },
  { href: "/settings/feeds", permissions: ["bank:read"] },
  { href: "/settings/processes", permissions: ["settings:processes"] },
  { href: "/settings/contact", permissions: ["settings:channels"] },
  { href: "/settings/channels", permissions: ["settings:channels"] },
  { href: "/settings/leads", permissions: ["settings:channels"] },
  { href: "/settings/registers", permissions: ["settings:registers"] },
  { href: "/settings/clock", permissions: ["settings:clock"] },
  { href: "/settings/requests", permissions: ["settings:requests"] },
  { href: "/settings", permissions: [] },
];

/** May a person open the page at `path`? For comfort: whoever reads the data decides in truth. */
export function mayEnter(path: string, permissions: readonly string[]): boolean {
  const create = createEntries.find(({ href }) => href === path);
  const place = [...guarded, ...places].find(({ href }) => isInside(path, href));
  const wanted = create ? [create.permission] : (place?.permissions ?? []);
  return wanted.length === 0 || wanted.some((one) => permissions.includes(one));
}

/** Is the page at `path` inside this place? */
export function isInside(path: string, href: string): boolean {
  return href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`);
}
