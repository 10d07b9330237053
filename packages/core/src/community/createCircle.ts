import { bytesToHex } from "@noble/hashes/utils.js"
import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { CircleId, PrincipalId, type UserId } from "../shared/index.ts"
import { type Circle, usualMembers } from "./Circle.ts"
import { Circles } from "./Circles.ts"

/** What a circle is to be. */
export interface CircleWanted
  extends Pick<Circle, "name">,
    Partial<Pick<Circle, "description" | "visibility" | "memberLimit">> {}

/** So many random bytes make the name of a circle. */
export const circleBytes = 12

/** Creates a circle, named by `circleBytes` random bytes, with whoever creates it as its owner and first member. */
export const createCircle = Effect.fn("Community.createCircle")(function* (
  wanted: CircleWanted,
  owner: UserId,
  random: Uint8Array
) {
  if (random.length !== circleBytes) throw new Error(`a circle is named by ${circleBytes} random bytes`)
  const circle: Circle = {
    description: "",
    visibility: "public",
    memberLimit: usualMembers,
    ...wanted,
    id: CircleId.make(`circle_${bytesToHex(random)}`),
    owner,
    memberCount: 1,
    revision: 1,
    createdAt: yield* Clock.currentTimeMillis
  }
  yield* audited(
    { action: "circle.create", by: PrincipalId.make(owner) },
    Effect.gen(function* () {
      // Two circles of the same 96 random bits: the source of randomness is none.
      if (!(yield* (yield* Circles).add(circle)))
        return yield* Effect.die(new Error(`a circle ${circle.id} was there already`))
      yield* noteChange(`circle ${circle.id}`, null, told(circle))
    })
  )
  return circle
})

/** What the audit log is told of a circle. */
export const told = ({ name, owner, visibility, memberLimit }: Circle) => ({ name, owner, visibility, memberLimit })
