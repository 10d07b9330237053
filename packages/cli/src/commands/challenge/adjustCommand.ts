import {
  AdjustmentId,
  AdjustmentReason,
  adjust,
  adjustmentAmount,
  type ChallengeDefinition,
  find,
  reverseAdjustment
} from "@laurel/core/challenge"
import { decoderOf } from "@laurel/core/shared"
import { Result, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { show } from "../../session/show.ts"
import { adjustmentJson } from "./adjustmentJson.ts"

type Given = Readonly<Record<string, unknown>>

const readAdjusting = Schema.decodeUnknownSync(
  Schema.Struct({ amount: Schema.String, reason: Schema.String, id: Schema.String })
)
const readReversing = Schema.decodeUnknownSync(Schema.Struct({ reason: Schema.String }))

/** A reader of one argument: what cannot be used is a problem that says why. */
const reading = <A>(where: string, schema: Schema.Codec<A, unknown>) => {
  const decode = decoderOf(schema)
  return (value: unknown): A =>
    Result.getOrThrowWith(decode(value), (flaws) => unusable(where, flaws.map(({ message }) => message).join("; ")))
}

const unusable = (where: string, title: string): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-adjustment",
    title: `${where}: ${title}`,
    where,
    remedy: 'laurel challenge adjust steps ada --amount -500 --reason "missed a checkpoint" --id checkpoint-7-ada'
  })

const readId = reading("--id", AdjustmentId)
const readNamed = reading("adjustment", AdjustmentId)
const readReason = reading("--reason", AdjustmentReason)

const amountIn = (definition: ChallengeDefinition, text: string): number =>
  Result.getOrThrowWith(adjustmentAmount(definition, text), (problem) => unusable("--amount", problem))

/** `laurel challenge adjust`: the organiser adds to a score, or takes from it. */
export const adjustCommand = async (id: string, name: string, given: Given, house: House): Promise<void> => {
  const options = readAdjusting(given)
  const challengeId = challengeIdOf(id)
  const [participantId] = participantsOf([name])
  if (participantId === undefined) return
  const named = { id: readId(options.id), participantId, reason: readReason(options.reason) }
  await onStore(given, house, async (session) => {
    const { definition } = await session.run(find(challengeId))
    const wanted = { ...named, amount: amountIn(definition, options.amount) }
    const { adjustment, isNew } = await session.change(adjust(challengeId, wanted, session.by))
    const row = adjustmentJson(adjustment, definition)
    show(session, { challenge: challengeId, adjustment: row, new: isNew }, () =>
      isNew
        ? `The score of ${row.participant} is adjusted by ${row.amount}: ${row.reason}.\n`
        : `The adjustment ${row.id} was made before; nothing was done again.\n`
    )
  })
}

/** `laurel challenge reverse`: the organiser takes an adjustment back. */
export const reverseCommand = async (id: string, named: string, given: Given, house: House): Promise<void> => {
  const reason = readReason(readReversing(given).reason)
  const challengeId = challengeIdOf(id)
  const adjustmentId = readNamed(named)
  await onStore(given, house, async (session) => {
    const { definition } = await session.run(find(challengeId))
    const reversing = reverseAdjustment(challengeId, adjustmentId, reason, session.by)
    const { adjustment, isNew } = await session.change(reversing)
    const row = adjustmentJson(adjustment, definition)
    show(session, { challenge: challengeId, adjustment: row, new: isNew }, () =>
      isNew
        ? `The score of ${row.participant} is no longer adjusted by ${row.amount}.\n`
        : `The adjustment ${row.id} was taken back before; nothing was done again.\n`
    )
  })
}
