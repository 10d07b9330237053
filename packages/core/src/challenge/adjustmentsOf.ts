import { Effect } from "effect"
import type { ChallengeId, ParticipantId } from "../shared/index.ts"
import type { Adjustment } from "./Adjustment.ts"
import { Adjustments } from "./Adjustments.ts"

/** So many are read at once. */
const atOnce = 500

/** Every adjustment of a participant that is not taken back, in the order in which they were made. */
export const adjustmentsOf = Effect.fnUntraced(function* (challengeId: ChallengeId, participantId: ParticipantId) {
  const { page } = yield* Adjustments
  const found: Array<Adjustment> = []
  let after: Adjustment | undefined
  for (;;) {
    const read = yield* page(challengeId, {
      limit: atOnce,
      participantId,
      ...(after === undefined ? {} : { after })
    })
    for (const one of read) if (one.reversal === undefined) found.push(one)
    after = read.at(-1)
    if (read.length < atOnce) return found
  }
})
