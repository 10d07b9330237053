import { CacheWatch } from "@laurel/core/runtime"
import { type PlanOverview, planOverview, type SettlementState, type SettlementStore } from "@laurel/core/settlement"
import { Context, Effect, Layer } from "effect"
import { Remembered } from "./Remembered.ts"

/** So many awards of a plan, and so many things that cannot be divided, are shown at once. */
export const shownAwards = 200

/** Of how many plans it is remembered what they come to. */
const remembered = 100

/** What plans come to. A plan never changes: each is read once for many requests, and one for many people takes its time then. */
export class Plans extends Context.Service<
  Plans,
  {
    /** The overview of a plan of a settlement; refused where what is kept under the hash is not that plan, or nothing is. */
    readonly overview: (
      settlement: SettlementState,
      planHash: string
    ) => Effect.Effect<PlanOverview, Effect.Error<ReturnType<typeof planOverview>>>
  }
>()("@laurel/http/Plans") {
  /** One for the process. */
  static readonly layer = Layer.effect(
    Plans,
    Effect.map(Effect.context<SettlementStore>(), (store) => {
      const known = new Remembered<string, PlanOverview>(remembered)
      return {
        overview: (settlement, planHash) =>
          Effect.flatMap(CacheWatch, (see) => {
            const overview = known.under(planHash)
            see("plan", overview !== undefined)
            return overview === undefined
              ? planOverview(settlement, planHash, shownAwards).pipe(
                  Effect.map((read) => known.remember(planHash, read)),
                  Effect.provide(store)
                )
              : Effect.succeed(overview)
          })
      }
    })
  )
}
