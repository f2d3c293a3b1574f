import { PHASE_PRODUCTION_SERVER } from "next/constants.js";
import { CHUNKS_NEVER_READ } from "./lib/next-inside/chunks.mjs";

/** What no page that is kept asks for: pages that are not, and what Next has for pages of another kind. */
const NEVER_READ = [
  /\.map$/,
  ...CHUNKS_NEVER_READ,
  // The worker itself.
  /^worker\//,
];

/** Nothing but our own worker, which says itself what is kept (docs/decisions/021). */
const workerWith = (documentScripts) => ({
  dest: ".next/worker",
  disable: process.env.NODE_ENV !== "production",
  register: false,
  cacheStartUrl: false,
  dynamicStartUrl: false,
  reloadOnOnline: false,
  publicExcludes: ["!**/LICENSE", "!favicon.ico", "!plain.css", "!icons/!(icon-192.png)"],
  workboxOptions: {
    swSrc: "lib/offline/worker.ts",
    exclude: NEVER_READ,
    // A ticket that is kept is a document: its script lies beside what Next has built.
    manifestTransforms: [
      (files) => ({
        manifest: [
          ...files,
          ...documentScripts.map(({ path }) => ({ url: `/_next/static/${path}`, revision: "of its name", size: 0 })),
        ],
      }),
    ],
  },
});

/** @type {import("next").NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // better-sqlite3 is native; @react-pdf and the decoder are used by commands only.
  serverExternalPackages: ["better-sqlite3", "date-holidays"],
  // `npm test` checks the types of everything once; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Which files a build would need elsewhere is asked by nobody: a fifth of its time.
  outputFileTracingExcludes: { "*": ["**/*"] },
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
  },
};

/** A server that only serves does not load what makes the worker: that took a third of its start. */
export default async function configOf(phase) {
  if (phase === PHASE_PRODUCTION_SERVER) return config;
  const { default: withWorker } = await import("next-pwa");
  const { documentScripts } = await import("./scripts/document-script.mjs");
  return withWorker(workerWith(documentScripts()))(config);
}
