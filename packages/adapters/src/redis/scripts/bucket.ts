import { writing } from "./Script.ts"

/**
 * Takes one from a bucket, by the clock of Redis, as `takeFromBucket` of the core does: KEYS[1] has the instant at which all is back, and
 * lives until then. ARGV: the quota, and the step in milliseconds. Answers the count, and in how many milliseconds the next is back.
 */
export const bucketScript = writing(`
local quota, step = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local from = math.max(tonumber(redis.call('GET', KEYS[1]) or now), now)
local count = math.ceil((from - now) / step) + 1
local after = from
if count <= quota then
  after = from + step
  redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', after - now)
end
local wait = after - now
return { count, wait - step * (math.ceil(wait / step) - 1) }
`)
