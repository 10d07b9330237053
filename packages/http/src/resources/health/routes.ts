import { isAdministrator } from "@laurel/core/access"
import { Effect } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { Around } from "../../ports/Around.ts"
import { wholeOf } from "./HealthJson.ts"
import { lookAround } from "./lookAround.ts"
import { getHealth } from "./operations.ts"

/** How the server is. */
export const healthRoutes: ReadonlyArray<Route> = [
  route(getHealth, ({ principal }) =>
    Effect.gen(function* () {
      const components = yield* lookAround
      const { version } = yield* Around
      return {
        body: { status: wholeOf(components), version, ...(isAdministrator(principal) ? { components } : {}) }
      }
    })
  )
]
