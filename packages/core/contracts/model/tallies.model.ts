import type {
  ActiveHour,
  BusyHour,
  HourOfNews,
  Taking,
  Tally,
  TallyTotals,
  UserTally
} from "../../src/challenge/index.ts"
import { type ChallengeId, compareIds, type UserId } from "../../src/shared/index.ts"

interface Put {
  readonly challengeId: ChallengeId
  readonly tallies: ReadonlyArray<Tally>
  readonly news: ReadonlyArray<HourOfNews>
  /** The hours of the news before this one are forgotten. */
  readonly forgottenBefore?: number
  /** Who was active before this hour is forgotten. */
  readonly inactiveBefore?: number
}

/** What `Tallies` promises, over all that was ever put. */
export type TalliesModel = ReadonlyArray<Put>

export const put = (model: TalliesModel, more: Put): TalliesModel => [...model, more]

/** The last tally of each participant. */
const latest = (model: TalliesModel, challengeId: ChallengeId): ReadonlyArray<Tally> => [
  ...new Map(
    model
      .filter((one) => one.challengeId === challengeId)
      .flatMap(({ tallies }) => tallies)
      .map((tally) => [tally.participantId, tally] as const)
  ).values()
]

const sum = (numbers: ReadonlyArray<number>): bigint => numbers.reduce((total, number) => total + BigInt(number), 0n)

export const totals = (model: TalliesModel, challengeId: ChallengeId): TallyTotals => {
  const tallies = latest(model, challengeId)
  const news = model.filter((one) => one.challengeId === challengeId).flatMap((one) => one.news)
  const inStatus = (status: Tally["status"]): number => tallies.filter((tally) => tally.status === status).length
  const scores = tallies.flatMap(({ score }) => score ?? [])
  const progresses = tallies.flatMap(({ progress }) => progress ?? [])
  return {
    active: inStatus("Active"),
    withdrawn: inStatus("Withdrawn"),
    disqualified: inStatus("Disqualified"),
    started: tallies.filter(({ activeDays }) => activeDays > 0).length,
    scored: scores.length,
    score: sum(scores),
    measured: progresses.length,
    progress: sum(progresses),
    activities: Number(sum(news.map(({ activities }) => activities))),
    ...(news.length === 0 ? {} : { changedAt: Math.max(...news.map(({ lastAt }) => lastAt)) })
  }
}

const challengesIn = (model: TalliesModel): ReadonlyArray<ChallengeId> =>
  [...new Set(model.map(({ challengeId }) => challengeId))].sort(compareIds)

export const ofUser = (model: TalliesModel, userId: UserId): ReadonlyArray<UserTally> =>
  challengesIn(model).flatMap((challengeId) =>
    latest(model, challengeId)
      .filter((tally) => tally.userId === userId)
      .map((tally) => ({ challengeId, ...tally }))
  )

export const entered = (model: TalliesModel, userIds: ReadonlyArray<UserId>): ReadonlyArray<Taking> =>
  [...new Set(userIds)]
    .sort(compareIds)
    .flatMap((userId) =>
      ofUser(model, userId).map(({ challengeId, participantId }) => ({ userId, challengeId, participantId }))
    )

/** Each user, hour and challenge once. */
const activities = (model: TalliesModel) => {
  const all = model.flatMap(({ challengeId, news, inactiveBefore }) =>
    news
      .filter(({ hour }) => hour >= (inactiveBefore ?? hour))
      .flatMap(({ hour, active }) => active.map((userId) => ({ challengeId, hour, userId })))
  )
  return [...new Map(all.map((one) => [JSON.stringify([one.challengeId, one.hour, one.userId]), one])).values()]
}

export const active = (model: TalliesModel, fromHour: number): ReadonlyArray<ActiveHour> => {
  const all = activities(model)
  const hours = [...new Set(all.map(({ hour }) => hour))].sort((a, b) => a - b)
  return hours
    .filter((hour) => hour >= fromHour)
    .map((hour) => ({ hour, users: new Set(all.flatMap((one) => (one.hour === hour ? [one.userId] : []))).size }))
}

export const forgetActive = (model: TalliesModel, before: number): readonly [number, TalliesModel] => [
  activities(model).filter(({ hour }) => hour < before).length,
  model.map((one) => ({ ...one, inactiveBefore: Math.max(before, one.inactiveBefore ?? before) }))
]

export const busy = (model: TalliesModel, fromHour: number): ReadonlyArray<BusyHour> =>
  challengesIn(model).flatMap((challengeId) => {
    const news = model
      .filter((one) => one.challengeId === challengeId)
      .flatMap((one) => one.news.filter(({ hour }) => hour >= (one.forgottenBefore ?? hour)))
    const hours = [...new Set(news.map(({ hour }) => hour))].sort((a, b) => a - b)
    return hours
      .filter((hour) => hour >= fromHour)
      .map((hour) => {
        const inHour = news.filter((one) => one.hour === hour)
        return {
          challengeId,
          hour,
          joined: Number(sum(inHour.map(({ joined }) => joined))),
          activities: Number(sum(inHour.map(({ activities }) => activities)))
        }
      })
  })

export const forgetHours = (model: TalliesModel, before: number): readonly [number, TalliesModel] => [
  busy(model, Number.NEGATIVE_INFINITY).filter(({ hour }) => hour < before).length,
  model.map((one) => ({ ...one, forgottenBefore: Math.max(before, one.forgottenBefore ?? before) }))
]
