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

/** Lets go of an hour of which nothing is left. */
const dropEmpty = (
  active: Map<number, Map<ChallengeId, Set<UserId>>>,
  hour: number,
  onRollback: (undo: () => void) => void
): void => {
  const challenges = active.get(hour)
  if (challenges === undefined || [...challenges.values()].some(({ size }) => size > 0)) return
  active.delete(hour)
  onRollback(() => active.set(hour, challenges))
}

/** Statistics in the process's memory. */
export const layerTallies: Layer.Layer<Tallies, never, World> = Layer.effect(
  Tallies,
  Effect.gen(function* () {
    const world = yield* World
    const challenges = new Map<ChallengeId, Counted>()
    const users = new Map<UserId, Map<ChallengeId, Tally>>()
    /** Who was active, by hour and challenge. */
    const active = new Map<number, Map<ChallengeId, Set<UserId>>>()
    const activeIn = (hour: number, challengeId: ChallengeId): Set<UserId> => {
      const ofHour = active.get(hour) ?? new Map<ChallengeId, Set<UserId>>()
      active.set(hour, ofHour)
      const ofChallenge = ofHour.get(challengeId) ?? new Set()
      ofHour.set(challengeId, ofChallenge)
      return ofChallenge
    }
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
            const there = activeIn(hour, challengeId)
            for (const userId of one.active) {
              if (there.has(userId)) continue
              there.add(userId)
              onRollback(() => there.delete(userId))
            }
          }
        }),
      totals: (challengeId) => world.act(() => challenges.get(challengeId)?.totals ?? noTotals),
      ofUser: (userId) =>
        world.act(() =>
          [...(users.get(userId) ?? [])]
            .map(([challengeId, tally]) => ({ challengeId, ...tally }))
            .sort((a, b) => compareIds(a.challengeId, b.challengeId))
        ),
      entered: (userIds) =>
        world.act(() =>
          [...new Set(userIds)]
            .flatMap((userId) =>
              [...(users.get(userId) ?? [])].map(([challengeId, { participantId }]) => ({
                userId,
                challengeId,
                participantId
              }))
            )
            .sort((a, b) => compareIds(a.userId, b.userId) || compareIds(a.challengeId, b.challengeId))
        ),
      active: (fromHour) =>
        world.act(() =>
          [...active]
            .map(([hour, challenges]) => ({
              hour,
              users: new Set([...challenges.values()].flatMap((of) => [...of])).size
            }))
            .filter(({ hour, users }) => hour >= fromHour && users > 0)
            .sort((a, b) => a.hour - b.hour)
        ),
      forgetActive: (before, limit) =>
        world.act((onRollback) => {
          const old = [...active]
            .filter(([hour]) => hour < before)
            .sort(([a], [b]) => a - b)
            .flatMap(([, challenges]) =>
              [...challenges.values()].flatMap((there) => [...there].map((userId) => ({ there, userId })))
            )
            .slice(0, limit)
          for (const { there, userId } of old) {
            there.delete(userId)
            onRollback(() => there.add(userId))
          }
          for (const hour of [...active.keys()].filter((hour) => hour < before)) dropEmpty(active, hour, onRollback)
          return old.length
        }),
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
