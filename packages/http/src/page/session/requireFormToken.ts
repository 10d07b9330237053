import { NotAuthenticated } from "@laurel/core/access"
import { Effect } from "effect"
import { FormNotOurs } from "../../problem/errors.ts"
import type { Visit } from "../visit/Visit.ts"
import { isFormToken } from "./formToken.ts"

/** Refuses a form that is none of ours, or of nobody who is signed in. */
export const requireFormToken = (visit: Visit): Effect.Effect<void, NotAuthenticated | FormNotOurs> => {
  if (visit.principal._tag === "Anonymous") return Effect.fail(new NotAuthenticated())
  return isFormToken(visit.formToken, visit.field("token")) ? Effect.void : Effect.fail(new FormNotOurs())
}
