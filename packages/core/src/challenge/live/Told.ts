import { Option } from "effect"
import { type ChallengeId, type Instant, sha256Hex } from "../../shared/index.ts"

/** What somebody has been told of what they did: since when, and of each challenge up to which change. */
export interface Told {
  readonly since: Instant
  /** By `markKey`. */
  readonly upTo: ReadonlyMap<string, number>
}

/** By what a challenge is known where its id would be too long, or no text for a header: no two of somebody's have the same. */
export const markKey = (challengeId: ChallengeId): string => sha256Hex(challengeId).slice(0, 10)

/** What has been told of a challenge; nothing where it was not followed. */
export const toldOf = ({ upTo }: Told, challengeId: ChallengeId): number | undefined => upTo.get(markKey(challengeId))

/** As before, and a challenge up to a change. */
export const withTold = ({ since, upTo }: Told, challengeId: ChallengeId, change: number): Told => ({
  since,
  upTo: new Map([...upTo, [markKey(challengeId), change]])
})

/** As before, of these challenges alone. */
export const withoutOthers = ({ since, upTo }: Told, challengeIds: Iterable<ChallengeId>): Told => {
  const keys = new Set([...challengeIds].map(markKey))
  return { since, upTo: new Map([...upTo].filter(([key]) => keys.has(key))) }
}

/** A text of it for the id of an event. */
export const toldText = ({ since, upTo }: Told): string =>
  [since.toString(36), ...[...upTo].map(([key, change]) => `${key}~${change.toString(36)}`)].join(".")

/** So long is a text of what has been told at most: of `mostFollowed` challenges. */
export const longestTold = 2_500

const written = /^[0-9a-z]{1,10}(?:\.[0-9a-f]{10}~[0-9a-z]{1,11})*$/

/** What whoever names this event has been told; nothing when the text is not the id of one. */
export const readTold = (text: string): Option.Option<Told> => {
  if (text.length > longestTold || !written.test(text)) return Option.none()
  const [since = "", ...marks] = text.split(".")
  const upTo = new Map(marks.map((mark): [string, number] => [mark.slice(0, 10), Number.parseInt(mark.slice(11), 36)]))
  const isExact = [...upTo.values()].every(Number.isSafeInteger)
  return isExact ? Option.some({ since: Number.parseInt(since, 36), upTo }) : Option.none()
}
