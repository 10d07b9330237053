import { Schema } from "effect"
import type { Instant } from "../shared/index.ts"

/** What is to be done by the clock: the name under which the scheduler knows it, such as `step`. */
export const DueKind = Schema.String.check(
  Schema.isPattern(/^[a-z][a-z0-9.-]{0,63}$/, {
    message: "must start with a small letter and hold at most 64 small letters, digits, '.' or '-'"
  })
).pipe(Schema.brand("DueKind"))
export type DueKind = typeof DueKind.Type

/** What a due date is of: a subject has one of each kind. The subject is the id of what it is about, mostly a challenge. */
export interface DueKey {
  readonly kind: DueKind
  readonly subject: string
}

/** Something that is to be done by the clock, and when. */
export interface DueDate extends DueKey {
  readonly due: Instant
}

/** A due date as it is kept. */
export interface KeptDueDate extends DueDate {
  /** When it is to be looked at: when it is due, or later when it was put off. */
  readonly wake: Instant
}
