import type { Listed, LogPage } from "@laurel/core/activity"
import { find, loggedActivities } from "@laurel/core/challenge"
import { type ChallengeId, formatInstant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { userOf } from "../../session/userOf.ts"
import { activityJson, stateInWords } from "./activityJson.ts"
import { listWithheld } from "./listWithheld.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    user: Schema.optionalKey(Schema.String),
    held: Schema.optionalKey(Schema.Boolean),
    waiting: Schema.optionalKey(Schema.Boolean),
    withheld: Schema.optionalKey(Schema.Boolean),
    before: Schema.optionalKey(Schema.String),
    limit: Schema.String
  })
)
type Options = ReturnType<typeof readOptions>

/** `laurel activity list`: a page of what a user did, or of what is held, the newest first. */
export const listCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  if (options.withheld === true) {
    const user = options.user === undefined ? undefined : userOf(options.user)
    return onStore(given, house, (session) => listWithheld(session, challengeId, user))
  }
  const which = listedBy(options)
  const limit = Math.max(1, countOf(options.limit, "--limit"))
  const page = { limit, ...(options.before === undefined ? {} : { before: countOf(options.before, "--before") }) }
  await onStore(given, house, async (session) => {
    const { definition, found } = await session.run(pageOf(challengeId, which, page))
    const rows = found.map(({ arrival, state, place }) => ({
      place,
      ...activityJson(arrival.activity, definition),
      receivedAt: formatInstant(arrival.receivedAt),
      state: state._tag,
      ...(state._tag === "Refused" ? { reason: state.reason } : {}),
      ...(state._tag === "Quarantined" ? { limit: state.limit } : {}),
      inWords: stateInWords(state)
    }))
    show(session, { challenge: challengeId, activities: rows.map(({ inWords: _, ...row }) => row) }, (style) =>
      rows.length === 0
        ? "There are none.\n"
        : renderTable(
            [
              { head: "place" },
              { head: "at" },
              { head: "user" },
              { head: "metric" },
              { head: "quantity", align: "right" },
              { head: "source" },
              { head: "key" },
              { head: "state" }
            ],
            rows.map((row) => [
              `${row.place}`,
              row.at,
              row.user,
              row.metric,
              row.quantity,
              row.source,
              row.key,
              row.inWords
            ]),
            style
          )
    )
    const isDayLimited = definition.metrics.some(({ plausible }) => plausible?.perDay !== undefined)
    if (options.waiting === true && isDayLimited && !session.json)
      session.io.stderr.write(`What days past their plausible limit withhold: laurel activity list ${id} --withheld\n`)
  })
}

const listedBy = ({ user, held, waiting }: Options): Listed => {
  const state = waiting === true ? ("Quarantined" as const) : held === true ? ("Held" as const) : undefined
  if (user !== undefined) return { userId: userOf(user), ...(state === undefined ? {} : { state }) }
  if (state !== undefined) return { state }
  throw new Problem({
    exit: "usage",
    code: "which-activities",
    title: "say whose activities, or which",
    where: "--user",
    remedy: "laurel activity list steps --user ada, or with --held or --waiting those of everybody that are"
  })
}

const pageOf = Effect.fnUntraced(function* (challengeId: ChallengeId, which: Listed, page: LogPage) {
  const challenge = yield* find(challengeId)
  return { definition: challenge.definition, found: yield* loggedActivities(challenge, which, page) }
})
