import { Option } from "effect"
import type { Circle, CircleAmendment, CircleId, Member } from "../../src/community/index.ts"
import { compareIds, type Instant, type UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** A circle without what is counted, and who is in it. */
export interface CircleKept {
  readonly circle: Omit<Circle, "memberCount">
  readonly members: ReadonlyArray<Member>
}

/** What `Circles` promises, over a list: how many are in a circle is how many there are. */
export type CirclesModel = ReadonlyArray<CircleKept>

type Predicted = Prediction<CirclesModel>

const byAge = (a: Member, b: Member): number => a.joinedAt - b.joinedAt || compareIds(a.userId, b.userId)

const shown = ({ circle, members }: CircleKept): Circle => ({ ...circle, memberCount: members.length })

const kept = (model: CirclesModel, id: CircleId): CircleKept | undefined => model.find(({ circle }) => circle.id === id)

const missing = (circleId: CircleId) => ({ _tag: "CircleNotFound", circleId })

const replaced = (model: CirclesModel, after: CircleKept): CirclesModel =>
  model.map((one) => (one.circle.id === after.circle.id ? after : one))

export const add = (model: CirclesModel, { memberCount: _, ...circle }: Circle): Predicted =>
  kept(model, circle.id) === undefined
    ? [true, [...model, { circle, members: [{ userId: circle.owner, joinedAt: circle.createdAt }] }]]
    : [false, model]

export const find = (model: CirclesModel, id: CircleId): Option.Option<Circle> =>
  Option.map(Option.fromUndefinedOr(kept(model, id)), shown)

export const isIn = (model: CirclesModel, userId: UserId, ids: ReadonlyArray<CircleId>): ReadonlyArray<boolean> =>
  ids.map((id) => kept(model, id)?.members.some((one) => one.userId === userId) === true)

export const enter = (model: CirclesModel, id: CircleId, entering: Member): Predicted => {
  const before = kept(model, id)
  if (before === undefined) return [missing(id), model]
  const { circle, members } = before
  if (members.some(({ userId }) => userId === entering.userId)) return [{ circle: shown(before), isNew: false }, model]
  if (members.length >= circle.memberLimit)
    return [{ _tag: "CircleFull", circleId: id, memberLimit: circle.memberLimit }, model]
  const after = { circle: { ...circle, revision: circle.revision + 1 }, members: [...members, entering] }
  return [{ circle: shown(after), isNew: true }, replaced(model, after)]
}

export const leave = (model: CirclesModel, id: CircleId, userId: UserId): Predicted => {
  const before = kept(model, id)
  if (before === undefined) return [missing(id), model]
  const members = before.members.filter((one) => one.userId !== userId)
  if (members.length === before.members.length) return [{ _tag: "NotCircleMember", circleId: id, userId }, model]
  const [oldest] = members.toSorted(byAge)
  if (oldest === undefined)
    return [{ before: shown(before), after: Option.none() }, model.filter((one) => one !== before)]
  const { circle } = before
  const owner = circle.owner === userId ? oldest.userId : circle.owner
  const after = { circle: { ...circle, owner, revision: circle.revision + 1 }, members }
  return [{ before: shown(before), after: Option.some(shown(after)) }, replaced(model, after)]
}

export const amend = (model: CirclesModel, id: CircleId, amendment: CircleAmendment): Predicted => {
  const before = kept(model, id)
  if (before === undefined) return [missing(id), model]
  const { circle, members } = before
  const wanted = { ...circle, ...amendment }
  if (wanted.memberLimit < members.length) {
    const { memberLimit } = wanted
    return [{ _tag: "CircleLimitTooLow", circleId: id, memberLimit, memberCount: members.length }, model]
  }
  const isSame = JSON.stringify(Object.entries(wanted).sort()) === JSON.stringify(Object.entries(circle).sort())
  const after = { circle: { ...wanted, revision: circle.revision + (isSame ? 0 : 1) }, members }
  return [{ before: shown(before), after: shown(after) }, replaced(model, after)]
}

export const remove = (model: CirclesModel, id: CircleId): Predicted => [
  find(model, id),
  model.filter(({ circle }) => circle.id !== id)
]

export const members = (
  model: CirclesModel,
  id: CircleId,
  limit: number,
  after: Member | undefined
): ReadonlyArray<Member> =>
  (kept(model, id)?.members ?? [])
    .toSorted(byAge)
    .filter((one) => after === undefined || byAge(after, one) < 0)
    .slice(0, limit)

export const ofUser = (
  model: CirclesModel,
  userId: UserId,
  limit: number,
  after: { readonly joinedAt: Instant; readonly circleId: CircleId } | undefined
) =>
  model
    .flatMap((one) =>
      one.members
        .filter((found) => found.userId === userId)
        .map(({ joinedAt }) => ({ circle: shown(one), joinedAt, circleId: one.circle.id }))
    )
    .toSorted((a, b) => a.joinedAt - b.joinedAt || compareIds(a.circleId, b.circleId))
    .filter(
      (one) =>
        after === undefined ||
        one.joinedAt > after.joinedAt ||
        (one.joinedAt === after.joinedAt && one.circleId > after.circleId)
    )
    .slice(0, limit)
    .map(({ circle, joinedAt }) => ({ circle, joinedAt }))
