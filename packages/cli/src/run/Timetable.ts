import { type ChallengeDefinition, scheduleOf } from "@laurel/core/challenge"
import type { Instant } from "@laurel/core/shared"

/** The instants at which a run carries out its steps: they follow from the definition alone. */
export interface Timetable {
  /** Just before the window opens or entries close, whichever is first. */
  readonly published: Instant
  /** When those enter of whom nothing else is known. */
  readonly entered: Instant
  /** The last instant of the window: everyone has entered, and what is recorded says itself when it arrived. */
  readonly recorded: Instant
  readonly finished: Instant
}

/** The timetable of a run. */
export const timetableOf = (definition: ChallengeDefinition): Timetable => {
  const { start, end, entriesOpen, entriesClose, graceEnds } = scheduleOf(definition)
  const published = Math.min(start, entriesClose) - 1
  return { published, entered: Math.max(published, entriesOpen ?? published), recorded: end - 1, finished: graceEnds }
}
