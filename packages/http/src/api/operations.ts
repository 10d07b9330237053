import * as activities from "../resources/activities/operations.ts"
import * as boards from "../resources/boards/operations.ts"
import * as challenges from "../resources/challenges/operations.ts"

/** Everything that the API can do, by its id. */
export const operations = { ...challenges, ...activities, ...boards } as const
