import { Schema } from "effect"
import {
  type Canonical,
  type ChallengeId,
  canonicalJson,
  formatInstant,
  type Instant,
  sha256Hex
} from "../shared/index.ts"

/**
 * What may be told to others, in words of the field.
 *
 * **Details**: `challenge.started` when the window opens, `challenge.closed` when it is over, `challenge.finished` when the standings are
 * final. `settlement.planned` when a plan is published, `settlement.settled` when every payout has come to an end. `payout.failed` for what
 * was refused or came back.
 */
export const eventTypes = [
  "challenge.published",
  "challenge.started",
  "challenge.closed",
  "challenge.finished",
  "challenge.cancelled",
  "entry.joined",
  "entry.withdrawn",
  "settlement.planned",
  "settlement.approved",
  "settlement.posted",
  "settlement.settled",
  "payout.paid",
  "payout.failed"
] as const
/** One of them, as it is written. */
export const EventType = Schema.Literals(eventTypes)
export type EventType = typeof EventType.Type

/** What happened to a challenge: a few plain facts, by which whoever is told looks up the rest. */
export interface Happening {
  readonly type: EventType
  readonly data: { readonly [key: string]: Canonical }
}

/** The name of one event: whoever is told of it twice knows it again. */
export const EventId = Schema.String.check(
  Schema.isPattern(/^evt_[0-9a-f]{32}$/, { message: "is no name of an event" })
).pipe(Schema.brand("EventId"))
export type EventId = typeof EventId.Type

/** An event as it is sent to everybody who wants it. */
export interface WebhookEvent {
  readonly id: EventId
  readonly type: EventType
  readonly challengeId: ChallengeId
  readonly at: Instant
  /** What is sent: canonical JSON of its type, time and facts. */
  readonly body: string
}

/** No body is longer, in bytes: receivers reject what is large. */
export const largestBody = 20_000

/** Names in one event take up so many bytes at most: the rest of a body is for the envelope. */
const namesBytes = largestBody - 4_000

/** The event of something that happened. The same at the same instant is the same event: it is told once, whoever tells it again. */
export const eventOf = (challengeId: ChallengeId, { type, data }: Happening, at: Instant): WebhookEvent => {
  const body = canonicalJson({ data: { challenge_id: challengeId, ...data }, timestamp: formatInstant(at), type })
  return { id: EventId.make(`evt_${sha256Hex(body).slice(0, 32)}`), type, challengeId, at, body }
}

/** The same said of many, in as many happenings as it takes for none to be too large; of nobody, nothing. */
export const saidOfMany = (
  type: EventType,
  name: string,
  ids: ReadonlyArray<string>,
  data: Happening["data"] = {}
): ReadonlyArray<Happening> => groupsOf(ids).map((group) => ({ type, data: { ...data, [name]: group } }))

const groupsOf = (ids: ReadonlyArray<string>): ReadonlyArray<ReadonlyArray<string>> => {
  const groups: Array<Array<string>> = []
  let left = 0
  for (const id of ids) {
    const bytes = mostBytes(id)
    const group = bytes <= left ? groups.at(-1) : undefined
    if (group === undefined) groups.push([id])
    else group.push(id)
    left = (group === undefined ? namesBytes : left) - bytes
  }
  return groups
}

/** What a name takes up in JSON at most: no character beyond the Basic Multilingual Plane is in one, and none that is escaped longer. */
const mostBytes = (id: string): number => 3 * id.length + 3
