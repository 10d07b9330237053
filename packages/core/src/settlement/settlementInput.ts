import { Effect } from "effect"
import { type FinalChallenge, standings, standingsOf } from "../challenge/index.ts"
import { paidInOf } from "./contributionsOf.ts"
import { NothingToSettle } from "./errors.ts"
import type { SettlementInput } from "./planSettlement.ts"
import { seedOf } from "./seedOf.ts"
import type { StoredFacts } from "./storedFacts.ts"

/** What the settlement of a final challenge is planned from. `secret` is that of a draw. */
export const settlementInput = Effect.fnUntraced(function* (
  challenge: FinalChallenge,
  stored: StoredFacts,
  secret: string | undefined
) {
  const { id, definition, rulesHash, standingsHash } = challenge
  const { prizes, currency, ranking, score } = definition
  if (prizes === undefined || currency === undefined) {
    return yield* new NothingToSettle({ challengeId: id, reason: "it has no prizes" })
  }
  const board = yield* standings(id, "Organiser")
  const input: Omit<SettlementInput, "version" | "supersedes"> = {
    challengeId: id,
    currency,
    rulesHash,
    standingsHash,
    paidInMinorUnits: yield* paidInOf(id),
    prizes,
    ranking,
    ...(score.missing === undefined ? {} : { missing: score.missing }),
    input: {
      ...stored,
      standings: standingsOf(board),
      teams: board.teamStandings,
      seed: seedOf(challenge),
      ...(secret === undefined ? {} : { secret })
    }
  }
  return input
})
