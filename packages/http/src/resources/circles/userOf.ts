import type { Principal } from "@laurel/core/access"
import { UserId } from "@laurel/core/shared"
import { actorOf } from "../actorOf.ts"

/** Who asks, as one of those who are in circles. */
export const userOf = (principal: Principal): UserId => UserId.make(actorOf(principal))
