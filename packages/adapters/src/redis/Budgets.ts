import { Budgets, BudgetsUnavailable, stepMs, type Take, type Taken } from "@laurel/core/access"
import { Effect, Layer, Schema } from "effect"
import { type Client, type Connected, clientOn } from "./Client.ts"
import { open } from "./connect.ts"
import { prefixOf } from "./keys.ts"
import { defaults, type RedisOptions } from "./Options.ts"
import { bucketScript } from "./scripts/bucket.ts"

/** A request waits no longer than this for a count: longer than a process that is busy lets an answer lie. */
const patienceMs = 2_000

/**
 * Budgets that processes share in Redis. It is connected to in the background; until it is, and while it is away, they are unavailable at
 * once.
 *
 * **Gotchas**: a Redis that makes room by throwing out keys with a lifetime throws out counts, too.
 */
export const layerBudgets = (options: RedisOptions): Layer.Layer<Budgets> =>
  Layer.effect(
    Budgets,
    Effect.gen(function* () {
      const prefix = `${prefixOf(options.prefix ?? defaults.prefix)}:budget`
      const redis = yield* open({ commandTimeoutMs: patienceMs, ...options })
      void redis.connect().catch(() => undefined)
      const client = clientOn(redis, () => undefined)
      return Budgets.of({
        take: (takes) =>
          Effect.tryPromise({
            try: () => Promise.all(takes.map((one) => taken(redis, client, prefix, one))),
            catch: (cause) => new BudgetsUnavailable({ cause })
          })
      })
    })
  )

const readAnswers = Schema.decodeUnknownSync(
  Schema.Tuple([Schema.Unknown, Schema.Tuple([Schema.Null, Schema.Int]), Schema.Tuple([Schema.Null, Schema.Int])])
)

const readBucket = Schema.decodeUnknownSync(Schema.Tuple([Schema.Int, Schema.Int]))

/** Counts one; the first of a window makes its key, with the time that it has. A bucket has a key as long as it is not full. */
const taken = async (
  redis: Connected,
  client: Client,
  prefix: string,
  { budget, by, windowMs, quota }: Take
): Promise<Taken> => {
  const name = `${encodeURIComponent(budget)}:${encodeURIComponent(by)}`
  if (quota !== undefined) {
    const args = [`${quota}`, `${stepMs({ quota, windowMs })}`]
    const [count, endsInMs] = readBucket(await client.run(bucketScript, [`${prefix}:bucket:${name}`], args))
    return { count, endsInMs }
  }
  const key = `${prefix}:${name}`
  const answers = await redis.multi().set(key, 0, "PX", windowMs, "NX").incr(key).pttl(key).exec()
  const [, [, count], [, endsInMs]] = readAnswers(answers)
  return { count, endsInMs }
}
