import type { Ports } from "@laurel/core"
import { PrincipalId } from "@laurel/core/shared"
import { Clock, Layer, Schema } from "effect"
import { clockOf } from "./clockOf.ts"
import { layerPayments, type Payments } from "./Payments.ts"
import { argument } from "./reader.ts"

/** What whoever opens Laurel may decide, whatever the store. */
export interface Options {
  /** The time, in milliseconds since 1970; the system's unless given. */
  readonly clock?: () => number
  /** Who acts where no one is named: `organiser` unless given. */
  readonly organiser?: string
  /** Who pays; a wallet inside the store unless given. */
  readonly payments?: Payments
}

const isFunction = (value: unknown): boolean => typeof value === "function"
const isClock = (value: unknown): value is () => number => isFunction(value)
const isPayments = (value: unknown): value is Payments =>
  typeof value === "object" &&
  value !== null &&
  "pay" in value &&
  isFunction(value.pay) &&
  "lookUp" in value &&
  isFunction(value.lookUp)

const Count = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 2 ** 31 - 1 }))

/** Reads a configuration whatever its store; a misspelt option is an `InvalidArgument`, never silently the default. */
export const readConfig = argument(
  "config",
  Schema.Struct({
    store: Schema.optional(Schema.Unknown),
    database: Schema.optional(
      Schema.Struct({
        readUrl: Schema.optionalKey(Schema.String),
        schema: Schema.optionalKey(Schema.NonEmptyString),
        pool: Schema.optionalKey(
          Schema.Struct({ minimum: Schema.optionalKey(Count), maximum: Schema.optionalKey(Count) })
        ),
        acquireTimeoutMs: Schema.optionalKey(Count),
        idleTimeoutMs: Schema.optionalKey(Count),
        statementTimeoutMs: Schema.optionalKey(Count),
        prepares: Schema.optionalKey(Schema.Boolean)
      })
    ),
    redis: Schema.optional(
      Schema.Struct({
        url: Schema.String.check(Schema.isPattern(/^rediss?:\/\/./)),
        isCluster: Schema.optionalKey(Schema.Boolean),
        otherUrls: Schema.optionalKey(Schema.Array(Schema.String)),
        prefix: Schema.optionalKey(Schema.NonEmptyString),
        connectTimeoutMs: Schema.optionalKey(Count),
        commandTimeoutMs: Schema.optionalKey(Count)
      })
    ),
    clock: Schema.optional(Schema.declare(isClock, { message: "must be a function that gives milliseconds" })),
    organiser: Schema.optional(PrincipalId),
    payments: Schema.optional(Schema.declare(isPayments, { message: "must have the functions pay and lookUp" }))
  })
)

/** The ports with what the options put in place of the store's own. */
export const layerOf = <E>(
  ports: Layer.Layer<Ports, E>,
  { clock, payments }: { readonly [Name in keyof Options]?: Options[Name] | undefined }
): Layer.Layer<Ports, E> => {
  const paid = payments === undefined ? ports : layerPayments(payments).pipe(Layer.provideMerge(ports))
  return clock === undefined ? paid : Layer.succeed(Clock.Clock, clockOf(clock)).pipe(Layer.provideMerge(paid))
}
