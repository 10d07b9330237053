import { Effect } from "effect"
import { type Action, audited } from "../audit/index.ts"
import { find, onlyOrganiser } from "../challenge/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { moveLine } from "./moveLine.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Stops trying to pay a payout that was refused or returned: the amount waits for its recipient and no longer holds the settlement up. Gives
 * the settlement. Only the organiser gives up; giving up again changes nothing.
 */
export const giveUp = Effect.fn("Settlement.giveUp")((challengeId: ChallengeId, line: string, by: PrincipalId) =>
  asOrganiser("settlement.give-up", challengeId, line, by, { _tag: "GiveUp" })
)

/**
 * Makes payable again what nobody had claimed, once its recipient asks for it; `pay` makes the next attempt. Gives the
 * settlement. Only the organiser does; again changes nothing.
 */
export const reclaim = Effect.fn("Settlement.reclaim")((challengeId: ChallengeId, line: string, by: PrincipalId) =>
  asOrganiser("settlement.reclaim", challengeId, line, by, { _tag: "Reclaim" })
)

/**
 * Ends the wait for the recipient of what nobody claimed: the amount becomes the platform's income, for good. Gives the
 * settlement. Only the organiser forfeits; forfeiting again changes nothing.
 */
export const forfeit = Effect.fn("Settlement.forfeit")((challengeId: ChallengeId, line: string, by: PrincipalId) =>
  asOrganiser("settlement.forfeit", challengeId, line, by, { _tag: "Forfeit" })
)

const asOrganiser = Effect.fnUntraced(function* (
  action: Action,
  challengeId: ChallengeId,
  line: string,
  by: PrincipalId,
  command: PayoutCommand
) {
  return yield* audited(
    { action, challengeId, by },
    Effect.gen(function* () {
      yield* Effect.fromResult(onlyOrganiser(yield* find(challengeId), by))
      const lines = yield* (yield* SettlementStore).linesByKey(challengeId, [line])
      return yield* moveLine(challengeId, line, lines, command)
    })
  )
})
