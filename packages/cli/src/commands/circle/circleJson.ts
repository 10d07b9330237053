import { Circle, type CircleAmendment, CircleId } from "@laurel/core/community"
import { formatInstant, UserId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { countOf } from "../../session/countOf.ts"
import type { Session } from "../../session/Session.ts"

/** A circle, for programs. */
export const circleJson = (circle: Circle) => ({
  circle: circle.id,
  name: circle.name,
  description: circle.description,
  visibility: circle.visibility,
  owner: circle.owner,
  members: circle.memberCount,
  limit: circle.memberLimit,
  createdAt: formatInstant(circle.createdAt)
})

const asCircleId = Schema.decodeUnknownOption(CircleId)

/** The name of a circle as it was given; what is none is a problem (exit 64). */
export const circleIdOf = (text: string): CircleId => {
  const id = asCircleId(text)
  if (Option.isSome(id)) return id.value
  throw new Problem({
    exit: "usage",
    code: "wrong-circle",
    title: `"${text}" is no name of a circle`,
    where: "circle",
    remedy: "laurel circle list shows the circles that somebody is in"
  })
}

/** Whoever acts, as one of those who are in circles. */
export const actingUser = ({ by }: Session): UserId => UserId.make(by)

const { name, description, memberLimit } = Circle.fields
const asName = Schema.decodeUnknownOption(name)
const asDescription = Schema.decodeUnknownOption(description)
const asLimit = Schema.decodeUnknownOption(memberLimit)

const or = <A>(read: Option.Option<A>, title: string, where: string, remedy: string): A => {
  if (Option.isSome(read)) return read.value
  throw new Problem({ exit: "usage", code: "wrong-circle", title, where, remedy })
}

/** What of a circle was given. */
export interface CircleGiven {
  readonly name?: string
  readonly description?: string
  readonly private?: boolean
  readonly members?: string
}

/** What of a circle was given, read; what it cannot be is a problem (exit 64). */
export const readGiven = (given: CircleGiven): CircleAmendment => ({
  ...(given.name === undefined
    ? {}
    : {
        name: or(
          asName(given.name),
          "a circle cannot be called that",
          "name",
          "give 1 to 100 characters without control characters or blanks at the ends"
        )
      }),
  ...(given.description === undefined
    ? {}
    : {
        description: or(
          asDescription(given.description),
          "that is no description",
          "--description",
          "give at most 2000 characters of text"
        )
      }),
  ...(given.private === undefined ? {} : { visibility: given.private ? "private" : "public" }),
  ...(given.members === undefined
    ? {}
    : {
        memberLimit: or(
          asLimit(countOf(given.members, "--members")),
          `a circle has no room for ${given.members}`,
          "--members",
          "give a number from 1 to 500"
        )
      })
})
