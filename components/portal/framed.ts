/** Whether this page stands in a frame of the tenant's site: see proxy.ts. */
export const isFramed = (): boolean => /^\/embed(\/|$)/.test(window.location.pathname);

/** An address of ours, told that it is asked for from a frame, whose session is one of its own. */
export const saidFramed = (path: string): string =>
  `${path}${path.includes("?") ? "&" : "?"}frame=1`;

/** The same for what a page calls by itself. */
export const asFramed = (path: string): string => (isFramed() ? saidFramed(path) : path);
