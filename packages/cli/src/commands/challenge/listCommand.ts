import { type Challenge, involvements, scheduleOf } from "@laurel/core/challenge"
import { formatInstant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { renderTable } from "../../output/renderTable.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { everyChallenge } from "../../session/everyChallenge.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { principalOf } from "../../session/principalOf.ts"
import { searchOf } from "../../session/searchOf.ts"
import { show } from "../../session/show.ts"

const states = ["Draft", "Published", "Running", "Closing", "Final", "Settled", "Cancelled"] as const

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    state: Schema.optionalKey(Schema.Array(Schema.String)),
    organiser: Schema.optionalKey(Schema.String),
    of: Schema.optionalKey(Schema.String),
    role: Schema.optionalKey(Schema.Literals(["participant", "organiser"])),
    search: Schema.optionalKey(Schema.String)
  })
)

/** `laurel challenge list`: the challenges of a store, as they were when somebody last looked at each. */
export const listCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const { state, organiser, of, role, search } = readOptions(given)
  if (role !== undefined && of === undefined) throw nobodyNamed()
  const wanted = state === undefined ? undefined : states.filter((one) => state.includes(one.toLowerCase()))
  await onStore(given, house, async (session) => {
    const found = await session.run(
      all({
        ...(wanted === undefined ? {} : { states: wanted }),
        ...(organiser === undefined ? {} : { organiser: principalOf(organiser, "--organiser") }),
        ...(of === undefined
          ? {}
          : {
              involving: {
                person: principalOf(of, "--of"),
                as: role === undefined ? involvements : [involvementOf[role]]
              }
            }),
        ...(search === undefined ? {} : { search: searchOf(search, "--search") })
      })
    )
    show(session, { challenges: found.map(rowOf) }, (style) =>
      found.length === 0
        ? "There are no challenges.\n"
        : renderTable(
            ["challenge", "name", "state", "window", "organiser"].map((head) => ({ head })),
            found
              .map(rowOf)
              .map((row) => [
                row.challenge,
                row.name,
                wordsOf(row.state),
                `${row.window.start} until before ${row.window.end}`,
                row.organiser
              ]),
            style
          )
    )
  })
}

const involvementOf = { participant: "TakesPart", organiser: "Organises" } as const

const nobodyNamed = (): Problem =>
  new Problem({
    exit: "usage",
    code: "whose-challenges",
    title: "--role says what somebody is in their challenges, and nobody is named",
    where: "--role",
    remedy: "laurel challenge list --of ada --role participant"
  })

const all = Effect.fnUntraced(function* (query: Parameters<typeof everyChallenge>[0]) {
  const found: Array<Listed> = []
  yield* everyChallenge(query, (challenge) => void found.push(listed(challenge)))
  return found
})

type Listed = Pick<Challenge, "id" | "organiser" | "version"> & {
  readonly name: string
  readonly state: Challenge["_tag"]
  readonly start: number
  readonly end: number
}

const listed = ({ id, organiser, version, definition, _tag }: Challenge): Listed => {
  const { start, end } = scheduleOf(definition)
  return { id, organiser, version, name: definition.name, state: _tag, start, end }
}

const rowOf = ({ id, name, state, version, organiser, start, end }: Listed) => ({
  challenge: id,
  name,
  state,
  version,
  organiser,
  window: { start: formatInstant(start), end: formatInstant(end) }
})
