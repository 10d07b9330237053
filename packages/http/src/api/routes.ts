import type { Route } from "../operation/Route.ts"
import { activityRoutes } from "../resources/activities/routes.ts"
import { boardRoutes } from "../resources/boards/routes.ts"
import { challengeRoutes } from "../resources/challenges/routes.ts"

/** Everything that is served, and what carries it out. */
export const routes: ReadonlyArray<Route> = [...challengeRoutes, ...activityRoutes, ...boardRoutes]
