import type { KnownChallenge } from "@laurel/core/access"
import type { RefusalReason } from "@laurel/core/activity"
import { scheduleOf } from "@laurel/core/challenge"
import { formatInstant } from "@laurel/core/shared"

/** Why an activity does not count, in a sentence that says what would. */
export const whyRefused = (reason: RefusalReason, { definition }: KnownChallenge, field = "content"): string => {
  const { start, end, graceEnds } = scheduleOf(definition)
  const why: Readonly<Record<RefusalReason, string>> = {
    ChallengeNotOpen: "the challenge takes no activities as it is now; its state says why",
    UnknownParticipant: "the user takes no part in the challenge, and has to join first",
    UnknownMetric: `the challenge does not measure this metric, but ${definition.metrics.map(({ name }) => name).join(", ")}`,
    RevisionConflict: `its key came before at this revision with another ${field}; send it with a higher revision to replace that`,
    Late: `it was sent after ${formatInstant(graceEnds)}, when late activities were taken no more`,
    Future: "it says that it happened after it was sent; look at the clock of the device",
    BeforeWindow: `it happened before the challenge began, which was at ${formatInstant(start)}`,
    AfterWindow: `it did not happen before the challenge ended, which was at ${formatInstant(end)}`,
    OutOfRange: "its quantity is not within the `min` and `max` of the metric"
  }
  return why[reason]
}
