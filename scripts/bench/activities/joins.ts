import { parseArgs } from "node:util"
import { layerWallet } from "@laurel/adapters/payments"
import { decodeDefinition, define, type Entry, join, joinWithFee, publish } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId } from "@laurel/core/shared"
import { Effect, Result } from "effect"
import { atOnce, printServed, rounds } from "./atOnce.ts"
import { bareTable, inserted } from "./bare.ts"
import { arrivals, userOf } from "./field.ts"
import { openServer } from "./openServer.ts"

// One person a call, many callers at once: joins without a fee, and with one that a wallet pays; beside as many callers' bare
// inserts of one row each. All have the same 16 connections.

const { values } = parseArgs({
  options: {
    joins: { type: "string", default: "1000" },
    rounds: { type: "string", default: "3" },
    callers: { type: "string", default: "64" }
  }
})
const count = Number(values.joins)
const callers = Number(values.callers)
const connections = 16
const present = Date.UTC(2026, 2, 1)
const olga = PrincipalId.make("olga")
const fee = 500n

const definitionOf = (id: string, prizes: object) =>
  Result.getOrThrow(
    decodeDefinition({
      id,
      name: "Bench",
      zone: "UTC",
      window: { start: "2026-04-01", end: "2026-05-01" },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" },
      ...prizes
    })
  )

const withFee = {
  currency: "EUR",
  prizes: {
    funding: { entryFee: `${fee}` },
    stages: [{ name: "main", awards: [{ _tag: "Proportional" }] }],
    residual: "Platform",
    degenerate: { allScoresZero: "Refund", noWinner: "Refund", oneEntrant: "Refund" }
  }
}

const entryOf = (number: number): Entry => ({
  participantId: ParticipantId.make(userOf(number)),
  userId: userOf(number),
  enteredAt: present,
  categories: [],
  status: "Active"
})

const opened = Effect.fnUntraced(function* (id: string, prizes: object) {
  yield* define(definitionOf(id, prizes), olga)
  yield* publish(ChallengeId.make(id), olga)
  return ChallengeId.make(id)
})

const { runtime, pool, dispose } = await openServer(present, connections)
try {
  await pool.query(bareTable)
  const free = await runtime.runPromise(opened("free", {}))
  const paid = await runtime.runPromise(opened("paid", withFee))
  const shape = { participants: count, inARow: 1 }
  let [next, bareNext] = [0, 0]
  const entries = (): ReadonlyArray<Entry> => Array.from({ length: count }, () => entryOf(next++))
  const bare = () => {
    bareNext += count
    return atOnce(callers, arrivals(bareNext, count, shape), (row) => inserted(pool, row))
  }
  const freely = () => atOnce(callers, entries(), (entry) => runtime.runPromise(join(free, [entry])))
  const paying = () =>
    atOnce(callers, entries(), (entry) => {
      const asked = { ...entry, fee: { payer: entry.userId, minorUnits: fee } }
      return runtime.runPromise(Effect.provide(joinWithFee(paid, asked, "bench"), layerWallet))
    })
  console.log(`joins one by one from ${callers} callers, ${connections} connections`)
  printServed("without a fee", "bare inserts", await rounds(Number(values.rounds), bare, freely))
  printServed("with a fee", "bare inserts", await rounds(Number(values.rounds), bare, paying))
} finally {
  await dispose()
}
