import { describe, expect, it } from "vitest";
import { featuresOf } from "./features";

const browser = (more: object, navigator: object = {}) =>
  featuresOf({ navigator, ...more } as never);

describe("a browser", () => {
  it("is judged by what it can do", () => {
    const all = { caches: {}, indexedDB: {}, PushManager: {}, Notification: {} };
    expect(browser(all, { serviceWorker: {} })).toEqual({
      ...{ offline: true, storage: true, notices: true, isInstalled: false },
    });
    expect(browser({ indexedDB: {} })).toEqual({
      ...{ offline: false, storage: true, notices: false, isInstalled: false },
    });
    // An iPhone whose page was not put on the home screen has no push.
    const { PushManager: _, ...iphone } = all;
    expect(browser(iphone, { serviceWorker: {} }).notices).toBe(false);
    expect(browser(all, { standalone: true }).isInstalled).toBe(true);
  });
});
