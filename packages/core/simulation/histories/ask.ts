import { Effect, Result } from "effect"
import type { Arrival, Outcome } from "../../src/activity/index.ts"
import {
  amend,
  decodeDefinition,
  type Entry,
  type EntryOutcome,
  entryToAmend,
  explain,
  freeze,
  join,
  record,
  review,
  standings,
  unfreeze
} from "../../src/challenge/index.ts"
import { Ledger } from "../../src/ledger/index.ts"
import { Transaction } from "../../src/runtime/index.ts"
import {
  type ChallengeId,
  Currency,
  type Instant,
  Name,
  ParticipantId,
  PrincipalId,
  UserId
} from "../../src/shared/index.ts"
import type { ContestAnswer, ContestCommand, Row } from "./Contest.ts"
import { contestTerms } from "./contestModel.ts"

/** When all of it happens: within the window, which is open for entries too. */
export const contestInstant: Instant = Date.parse("2026-03-10T12:00:00Z")

export const contestOrganiser = PrincipalId.make("olivia")

const source = "watch"

/** The challenge that callers share: the terms of the model, in March 2026. */
export const contestDefinition = (id: ChallengeId) =>
  Result.getOrThrow(
    decodeDefinition({
      id,
      name: "Contest",
      zone: "UTC",
      window: { start: "2026-03-10", end: "2026-04-01" },
      entries: { maximum: contestTerms.maximum },
      metrics: [{ name: "steps", plausible: { perActivity: contestTerms.plausible } }],
      score: { _tag: "Total", metric: "steps" },
      currency: "EUR",
      prizes: {
        funding: { entryFee: `${contestTerms.fee}` },
        stages: [{ name: "main", awards: [{ _tag: "Proportional" }] }],
        residual: "Platform",
        degenerate: { allScoresZero: "Refund", noWinner: "Refund", oneEntrant: "Refund", everyoneWins: "PayAsRanked" }
      }
    })
  )

const entryOf = (person: string): Entry => ({
  participantId: ParticipantId.make(person),
  userId: UserId.make(person),
  enteredAt: contestInstant,
  categories: [],
  status: "Active",
  fee: { payer: person, minorUnits: BigInt(contestTerms.fee) }
})

const arrivalOf = ({ person, key, revision, quantity, void: isVoid }: Row): Arrival => ({
  receivedAt: contestInstant,
  activity: {
    userId: UserId.make(person),
    metric: Name.make("steps"),
    quantity,
    at: contestInstant,
    source,
    sourceKey: key,
    revision,
    void: isVoid
  }
})

const wordOf = (outcome: EntryOutcome | Outcome): string => ("reason" in outcome ? outcome.reason : outcome._tag)

const done: ContestAnswer = { _tag: "Done" }

const explained = Effect.fnUntraced(function* (challengeId: ChallengeId, person: string) {
  const { explanation, held } = yield* explain(challengeId, ParticipantId.make(person))
  const counting = explanation.contributions.flatMap((part) => (part._tag === "Activity" ? [part.activity] : []))
  const others = held.flatMap(({ arrival, outcome }) => (outcome._tag === "Refused" ? [] : [arrival.activity]))
  const told = (counts: boolean) => (activity: Arrival["activity"]) => ({
    key: activity.sourceKey,
    revision: activity.revision,
    counts
  })
  const activities = [...counting.map(told(true)), ...others.map(told(false))]
  return {
    _tag: "Explained" as const,
    score: explanation.scored.score,
    activities: activities.sort((a, b) => (a.key < b.key ? -1 : 1))
  }
})

/** Somebody is judged otherwise; what else is kept of them stays. */
const judged = Effect.fnUntraced(function* (challengeId: ChallengeId, person: string, status: Entry["status"]) {
  const { transact } = yield* Transaction
  yield* transact(
    Effect.gen(function* () {
      const entry = yield* entryToAmend(challengeId, ParticipantId.make(person))
      yield* amend(challengeId, { ...entry, status }, contestOrganiser)
    })
  )
  return done
})

/** Asks a command of the real use cases, and gives what they answer as plain data. */
export const ask = Effect.fnUntraced(function* (challengeId: ChallengeId, command: ContestCommand) {
  switch (command._tag) {
    case "Join":
      return outcomesOf(yield* join(challengeId, command.people.map(entryOf)))
    case "Record":
      return outcomesOf(yield* record(challengeId, command.rows.map(arrivalOf)))
    case "Review": {
      const activity = yield* review(challengeId, { source, sourceKey: command.key }, command.verdict, contestOrganiser)
      return { _tag: "Reviewed" as const, quantity: activity?.quantity ?? null }
    }
    case "Amend":
      return yield* judged(challengeId, command.person, command.status)
    case "Freeze":
      return yield* Effect.as(freeze(challengeId, contestOrganiser), done)
    case "Unfreeze":
      return yield* Effect.as(unfreeze(challengeId, contestOrganiser), done)
    case "Board": {
      const { overall } = yield* standings(challengeId, command.view)
      const lines = overall.ranked.map(({ rank, standing }) => `${rank} ${standing.participantId} ${standing.score}`)
      return { _tag: "Board" as const, lines }
    }
    case "Explain":
      return yield* explained(challengeId, command.person)
    case "Pool": {
      const [held] = yield* (yield* Ledger).held([{ _tag: "Pool", challengeId }], Currency.make("EUR"))
      return { _tag: "Pool" as const, minorUnits: Number(held ?? 0n) }
    }
  }
})

const outcomesOf = (outcomes: ReadonlyArray<EntryOutcome | Outcome>): ContestAnswer => ({
  _tag: "Outcomes",
  outcomes: outcomes.map(wordOf)
})
