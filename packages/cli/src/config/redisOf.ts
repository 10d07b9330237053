import { Problem } from "../io/Problem.ts"
import { withoutSecret } from "../store/StoreLocation.ts"
import type { SettingRead } from "./readSettings.ts"
import type { SettingName } from "./Settings.ts"

/** The address of the Redis that holds boards; nothing where none is set. What is no address is a problem (exit 64). */
export const redisOf = ({ redis }: Partial<Record<SettingName, SettingRead>>): string | undefined => {
  if (redis === undefined || (/^rediss?:\/\/./.test(redis.value) && URL.canParse(redis.value))) return redis?.value
  throw new Problem({
    exit: "usage",
    code: "wrong-redis",
    title: `"${withoutSecret(redis.value)}" is no address of Redis`,
    where: redis.origin.name === "flag" ? "--redis" : redis.origin.name,
    remedy: "write it as redis://host:6379, or rediss:// for TLS"
  })
}
