import type { Ports } from "@laurel/core"
import type { BoardFollowers, Boards } from "@laurel/core/board"
import { Outbox } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import type { WebhookSender } from "@laurel/core/webhook"
import { allHandlers, carryBoards, JobWatch, makeProjector, runJobs, type Tally, workOff } from "@laurel/core/work"
import { Clock, Context, Effect, Layer, Logger, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { makeLog } from "../../observing/makeLog.ts"
import { observe } from "../../observing/observe.ts"
import { watchingOf } from "../../observing/Watching.ts"
import { plural } from "../../output/plural.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { workerOf } from "../../session/workerOf.ts"
import { catchUp, followed, following, keepingUp, keptUp, ticking } from "./upkeep.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    name: Schema.optionalKey(Schema.NonEmptyString),
    once: Schema.optionalKey(Schema.Boolean),
    maxJobs: Schema.optionalKey(Schema.String),
    dryRun: Schema.optionalKey(Schema.Boolean),
    webhooksAllowPrivate: Schema.optionalKey(Schema.Boolean),
    at: Schema.optionalKey(Schema.String)
  })
)
type Options = ReturnType<typeof readOptions>

/** `laurel worker`: jobs are carried out until there are none (`--once`) or somebody stops it. */
export const workerCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const options = readOptions(given)
  if (options.dryRun === true) throw notTried()
  if (options.at !== undefined && options.once !== true) throw standsStill()
  const watching = watchingOf(given, house.io.isTTY.err)
  const log = makeLog(house.io, watching.log)
  await onStore(given, { ...house, io: { ...house.io, stderr: log.stderr } }, async (session) => {
    warnEmbedded(session)
    const fast = await house.stores.fastBoards(session.redis)
    const sender = await house.stores.webhookSender(options.webhooksAllowPrivate === true)
    const observed = Effect.map(
      observe(watching, log, session.redis === undefined ? {} : { redisIsUp: fast.isUp }),
      ({ seesJobs }) => Context.make(JobWatch, seesJobs)
    )
    const around = Layer.mergeAll(sender, fast.followed, Layer.effectContext(observed), Logger.layer([log.logger]))
    const tally = await work(session, around, options)
    if (tally === undefined) session.io.stderr.write("Stopped; what was claimed and not begun was given back.\n")
    else tell(session, tally)
  })
}

/** What a worker has done: jobs by their end, due dates, challenges whose boards it brought up, and partitions that it made. */
interface Worked extends Tally {
  readonly dates: number
  readonly boards: number
  readonly partitions: number
}

/** So many challenges are looked for at once of which something waits to be carried to their boards. */
const pageWaiting = 100

/** Everything that waits is carried to the boards, as far as it can be; gives of how many challenges. */
const carried = Effect.gen(function* () {
  const outbox = yield* Outbox
  let challenges = 0
  let after: ChallengeId | undefined
  do {
    const waiting = yield* outbox.waiting(yield* Clock.currentTimeMillis, pageWaiting, after)
    for (const id of waiting) challenges += yield* carriedOf(id)
    after = waiting.at(-1)
  } while (after !== undefined)
  return challenges
})

/** One when the challenge was carried. What could not be waits in the outbox still; it keeps no other from being carried. */
const carriedOf = (id: ChallengeId) =>
  carryBoards(id).pipe(
    Effect.as(1),
    Effect.catchCause((cause) =>
      Effect.as(Effect.logWarning(`the boards of ${id} could not be brought up to date`, cause), 0)
    )
  )

/** Keeps boards current. */
const keepingBoards = Effect.andThen(makeProjector(), following)

/** Jobs can follow from due dates, and due dates from jobs. */
const workOnce = Effect.fnUntraced(function* (worker: string) {
  const partitions = yield* keptUp
  const before = yield* catchUp
  const tally = yield* workOff(allHandlers, worker)
  const dates = before + (yield* catchUp)
  const boards = yield* carried
  yield* followed
  const worked: Worked = { ...tally, dates, boards, partitions }
  return worked
})

/** How much came to which end; nothing where the worker was stopped. */
const work = async (
  session: Session,
  around: Layer.Layer<Boards | BoardFollowers | WebhookSender, never, Ports>,
  { name, once, maxJobs }: Options
): Promise<Worked | undefined> => {
  const worker = name ?? workerOf(session)
  if (once === true) return session.run(Effect.provide(workOnce(worker), around))
  session.io.stderr.write(`Working as ${worker}; Ctrl-C stops it.\n`)
  const limit = maxJobs === undefined ? {} : { maxJobs: countOf(maxJobs, "--max-jobs") }
  const working = Effect.raceFirst(
    runJobs({ handlers: allHandlers, worker, ...limit }),
    Effect.raceFirst(Effect.raceFirst(ticking, keepingUp), keepingBoards)
  )
  return session
    .run(
      working.pipe(
        Effect.map((tally) => ({ ...tally, dates: 0, boards: 0, partitions: 0 })),
        Effect.scoped,
        Effect.provide(around)
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
