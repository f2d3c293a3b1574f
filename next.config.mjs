import withWorker from "next-pwa";

/** Nothing but our own worker, which says itself what is kept (docs/decisions/021). */
const worker = withWorker({
  dest: ".next/worker",
  disable: process.env.NODE_ENV !== "production",
  register: false,
  cacheStartUrl: false,
  dynamicStartUrl: false,
  reloadOnOnline: false,
  publicExcludes: ["!**/LICENSE"],
  workboxOptions: {
    swSrc: "lib/offline/worker.ts",
    // The worker itself, and what is no page.
    exclude: [/\.map$/, /^worker\//, /^static\/chunks\/app\/(?!\(resident\))/],
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
  images: { unoptimized: true },
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
  },
};

export default worker(config);
