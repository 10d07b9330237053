import type { Route } from "../operation/Route.ts"
import { activityRoutes } from "../resources/activities/routes.ts"
import { adjustmentRoutes } from "../resources/adjustments/routes.ts"
import { administrationRoutes } from "../resources/administration/routes.ts"
import { boardRoutes } from "../resources/boards/routes.ts"
import { challengeRoutes } from "../resources/challenges/routes.ts"
import { circleRoutes } from "../resources/circles/routes.ts"
import { correctionRoutes } from "../resources/corrections/routes.ts"
import { entryRoutes } from "../resources/entries/routes.ts"
import { healthRoutes } from "../resources/health/routes.ts"
import { inviteRoutes } from "../resources/invites/routes.ts"
import { jobRoutes } from "../resources/jobs/routes.ts"
import { liveRoutes } from "../resources/live/routes.ts"
import { ownChallengeRoutes } from "../resources/ownChallenges/routes.ts"
import { payoutRoutes } from "../resources/payouts/routes.ts"
import { settlementRoutes } from "../resources/settlements/routes.ts"
import { streamTokenRoutes } from "../resources/streamTokens/routes.ts"
import { userRoutes } from "../resources/users/routes.ts"
import { verificationRoutes } from "../resources/verification/routes.ts"
import { webhookRoutes } from "../resources/webhooks/routes.ts"

/** Everything that is served, and what carries it out. */
export const routes: ReadonlyArray<Route> = [
  ...challengeRoutes,
  ...ownChallengeRoutes,
  ...activityRoutes,
  ...adjustmentRoutes,
  ...boardRoutes,
  ...circleRoutes,
  ...inviteRoutes,
  ...entryRoutes,
  ...liveRoutes,
  ...streamTokenRoutes,
  ...settlementRoutes,
  ...correctionRoutes,
  ...payoutRoutes,
  ...userRoutes,
  ...administrationRoutes,
  ...verificationRoutes,
  ...jobRoutes,
  ...webhookRoutes,
  ...healthRoutes
]
