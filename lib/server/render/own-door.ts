/** Asked through our own door, Next need not pack what never leaves the process: a fifth of the time of a small page. */
export const NOT_PACKED = { "accept-encoding": "identity" } as const;
