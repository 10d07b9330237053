import { Context, Effect } from "effect"

/** Where a program is stopped: at its n-th call of a port (from 0), before the call does anything or once it is done. */
export interface Crash {
  readonly call: number
  readonly when: "before" | "after"
}

/** What a program did until it ended or was stopped: its calls of ports, in order, as `Port.method`. */
export interface Watch {
  readonly calls: Array<string>
  readonly crash: Crash | undefined
  /** Where it says so, each call waits for its turn: how programs that run together interleave is somebody else's choice. */
  readonly turn?: (call: string) => Promise<void>
  /** From here on nothing reaches a port any more, not even from a finalizer: a process that is gone does nothing. */
  isOver: boolean
}

const ours = "@laurel/core/"

const nameOf = (key: string): string => key.slice(key.lastIndexOf("/") + 1)

/**
 * The same services, with every port of the core watched: each call is written down, and at the crash the program stops.
 *
 * **Details**: a stop is an interruption, the one thing that no use case takes for an answer. Whatever transaction is open
 * rolls back, as a database does when its client is gone. `Transaction.transact` is a call like any other: before it nothing
 * has begun, after it everything is committed.
 */
export const watched = <Services>(services: Context.Context<Services>, watch: Watch): Context.Context<Services> =>
  Context.makeUnsafe(
    new Map(
      [...services.mapUnsafe].map(([key, service]) => [
        key,
        key.startsWith(ours) ? watchedPort(nameOf(key), service, watch) : service
      ])
    )
  )

const watchedPort = <Port extends object>(port: string, service: Port, watch: Watch): Port =>
  new Proxy(service, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property)
      if (typeof method !== "function") return method
      return (...args: ReadonlyArray<unknown>) => {
        const answer: unknown = Reflect.apply(method, target, args)
        return Effect.isEffect(answer) ? boundary(`${port}.${String(property)}`, answer, watch) : answer
      }
    }
  })

const boundary = <A, E, R>(call: string, effect: Effect.Effect<A, E, R>, watch: Watch): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    if (watch.isOver) return Effect.interrupt
    const at = watch.calls.push(call) - 1
    const crashes = watch.crash?.call === at ? watch.crash.when : undefined
    if (crashes === "before") return stop(watch)
    const { turn } = watch
    const inTurn =
      turn === undefined
        ? effect
        : Effect.andThen(
            Effect.promise(() => turn(call)),
            effect
          )
    return crashes === "after" ? Effect.andThen(inTurn, stop(watch)) : inTurn
  })

const stop = (watch: Watch): Effect.Effect<never> =>
  Effect.suspend(() => {
    watch.isOver = true
    return Effect.interrupt
  })
