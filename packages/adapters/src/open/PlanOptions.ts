import type * as Settlements from "@laurel/core/settlement"
import { type Instant, PrincipalId } from "@laurel/core/shared"
import { Schema } from "effect"
import { argument } from "./reader.ts"
import { InstantFromWhen, type When } from "./When.ts"

/** What a plan may need besides what is stored. */
export interface PreviewOptions {
  /** The secret that a draw of the prize plan committed to. */
  readonly secret?: string
  /** Until when payouts are held back: all of them, and single recipients for longer or shorter. At once unless given. */
  readonly holds?: { readonly until?: When; readonly byRecipient?: Readonly<Record<string, When>> }
}

/** The same, and who plans. */
export interface PlanOptions extends PreviewOptions {
  /** The organiser of the options unless given. */
  readonly by?: string
}

const fields = {
  secret: Schema.optional(Schema.String),
  holds: Schema.optional(
    Schema.Struct({
      until: Schema.optional(InstantFromWhen),
      byRecipient: Schema.optional(Schema.Record(Schema.String, InstantFromWhen))
    })
  )
}

/** Reads what a preview may need. */
export const readPreviewOptions = argument("options", Schema.Struct(fields))

/** Reads what a plan may need, and who plans. */
export const readPlanOptions = argument("options", Schema.Struct({ ...fields, by: Schema.optional(PrincipalId) }))

interface Read {
  readonly secret?: string | undefined
  readonly holds?:
    | {
        readonly until?: Instant | undefined
        readonly byRecipient?: Readonly<Record<string, Instant>> | undefined
      }
    | undefined
}

/** As the core takes them. */
export const coreOptions = ({ secret, holds }: Read): Settlements.PlanOptions => ({
  ...(secret === undefined ? {} : { secret }),
  ...(holds === undefined
    ? {}
    : {
        holds: {
          ...(holds.until === undefined ? {} : { until: holds.until }),
          ...(holds.byRecipient === undefined ? {} : { byRecipient: new Map(Object.entries(holds.byRecipient)) })
        }
      })
})
