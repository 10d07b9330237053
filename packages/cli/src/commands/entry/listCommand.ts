import { advance, Entries } from "@laurel/core/challenge"
import { type ChallengeId, formatAmount, formatInstant } from "@laurel/core/shared"
import { Effect } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

/** `laurel entry list`: everybody who takes part, by participant. */
export const listCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const { challenge, entries } = await session.run(entriesOf(challengeId))
    const { currency = "" } = challenge.definition
    const rows = entries.map((entry) => ({
      participant: entry.participantId,
      user: entry.userId,
      status: entry.status,
      enteredAt: formatInstant(entry.enteredAt),
      ...(entry.team === undefined ? {} : { team: entry.team }),
      ...(entry.division === undefined ? {} : { division: entry.division }),
      ...(entry.eligibility === undefined ? {} : { eligibility: entry.eligibility }),
      ...(entry.fee === undefined
        ? {}
        : {
            fee: formatAmount(entry.fee.minorUnits, currency),
            feeMinorUnits: entry.fee.minorUnits,
            currency,
            payer: entry.fee.payer
          })
    }))
    show(session, { challenge: challengeId, entries: rows }, (style) =>
      rows.length === 0
        ? "Nobody takes part yet.\n"
        : renderTable(
            [
              { head: "participant" },
              { head: "status" },
              { head: "entered" },
              { head: "team" },
              { head: "division" },
              { head: currency === "" ? "fee" : `fee (${currency})`, align: "right" }
            ],
            rows.map(({ participant, status, enteredAt, team = "", division = "", fee = "" }) => [
              participant,
              status.toLowerCase(),
              enteredAt,
              team,
              division,
              fee
            ]),
            style
          )
    )
  })
}

const entriesOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* advance(challengeId)
  return { challenge, entries: yield* (yield* Entries).all(challengeId) }
})
