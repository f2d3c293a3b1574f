/** Runs once when the server starts, never during a build. */
export async function register(): Promise<void> {
  // The condition encloses the imports: the bundler would otherwise follow them into the edge build.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { start } = await import("@/lib/server/start");
    const { documents } = await import("@/app/(resident)/documents");
    await start(documents);
  }
}
