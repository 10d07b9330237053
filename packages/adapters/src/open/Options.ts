import { Clock, Layer } from "effect"
import { clockOf } from "./clockOf.ts"
import { layerPayments, type Payments } from "./Payments.ts"
import type { Ports } from "./Ports.ts"

/** What whoever opens Laurel may decide, whatever the store. */
export interface Options {
  /** The time, in milliseconds since 1970; the system's unless given. */
  readonly clock?: () => number
  /** Who acts where no one is named: `organiser` unless given. */
  readonly organiser?: string
  /** Who pays; a wallet inside the store unless given. */
  readonly payments?: Payments
}

/** The ports with what the options put in place of the store's own. */
export const layerOf = <E>(ports: Layer.Layer<Ports, E>, { clock, payments }: Options): Layer.Layer<Ports, E> => {
  const paid = payments === undefined ? ports : layerPayments(payments).pipe(Layer.provideMerge(ports))
  return clock === undefined ? paid : Layer.succeed(Clock.Clock, clockOf(clock)).pipe(Layer.provideMerge(paid))
}
