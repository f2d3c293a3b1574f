/** What a client process can be asked to do; each job is loaded only where it is done. */
export const JOBS = {
  raceForStarts: async () => (await import("./race-for-starts")).raceForStarts,
  claimAtRandom: async () => (await import("./claim-at-random")).claimAtRandom,
  postAgain: async () => (await import("./post-again")).postAgain,
  keepLog: async () => (await import("./keep-log")).keepLog,
  claimOnce: async () => (await import("./claim-once")).claimOnce,
  readOwnClaims: async () => (await import("./own-claims")).readOwnClaims,
  keepReading: async () => (await import("./own-claims")).keepReading,
  raceFourWays: async () => (await import("./race-four-ways")).raceFourWays,
  workOnFiles: async () => (await import("./work-on-files")).workOnFiles,
} as const;
