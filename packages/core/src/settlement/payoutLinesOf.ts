import { Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import type { SettlementId } from "./SettlementState.ts"
import { type LinesAsked, SettlementStore } from "./SettlementStore.ts"

/** Lines are read in pages of this many, so that a store never has to hand over a million at once. */
const pageSize = 5_000

/**
 * The payout lines of a challenge that are asked for, all of them unless said otherwise: of all its settlements, the oldest
 * first. A line is owed on after the settlement that made it was superseded.
 */
export const payoutLinesOf = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  asked: Pick<LinesAsked, "states"> = {}
) {
  const lines: Array<PayoutLine> = []
  for (const { settlementId } of yield* (yield* SettlementStore).of(challengeId)) {
    yield* throughLines(settlementId, { ...asked, limit: pageSize }, (page) =>
      Effect.sync(() => {
        for (const line of page) lines.push(line)
      })
    )
  }
  return lines
})

/** Goes through the lines of a settlement that are asked for page by page, so that they are never all in memory. */
export const throughLines = Effect.fnUntraced(function* <E, R>(
  settlementId: SettlementId,
  asked: LinesAsked,
  act: (page: ReadonlyArray<PayoutLine>) => Effect.Effect<void, E, R>
) {
  const store = yield* SettlementStore
  let after: { readonly after?: string } = {}
  for (;;) {
    const page = yield* store.linesOf(settlementId, { ...asked, ...after })
    if (page.length > 0) yield* act(page)
    const last = page.at(-1)
    if (last === undefined || page.length < asked.limit) return
    after = { after: last.key }
  }
})
