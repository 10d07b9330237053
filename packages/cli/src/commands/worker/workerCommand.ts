import { BoardFollowers } from "@laurel/core/board"
import { type Challenge, liveBoardsOf, Outbox } from "@laurel/core/challenge"
import { carryBoards, makeProjector, moneyHandlers, runJobs, type Tally, tick, workOff } from "@laurel/core/work"
import { Clock, Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { countOf } from "../../session/countOf.ts"
import { everyChallenge } from "../../session/everyChallenge.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { workerOf } from "../../session/workerOf.ts"
import type { FastBoards } from "../../store/FastBoards.ts"
import { Upkeep } from "../../store/Upkeep.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    name: Schema.optionalKey(Schema.NonEmptyString),
    once: Schema.optionalKey(Schema.Boolean),
    maxJobs: Schema.optionalKey(Schema.String),
    dryRun: Schema.optionalKey(Schema.Boolean),
    at: Schema.optionalKey(Schema.String)
  })
)
type Options = ReturnType<typeof readOptions>

/** `laurel worker`: jobs are carried out until there are none (`--once`) or somebody stops it. */
export const workerCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const options = readOptions(given)
  if (options.dryRun === true) throw notTried()
  if (options.at !== undefined && options.once !== true) throw standsStill()
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    const tally = await work(session, await house.stores.fastBoards(session.redis), options)
    if (tally === undefined) session.io.stderr.write("Stopped; what was claimed and not begun was given back.\n")
    else tell(session, tally)
  })
}

/** So often a worker looks for what the clock has brought about. */
const tickMs = 5_000

/** What the clock has brought about, all of it. */
const catchUp = Effect.gen(function* () {
  let dates = 0
  for (let isMore = true; isMore; ) {
    const report = yield* tick()
    dates += report.done.length
    isMore = report.isMore
  }
  return dates
})

/** What a worker has done: jobs by their end, due dates, challenges whose boards it brought up, and partitions that it made. */
interface Worked extends Tally {
  readonly dates: number
  readonly boards: number
  readonly partitions: number
}

/** What the store wants done once a day. Where the worker may not do it, it says so and goes on. */
const keptUp = Effect.gen(function* () {
  const upkeep = yield* Upkeep
  const made = yield* Effect.catch(upkeep(yield* Clock.currentTimeMillis), ({ message }) =>
    Effect.as(
      Effect.logWarning(
        `The partitions of the months ahead were not made (${message}): run laurel db partitions ensure`
      ),
      []
    )
  )
  return made.length
})

/** So many challenges are looked for at once of which something waits to be carried to their boards. */
const pageWaiting = 100

/** Everything that waits is carried to the boards; gives of how many challenges. */
const carried = Effect.gen(function* () {
  const outbox = yield* Outbox
  let challenges = 0
  for (;;) {
    const waiting = yield* outbox.waiting(yield* Clock.currentTimeMillis, pageWaiting)
    if (waiting.length === 0) return challenges
    yield* Effect.forEach(waiting, carryBoards, { discard: true })
    challenges += waiting.length
  }
})

/** Boards that follow those in the store are brought up to them, whoever brought those up. */
const followed = Effect.gen(function* () {
  const { catchUp } = yield* BoardFollowers
  const challenges: Array<Challenge> = []
  yield* everyChallenge({ states: ["Running", "Closing"] }, (challenge) => void challenges.push(challenge))
  yield* Effect.forEach(challenges.flatMap(liveBoardsOf), catchUp, { discard: true })
})

/** So often a worker looks whether boards follow that others have brought up: those that it brings up itself follow at once. */
const followMs = 60_000

/** Keeps boards current; while the store cannot be reached it waits. */
const keepingBoards = Effect.andThen(
  makeProjector(),
  Effect.forever(
    Effect.andThen(
      Effect.catch(followed, (error) => Effect.logWarning(error.message)),
      Effect.sleep(followMs)
    )
  )
)

/** Jobs can follow from due dates, and due dates from jobs. */
const workOnce = Effect.fnUntraced(function* (worker: string) {
  const partitions = yield* keptUp
  const before = yield* catchUp
  const tally = yield* workOff(moneyHandlers, worker)
  const dates = before + (yield* catchUp)
  const boards = yield* carried
  yield* followed
  const worked: Worked = { ...tally, dates, boards, partitions }
  return worked
})

/** Looks at the clock again and again; while the store cannot be reached it waits. */
const ticking = Effect.forever(
  Effect.andThen(
    Effect.catch(tick(), (error) => Effect.logWarning(error.message)),
    Effect.sleep(tickMs)
  )
)

/** Looks after the store day by day. */
const keepingUp = Effect.forever(Effect.andThen(keptUp, Effect.sleep("1 day")))

/** How much came to which end; nothing where the worker was stopped. */
const work = async (
  session: Session,
  fast: FastBoards,
  { name, once, maxJobs }: Options
): Promise<Worked | undefined> => {
  const worker = name ?? workerOf(session)
  if (once === true) return session.run(Effect.provide(workOnce(worker), fast.followed))
  session.io.stderr.write(`Working as ${worker}; Ctrl-C stops it.\n`)
  const limit = maxJobs === undefined ? {} : { maxJobs: countOf(maxJobs, "--max-jobs") }
  const working = Effect.raceFirst(
    runJobs({ handlers: moneyHandlers, worker, ...limit }),
    Effect.raceFirst(Effect.raceFirst(ticking, keepingUp), keepingBoards)
  )
  return session
    .run(
      working.pipe(
        Effect.map((tally) => ({ ...tally, dates: 0, boards: 0, partitions: 0 })),
        Effect.scoped,
        Effect.provide(fast.followed)
      )
    )
    .catch((error: unknown) => {
      if (error instanceof Problem && error.facts.code === "cancelled") return undefined
      throw error
    })
}

const tell = (session: Session, { dates, boards, partitions, Done, Failed, GivenBack, Lost }: Worked): void =>
  show(
    session,
    { dates, boards, partitions, done: Done, failed: Failed, givenBack: GivenBack, lost: Lost },
    () =>
      [
        `${plural(Done, "job")} done`,
        ...(dates > 0 ? [`${plural(dates, "due date")} carried out`] : []),
        ...(boards > 0 ? [`boards of ${plural(boards, "challenge")} brought up to date`] : []),
        ...(partitions > 0 ? [`${plural(partitions, "partition")} made`] : []),
        ...(Failed > 0 ? [`${Failed} failed: laurel jobs list`] : []),
        ...(GivenBack > 0 ? [`${GivenBack} given back`] : []),
        ...(Lost > 0 ? [`${Lost} went to other workers`] : [])
      ].join(", ") + "\n"
  )

const notTried = (): Problem =>
  new Problem({
    exit: "usage",
    code: "no-dry-run",
    title: "work cannot be tried: a payment provider takes nothing back",
    where: "--dry-run",
    remedy: "laurel jobs list shows what is to be done"
  })

const standsStill = (): Problem =>
  new Problem({
    exit: "usage",
    code: "clock-stands",
    title: "with a clock that stands still a worker would wait for ever",
    where: "--at",
    remedy: "add --once: what is due at that instant is done"
  })
