import { breathing } from './breathing.js';

/** Long work in steps: yields about how many operations there were since it last did, some ten million at most. */
export type Steps<Result> = Generator<number, Result, void>;

/** All of it without a rest: for small sizes, and in worker threads. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Rests between steps when it is time to. @throws what ends the computation, once the steps have put away what they borrowed */
export async function restingBetween<Result>(steps: Steps<Result>): Promise<Result> {
  const breath = breathing();
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      if (breath.due(step.value)) await breath.take();
    }
  } finally {
    steps.return(undefined as never);
  }
}
