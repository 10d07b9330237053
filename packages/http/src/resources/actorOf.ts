import type { Principal } from "@laurel/core/access"
import { PrincipalId } from "@laurel/core/shared"

const nobody = PrincipalId.make("anonymous")

/** Under whose name somebody acts. */
export const actorOf = (principal: Principal): PrincipalId => (principal._tag === "Anonymous" ? nobody : principal.id)
