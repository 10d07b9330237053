import { Schema } from "effect"

/** The Redis server cannot keep boards: it may throw keys away when memory is short, or is older than 7.0. */
export class RedisUnfit extends Schema.TaggedError<RedisUnfit>()("RedisUnfit", {
  server: Schema.String,
  problem: Schema.Literals(["evicts", "too old"]),
  found: Schema.String
}) {
  override get message() {
    return {
      evicts: `The Redis at ${this.server} may throw any key away (maxmemory-policy ${this.found}); set it to noeviction, or name another`,
      "too old": `The Redis at ${this.server} is version ${this.found}; use 7.0 or later`
    }[this.problem]
  }
}
