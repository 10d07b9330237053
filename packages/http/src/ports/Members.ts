import { type MembersOf, makeMemberLists } from "@laurel/core/community"
import { Context, Effect, Layer } from "effect"

/** Who is in circles, kept for a while: nobody is given who was in one before what they know of it. */
export class Members extends Context.Service<Members, { readonly of: MembersOf }>()("@laurel/http/Members") {
  /** One for the process. */
  static readonly layer = Layer.effect(
    Members,
    Effect.map(makeMemberLists(), (of) => ({ of }))
  )
}
