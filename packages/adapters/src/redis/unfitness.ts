import { RedisUnfit } from "./errors.ts"

/** The first version with what the scripts need: flags, and reads that run where memory is full. */
const oldest = 7

/** Why a server that says this of itself (`INFO`) cannot keep boards; nothing where it can, or does not say. */
export const unfitness = (server: string, info: string): RedisUnfit | undefined => {
  const version = /^redis_version:(\S+)/m.exec(info)?.[1]
  if (version !== undefined && Number.parseInt(version, 10) < oldest)
    return new RedisUnfit({ server, problem: "too old", found: version })
  const policy = /^maxmemory_policy:(\S+)/m.exec(info)?.[1]
  return policy?.startsWith("allkeys") === true
    ? new RedisUnfit({ server, problem: "evicts", found: policy })
    : undefined
}
