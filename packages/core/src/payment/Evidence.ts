import { Schema } from "effect"
import { PrincipalId } from "../shared/index.ts"

/** Why we believe an outcome. `Answer` is what the provider said to the request itself, to the worker that made it. */
export const Evidence = Schema.TaggedUnion({
  Answer: { worker: Schema.String, reference: Schema.String },
  LookUp: { reference: Schema.String },
  Webhook: { eventId: Schema.String },
  Person: { by: PrincipalId, note: Schema.NonEmptyString }
})
export type Evidence = typeof Evidence.Type
