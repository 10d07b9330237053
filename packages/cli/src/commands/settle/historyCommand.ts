import { find } from "@laurel/core/challenge"
import { type SettlementState, SettlementStore } from "@laurel/core/settlement"
import { type ChallengeId, formatInstant } from "@laurel/core/shared"
import { Effect } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

/** `laurel settle history`: every settlement of a challenge, the oldest first. */
export const historyCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const rows = (await session.run(history(challengeId))).map(rowOf)
    show(session, { challenge: challengeId, settlements: rows }, (style) =>
      rows.length === 0
        ? "Nothing has been planned yet.\n"
        : renderTable(
            ["version", "state", "plan", "made by", "approved by", "posted", "settled"].map((head) => ({ head })),
            rows.map((row) => [
              `${row.version}`,
              wordsOf(row.state),
              row.planHash?.slice(0, 12) ?? "",
              row.maker ?? "",
              row.approver ?? "",
              row.postedAt ?? "",
              row.settledAt ?? ""
            ]),
            style
          )
    )
  })
}

const history = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  yield* find(challengeId)
  return yield* (yield* SettlementStore).of(challengeId)
})

const rowOf = (settlement: SettlementState) => ({
  settlement: settlement.settlementId,
  version: settlement.version,
  state: settlement._tag,
  ...("planHash" in settlement
    ? { planHash: settlement.planHash, maker: settlement.maker, computedAt: formatInstant(settlement.computedAt) }
    : {}),
  ...("approver" in settlement
    ? { approver: settlement.approver, approvedAt: formatInstant(settlement.approvedAt) }
    : {}),
  ...("postedAt" in settlement ? { postedAt: formatInstant(settlement.postedAt) } : {}),
  ...("settledAt" in settlement ? { settledAt: formatInstant(settlement.settledAt) } : {}),
  ...("cancelledBy" in settlement ? { cancelledBy: settlement.cancelledBy, reason: settlement.reason } : {}),
  ...(settlement.supersedes === undefined ? {} : { supersedes: settlement.supersedes })
})
