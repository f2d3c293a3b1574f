import type { Course } from "@/lib/domain/course/course";
import { apply } from "./apply";
import { gather } from "./gather";
import type { Session } from "./session";

/** Plays a course to its end inside the caller's transaction: tells it what it asks, writes what it hands out. */
export function play<Outcome>(session: Session, course: Course<Outcome>): Outcome {
  let next = course.next();
  while (!next.done) {
    const step = next.value;
    next = course.next(step.step === "learn" ? gather(session, step.name, step.asked) : apply(session, step.changes));
  }
  return next.value;
}
