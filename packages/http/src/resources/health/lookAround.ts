import { ChallengeStore, Outbox } from "@laurel/core/challenge"
import { Jobs } from "@laurel/core/runtime"
import { Clock, Effect, Option } from "effect"
import { Around } from "../../ports/Around.ts"
import type { Components } from "./HealthJson.ts"

/** A part that takes longer to answer is away. */
const patience = "2 seconds"

/** Changes that wait longer are carried to their boards by nobody. */
const slowOutboxMs = 60_000
/** Jobs that wait longer after they were due are done by nobody, or by too few. */
const slowJobsMs = 300_000

const within = <A, E, R>(look: Effect.Effect<A, E, R>, away: A): Effect.Effect<A, never, R> =>
  look.pipe(
    Effect.timeout(patience),
    Effect.catch(() => Effect.succeed(away))
  )

const store = within<Components["store"], unknown, ChallengeStore>(
  ChallengeStore.use(({ list }) => Effect.as(list({ limit: 1 }), { status: "ok" })),
  { status: "unavailable" }
)

const boards = Effect.gen(function* () {
  const { kept, isUp } = (yield* Around).boards
  return yield* within<Components["boards"], never, never>(
    Effect.map(isUp, (up) => ({ status: up ? "ok" : "degraded", kept })),
    { status: "degraded", kept }
  )
})

const outbox = within<Components["outbox"], unknown, Outbox>(
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const oldest = yield* (yield* Outbox).oldest(now)
    const ageMs = ageOf(now, Option.getOrUndefined(oldest))
    return { status: ageMs > slowOutboxMs ? "degraded" : "ok", oldest_seconds: seconds(ageMs) }
  }),
  { status: "unavailable" }
)

const jobs = within<Components["jobs"], unknown, Jobs>(
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const counts = yield* (yield* Jobs).counts
    const waiting = counts.reduce((sum, count) => sum + count.waiting, 0)
    const dead = counts.reduce((sum, count) => sum + count.dead, 0)
    const ageMs = Math.max(0, ...counts.map(({ earliestDue }) => ageOf(now, earliestDue)))
    const status = dead > 0 || ageMs > slowJobsMs ? "degraded" : "ok"
    return { status, waiting, dead, oldest_seconds: seconds(ageMs) }
  }),
  { status: "unavailable" }
)

const ageOf = (now: number, since: number | undefined): number => (since === undefined ? 0 : Math.max(0, now - since))

const seconds = (ms: number): number => Math.floor(ms / 1_000)

/** Looks at all parts at the same time; one that does not answer is told as away, and fails nothing. */
export const lookAround = Effect.all({ store, boards, outbox, jobs }, { concurrency: "unbounded" })
