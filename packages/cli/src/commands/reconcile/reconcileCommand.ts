import { reconcileAll } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { Ended } from "../../io/Problem.ts"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { everyChallenge } from "../../session/everyChallenge.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

/** `laurel reconcile`: what is unknown is asked for and recorded; nothing is paid. */
export const reconcileCommand = async (
  ids: ReadonlyArray<string>,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const asked = ids.map(challengeIdOf)
  await onStore(given, house, async (session) => {
    const challenges = asked.length > 0 ? asked : await session.run(withMoney)
    const rows: Array<Reconciled> = []
    for (const challengeId of challenges) rows.push(await session.change(reconciled(challengeId)))
    const open = rows.filter(({ unknownPayouts, unknownCharges }) => unknownPayouts + unknownCharges > 0)
    show(session, { challenges: rows }, (style) =>
      rows.length === 0
        ? "There is nothing to ask about.\n"
        : renderTable(
            [
              { head: "challenge" },
              { head: "unknown payouts", align: "right" },
              { head: "unknown charges", align: "right" }
            ],
            rows.map((row) => [row.challenge, `${row.unknownPayouts}`, `${row.unknownCharges}`]),
            style
          )
    )
    if (open.length > 0) throw new Ended("partial")
  })
}

interface Reconciled {
  readonly challenge: ChallengeId
  readonly unknownPayouts: number
  readonly unknownCharges: number
}

/** Challenges that may have payouts or charges under way: all that have a currency. */
const withMoney = Effect.gen(function* () {
  const ids: Array<ChallengeId> = []
  yield* everyChallenge({}, ({ id, definition }) => void (definition.currency !== undefined && ids.push(id)))
  return ids
})

const reconciled = (challenge: ChallengeId) =>
  Effect.map(
    reconcileAll(challenge),
    ({ payouts, charges }): Reconciled => ({ challenge, unknownPayouts: payouts, unknownCharges: charges })
  )
