import {
  openRegisterTwin,
  type RegisterTwin,
  type TwinAnswer,
} from "../../registers/testing/register-twin";
import { readJson } from "../../web";

export interface ViesTwin extends RegisterTwin {
  /** Valid numbers with their prefixes; a null name is one that its state does not say. */
  valid: Map<string, { name: string | null; address: string | null }>;
  /** Trouble of each state: "MS_UNAVAILABLE" … */
  troubles: Map<string, string>;
  now: Date;
}

const KEYS = ["countryCode", "vatNumber", "requesterMemberStateCode", "requesterNumber"];
const json = (status: number, value: unknown): TwinAnswer => ({
  ...{ status, mediaType: "application/json", body: JSON.stringify(value) },
});
const trouble = (error: string) => json(200, { actionSucceed: false, errorWrappers: [{ error }] });

/** VIES on loopback: one question by POST, whose troubles come with 200 as those of VIES do. */
export async function startViesTwin(
  options: { valid?: ViesTwin["valid"]; port?: number } = {},
): Promise<ViesTwin> {
  const state = {
    valid: options.valid ?? new Map<string, { name: string | null; address: string | null }>(),
    troubles: new Map<string, string>(),
    now: new Date("2026-10-03T21:02:05.123Z"),
  };
  const path = "/taxation_customs/vies/rest-api/check-vat-number";
  const twin = await openRegisterTwin({
    ...{ path, port: options.port },
    answer: ({ method, path: asked, headers, body }) => {
      const question = readJson(body) as Record<string, string> | undefined;
      if (asked !== path || method !== "POST") return json(404, { error: "Not Found" });
      if (!headers["content-type"]?.startsWith("application/json")) return json(415, {});
      if (question === undefined) return trouble("INVALID_INPUT");
      return answerOf(state, question);
    },
  });
  return Object.assign(twin, state);
}

function answerOf(state: Omit<ViesTwin, keyof RegisterTwin>, question: Record<string, string>) {
  const { countryCode = "", vatNumber = "", requesterNumber } = question;
  const isKnown = Object.keys(question).every((key) => KEYS.includes(key));
  if (!isKnown || !/^[A-Z]{2}$/.test(countryCode) || !/^[0-9A-Z+*]{2,12}$/.test(vatNumber)) {
    return trouble("INVALID_INPUT");
  }
  const own = state.troubles.get(countryCode);
  if (own !== undefined) return trouble(own);
  const known = state.valid.get(`${countryCode}${vatNumber}`);
  const isNumbered = known !== undefined && requesterNumber !== undefined;
  return json(200, {
    ...{ countryCode, vatNumber, requestDate: state.now.toISOString(), valid: known !== undefined },
    requestIdentifier: isNumbered ? "WAPIAAAAtwin0001" : "",
    ...{ name: known?.name ?? "---", address: known?.address ?? "---" },
    ...{ traderName: "---", traderStreet: "---", traderPostalCode: "---", traderCity: "---" },
    ...{ traderCompanyType: "---", traderNameMatch: "NOT_PROCESSED" },
  });
}
