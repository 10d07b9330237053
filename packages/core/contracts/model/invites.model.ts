import { Option } from "effect"
import {
  type Invite,
  type InviteId,
  type InvitePlace,
  type InviteSubject,
  subjectKey
} from "../../src/community/index.ts"
import { compareIds, type Instant, type UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Invites` promises, over a list. */
export type InvitesModel = ReadonlyArray<Invite>

type Predicted = Prediction<InvitesModel>

const byAge = (a: InvitePlace, b: InvitePlace): number => a.invitedAt - b.invitedAt || compareIds(a.id, b.id)

const isOpen = ({ state, expiresAt }: Invite, now: Instant): boolean => state === "Pending" && now < expiresAt

const isOver = ({ subject, state, expiresAt }: Invite, now: Instant): boolean =>
  now >= expiresAt && !(state === "Accepted" && subject._tag === "Challenge")

export const find = (model: InvitesModel, id: InviteId): Invite | undefined => model.find((invite) => invite.id === id)

export const add = (model: InvitesModel, batch: ReadonlyArray<Invite>): Predicted => {
  let next = model
  const answers = batch.map((invite, at) => {
    if (batch.findIndex(({ id }) => id === invite.id) < at) return false
    const before = find(next, invite.id)
    if (before !== undefined && !isOver(before, invite.invitedAt)) return false
    next = [...next.filter((one) => one !== before), invite]
    return true
  })
  return [answers, next]
}

export const answer = (model: InvitesModel, id: InviteId, state: "Accepted" | "Declined", now: Instant): Predicted => {
  const before = find(model, id)
  if (before === undefined || !isOpen(before, now)) return [Option.none(), model]
  const after = { ...before, state }
  return [Option.some(after), model.map((one) => (one === before ? after : one))]
}

export const revoke = (model: InvitesModel, id: InviteId): Predicted => [
  find(model, id) !== undefined,
  model.filter((invite) => invite.id !== id)
]

export const end = (model: InvitesModel, subject: InviteSubject): Predicted => {
  const next = model.filter((one) => one.state !== "Pending" || subjectKey(one.subject) !== subjectKey(subject))
  return [model.length - next.length, next]
}

const page = (model: InvitesModel, limit: number, after: InvitePlace | undefined): ReadonlyArray<Invite> =>
  model
    .toSorted(byAge)
    .filter((one) => after === undefined || byAge(after, one) < 0)
    .slice(0, limit)

export const ofUser = (
  model: InvitesModel,
  userId: UserId,
  now: Instant,
  limit: number,
  after: InvitePlace | undefined
): ReadonlyArray<Invite> =>
  page(
    model.filter((invite) => invite.userId === userId && isOpen(invite, now)),
    limit,
    after
  )

export const ofSubject = (
  model: InvitesModel,
  subject: InviteSubject,
  limit: number,
  after: InvitePlace | undefined
): ReadonlyArray<Invite> =>
  page(
    model.filter((invite) => subjectKey(invite.subject) === subjectKey(subject)),
    limit,
    after
  )

export const forget = (model: InvitesModel, before: Instant): Predicted => {
  const next = model.filter((invite) => !isOver(invite, before))
  return [model.length - next.length, next]
}
