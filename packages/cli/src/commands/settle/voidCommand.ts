import { takeBack } from "@laurel/core/settlement"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmSevere } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { printStatus } from "./printStatus.ts"
import { statusOf } from "./Status.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ reason: Schema.NonEmptyString, confirm: Schema.optionalKey(Schema.String) })
)

/**
 * `laurel settle void`: a plan that is not posted is rejected, and another can be made; a correction that is not posted is
 * called off, and what was settled before stands.
 */
export const voidCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    await confirmSevere(session, options, challengeId, `The plan of ${challengeId} is taken back`)
    const taking = Effect.andThen(takeBack(challengeId, session.by, options.reason), statusOf(challengeId))
    printStatus(session, await session.change(taking))
  })
}
