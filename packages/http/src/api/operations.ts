import * as activities from "../resources/activities/operations.ts"
import * as adjustments from "../resources/adjustments/operations.ts"
import * as administration from "../resources/administration/operations.ts"
import * as boards from "../resources/boards/operations.ts"
import * as challenges from "../resources/challenges/operations.ts"
import * as circles from "../resources/circles/operations.ts"
import * as corrections from "../resources/corrections/operations.ts"
import * as entries from "../resources/entries/operations.ts"
import * as health from "../resources/health/operations.ts"
import * as invites from "../resources/invites/operations.ts"
import * as jobs from "../resources/jobs/operations.ts"
import * as live from "../resources/live/operations.ts"
import * as ownChallenges from "../resources/ownChallenges/operations.ts"
import * as payouts from "../resources/payouts/operations.ts"
import * as settlements from "../resources/settlements/operations.ts"
import * as streamTokens from "../resources/streamTokens/operations.ts"
import * as users from "../resources/users/operations.ts"
import * as verification from "../resources/verification/operations.ts"
import * as webhooks from "../resources/webhooks/operations.ts"

/** Everything that the API can do, by its id. */
export const operations = {
  ...challenges,
  ...ownChallenges,
  ...activities,
  ...adjustments,
  ...boards,
  ...circles,
  ...invites,
  ...entries,
  ...live,
  ...streamTokens,
  ...settlements,
  ...corrections,
  ...payouts,
  ...users,
  ...administration,
  ...verification,
  ...jobs,
  ...webhooks,
  ...health
} as const
