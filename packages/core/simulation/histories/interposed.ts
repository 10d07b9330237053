import { Context, Effect } from "effect"

/** What comes between a program and its ports: every call of one goes through it. */
export type Between = <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

const ours = "@laurel/core/"

/** The same services, with something between the program and every port of the core. */
export const interposed = <Services>(
  services: Context.Context<Services>,
  between: Between
): Context.Context<Services> =>
  Context.makeUnsafe(
    new Map(
      [...services.mapUnsafe].map(([key, service]) => [key, key.startsWith(ours) ? port(service, between) : service])
    )
  )

const port = <Port extends object>(service: Port, between: Between): Port =>
  new Proxy(service, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property)
      if (typeof method !== "function") return method
      return (...args: ReadonlyArray<unknown>) => {
        const answer: unknown = Reflect.apply(method, target, args)
        return Effect.isEffect(answer) ? between(answer) : answer
      }
    }
  })
