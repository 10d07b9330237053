import { Connection } from "@laurel/adapters/postgres"
import { decodeDefinition, define, finish, join, publish, record } from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { approve, pay, plan, post, verify } from "@laurel/core/settlement"
import { Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"
import type { Tampered } from "./tamper.ts"

const spring = Result.getOrThrow(
  decodeDefinition({
    id: "spring",
    name: "Spring steps",
    zone: "Europe/Berlin",
    window: { start: "2026-03-01", end: "2026-04-01" },
    graceHours: 48,
    disputeHours: 24,
    metrics: [{ name: "steps", max: 100_000 }],
    score: { _tag: "Total", metric: "steps" },
    currency: "EUR",
    prizes: {
      funding: { entryFee: "2500" },
      deductions: [{ _tag: "PlatformFee", percent: "10%" }],
      stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }],
      residual: "Platform",
      degenerate: {
        emptyPool: "NoPrizes",
        oneEntrant: "Refund",
        allScoresZero: "Refund",
        noWinner: "Refund",
        everyoneWins: "PayAsRanked",
        fewerFinishersThanPlaces: "Redistribute"
      }
    }
  })
)
const { id } = spring
const [olivia, piet] = [PrincipalId.make("olivia"), PrincipalId.make("piet")]
const people = ["ada", "bob", "eve", "lin"]

const at = (text: string): number => Date.parse(text)

const life = Effect.fnUntraced(function* (clock: VirtualClock) {
  yield* define(spring, olivia)
  yield* publish(id, olivia)
  yield* join(
    id,
    people.map((name) => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt: at("2026-02-01T00:00:00Z"),
      categories: [],
      status: "Active",
      fee: { payer: name, minorUnits: 2_500n },
      ...(name === "lin" ? { eligibility: "RankedNotPaid" as const } : {})
    }))
  )
  clock.moveTo(at("2026-03-10T12:00:00Z"))
  yield* record(
    id,
    people.map((name, index) => ({
      receivedAt: at("2026-03-05T12:00:00Z"),
      activity: {
        userId: UserId.make(name),
        metric: Name.make("steps"),
        quantity: 15_000 - 1_000 * index,
        at: at("2026-03-05T08:00:00Z"),
        source: "watch",
        sourceKey: name,
        revision: 0,
        void: false
      }
    }))
  )
  clock.moveTo(at("2026-04-03T00:00:00Z"))
  yield* finish(id)
  const { hash } = yield* plan(id, olivia)
  clock.moveTo(at("2026-04-04T00:00:00Z"))
  yield* approve(id, hash, piet)
  yield* post(id)
  yield* pay(id, "worker")
})

/** A challenge that was settled and paid, with its plan. */
export const planWorld = Effect.gen(function* () {
  const clock = new VirtualClock(at("2026-02-01T00:00:00Z"))
  yield* Effect.provideService(life(clock), Clock.Clock, clock)
  const services = yield* Effect.context<Effect.Services<ReturnType<typeof verify>>>()
  const found = Effect.map(verify(id), (findings) => findings.length > 0).pipe(
    // What cannot even be read is found too, and said.
    Effect.catch(() => Effect.succeed(true)),
    Effect.provideService(Clock.Clock, clock)
  )
  const isFound = () => Effect.runPromiseWith(services)(found)
  const world: Tampered = { connection: yield* Connection, tables: ["plan", "plan_part", "settlement"], isFound }
  return world
})
