import { assert } from "@effect/vitest"
import { Clock, Effect, Layer, References } from "effect"
import {
  advance,
  Charges,
  chargesAskedAfterMs,
  Entries,
  find,
  join,
  joinWithFee,
  reconcileCharges
} from "../../src/challenge/index.ts"
import { PaymentProvider } from "../../src/payment/index.ts"
import { Jobs } from "../../src/runtime/index.ts"
import { cancel, giveUp, reclaim, SettlementStore } from "../../src/settlement/index.ts"
import { moneyHandlers, workOff } from "../../src/work/index.ts"
import { contract } from "../Contract.ts"
import { example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  books,
  currentLines,
  entryOf,
  inFebruary,
  moveTo,
  opened,
  organiser,
  posted,
  pretendedProvider,
  storyDefinition
} from "./world.ts"

const march = storyDefinition()
const adasLine = "prize:ada:main+0"

// Failures are what is shown here; there is no need to log them.
const work = Effect.provideService(workOff(moneyHandlers, "worker"), References.MinimumLogLevel, "Fatal")

/** The jobs there are: kind, state, tries. */
const jobs = Jobs.use((port) =>
  Effect.map(port.list(), (all) => all.map(({ kind, _tag, tries }) => `${kind} ${_tag} ${tries}`))
)

const states = Effect.fnUntraced(function* () {
  const state = (yield* (yield* SettlementStore).of(march.id)).at(-1)?._tag
  return [state, ...(yield* currentLines(march)).map(({ recipient, _tag }) => `${recipient} ${_tag}`)]
})

const pass = (millis: number) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => moveTo(new Date(now + millis).toISOString()))

/** What a worker does of what the use cases left it to do. */
export const jobsStory = contract<StoryPorts>("Story of the jobs", {
  "what is posted is paid by whoever works, and the challenge settled": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        assert.deepStrictEqual(yield* jobs, ["settlement.pay Waiting 0"])
        assert.deepStrictEqual(yield* work, { Done: 1, Failed: 0, GivenBack: 0, Lost: 0 })
        assert.deepStrictEqual(yield* states(), ["Settled", "ada Confirmed", "bob Confirmed", "lin Confirmed"])
        assert.strictEqual((yield* find(march.id))._tag, "Settled")
        assert.deepStrictEqual(yield* jobs, [])
      })
    )
  ),

  "a payout whose answer was lost is asked about later, and nobody is paid twice": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = pretendedProvider({ ada: "pays but the answer is lost" })
        yield* posted(march)
        yield* Effect.provide(work, provider.layer)
        assert.deepStrictEqual(yield* states(), ["NeedsAttention", "ada Unknown", "bob Confirmed", "lin Confirmed"])
        assert.deepStrictEqual(yield* jobs, ["settlement.reconcile Waiting 0"])
        yield* pass(300_000)
        assert.strictEqual((yield* Effect.provide(work, provider.layer)).Done, 1)
        assert.deepStrictEqual(yield* states(), ["Settled", "ada Confirmed", "bob Confirmed", "lin Confirmed"])
        assert.deepStrictEqual([...provider.paid].sort(), [
          ["ada", 1],
          ["bob", 1],
          ["lin", 1]
        ])
      })
    )
  ),

  "what the provider never heard of is asked about again and again, and in the end a person has to look (I19)": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = pretendedProvider({ ada: "is down" })
        yield* posted(march)
        yield* Effect.provide(work, provider.layer)
        let asked = 0
        for (let hours = 0; hours < 24; hours += 1) {
          yield* pass(3_600_000)
          asked += (yield* Effect.provide(work, provider.layer)).Failed
        }
        assert.strictEqual(asked, 12)
        assert.deepStrictEqual(yield* jobs, ["settlement.reconcile Dead 12"])
        assert.deepStrictEqual((yield* states())[1], "ada Unknown")
        assert.isTrue((yield* books(march)).sound)
      })
    )
  ),

  "a payout that is claimed late is paid by whoever works": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        yield* Effect.provide(work, pretendedProvider({ ada: "declines" }).layer)
        yield* giveUp(march.id, adasLine, organiser)
        assert.deepStrictEqual(yield* jobs, [])
        yield* reclaim(march.id, adasLine, organiser)
        assert.deepStrictEqual(yield* jobs, ["settlement.pay Waiting 0"])
        yield* work
        assert.deepStrictEqual((yield* states())[1], "ada Confirmed")
      })
    )
  ),

  "whom the clock disappoints gets the money back without anybody asking (I29)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(storyDefinition({ entries: { minimum: 3 } }), ["ada", "bob"])
        yield* moveTo("2026-04-01T12:00:00Z")
        assert.strictEqual((yield* advance(march.id))._tag, "Cancelled")
        assert.deepStrictEqual(yield* jobs, ["settlement.refund Waiting 0"])
        assert.strictEqual((yield* work).Done, 2)
        assert.deepStrictEqual(yield* states(), ["Refunded", "ada Confirmed", "bob Confirmed"])
        assert.deepStrictEqual(yield* jobs, [])
      })
    )
  ),

  "a fee for which nobody could enter any more is given back without anybody asking": example(
    inFebruary(
      Effect.gen(function* () {
        const losing = pretendedProvider({ ada: "pays but the answer is lost" })
        const provider = pretendedProvider({})
        yield* opened(march, [])
        yield* Effect.provide(joinWithFee(march.id, entryOf("ada"), "w1"), losing.layer)
        yield* join(march.id, [entryOf("ada")])
        yield* Effect.provide(reconcileCharges(march.id), losing.layer)
        assert.strictEqual((yield* books(march)).refundOwedTo("ada"), 2500n)
        yield* Effect.provide(work, provider.layer)
        assert.strictEqual((yield* books(march)).refundOwedTo("ada"), 0n)
        assert.deepStrictEqual(
          provider.requests.map(({ recipient, minorUnits }) => `${recipient} ${minorUnits}`),
          ["ada 2500"]
        )
        assert.deepStrictEqual(yield* jobs, ["challenge.reconcile-charges Waiting 0"])
      })
    )
  ),

  "a charge whose answer was lost is asked about later: whoever was charged has entered, without anybody asking":
    example(
      inFebruary(
        Effect.gen(function* () {
          const provider = pretendedProvider({ ada: "pays but the answer is lost" })
          yield* opened(march, [])
          const joined = yield* Effect.provide(joinWithFee(march.id, entryOf("ada"), "w1"), provider.layer)
          assert.strictEqual(joined._tag, "ChargePending")
          assert.deepStrictEqual(yield* jobs, ["challenge.reconcile-charges Waiting 0"])
          assert.strictEqual((yield* Effect.provide(work, provider.layer)).Done, 0)
          yield* pass(chargesAskedAfterMs)
          assert.strictEqual((yield* Effect.provide(work, provider.layer)).Done, 1)
          assert.strictEqual((yield* books(march)).pool, 2500n)
          assert.deepStrictEqual(
            (yield* (yield* Entries).all(march.id)).map(({ participantId }): string => participantId),
            ["ada"]
          )
          assert.deepStrictEqual(yield* jobs, [])
        })
      )
    ),

  "a charge that was left behind before it was sent is given up by whoever works, and its place is free again": example(
    inFebruary(
      Effect.gen(function* () {
        const small = storyDefinition({ entries: { minimum: 1, maximum: 1 } })
        yield* opened(small, [])
        const charges = yield* Charges
        const slow = Charges.of({
          ...charges,
          add: (charge) => Effect.tap(charges.add(charge), () => pass(chargesAskedAfterMs))
        })
        yield* joinWithFee(small.id, entryOf("ada"), "w1").pipe(Effect.provideService(Charges, slow))
        assert.deepInclude(yield* joinWithFee(small.id, entryOf("bob"), "w1"), { reason: "FieldFull" })
        yield* pass(chargesAskedAfterMs)
        assert.strictEqual((yield* work).Done, 1)
        assert.deepStrictEqual(yield* jobs, [])
        assert.deepInclude(yield* joinWithFee(small.id, entryOf("bob"), "w1"), { _tag: "Entered" })
      }).pipe(Effect.provide(pretendedProvider({}).layer))
    )
  ),

  "a charge that somebody still works on is looked at later, and whoever was killed after charging is made up for":
    example(
      inFebruary(
        Effect.gen(function* () {
          const provider = pretendedProvider({})
          const killed = Layer.effect(
            PaymentProvider,
            Effect.map(PaymentProvider, (port) =>
              PaymentProvider.of({
                ...port,
                charge: (request) => Effect.andThen(port.charge(request), Effect.interrupt)
              })
            )
          ).pipe(Layer.provide(provider.layer))
          yield* opened(march, [])
          yield* Effect.provide(joinWithFee(march.id, entryOf("ada"), "w1"), provider.layer)
          yield* pass(chargesAskedAfterMs - 1_000)
          yield* Effect.exit(Effect.provide(joinWithFee(march.id, entryOf("bob"), "w1"), killed))
          yield* pass(1_000)
          assert.strictEqual((yield* Effect.provide(work, provider.layer)).Done, 1)
          assert.deepStrictEqual(yield* jobs, ["challenge.reconcile-charges Waiting 0"])
          assert.strictEqual((yield* books(march)).pool, 2500n)
          yield* pass(chargesAskedAfterMs)
          assert.strictEqual((yield* Effect.provide(work, provider.layer)).Done, 1)
          assert.strictEqual((yield* books(march)).pool, 5000n)
          assert.deepStrictEqual(yield* jobs, [])
        })
      )
    ),

  "a charge that the provider never heard of is asked about again and again, and in the end a person has to look (I19)":
    example(
      inFebruary(
        Effect.gen(function* () {
          const provider = pretendedProvider({ ada: "is down" })
          yield* opened(march, [])
          yield* Effect.provide(joinWithFee(march.id, entryOf("ada"), "w1"), provider.layer)
          let asked = 0
          for (let hours = 0; hours < 24; hours += 1) {
            yield* pass(3_600_000)
            asked += (yield* Effect.provide(work, provider.layer)).Failed
          }
          assert.strictEqual(asked, 12)
          assert.deepStrictEqual(yield* jobs, ["challenge.reconcile-charges Dead 12"])
        })
      )
    ),

  "what the organiser cancels is refunded once": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = pretendedProvider({})
        yield* opened(march, ["ada", "bob"])
        yield* cancel(march.id, organiser, "rain")
        yield* Effect.provide(work, provider.layer)
        yield* Effect.provide(work, provider.layer)
        assert.deepStrictEqual(yield* states(), ["Refunded", "ada Confirmed", "bob Confirmed"])
        assert.deepStrictEqual([...provider.paid].sort(), [
          ["ada", 1],
          ["bob", 1]
        ])
      })
    )
  )
})
