import { AdjustmentId, AdjustmentNotFound, Adjustments, find } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { show } from "../../session/show.ts"
import { adjustmentJson } from "./adjustmentJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    participant: Schema.optionalKey(Schema.String),
    after: Schema.optionalKey(Schema.String),
    limit: Schema.String
  })
)
type Options = ReturnType<typeof readOptions>

const asId = Schema.decodeUnknownOption(AdjustmentId)

/** `laurel challenge adjustments`: a page of what scores are adjusted by. */
export const adjustmentsCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const { definition, found } = await session.run(pageOf(challengeId, options))
    const rows = found.map((one) => adjustmentJson(one, definition))
    show(session, { challenge: challengeId, adjustments: rows }, (style) =>
      rows.length === 0
        ? "There are none.\n"
        : renderTable(
            [
              { head: "at" },
              { head: "id" },
              { head: "participant" },
              { head: "amount", align: "right" },
              { head: "by" },
              { head: "reason" },
              { head: "taken back" }
            ],
            rows.map((row) => [
              row.at,
              row.id,
              row.participant,
              row.amount,
              row.by,
              row.reason,
              row.reversal === undefined ? "" : `${row.reversal.by}: ${row.reversal.reason}`
            ]),
            style
          )
    )
  })
}

const pageOf = Effect.fnUntraced(function* (challengeId: ChallengeId, options: Options) {
  const { definition } = yield* find(challengeId)
  const adjustments = yield* Adjustments
  const [participantId] = options.participant === undefined ? [] : participantsOf([options.participant])
  const after = options.after === undefined ? undefined : yield* placeOf(challengeId, options.after)
  const found = yield* adjustments.page(challengeId, {
    limit: Math.max(1, countOf(options.limit, "--limit")),
    ...(participantId === undefined ? {} : { participantId }),
    ...(after === undefined ? {} : { after })
  })
  return { definition, found }
})

const placeOf = Effect.fnUntraced(function* (challengeId: ChallengeId, text: string) {
  const id = asId(text)
  const found = Option.isSome(id) ? yield* (yield* Adjustments).find(challengeId, id.value) : Option.none()
  return Option.isSome(found) ? found.value : yield* new AdjustmentNotFound({ challengeId, id: text })
})
