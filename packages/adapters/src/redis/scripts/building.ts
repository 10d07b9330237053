import { freeing, writing } from "./Script.ts"

/** Begins to build a board. Told the layout, the root of its keys, and how long they may stay unless it goes on. */
export const beginScript = writing(`
redis.call('HSET', KEYS[1], 'layout', ARGV[1], 'root', ARGV[2], 'version', '0', 'count', 0, 'entries', 0, 'buckets', 1, 'groups', 0, 'changes', 0)
redis.call('HSET', ARGV[2] .. ':0', '', '')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', ARGV[2] .. ':0', ARGV[3])
return 1
`)

const everyKey = `
local function keysOf(meta)
  local m = redis.call('HMGET', meta, 'root', 'buckets')
  if not m[1] then return {} end
  local keys = { m[1] .. ':places', m[1] .. ':groups' }
  for at = 0, tonumber(m[2]) - 1 do keys[#keys + 1] = m[1] .. ':' .. at end
  return keys
end
local function forget(meta)
  local keys = keysOf(meta)
  for i = 1, #keys, 4000 do redis.call('UNLINK', unpack(keys, i, math.min(i + 3999, #keys))) end
  return redis.call('UNLINK', meta)
end
`

/** Lets a board under construction stay for as long again. */
export const renewScript = writing(`${everyKey}
local keys = keysOf(KEYS[1])
for i = 1, #keys do redis.call('PEXPIRE', keys[i], ARGV[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])
`)

/** Forgets a board, or what there is of one under construction. Memory is given back in the background. */
export const forgetScript = freeing(`${everyKey}
return forget(KEYS[1])
`)

/**
 * Puts a board that was built in the place of what is there. Told the version. Answers nothing where one of its keys has not lived to
 * see it.
 */
export const placeScript = freeing(`${everyKey}
local m = redis.call('HMGET', KEYS[2], 'root', 'count', 'buckets', 'groups')
local kept = m[1] and redis.call('ZCARD', m[1] .. ':places') == tonumber(m[2]) and redis.call('ZCARD', m[1] .. ':groups') == tonumber(m[4])
if kept then
  for at = 0, tonumber(m[3]) - 1 do kept = redis.call('PERSIST', m[1] .. ':' .. at) == 1 and kept end
end
if not kept then
  forget(KEYS[2])
  return false
end
redis.call('PERSIST', m[1] .. ':places')
redis.call('PERSIST', m[1] .. ':groups')
forget(KEYS[1])
redis.call('RENAME', KEYS[2], KEYS[1])
redis.call('HSET', KEYS[1], 'version', ARGV[1])
redis.call('PERSIST', KEYS[1])
return 1
`)
