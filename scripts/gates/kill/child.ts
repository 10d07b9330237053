import { writeSync } from "node:fs"
import { ports, type Store } from "@laurel/adapters"
import { layerStripe } from "@laurel/adapters/payments"
import type { Ports } from "@laurel/core"
import { record } from "@laurel/core/challenge"
import { pay, reconcile } from "@laurel/core/settlement"
import { ChallengeId } from "@laurel/core/shared"
import { Clock, Effect, Layer } from "effect"
import { batches, batchOf } from "./world.ts"

// The process that is killed: `import` sends batches from one on, `pay` pays a settlement. What was acknowledged is told at once,
// by a write that has happened when it returns.

const [job, store, challenge = "", argument = "0", offset = "0", provider = ""] = process.argv.slice(2)

const tell = (line: string): void => void writeSync(1, `${line}\n`)

const importing = Effect.gen(function* () {
  for (let number = Number(argument); number < batches; number++) {
    yield* record(ChallengeId.make(challenge), batchOf(number, yield* Clock.currentTimeMillis))
    tell(`ack ${number}`)
  }
})

const paying = Effect.gen(function* () {
  yield* reconcile(ChallengeId.make(challenge))
  const after = yield* pay(ChallengeId.make(challenge), `worker ${process.pid}`)
  tell(`state ${after._tag}`)
})

const stripe = layerStripe({
  apiKey: "sk_test_simulated",
  baseUrl: provider,
  timeoutMs: 500,
  retries: 0,
  destinationOf: async (recipient) => `acct_${recipient}`,
  payerOf: async (payer) => ({ customer: `cus_${payer}`, paymentMethod: `pm_${payer}` })
})

const isStore = (text: string | undefined): text is Store => text !== undefined
if (!isStore(store)) throw new Error("which store?")

const opened = ports({ store, clock: () => Date.now() + Number(offset) })
const layer = provider === "" ? opened : stripe.pipe(Layer.provideMerge(opened))
await Effect.runPromise(
  Effect.andThen(
    Effect.sync(() => tell("ready")),
    Effect.suspend((): Effect.Effect<void, unknown, Ports> => (job === "pay" ? paying : importing))
  ).pipe(Effect.provide(layer))
)
tell("done")
