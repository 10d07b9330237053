import { aboutChallenge, type Code, everywhere, ofKeys, ofStore, withBody } from "../problem/problems.ts"
import type { AnyOperation } from "./Operation.ts"

/** The refusals of an operation, those that every operation may have among them. */
export const refusalsOf = ({ refusals, path, method, idempotency, rule }: AnyOperation): ReadonlyArray<Code> => [
  ...new Set([
    ...refusals,
    ...everywhere,
    ...ofStore,
    ...(method === "GET" ? [] : withBody),
    ...(idempotency === undefined ? [] : ofKeys),
    ...(rule.isFresh === true ? (["FreshProofNeeded"] as const) : []),
    ...(path.includes("{challenge_id}") ? aboutChallenge : [])
  ])
]
