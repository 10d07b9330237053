import { advance, Deposits, Entries } from "@laurel/core/challenge"
import { conservationOf, Ledger } from "@laurel/core/ledger"
import { type ChallengeId, formatAmount } from "@laurel/core/shared"
import { Effect } from "effect"
import { labelled } from "../../output/labelled.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { challengeJson } from "./challengeJson.ts"
import { challengeLines } from "./challengeLines.ts"

/** `laurel challenge show`: a challenge, brought up to the clock, with its field and its money. */
export const showCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const { challenge, active, entered, deposits, money } = await session.run(look(challengeId))
    const currency = challenge.definition.currency
    show(
      session,
      {
        ...challengeJson(challenge),
        participants: { entered, active },
        ...(currency === undefined ? {} : { currency, money, deposits: deposits.length })
      },
      (style) =>
        labelled(
          [
            ...challengeLines(challenge),
            ["participants", `${active} active of ${entered}`],
            ...money.map(({ currency, paidIn, pool }): [string, string] => [
              "money",
              `${formatAmount(paidIn, currency)} ${currency} paid in, ${formatAmount(pool, currency)} in the pool`
            ])
          ],
          style
        )
    )
  })
}

const look = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* advance(challengeId)
  const entries = yield* Entries
  return {
    challenge,
    active: yield* entries.countActive(challengeId),
    entered: (yield* entries.places(challengeId)).inField,
    deposits: yield* (yield* Deposits).all(challengeId),
    money: conservationOf(yield* (yield* Ledger).totals(challengeId))
  }
})
