/** What is asked for: the resource that a request creates. */
export type Resource = "transfers" | "payment_intents" | "refunds"

/**
 * How the simulated provider treats a request on a bad day.
 *
 * **Details**: `declines`: nothing moves, and it says so. `fails before` and `fails after`: an error 500, nothing moved or the money
 * moved. `drops`: the money moved, and the connection is closed without an answer. `is silent`: the money moved, and no answer
 * ever comes. `loses`: nothing moved, and no answer ever comes. `is late`: the answer comes after `ms`. `answers twice`: the
 * same answer is written a second time. `is in progress`: a twin of the request is under way (409). `is busy`: too many
 * requests (429). `processes`: a payment that is neither paid nor refused yet.
 */
export type FaultKind =
  | "declines"
  | "fails before"
  | "fails after"
  | "drops"
  | "is silent"
  | "loses"
  | "is late"
  | "answers twice"
  | "is in progress"
  | "is busy"
  | "processes"

/** A fault that the next `times` requests to a resource meet. */
export interface Fault {
  readonly on: Resource
  readonly kind: FaultKind
  readonly times?: number
  readonly ms?: number
}
