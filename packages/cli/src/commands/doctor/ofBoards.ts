import { type BoardNotKept, Boards, type BoardsUnavailable, type LiveBoard, StoredBoards } from "@laurel/core/board"
import {
  advance,
  type Challenge,
  liveBoardsOf,
  Outbox,
  rankedOn,
  rulesOf,
  sampleBoards,
  standings
} from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId, Instant } from "@laurel/core/shared"
import { Clock, Effect, Option } from "effect"
import { Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { sizeText } from "../../output/sizeText.ts"
import { everyChallenge } from "../../session/everyChallenge.ts"
import type { Session } from "../../session/Session.ts"
import type { FastBoards, RedisFacts } from "../../store/FastBoards.ts"
import { differencesIn } from "../board/differencesIn.ts"
import { type Finding, ok, warning, wrong } from "./Finding.ts"

/** Of boards with more rows some are compared: all of them would take longer than whoever asks a doctor waits. */
const mostCompared = 10_000

/** So many participants of such boards. */
const sampled = 1_000

/** Challenges of which something waits to be carried are counted up to this. */
const mostWaiting = 1_000

/** From so many on nobody seems to carry what waits. */
const manyWaiting = 100

/** One board as the store has it. */
interface Examined {
  readonly board: LiveBoard
  /** Absent where nobody has built it yet. */
  readonly version?: number
  readonly rows: number
  /** How many rows were compared, all of them or some; absent where none were: something waits to be carried to the board. */
  readonly compared?: number
  /** How many of these are not what the scores say. */
  readonly differences?: number
}

/** What there is to say of the boards that are kept current, and of those in Redis where an address is set. */
export const ofBoards = async ({ run }: Session, fast: FastBoards | undefined): Promise<ReadonlyArray<Finding>> => {
  const { waiting, since, boards } = await run(examined)
  const kept = boards.filter(({ version }) => version !== undefined)
  return [
    ofWaiting(waiting.size, since),
    ofStored(boards),
    ...(fast === undefined ? [] : [await ofRedis(fast, kept, (look) => run(Effect.provide(look, fast.boards)))])
  ]
}

const examined = Effect.gen(function* () {
  const outbox = yield* Outbox
  const now = yield* Clock.currentTimeMillis
  const waiting = new Set(yield* outbox.waiting(now, mostWaiting))
  const since = Option.getOrUndefined(yield* outbox.oldest(now))
  const challenges: Array<Challenge> = []
  yield* everyChallenge({ states: ["Running", "Closing"] }, (challenge) => void challenges.push(challenge))
  const boards: Array<Examined> = []
  for (const { id } of challenges) boards.push(...(yield* examinedOf(id, waiting.has(id))))
  return { waiting, since, boards }
})

/** The boards of a challenge, compared with its scores in one state of the store. */
const examinedOf = Effect.fnUntraced(function* (challengeId: ChallengeId, isWaiting: boolean) {
  const challenge = yield* advance(challengeId)
  const { snapshot } = yield* Transaction
  return yield* snapshot(
    Effect.gen(function* () {
      const stored = yield* StoredBoards
      const found = yield* Effect.forEach(liveBoardsOf(challenge), (board) =>
        Effect.map(orNothing(stored.state(board)), (state): Examined => {
          return { board, rows: state?.count ?? 0, ...(state === undefined ? {} : { version: state.version }) }
        })
      )
      if (isWaiting || found.every(({ version }) => version === undefined)) return found
      if (found.some(({ rows }) => rows > mostCompared)) return yield* sampledOf(challenge, found)
      const facts = yield* standings(challengeId, "Organiser")
      return yield* Effect.forEach(found, (one) =>
        one.version === undefined
          ? Effect.succeed(one)
          : Effect.map(stored.all(one.board), ({ rows }): Examined => {
              const expected = rankedOn(rulesOf(challenge.definition), one.board, facts)
              return { ...one, compared: rows.length, differences: differencesIn(expected, rows).length }
            })
      )
    })
  )
})

/** Some rows of boards that are too large to be compared as a whole. Where one of them is not kept none are. */
const sampledOf = Effect.fnUntraced(function* (challenge: Challenge, found: ReadonlyArray<Examined>) {
  if (found.some(({ version }) => version === undefined)) return found
  const samples = yield* sampleBoards(challenge, sampled)
  return found.map((one, at): Examined => {
    const { compared = 0, differing = [] } = samples[at] ?? {}
    return { ...one, compared, differences: differing.length }
  })
})

const orNothing = <A, R>(
  asked: Effect.Effect<A, BoardNotKept | BoardsUnavailable, R>
): Effect.Effect<A | undefined, BoardsUnavailable, R> =>
  Effect.catchTag(asked, "BoardNotKept", () => Effect.succeed(undefined))

const ofWaiting = (waiting: number, since: Instant | undefined): Finding => {
  if (waiting === 0) return ok("outbox", "nothing waits to be carried to boards")
  const text = `something waits to be carried to the boards of ${plural(waiting, "challenge")}${sinceText(since)}`
  return waiting >= manyWaiting
    ? warning("outbox", `${text}; nobody seems to do that: laurel worker`)
    : ok("outbox", `${text}: whoever reads them, or a worker, does that`)
}

const sinceText = (since: Instant | undefined): string =>
  since === undefined ? "" : `, since ${new Date(since).toISOString()}`

const ofStored = (boards: ReadonlyArray<Examined>): Finding => {
  const bad = boards.filter(({ differences = 0 }) => differences > 0)
  if (bad.length > 0) {
    const names = [...new Set(bad.map(({ board }) => board.challengeId))].join(", ")
    return wrong(
      "boards",
      `not what the scores say: ${names}; laurel board diff shows it, laurel board rebuild mends it`,
      "different"
    )
  }
  const unbuilt = boards.filter(({ version }) => version === undefined).length
  const compared = boards.filter((board) => board.compared !== undefined).length
  const inPart = boards.filter((board) => board.compared !== undefined && board.compared < board.rows)
  const left = boards.length - unbuilt - compared
  return ok(
    "boards",
    [
      `${compared} of ${plural(boards.length, "board")} compared: each is what the scores say`,
      ...(inPart.length > 0
        ? [`${inPart.length} of them by a sample, as they are large: laurel board diff compares all`]
        : []),
      ...(unbuilt > 0 ? [`${unbuilt} not read by anybody yet`] : []),
      ...(left > 0 ? [`${left} not compared, as they are about to change: laurel board diff`] : [])
    ].join("; ")
  )
}

/** The first version of Redis that boards can be kept in. */
const oldest = 7

/** A participant takes at most so many bytes of Redis (N49); a board of few takes more for being one. */
const mostBytes = 160
const bytesOfBoard = 10_000

type Run = <A>(look: Effect.Effect<A, BoardsUnavailable, Boards>) => Promise<A>

const ofRedis = async ({ name, facts }: FastBoards, kept: ReadonlyArray<Examined>, run: Run): Promise<Finding> => {
  const asked = await facts?.(kept.map(({ board }) => board)).catch(told)
  if (asked === undefined) return ok("redis", name)
  if (asked instanceof Problem) return warning("redis", `${asked.facts.title}: the store answers meanwhile`)
  const unfit = unfitness(name, asked)
  if (unfit !== undefined) return unfit
  const states = await run(Boards.use((boards) => Effect.forEach(kept, ({ board }) => orNothing(boards.state(board)))))
  const missing = states.filter((state) => state === undefined).length
  const behind = states.filter((state, at) => state !== undefined && state.version < (kept[at]?.version ?? 0)).length
  const rows = kept.reduce((sum, one) => sum + one.rows, 0)
  const text = `${name} is version ${asked.version} (${asked.policy}); the boards take ${sizeText(asked.bytes)}`
  if (missing + behind > 0)
    return warning(
      "redis",
      `${text}; ${missing} are not there, ${behind} are behind: laurel worker --redis has them follow`
    )
  return asked.bytes > kept.length * bytesOfBoard + rows * mostBytes
    ? warning(
        "redis",
        `${text}, more than ${mostBytes} bytes for each of ${rows} rows: ids that are long, or what a rebuild left`
      )
    : ok("redis", `${text}; none is behind`)
}

const unfitness = (name: string, { version, policy }: RedisFacts): Finding | undefined => {
  if (Number.parseInt(version, 10) < oldest)
    return wrong("redis", `${name} is version ${version}; boards need ${oldest}.0 or later`, "config")
  return policy.startsWith("allkeys")
    ? wrong("redis", `${name} may throw boards away (maxmemory-policy ${policy}); set it to noeviction`, "config")
    : undefined
}

const told = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  throw error
}
