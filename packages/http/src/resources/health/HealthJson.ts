import { Schema } from "effect"

const status = Schema.Literals(["ok", "degraded", "unavailable"])

/** How something is: as it should be, not as well as it should be, or away. */
export type Status = typeof status.Type

/** The parts of a server, each with how it is and why. */
export const Components = Schema.Struct({
  store: Schema.Struct({ status }),
  boards: Schema.Struct({ status, kept: Schema.Literals(["memory", "redis"]) }),
  outbox: Schema.Struct({ status, oldest_seconds: Schema.optionalKey(Schema.Int) }),
  jobs: Schema.Struct({
    status,
    waiting: Schema.optionalKey(Schema.Int),
    dead: Schema.optionalKey(Schema.Int),
    oldest_seconds: Schema.optionalKey(Schema.Int)
  })
}).annotate({ identifier: "HealthOfComponents" })
export type Components = typeof Components.Type

/** How a server is. */
export const HealthJson = Schema.Struct({
  status,
  version: Schema.String,
  components: Schema.optionalKey(Components)
}).annotate({ identifier: "Health" })

/** How the whole is: away without its store, and otherwise no better than its parts. */
export const wholeOf = ({ store, boards, outbox, jobs }: Components): Status => {
  if (store.status === "unavailable") return "unavailable"
  return [boards, outbox, jobs].some(({ status }) => status !== "ok") ? "degraded" : "ok"
}
