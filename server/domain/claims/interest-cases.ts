import type { Day } from "@/server/kernel/days";

/**
 * Interest worked out independently of the program, day by day in exact fractions, and written out:
 * base × rate × days / year. Payments go to the principal; the day of a payment still bears interest.
 */
export interface InterestCase {
  regime: "cz-statutory" | "sk-civil" | "sk-commercial-half-year" | "sk-commercial-fixed";
  dueOn: Day;
  principalMinor: number;
  payments: [Day, number][];
  onDay: Day;
  dayCount: "act365" | "actAct";
  expectedMinor: number;
  how: string;
}

// biome-ignore format: one case a line, to be read beside a calculator.
export const INTEREST_CASES: InterestCase[] = [
  { regime: "cz-statutory", dueOn: "2025-12-31", principalMinor: 1000000, payments: [], onDay: "2026-12-31", dayCount: "act365", expectedMinor: 115000, how: "10000.00 × 11.5 % × 365/365" },
  { regime: "cz-statutory", dueOn: "2026-06-30", principalMinor: 1000000, payments: [], onDay: "2026-11-28", dayCount: "act365", expectedMinor: 48610, how: "10000.00 × 11.75 % × 151/365" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 100000, payments: [], onDay: "2026-02-01", dayCount: "act365", expectedMinor: 32, how: "1000.00 × 11.5 % × 1/365" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 100000, payments: [], onDay: "2026-01-31", dayCount: "act365", expectedMinor: 0, how: "nothing" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 1, payments: [], onDay: "2026-11-28", dayCount: "act365", expectedMinor: 0, how: "0.01 × 11.5 % × 301/365" },
  { regime: "cz-statutory", dueOn: "2023-12-31", principalMinor: 5000000, payments: [], onDay: "2024-12-31", dayCount: "act365", expectedMinor: 739521, how: "50000.00 × 14.75 % × 366/365" },
  { regime: "cz-statutory", dueOn: "2023-12-31", principalMinor: 5000000, payments: [], onDay: "2024-12-31", dayCount: "actAct", expectedMinor: 737500, how: "50000.00 × 14.75 % × 366/366" },
  { regime: "cz-statutory", dueOn: "2024-02-28", principalMinor: 1234567, payments: [], onDay: "2024-03-01", dayCount: "act365", expectedMinor: 998, how: "12345.67 × 14.75 % × 2/365" },
  { regime: "cz-statutory", dueOn: "2024-02-28", principalMinor: 1234567, payments: [], onDay: "2024-03-01", dayCount: "actAct", expectedMinor: 995, how: "12345.67 × 14.75 % × 2/366" },
  { regime: "cz-statutory", dueOn: "2019-06-30", principalMinor: 2500000, payments: [], onDay: "2026-11-28", dayCount: "act365", expectedMinor: 1854795, how: "25000.00 × 10 % × 2708/365" },
  { regime: "cz-statutory", dueOn: "2019-06-30", principalMinor: 2500000, payments: [], onDay: "2026-11-28", dayCount: "actAct", expectedMinor: 1853425, how: "25000.00 × 10 % × 184/365 + 25000.00 × 10 % × 366/366 + 25000.00 × 10 % × 1095/365 + 25000.00 × 10 % × 366/366 + 25000.00 × 10 % × 697/365" },
  { regime: "cz-statutory", dueOn: "2022-06-30", principalMinor: 777777, payments: [], onDay: "2022-12-31", dayCount: "act365", expectedMinor: 58813, how: "7777.77 × 15 % × 184/365" },
  { regime: "cz-statutory", dueOn: "2022-01-15", principalMinor: 777777, payments: [], onDay: "2023-07-01", dayCount: "act365", expectedMinor: 133202, how: "7777.77 × 11.75 % × 532/365" },
  { regime: "cz-statutory", dueOn: "2021-12-31", principalMinor: 777777, payments: [], onDay: "2022-01-31", dayCount: "act365", expectedMinor: 7762, how: "7777.77 × 11.75 % × 31/365" },
  { regime: "cz-statutory", dueOn: "2021-06-29", principalMinor: 777777, payments: [], onDay: "2022-01-31", dayCount: "act365", expectedMinor: 37973, how: "7777.77 × 8.25 % × 216/365" },
  { regime: "cz-statutory", dueOn: "2021-06-30", principalMinor: 777777, payments: [], onDay: "2022-01-31", dayCount: "act365", expectedMinor: 38942, how: "7777.77 × 8.5 % × 215/365" },
  { regime: "cz-statutory", dueOn: "2014-01-31", principalMinor: 10000000, payments: [], onDay: "2026-11-28", dayCount: "act365", expectedMinor: 10330466, how: "100000.00 × 8.05 % × 4684/365" },
  { regime: "cz-statutory", dueOn: "2013-12-31", principalMinor: 10000000, payments: [], onDay: "2014-12-31", dayCount: "act365", expectedMinor: 805000, how: "100000.00 × 8.05 % × 365/365" },
  { regime: "cz-statutory", dueOn: "2013-12-30", principalMinor: 10000000, payments: [], onDay: "2014-12-31", dayCount: "act365", expectedMinor: 807205, how: "100000.00 × 8.05 % × 366/365" },
  { regime: "cz-statutory", dueOn: "2013-06-30", principalMinor: 300000, payments: [], onDay: "2013-12-31", dayCount: "act365", expectedMinor: 12174, how: "3000.00 × 8.05 % × 184/365" },
  { regime: "cz-statutory", dueOn: "2013-06-29", principalMinor: 300000, payments: [], onDay: "2013-12-31", dayCount: "act365", expectedMinor: 10720, how: "3000.00 × 7.05 % × 185/365" },
  { regime: "cz-statutory", dueOn: "2012-12-31", principalMinor: 300000, payments: [], onDay: "2013-12-31", dayCount: "act365", expectedMinor: 21150, how: "3000.00 × 7.05 % × 365/365" },
  { regime: "cz-statutory", dueOn: "2012-06-30", principalMinor: 300000, payments: [], onDay: "2013-06-30", dayCount: "act365", expectedMinor: 22500, how: "3000.00 × 7.5 % × 365/365" },
  { regime: "cz-statutory", dueOn: "2010-06-30", principalMinor: 450000, payments: [], onDay: "2012-12-31", dayCount: "act365", expectedMinor: 87426, how: "4500.00 × 7.75 % × 915/365" },
  { regime: "cz-statutory", dueOn: "2010-06-29", principalMinor: 450000, payments: [], onDay: "2012-12-31", dayCount: "act365", expectedMinor: 86958, how: "4500.00 × 8 % × 1/365 + 4500.00 × 7.75 % × 731/365 + 4500.00 × 7.5 % × 184/365" },
  { regime: "cz-statutory", dueOn: "2008-03-15", principalMinor: 1000000, payments: [], onDay: "2010-03-15", dayCount: "act365", expectedMinor: 189911, how: "10000.00 × 10.5 % × 107/365 + 10000.00 × 10.75 % × 184/365 + 10000.00 × 9.25 % × 181/365 + 10000.00 × 8.5 % × 184/365 + 10000.00 × 8 % × 74/365" },
  { regime: "cz-statutory", dueOn: "2008-03-15", principalMinor: 1000000, payments: [], onDay: "2026-11-28", dayCount: "act365", expectedMinor: 1676241, how: "10000.00 × 10.5 % × 107/365 + 10000.00 × 10.75 % × 184/365 + 10000.00 × 9.25 % × 181/365 + 10000.00 × 8.5 % × 184/365 + 10000.00 × 8 % × 181/365 + 10000.00 × 7.75 % × 731/365 + 10000.00 × 7.5 % × 184/365 + 10000.00 × 7.05 % × 1826/365 + 10000.00 × 7.5 % × 181/365 + 10000.00 × 8 % × 184/365 + 10000.00 × 8.75 % × 181/365 + 10000.00 × 9 % × 366/365 + 10000.00 × 7.25 % × 365/365 + 10000.00 × 7.5 % × 184/365 + 10000.00 × 10.75 % × 181/365 + 10000.00 × 14 % × 549/365 + 10000.00 × 13.75 % × 182/365 + 10000.00 × 11.75 % × 184/365 + 10000.00 × 11 % × 181/365 + 10000.00 × 10.5 % × 365/365 + 10000.00 × 10.75 % × 151/365" },
  { regime: "cz-statutory", dueOn: "2005-06-30", principalMinor: 1000000, payments: [], onDay: "2007-01-15", dayCount: "act365", expectedMinor: 138014, how: "10000.00 × 8.75 % × 184/365 + 10000.00 × 9 % × 365/365 + 10000.00 × 9.5 % × 15/365" },
  { regime: "cz-statutory", dueOn: "2005-05-01", principalMinor: 999999, payments: [], onDay: "2012-02-29", dayCount: "actAct", expectedMinor: 609906, how: "9999.99 × 9.5 % × 60/365 + 9999.99 × 8.75 % × 184/365 + 9999.99 × 9 % × 365/365 + 9999.99 × 9.5 % × 181/365 + 9999.99 × 9.75 % × 184/365 + 9999.99 × 10.5 % × 182/366 + 9999.99 × 10.75 % × 184/366 + 9999.99 × 9.25 % × 181/365 + 9999.99 × 8.5 % × 184/365 + 9999.99 × 8 % × 181/365 + 9999.99 × 7.75 % × 549/365 + 9999.99 × 7.75 % × 60/366" },
  { regime: "cz-statutory", dueOn: "2007-12-31", principalMinor: 123456, payments: [], onDay: "2008-12-31", dayCount: "actAct", expectedMinor: 13118, how: "1234.56 × 10.5 % × 182/366 + 1234.56 × 10.75 % × 184/366" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 1000000, payments: [["2026-03-31", 400000]], onDay: "2026-06-30", dayCount: "act365", expectedMinor: 35792, how: "10000.00 × 11.5 % × 59/365 + 6000.00 × 11.5 % × 91/365" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 1000000, payments: [["2026-03-31", 1000000]], onDay: "2026-06-30", dayCount: "act365", expectedMinor: 18589, how: "10000.00 × 11.5 % × 59/365" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 1000000, payments: [["2026-01-31", 250000]], onDay: "2026-06-30", dayCount: "act365", expectedMinor: 35445, how: "7500.00 × 11.5 % × 150/365" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 1000000, payments: [["2026-01-15", 250000]], onDay: "2026-06-30", dayCount: "act365", expectedMinor: 35445, how: "7500.00 × 11.5 % × 150/365" },
  { regime: "cz-statutory", dueOn: "2026-01-31", principalMinor: 1000000, payments: [["2026-02-01", 250000]], onDay: "2026-06-30", dayCount: "act365", expectedMinor: 35524, how: "10000.00 × 11.5 % × 1/365 + 7500.00 × 11.5 % × 149/365" },
  { regime: "cz-statutory", dueOn: "2024-02-15", principalMinor: 1500000, payments: [["2024-02-29", 100000], ["2024-06-30", 300000], ["2024-12-31", 700000]], onDay: "2025-02-15", dayCount: "act365", expectedMinor: 166736, how: "15000.00 × 14.75 % × 14/365 + 14000.00 × 14.75 % × 122/365 + 11000.00 × 14.75 % × 184/365 + 4000.00 × 14.75 % × 46/365" },
  { regime: "cz-statutory", dueOn: "2024-02-15", principalMinor: 1500000, payments: [["2024-02-29", 100000], ["2024-06-30", 300000], ["2024-12-31", 700000]], onDay: "2025-02-15", dayCount: "actAct", expectedMinor: 166300, how: "15000.00 × 14.75 % × 14/366 + 14000.00 × 14.75 % × 122/366 + 11000.00 × 14.75 % × 184/366 + 4000.00 × 14.75 % × 46/365" },
  { regime: "cz-statutory", dueOn: "2022-09-30", principalMinor: 98765, payments: [["2023-01-02", 12345], ["2023-01-02", 12345], ["2024-05-05", 50000]], onDay: "2025-09-30", dayCount: "act365", expectedMinor: 23777, how: "987.65 × 15 % × 94/365 + 740.75 × 15 % × 489/365 + 240.75 × 15 % × 513/365" },
  { regime: "cz-statutory", dueOn: "2009-01-31", principalMinor: 2000000, payments: [["2009-06-30", 500000], ["2009-07-01", 500000], ["2010-12-31", 250000]], onDay: "2011-01-31", dayCount: "act365", expectedMinor: 202670, how: "20000.00 × 9.25 % × 150/365 + 15000.00 × 8.5 % × 1/365 + 10000.00 × 8.5 % × 183/365 + 10000.00 × 8 % × 181/365 + 10000.00 × 7.75 % × 184/365 + 7500.00 × 7.75 % × 31/365" },
  { regime: "cz-statutory", dueOn: "2020-02-29", principalMinor: 333333, payments: [["2020-12-31", 111111], ["2024-02-29", 111111]], onDay: "2024-02-29", dayCount: "actAct", expectedMinor: 98178, how: "3333.33 × 10 % × 306/366 + 2222.22 × 10 % × 1095/365 + 2222.22 × 10 % × 60/366" },
  { regime: "cz-statutory", dueOn: "2018-06-30", principalMinor: 33300, payments: [["2020-04-01", 10000], ["2022-04-01", 10000]], onDay: "2026-11-28", dayCount: "act365", expectedMinor: 15039, how: "333.00 × 9 % × 641/365 + 233.00 × 9 % × 730/365 + 133.00 × 9 % × 1702/365" },
  { regime: "cz-statutory", dueOn: "2017-12-31", principalMinor: 50000000, payments: [["2018-06-28", 1], ["2018-06-29", 49999998]], onDay: "2018-12-31", dayCount: "act365", expectedMinor: 2095890, how: "500000.00 × 8.5 % × 179/365 + 499999.99 × 8.5 % × 1/365 + 0.01 × 8.5 % × 185/365" },
  { regime: "sk-civil", dueOn: "2025-06-30", principalMinor: 100000, payments: [], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 3604, how: "1000.00 × 7.15 % × 184/365" },
  { regime: "sk-civil", dueOn: "2025-06-10", principalMinor: 100000, payments: [], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 3996, how: "1000.00 × 7.15 % × 204/365" },
  { regime: "sk-civil", dueOn: "2025-06-09", principalMinor: 100000, payments: [], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 4156, how: "1000.00 × 7.4 % × 205/365" },
  { regime: "sk-civil", dueOn: "2022-07-26", principalMinor: 250000, payments: [], onDay: "2024-07-26", dayCount: "act365", expectedMinor: 27538, how: "2500.00 × 5.5 % × 731/365" },
  { regime: "sk-civil", dueOn: "2022-07-25", principalMinor: 250000, payments: [], onDay: "2024-07-26", dayCount: "act365", expectedMinor: 25068, how: "2500.00 × 5 % × 732/365" },
  { regime: "sk-civil", dueOn: "2016-03-16", principalMinor: 250000, payments: [], onDay: "2020-03-16", dayCount: "act365", expectedMinor: 50034, how: "2500.00 × 5 % × 1461/365" },
  { regime: "sk-civil", dueOn: "2009-05-12", principalMinor: 88888, payments: [["2009-08-31", 44444]], onDay: "2009-12-31", dayCount: "act365", expectedMinor: 2513, how: "888.88 × 6 % × 111/365 + 444.44 × 6 % × 122/365" },
  { regime: "sk-civil", dueOn: "2023-12-31", principalMinor: 250000, payments: [], onDay: "2024-12-31", dayCount: "actAct", expectedMinor: 23750, how: "2500.00 × 9.5 % × 366/366" },
  { regime: "sk-commercial-half-year", dueOn: "2013-02-01", principalMinor: 1000000, payments: [], onDay: "2013-12-31", dayCount: "act365", expectedMinor: 78568, how: "10000.00 × 8.75 % × 149/365 + 10000.00 × 8.5 % × 184/365" },
  { regime: "sk-commercial-half-year", dueOn: "2022-06-30", principalMinor: 1000000, payments: [], onDay: "2023-06-30", dayCount: "act365", expectedMinor: 92397, how: "10000.00 × 8 % × 184/365 + 10000.00 × 10.5 % × 181/365" },
  { regime: "sk-commercial-half-year", dueOn: "2022-12-31", principalMinor: 1000000, payments: [], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 343103, how: "10000.00 × 10.5 % × 181/365 + 10000.00 × 12 % × 184/365 + 10000.00 × 12.5 % × 182/365 + 10000.00 × 12.25 % × 184/365 + 10000.00 × 11.15 % × 181/365 + 10000.00 × 10.15 % × 184/365" },
  { regime: "sk-commercial-half-year", dueOn: "2022-12-31", principalMinor: 1000000, payments: [["2023-07-01", 400000], ["2024-12-31", 100000]], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 216175, how: "10000.00 × 10.5 % × 181/365 + 10000.00 × 12 % × 1/365 + 6000.00 × 12 % × 183/365 + 6000.00 × 12.5 % × 182/365 + 6000.00 × 12.25 % × 184/365 + 5000.00 × 11.15 % × 181/365 + 5000.00 × 10.15 % × 184/365" },
  { regime: "sk-commercial-half-year", dueOn: "2023-06-20", principalMinor: 640000, payments: [], onDay: "2024-01-01", dayCount: "actAct", expectedMinor: 40775, how: "6400.00 × 10.5 % × 10/365 + 6400.00 × 12 % × 184/365 + 6400.00 × 12.5 % × 1/366" },
  { regime: "sk-commercial-half-year", dueOn: "2024-06-11", principalMinor: 77700, payments: [["2024-07-01", 7700]], onDay: "2025-06-11", dayCount: "act365", expectedMinor: 8295, how: "777.00 × 12.5 % × 19/365 + 777.00 × 12.25 % × 1/365 + 700.00 × 12.25 % × 183/365 + 700.00 × 11.15 % × 162/365" },
  { regime: "sk-commercial-fixed", dueOn: "2013-02-01", principalMinor: 1000000, payments: [], onDay: "2013-12-31", dayCount: "act365", expectedMinor: 88952, how: "10000.00 × 9.75 % × 333/365" },
  { regime: "sk-commercial-fixed", dueOn: "2023-06-20", principalMinor: 1000000, payments: [], onDay: "2024-06-20", dayCount: "act365", expectedMinor: 130356, how: "10000.00 × 13 % × 366/365" },
  { regime: "sk-commercial-fixed", dueOn: "2023-06-19", principalMinor: 1000000, payments: [["2023-09-20", 999999]], onDay: "2024-06-20", dayCount: "act365", expectedMinor: 32486, how: "10000.00 × 12.75 % × 93/365 + 0.01 × 12.75 % × 274/365" },
  { regime: "sk-commercial-fixed", dueOn: "2024-09-17", principalMinor: 54321, payments: [], onDay: "2025-12-31", dayCount: "actAct", expectedMinor: 8843, how: "543.21 × 12.65 % × 105/366 + 543.21 × 12.65 % × 365/365" },
  { regime: "sk-commercial-fixed", dueOn: "2025-04-22", principalMinor: 54321, payments: [["2025-06-11", 20000]], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 3024, how: "543.21 × 11.4 % × 50/365 + 343.21 × 11.4 % × 203/365" },
  { regime: "sk-commercial-fixed", dueOn: "2025-04-21", principalMinor: 54321, payments: [], onDay: "2025-12-31", dayCount: "act365", expectedMinor: 4404, how: "543.21 × 11.65 % × 254/365" },
];
