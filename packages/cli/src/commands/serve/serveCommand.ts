import { ApiKeys } from "@laurel/core/access"
import { CacheWatch } from "@laurel/core/runtime"
import { AllowsUnencrypted } from "@laurel/core/webhook"
import { JobWatch, moneyHandlers, runJobs, webhookHandlers } from "@laurel/core/work"
import { Around, layerOfProcess, Recording, Streams, serve } from "@laurel/http"
import { Effect, Fiber, Layer, Logger, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { version } from "../../io/version.ts"
import { cannotListen } from "../../observing/cannotListen.ts"
import { makeLog } from "../../observing/makeLog.ts"
import { observe } from "../../observing/observe.ts"
import { watchingOf } from "../../observing/Watching.ts"
import { watchedRecorder } from "../../observing/watchedRecorder.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { portOf } from "../../session/portOf.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { workerOf } from "../../session/workerOf.ts"
import { shownLocation } from "../../store/StoreLocation.ts"
import { following, keepingUp, ticking } from "../worker/upkeep.ts"
import { budgetsInForce, quotasOf } from "./budgetsInForce.ts"
import { originsOf } from "./originsOf.ts"
import { tokensOf } from "./tokensOf.ts"

const text = Schema.optionalKey(Schema.NonEmptyString)
const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    host: Schema.NonEmptyString,
    port: Schema.String,
    grace: Schema.String,
    work: Schema.Boolean,
    trustProxy: Schema.optionalKey(Schema.Boolean),
    webhooksAllowPrivate: Schema.optionalKey(Schema.Boolean),
    allowOrigin: Schema.optionalKey(Schema.Array(Schema.String)),
    allowFrame: Schema.optionalKey(Schema.Array(Schema.String)),
    jwks: text,
    issuer: text,
    audience: text,
    supabase: text
  })
)

/** Whoever tries it first would look in vain for a way in. */
const nobodyKnown =
  "Nobody can sign in yet: there is no key, and no tokens are taken. laurel keys create makes a key, on an embedded store while this does not run.\n"

/** For how long requests that are under way are waited for. */
const drainMs = 10_000
/** A request that waits for others has to be answered; what takes longer is for workers. */
const patience = { statementMs: 5_000, commandMs: 1_000 }

/** `laurel serve`: the API is served until somebody stops it. */
export const serveCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const options = readOptions(given)
  const port = portOf(options.port, "--port")
  const graceMs = countOf(options.grace, "--grace") * 1_000
  const tokens = tokensOf(options)
  const allowedOrigins = originsOf(options.allowOrigin ?? [], "--allow-origin")
  const allowedFrames = options.allowFrame === undefined ? undefined : originsOf(options.allowFrame, "--allow-frame")
  const quotas = quotasOf(await budgetsInForce(given, house.io))
  const watching = watchingOf(given, house.io.isTTY.err)
  const log = makeLog(house.io, watching.log)
  await onStore(
    given,
    { ...house, io: { ...house.io, stderr: log.stderr } },
    async (session) => {
      warnEmbedded(session)
      const { location } = session
      const fast = await house.stores.fastBoards(session.redis, patience)
      const allowsPrivate = options.webhooksAllowPrivate === true
      const sender = await house.stores.webhookSender(allowsPrivate)
      const working = options.work
        ? Effect.raceFirst(
            // A receiver that keeps us waiting keeps no payout waiting.
            Effect.raceFirst(
              runJobs({ handlers: moneyHandlers, worker: workerOf(session) }),
              runJobs({ handlers: webhookHandlers, worker: workerOf(session) })
            ),
            Effect.raceFirst(Effect.raceFirst(ticking, keepingUp), following)
          )
        : Effect.never
      const serving = Effect.gen(function* () {
        const { count } = yield* Streams
        const { metrics, ofServer, seesCaches, seesJobs } = yield* observe(watching, log, {
          readings: () => [{ name: "laurel_streams_open", value: count() }],
          ...(session.redis === undefined ? {} : { redisIsUp: fast.isUp })
        })
        // Work goes on until the last request is answered: boards that are read are brought up to date by it.
        const work = yield* Effect.forkScoped(Effect.provideService(working, JobWatch, seesJobs))
        const opened = yield* serve({
          host: options.host,
          port,
          graceMs,
          drainMs,
          version: version(),
          trustsProxy: options.trustProxy === true,
          allowedOrigins,
          budgets: quotas,
          ...(allowedFrames === undefined ? {} : { allowedFrames }),
          ...ofServer,
          ...(tokens === undefined ? {} : { tokens })
        }).pipe(
          Effect.updateService(Recording, (recorder) => watchedRecorder(recorder, metrics)),
          Effect.provideService(CacheWatch, seesCaches)
        )
        const address = `http://${options.host.includes(":") ? `[${options.host}]` : options.host}:${opened.port}`
        log.stderr.write(
          `Serving ${shownLocation(location)} at ${address}; ${address}/openapi.json says what it can do. Ctrl-C stops it.\n`
        )
        const isKnown = tokens !== undefined || (yield* ApiKeys.use((keys) => keys.of())).length > 0
        if (!isKnown) log.stderr.write(nobodyKnown)
        yield* Effect.addFinalizer(() =>
          Effect.sync(() =>
            log.stderr.write(`Stopping, in ${options.grace} s; whoever does not want to wait stops it again.\n`)
          )
        )
        yield* Fiber.join(work)
      })
      const served = serving.pipe(
        Effect.catchTag("CannotListen", ({ message }) => Effect.die(cannotListen(message, "--port"))),
        Effect.scoped,
        Effect.provideService(AllowsUnencrypted, allowsPrivate),
        Effect.provideService(Around, {
          version: version(),
          boards: { kept: session.redis === undefined ? "memory" : "redis", isUp: fast.isUp }
        }),
        Effect.provide(fast.budgets ?? Layer.empty),
        Effect.provide(Logger.layer([log.logger])),
        Effect.provide(
          Layer.merge(sender, layerOfProcess).pipe(Layer.provide(fast.caches), Layer.provideMerge(fast.live))
        )
      )
      await session.run(served).catch((error: unknown) => {
        if (!(error instanceof Problem && error.facts.code === "cancelled")) throw error
      })
      log.stderr.write("Stopped.\n")
    },
    patience
  )
}
