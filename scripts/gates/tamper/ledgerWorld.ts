import { Connection } from "@laurel/adapters/postgres"
import { audited } from "@laurel/core/audit"
import { book, decodeDefinition, define } from "@laurel/core/challenge"
import { type Account, type Entry, EntryId, type EntryKind, entry } from "@laurel/core/ledger"
import { SettlementStore, verifyLedger } from "@laurel/core/settlement"
import { Currency, ParticipantId, PrincipalId } from "@laurel/core/shared"
import { Effect, Layer, Result } from "effect"
import type { Tampered } from "./tamper.ts"

const march = Result.getOrThrow(
  decodeDefinition({
    id: "march",
    name: "March steps",
    zone: "Europe/Berlin",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  })
)
const { id: challengeId } = march

const entryOf = (kind: EntryKind, number: number, from: Account, to: Account): Entry =>
  Result.getOrThrow(
    entry(
      {
        id: EntryId.make(`${kind}:${number}`),
        at: Date.UTC(2026, 1, 1) + number,
        challengeId,
        kind,
        memo: `p${number}`,
        currency: Currency.make("EUR")
      },
      [{ from, to, minorUnits: 2_500n + BigInt(number) }]
    )
  )

const pool: Account = { _tag: "Pool", challengeId }
const fee = (number: number): Entry => entryOf("EntryFee", number, { _tag: "ProviderClearing" }, pool)

const settlement = Result.getOrThrow(
  entry(
    {
      id: EntryId.make("Settlement:1"),
      at: Date.UTC(2026, 3, 4),
      challengeId,
      kind: "Settlement",
      memo: "version 1",
      currency: Currency.make("EUR")
    },
    [1, 2, 3].map((number) => ({
      from: pool,
      to: { _tag: "Entitlement" as const, challengeId, participantId: ParticipantId.make(`p${number}`) },
      minorUnits: 1_000n * BigInt(number)
    }))
  )
)

const booked = (entries: ReadonlyArray<Entry>) =>
  audited({ action: "challenge.join", challengeId, by: PrincipalId.make("olivia") }, book(entries))

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => fee(from + index))

/** A challenge's ledger: fees that were sealed one by one and together, and a settlement with several postings. */
export const ledgerWorld = Effect.gen(function* () {
  yield* define(march, PrincipalId.make("olivia"))
  yield* booked(range(0, 3))
  yield* booked(range(3, 30))
  yield* booked([settlement])
  const services = yield* Effect.context<Effect.Services<ReturnType<typeof verifyLedger>>>()
  const isFound = () =>
    Effect.runPromiseWith(services)(
      // What cannot even be read is found too, and said.
      Effect.catch(
        Effect.map(verifyLedger(challengeId), (findings) => findings.length > 0),
        () => Effect.succeed(true)
      )
    )
  const tables = ["ledger_entry", "movement", "ledger_total", "balance"]
  const world: Tampered = { connection: yield* Connection, tables, isFound, except: ["balance.carry_over"] }
  return world
}).pipe(Effect.provide(Layer.mock(SettlementStore, { of: () => Effect.succeed([]) })))
