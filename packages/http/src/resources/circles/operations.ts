import { Circle, CircleAmendment, CircleId } from "@laurel/core/community"
import { ChallengeId, UserId } from "@laurel/core/shared"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { boardQuery, PlaceJson } from "../boards/BoardJson.ts"
import { CircleJson, MemberJson, MembershipJson } from "./CircleJson.ts"

const resource = "Circles"
const looks = {
  method: "GET",
  resource,
  rule: { who: "Known", scope: "read" },
  policy: "read"
} as const
const changes = { resource, rule: { who: "Known", scope: "organise" }, policy: "definition-write" } as const
const enters = { resource, rule: { who: "Known", scope: "join" }, policy: "definition-write" } as const

const params = Schema.Struct({ circle_id: CircleId })

const { name, description, visibility, memberLimit } = Circle.fields

/** Creates a circle. */
export const createCircle = define({
  ...changes,
  id: "createCircle",
  method: "POST",
  path: "/v1/circles",
  summary: "Create a circle, and be its owner and first member",
  description: "Public unless said otherwise, with room for 50; 500 at most.",
  idempotency: "optional",
  body: Schema.Struct({
    name,
    description: Schema.optionalKey(description),
    visibility: Schema.optionalKey(visibility),
    memberLimit: Schema.optionalKey(memberLimit)
  }).pipe(Schema.encodeKeys({ memberLimit: "member_limit" })),
  status: 201,
  success: CircleJson,
  refusals: []
})

/** Reads a circle. */
export const readCircle = define({
  ...looks,
  id: "readCircle",
  path: "/v1/circles/{circle_id}",
  summary: "Read a circle",
  description: "One that is private is there for its members and administrators alone.",
  params,
  success: CircleJson,
  refusals: ["CircleNotFound"]
})

/** Changes a circle. */
export const amendCircle = define({
  ...changes,
  id: "amendCircle",
  method: "PATCH",
  path: "/v1/circles/{circle_id}",
  summary: "Change what the owner of a circle decides",
  description: "What is left out stays.",
  params,
  body: CircleAmendment.pipe(Schema.encodeKeys({ memberLimit: "member_limit" })),
  success: CircleJson,
  refusals: ["CircleLimitTooLow", "CircleNotFound", "NotCircleOwner"]
})

/** Takes a circle away. */
export const deleteCircle = define({
  ...changes,
  id: "deleteCircle",
  method: "DELETE",
  path: "/v1/circles/{circle_id}",
  summary: "Take a circle away; for its owner",
  params,
  status: 204,
  success: Schema.Undefined,
  refusals: ["CircleNotFound", "NotCircleOwner"]
})

/** Joins a circle. */
export const joinCircle = define({
  ...enters,
  id: "joinCircle",
  method: "POST",
  path: "/v1/circles/{circle_id}/members",
  summary: "Join a circle",
  description: "200 for whoever is in it already.",
  idempotency: "optional",
  params,
  status: 201,
  alsoStatuses: [200],
  answers: { 200: "Was in it already, and nothing was changed", 201: "Is in it" },
  success: CircleJson,
  refusals: ["CircleFull", "CircleNotFound"]
})

/** Lists members. */
export const listCircleMembers = define({
  ...looks,
  id: "listCircleMembers",
  path: "/v1/circles/{circle_id}/members",
  summary: "List who is in a circle, in the order in which they joined",
  params,
  query: Schema.Struct({ limit, cursor }),
  success: pageOf(MemberJson),
  refusals: ["CircleNotFound", "InvalidCursor"]
})

/** Takes somebody out. */
export const leaveCircle = define({
  ...enters,
  id: "leaveCircle",
  method: "DELETE",
  path: "/v1/circles/{circle_id}/members/{user_id}",
  summary: "Leave a circle, or as its owner take somebody out of it",
  description:
    "When its owner leaves, whoever has been in it for longest owns it from then on; when the last leaves, it is gone.",
  params: Schema.Struct({ circle_id: CircleId, user_id: UserId }),
  status: 204,
  success: Schema.Undefined,
  refusals: ["CircleNotFound", "NotCircleMember", "NotCircleOwner"]
})

/** Lists one's own circles. */
export const listMyCircles = define({
  ...looks,
  id: "listMyCircles",
  path: "/v1/me/circles",
  summary: "List the circles that one is in, in the order in which one joined",
  query: Schema.Struct({ limit, cursor }),
  success: pageOf(MembershipJson),
  refusals: ["InvalidCursor"]
})

/** The board of a circle. */
export const getCircleBoard = define({
  id: "getCircleBoard",
  method: "GET",
  path: "/v1/challenges/{challenge_id}/leaderboard/circles/{circle_id}",
  resource: "Boards",
  summary: "Rank the members of a circle among themselves",
  description:
    "Those who take part and are ranked; on the board of the teams, the teams that they are in. `overall` is where each stands on the whole board.",
  rule: { who: "Insider", scope: "read" },
  policy: "read",
  params: Schema.Struct({ challenge_id: ChallengeId, circle_id: CircleId }),
  query: Schema.Struct(boardQuery),
  success: Schema.Struct({
    circle_id: Schema.String,
    /** Which of the boards of the challenge. */
    board: Schema.String,
    /** Which state of the whole board this is: it grows with every change. */
    version: Schema.Int,
    /** How many are ranked on the whole board. */
    count: Schema.Int,
    /** Of the score; empty where the metric has none. */
    unit: Schema.String,
    data: Schema.Array(
      Schema.Struct({
        ...PlaceJson.fields,
        overall: Schema.Struct({ rank: PlaceJson.fields.rank, place: PlaceJson.fields.place })
      }).annotate({ identifier: "CirclePlace" })
    )
  }).annotate({ identifier: "CircleBoard" }),
  refusals: ["AccessDenied", "CircleNotFound", "NoSuchBoard", "NotPublished"]
})
