import { define } from "../../operation/define.ts"
import { HealthJson } from "./HealthJson.ts"

/** How the server is. */
export const getHealth = define({
  id: "getHealth",
  method: "GET",
  path: "/health",
  resource: "Administration",
  summary: "Read how the server is, and for administrators how each part of it is and what waits",
  description:
    "`unavailable` without the store; `degraded` where boards are read from the store because Redis is away, changes wait for more than a minute to be carried to boards, jobs are dead or wait for more than five minutes. Always answered with 200: whether to send requests here is for `/readyz` to say.",
  rule: { who: "Anyone", scope: "read" },
  policy: "read",
  success: HealthJson,
  refusals: []
})
