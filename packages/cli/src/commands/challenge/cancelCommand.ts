import { Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmSevere } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { callOff } from "./callOff.ts"
import { cancelMany } from "./cancelMany.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    reason: Schema.NonEmptyString,
    confirm: Schema.optionalKey(Schema.String),
    stdin: Schema.optionalKey(Schema.Boolean)
  })
)

/** `laurel challenge cancel`: challenges are called off, and their payers are owed what they paid. */
export const cancelCommand = async (
  id: string | undefined,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { stdin, ...options } = readOptions(given)
  if (stdin === true && id === undefined) return await cancelMany(options, given, house)
  if (stdin === true || id === undefined)
    throw new Problem({
      exit: "usage",
      code: "wrong-challenge",
      title: id === undefined ? "no challenge is named" : `both ${id} and --stdin say what is to be cancelled`,
      where: "challenge",
      remedy: "name one challenge, or give --stdin and their ids on standard input, one a line"
    })
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    await confirmSevere(
      session,
      options,
      challengeId,
      `${challengeId} is cancelled for good and its payers are refunded`
    )
    const { state, refunds } = await session.change(callOff(challengeId, session.by, options.reason))
    show(
      session,
      { challenge: challengeId, state, reason: options.reason, refunds },
      () =>
        `${challengeId} is cancelled: ${options.reason}.\n` +
        (refunds === 0
          ? "Nobody paid anything.\n"
          : `${refunds} are to be refunded: laurel settle resume ${challengeId}\n`)
    )
  })
}
