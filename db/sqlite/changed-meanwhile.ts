/** A visit is no longer as it was when its change was decided: whoever decided has to decide anew. */
export class ChangedMeanwhileError extends Error {
  override readonly name = "ChangedMeanwhileError";

  constructor(visitId: number) {
    super(`Visit ${visitId} changed before what was decided about it was written.`);
  }
}
