import { byHour, type Changed, type News, type TakenChanges } from "../../src/challenge/index.ts"
import { type ChallengeId, compareIds, type Instant, type UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

interface Addition {
  readonly changed: Changed
  readonly news: News | undefined
}

interface Waiting {
  readonly version: number
  readonly additions: ReadonlyArray<Addition>
  readonly refreshAt?: Instant
}

/** What `Outbox` promises, over one list a challenge. */
export type OutboxModel = ReadonlyMap<ChallengeId, Waiting>

const of = (model: OutboxModel, challengeId: ChallengeId): Waiting =>
  model.get(challengeId) ?? { version: 0, additions: [] }

const put = (model: OutboxModel, challengeId: ChallengeId, waiting: Waiting): OutboxModel =>
  new Map([...model, [challengeId, waiting]])

export const add = (
  model: OutboxModel,
  challengeId: ChallengeId,
  changed: Changed,
  news?: News
): Prediction<OutboxModel> => {
  const before = of(model, challengeId)
  return [
    undefined,
    changed.length === 0
      ? model
      : put(model, challengeId, { ...before, additions: [...before.additions, { changed, news }] })
  ]
}

export const refreshAt = (
  model: OutboxModel,
  challengeId: ChallengeId,
  at: Instant | undefined
): Prediction<OutboxModel> => {
  const { refreshAt: _, ...before } = of(model, challengeId)
  return [undefined, put(model, challengeId, at === undefined ? before : { ...before, refreshAt: at })]
}

const isDue = ({ refreshAt: at }: Waiting, now: Instant): boolean => at !== undefined && at <= now

const namedIn = (changed: Changed): ReadonlyArray<UserId> => (changed === "Everybody" ? [] : changed)

const namedBy = (additions: ReadonlyArray<Addition>): ReadonlyArray<UserId> =>
  [...new Set(additions.flatMap(({ changed }) => namedIn(changed)))].sort(compareIds)

const newsOf = (additions: ReadonlyArray<Addition>) =>
  byHour(additions.flatMap(({ changed, news }) => (news === undefined ? [] : [[news, namedIn(changed)] as const])))

/** How many additions are taken. */
const taken = (additions: ReadonlyArray<Addition>, limit: number): number => {
  const sums = additions.map((_, at) =>
    additions.slice(0, at + 1).reduce((sum, { changed }) => sum + changed.length, 0)
  )
  return Math.max(1, sums.filter((sum) => sum <= limit).length)
}

export const take = (
  model: OutboxModel,
  challengeId: ChallengeId,
  now: Instant,
  limit: number
): readonly [TakenChanges | undefined, OutboxModel] => {
  const before = of(model, challengeId)
  const isEverybody = isDue(before, now) || before.additions.some(({ changed }) => changed === "Everybody")
  if (before.additions.length === 0 && !isEverybody) return [undefined, model]
  const version = before.version + 1
  if (isEverybody) {
    const { refreshAt: at } = before
    const later = at === undefined || at <= now ? {} : { refreshAt: at }
    return [
      { version, userIds: namedBy(before.additions), isEverybody, isMore: false, news: newsOf(before.additions) },
      put(model, challengeId, { version, additions: [], ...later })
    ]
  }
  const count = taken(before.additions, limit)
  const first = before.additions.slice(0, count)
  return [
    {
      version,
      userIds: namedBy(first),
      isEverybody,
      isMore: count < before.additions.length,
      news: newsOf(first)
    },
    put(model, challengeId, { ...before, version, additions: before.additions.slice(count) })
  ]
}

export const waiting = (
  model: OutboxModel,
  now: Instant,
  limit: number,
  after?: ChallengeId
): ReadonlyArray<ChallengeId> =>
  [...model]
    .filter(([, one]) => one.additions.length > 0 || isDue(one, now))
    .map(([challengeId]) => challengeId)
    .filter((challengeId) => after === undefined || compareIds(challengeId, after) > 0)
    .sort(compareIds)
    .slice(0, limit)

export const oldest = (model: OutboxModel, now: Instant): Instant | undefined => {
  const instants = [...model.values()].flatMap((one) => [
    ...one.additions.flatMap(({ news }) => news?.at ?? []),
    ...(isDue(one, now) ? [one.refreshAt ?? now] : [])
  ])
  return instants.length === 0 ? undefined : Math.min(...instants)
}
