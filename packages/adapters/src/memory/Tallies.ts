import { type HourOfNews, noTotals, Tallies, type Tally, type TallyTotals, withTally } from "@laurel/core/challenge"
import { type ChallengeId, compareIds, type ParticipantId, type UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

type Hour = Pick<HourOfNews, "hour" | "joined" | "activities">

/** The statistics of one challenge. */
interface Counted {
  readonly tallies: Map<ParticipantId, Tally>
  readonly hours: Map<number, Hour>
  totals: TallyTotals
}

const withNews = (totals: TallyTotals, { activities, lastAt }: HourOfNews): TallyTotals => ({
  ...totals,
  activities: totals.activities + activities,
  changedAt: Math.max(lastAt, totals.changedAt ?? lastAt)
})

const restore = <Key, Value>(map: Map<Key, Value>, key: Key, before: Value | undefined): void => {
  if (before === undefined) map.delete(key)
  else map.set(key, before)
}

/** Statistics in the process's memory. */
export const layerTallies: Layer.Layer<Tallies, never, World> = Layer.effect(
  Tallies,
  Effect.gen(function* () {
    const world = yield* World
    const challenges = new Map<ChallengeId, Counted>()
    const users = new Map<UserId, Map<ChallengeId, Tally>>()
    const of = (id: ChallengeId): Counted => {
      const counted = challenges.get(id) ?? { tallies: new Map(), hours: new Map(), totals: noTotals }
      challenges.set(id, counted)
      return counted
    }
    const ofUser = (userId: UserId): Map<ChallengeId, Tally> => {
      const known = users.get(userId) ?? new Map<ChallengeId, Tally>()
      users.set(userId, known)
      return known
    }
    return Tallies.of({
      put: (challengeId, tallies, news) =>
        world.act((onRollback) => {
          const counted = of(challengeId)
          const before = counted.totals
          onRollback(() => {
            counted.totals = before
          })
          for (const tally of tallies) {
            const { participantId, userId } = tally
            const known = counted.tallies.get(participantId)
            if (known !== undefined) counted.totals = withTally(counted.totals, known, -1)
            counted.totals = withTally(counted.totals, tally, 1)
            counted.tallies.set(participantId, tally)
            ofUser(userId).set(challengeId, tally)
            onRollback(() => {
              restore(counted.tallies, participantId, known)
              restore(ofUser(userId), challengeId, known)
            })
          }
          for (const one of news) {
            const { hour, joined, activities } = one
            const known = counted.hours.get(hour)
            counted.totals = withNews(counted.totals, one)
            counted.hours.set(hour, {
              hour,
              joined: joined + (known?.joined ?? 0),
              activities: activities + (known?.activities ?? 0)
            })
            onRollback(() => restore(counted.hours, hour, known))
          }
        }),
      totals: (challengeId) => world.act(() => challenges.get(challengeId)?.totals ?? noTotals),
      ofUser: (userId) =>
        world.act(() =>
          [...(users.get(userId) ?? [])]
            .map(([challengeId, tally]) => ({ challengeId, ...tally }))
            .sort((a, b) => compareIds(a.challengeId, b.challengeId))
        ),
      busy: (fromHour) =>
        world.act(() =>
          [...challenges]
            .flatMap(([challengeId, { hours }]) =>
              [...hours.values()].filter(({ hour }) => hour >= fromHour).map((hour) => ({ challengeId, ...hour }))
            )
            .sort((a, b) => compareIds(a.challengeId, b.challengeId) || a.hour - b.hour)
        ),
      forgetHours: (before, limit) =>
        world.act((onRollback) => {
          const old = [...challenges.values()]
            .flatMap(({ hours }) =>
              [...hours.values()].filter(({ hour }) => hour < before).map((one) => ({ hours, one }))
            )
            .sort((a, b) => a.one.hour - b.one.hour)
            .slice(0, limit)
          for (const { hours, one } of old) {
            hours.delete(one.hour)
            onRollback(() => hours.set(one.hour, one))
          }
          return old.length
        })
    })
  })
)
