import { Effect, Option } from "effect"
import { entitlements, Ledger } from "../ledger/index.ts"
import type { Ranked } from "../ranking/index.ts"
import type { ChallengeId, ParticipantId } from "../shared/index.ts"
import type { HourOfNews } from "./News.ts"
import { Snapshots } from "./Snapshots.ts"
import { type Prize, Tallies, type Tally } from "./Tallies.ts"
import type { Member } from "./teamStandings.ts"

/** What the end of a challenge brings to its participants. */
interface Results {
  readonly places: ReadonlyMap<string, number>
  readonly prizes: ReadonlyMap<string, Prize>
}

/** Keeps what these members come to in the statistics, with the news. */
export const tallyAll = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  members: ReadonlyArray<Member>,
  news: ReadonlyArray<HourOfNews>
) {
  const results = yield* resultsOf(challengeId)
  yield* (yield* Tallies).put(
    challengeId,
    members.map((member) => tallyOf(member, results)),
    news
  )
})

const nothing: Results = { places: new Map(), prizes: new Map() }

/** Read in the transaction that took the change which the end of a challenge is. */
const resultsOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const final = yield* (yield* Snapshots).find(challengeId, "Final")
  if (Option.isNone(final)) return nothing
  return { places: placesOf(final.value.overall.ranked), prizes: yield* prizesOf(challengeId) }
})

/** Where everybody stands: one more than how many stand better, whatever the ranks are called. */
export const placesOf = (ranked: ReadonlyArray<Ranked>): ReadonlyMap<ParticipantId, number> => {
  const places = new Map<ParticipantId, number>()
  let [place, rank] = [0, 0]
  for (const [index, row] of ranked.entries()) {
    if (index === 0 || row.rank !== rank) [place, rank] = [index + 1, row.rank]
    places.set(row.standing.participantId, place)
  }
  return places
}

/** The kinds of entries by which prizes come into being and change. */
const ofPrizes = ["Settlement", "Correction", "Reversal"] as const

const prizesOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const posted = yield* (yield* Ledger).entriesOf(challengeId, ofPrizes)
  const prizes = new Map<string, Prize>()
  for (const { recipient, currency, entitled } of entitlements(posted, challengeId)) {
    if (entitled !== 0n) prizes.set(recipient, { currency, minorUnits: entitled })
  }
  return prizes
})

const tallyOf = ({ entry, standing, scored, progress }: Member, { places, prizes }: Results): Tally => {
  const { participantId, userId, status } = entry
  const place = places.get(participantId)
  const prize = prizes.get(participantId)
  return {
    participantId,
    userId,
    status,
    activeDays: scored.activeDays,
    ...(standing.status === "Scored" ? { score: standing.score } : {}),
    ...(progress === undefined || status !== "Active" ? {} : { progress }),
    ...(place === undefined ? {} : { place }),
    ...(prize === undefined ? {} : { prize })
  }
}
