import { anonymous, type Principal } from "@laurel/core/access"
import { service } from "@laurel/core/audit"
import type { Caller } from "./Server.ts"

/** Where what somebody does came from, for the audit. */
export const originOf = (principal: Principal, { address, agent }: Caller) => ({
  actor: principal._tag === anonymous._tag ? service : principal.id,
  channel: "http",
  ...(address === undefined ? {} : { address }),
  ...(agent === undefined ? {} : { agent })
})
