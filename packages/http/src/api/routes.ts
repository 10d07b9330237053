import type { Route } from "../operation/Route.ts"
import { activityRoutes } from "../resources/activities/routes.ts"
import { administrationRoutes } from "../resources/administration/routes.ts"
import { boardRoutes } from "../resources/boards/routes.ts"
import { challengeRoutes } from "../resources/challenges/routes.ts"
import { entryRoutes } from "../resources/entries/routes.ts"
import { liveRoutes } from "../resources/live/routes.ts"
import { settlementRoutes } from "../resources/settlements/routes.ts"
import { userRoutes } from "../resources/users/routes.ts"

/** Everything that is served, and what carries it out. */
export const routes: ReadonlyArray<Route> = [
  ...challengeRoutes,
  ...activityRoutes,
  ...boardRoutes,
  ...entryRoutes,
  ...liveRoutes,
  ...settlementRoutes,
  ...userRoutes,
  ...administrationRoutes
]
