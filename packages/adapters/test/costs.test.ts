import * as Memory from "@laurel/adapters/memory"
import { Context, Effect, Layer } from "effect"
import { costsAreConstant } from "./costs.ts"

let calls = 0

/** A port of which every call is counted. */
const counted = <Port extends object>(port: Port): Port =>
  new Proxy(port, {
    get: (target, property) => {
      const method: unknown = Reflect.get(target, property)
      if (typeof method !== "function") return method
      return (...given: ReadonlyArray<unknown>) => {
        calls += 1
        return Reflect.apply(method, target, given)
      }
    }
  })

const layer: typeof Memory.layer = Layer.effectContext(
  Effect.map(Layer.build(Memory.layer), (services) =>
    Context.makeUnsafe(new Map([...services.mapUnsafe].map(([key, service]) => [key, counted(service)])))
  )
)

costsAreConstant("calls of ports", { layer, count: () => calls }, { whole: [50, 500], untilPaid: [] }, 11)
