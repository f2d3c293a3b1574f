/** Under it Next keeps the one listener for rejections that nobody handles, and hangs it up again where it is gone. */
const REJECTION_LISTENER = Symbol.for("next.unhandledRejectionListener");
/** Whoever hangs up while Next reads what they send: they get no answer, and it is no failure. */
const HUNG_UP = "aborted";

const isHungUp = (cause: unknown): boolean => cause instanceof Error && cause.message === HUNG_UP;

/**
 * Next prints what nobody caught as it is, with whatever somebody sent in it, and goes on. The process still goes on,
 * but tells it by `failed` alone. Called once Next is prepared: it hangs up its own listeners by then.
 */
export function tellUncaughtBy(failed: (operation: string, cause: unknown) => void): void {
  const tell = (operation: string) => (cause: unknown) => {
    if (!isHungUp(cause)) failed(operation, cause);
  };
  const ofRejections = tell("a rejection that nobody handled");
  (globalThis as { [REJECTION_LISTENER]?: typeof ofRejections })[REJECTION_LISTENER] = ofRejections;
  process.removeAllListeners("uncaughtException").on("uncaughtException", tell("an error that nobody caught"));
  process.removeAllListeners("unhandledRejection").on("unhandledRejection", ofRejections);
}
