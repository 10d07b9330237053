import { duplicate, Moment } from "@laurel/core/challenge"
import { Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { showChallenge } from "./showChallenge.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ id: Schema.String, start: Schema.optionalKey(Schema.String) })
)
const asMoment = Schema.decodeUnknownOption(Moment)

/** `laurel challenge duplicate`: a new draft with the rules of another challenge, at another time. */
export const duplicateCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const [challengeId, newId] = [challengeIdOf(id), challengeIdOf(options.id)]
  const start = options.start === undefined ? undefined : momentOf(options.start)
  await onStore(given, house, async (session) => {
    showChallenge(session, await session.change(duplicate(challengeId, newId, session.by, start)))
  })
}

const momentOf = (text: string): Moment => {
  const moment = asMoment(text)
  if (Option.isSome(moment)) return moment.value
  throw new Problem({
    exit: "usage",
    code: "wrong-start",
    title: `"${text}" is no moment`,
    where: "--start",
    remedy: "write it as 2026-05-01, or as 2026-05-01T08:00:00Z"
  })
}
