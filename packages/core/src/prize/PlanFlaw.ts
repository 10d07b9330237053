import { Schema } from "effect"

/** One reason why a plan is refused: which rule it breaks, where in the plan's JSON, and what to do. */
export const PlanFlaw = Schema.Struct({
  code: Schema.String,
  path: Schema.Array(Schema.Union([Schema.String, Schema.Int])),
  message: Schema.String
})
export type PlanFlaw = typeof PlanFlaw.Type

/** A flaw from its parts. */
export const flaw = (code: string, path: PlanFlaw["path"], message: string): PlanFlaw => ({ code, path, message })
