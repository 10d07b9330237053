import { Context, Effect, Layer, Option } from "effect"
import { ChallengeStore } from "../src/challenge/index.ts"
import { draftOf } from "./arbitraries/challenge.ts"
import { type Contract, contract, type Test } from "./Contract.ts"
import { spring, summer } from "./cast.ts"

/**
 * The contract of a port that keeps facts about challenges: the challenge has to be there before its facts, so every world
 * begins with the challenges of the cast, where the layer has a store of challenges at all.
 */
export const contractOfFacts = <Ports>(port: string, tests: Readonly<Record<string, Test<Ports>>>): Contract<Ports> => {
  const declare = contract(port, tests)
  return (adapter, layer, options) => declare(adapter, withCast(layer), options)
}

const withCast = <Ports>(layer: Layer.Layer<Ports, unknown>): Layer.Layer<Ports, unknown> =>
  Layer.tap(layer, (ports) =>
    Option.match(Context.getOption(ports, ChallengeStore), {
      onNone: () => Effect.void,
      onSome: (store) => Effect.forEach([spring, summer], (id) => store.insert(draftOf(id, 0)), { discard: true })
    })
  )
