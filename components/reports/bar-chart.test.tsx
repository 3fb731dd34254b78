import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { BarChart } from "./bar-chart";

const bars = [
  { key: "a", label: "Kontakt", text: "200 Kč", value: 200, part: 50 },
  { key: "b", label: "Nabídka", text: "100 Kč", value: 100 },
  { key: "c", label: "Nic", text: "0 Kč", value: 0 },
];
const markup = (given: typeof bars) =>
  renderToStaticMarkup(<BarChart title="Výhled" bars={given} />);

describe("a bar chart", () => {
  it("draws each bar to the longest, and of it the part that is to be expected", () => {
    const widths = [...markup(bars).matchAll(/width:([^"]+)"/g)].map(([, width]) => width);
    expect(widths).toEqual([
      ...["calc((100% - 8.5rem) * 1)", "25%"],
      ...["calc((100% - 8.5rem) * 0.5)", "calc((100% - 8.5rem) * 0)"],
    ]);
  });

  it("says its figures to who does not see it, and stands with nothing but zeros", () => {
    expect(markup(bars)).toContain('aria-label="Výhled: Kontakt 200 Kč; Nabídka 100 Kč; Nic 0 Kč"');
    const [, , zero] = bars;
    expect(zero && markup([zero])).toContain("* 0)");
  });
});
