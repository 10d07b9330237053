import type { ChallengeStore } from "@laurel/core/challenge"
import type { Jobs } from "@laurel/core/runtime"
import { Effect } from "effect"
import { Hono } from "hono"
import type { Reading } from "../observing/catalogue.ts"
import type { Metrics } from "../observing/makeMetrics.ts"
import { readProcess } from "../observing/readProcess.ts"
import { readStore } from "../observing/readStore.ts"
import { type ListenOptions, listen } from "./listen.ts"

/** What is shown, and where. */
export interface MetricsOptions extends ListenOptions {
  readonly version: string
  readonly metrics: Metrics
  /** What the store says of itself; its failure is that the store does not answer. */
  readonly facts: Effect.Effect<ReadonlyArray<Reading>, unknown>
  /** What else there is to be read. */
  readonly readings?: () => ReadonlyArray<Reading>
}

/** How long a look may take: whoever looks comes again soon. */
const patience = "5 seconds"

/**
 * Shows `/metrics` at an address of its own for as long as the scope is open; gives the port. Looks that come while another is under way
 * are given what that one sees: however many look, the store is asked once.
 */
export const serveMetrics = Effect.fnUntraced(function* (options: MetricsOptions) {
  const ports = yield* Effect.context<Jobs | ChallengeStore>()
  const ofProcess = yield* Effect.acquireRelease(
    Effect.sync(() => readProcess(options.version)),
    ({ stop }) => Effect.sync(stop)
  )
  const look = readStore(options.facts).pipe(
    Effect.timeoutOrElse({
      duration: patience,
      orElse: () => Effect.succeed<ReadonlyArray<Reading>>([{ name: "laurel_store_up", value: 0 }])
    }),
    Effect.map((store) => options.metrics.text([...ofProcess.read(), ...(options.readings?.() ?? []), ...store]))
  )
  let underWay: Promise<string> | undefined
  const shared = (): Promise<string> => {
    underWay ??= Effect.runPromise(Effect.provideContext(look, ports)).finally(() => {
      underWay = undefined
    })
    return underWay
  }
  const app = new Hono()
  app.get("/metrics", async () => new Response(await shared(), { headers: { "content-type": type } }))
  return yield* listen({ app }, options)
})

const type = "text/plain; version=0.0.4; charset=utf-8"
