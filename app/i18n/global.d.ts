import type { Locale as OurLocale } from "@/server/kernel/locale";
import type access from "./cs/access.json";
import type audit from "./cs/audit.json";
import type bank from "./cs/bank.json";
import type cases from "./cs/cases.json";
import type channels from "./cs/channels.json";
import type claims from "./cs/claims.json";
import type clock from "./cs/clock.json";
import type dataBox from "./cs/dataBox.json";
import type dunning from "./cs/dunning.json";
import type events from "./cs/events.json";
import type explanation from "./cs/explanation.json";
import type feeds from "./cs/feeds.json";
import type files from "./cs/files.json";
import type imports from "./cs/imports.json";
import type instalments from "./cs/instalments.json";
import type kernel from "./cs/kernel.json";
import type lists from "./cs/lists.json";
import type mailbox from "./cs/mailbox.json";
import type messages from "./cs/messages.json";
import type modules from "./cs/modules.json";
import type parties from "./cs/parties.json";
import type paymentCodes from "./cs/paymentCodes.json";
import type payments from "./cs/payments.json";
import type proceedings from "./cs/proceedings.json";
import type registers from "./cs/registers.json";
import type settings from "./cs/settings.json";
import type shell from "./cs/shell.json";
import type tasks from "./cs/tasks.json";
import type templates from "./cs/templates.json";
import type timeline from "./cs/timeline.json";
import type workbook from "./cs/workbook.json";
import type workflow from "./cs/workflow.json";

/** Czech is the first language: a key that it lacks is a compile error. */
declare module "next-intl" {
  interface AppConfig {
    Locale: OurLocale;
    Messages: {
      access: typeof access;
      audit: typeof audit;
      bank: typeof bank;
      cases: typeof cases;
      channels: typeof channels;
      claims: typeof claims;
      clock: typeof clock;
      dataBox: typeof dataBox;
      dunning: typeof dunning;
      events: typeof events;
      explanation: typeof explanation;
      feeds: typeof feeds;
      files: typeof files;
      imports: typeof imports;
      instalments: typeof instalments;
      kernel: typeof kernel;
      lists: typeof lists;
      modules: typeof modules;
      mailbox: typeof mailbox;
      messages: typeof messages;
      parties: typeof parties;
      paymentCodes: typeof paymentCodes;
      payments: typeof payments;
      proceedings: typeof proceedings;
      registers: typeof registers;
      settings: typeof settings;
      shell: typeof shell;
      tasks: typeof tasks;
      templates: typeof templates;
      timeline: typeof timeline;
      workbook: typeof workbook;
      workflow: typeof workflow;
    };
  }
}
