import { freeing, writing } from "./Script.ts"

/** Begins to build a board. Told the layout, the root of its keys, and how long they may stay unless it goes on. */
export const beginScript = writing(`
redis.call('HSET', KEYS[1], 'layout', ARGV[1], 'root', ARGV[2], 'version', '0', 'count', 0, 'entries', 0, 'buckets', 1, 'groups', 0, 'changes', 0)
redis.call('HSET', ARGV[2] .. ':0', '', '')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', ARGV[2] .. ':0', ARGV[3])
return 1
`)

/** Lets a board under construction stay for as long again. */
export const renewScript = writing(`
local m = redis.call('HMGET', KEYS[1], 'root', 'buckets')
if not m[1] then return 0 end
redis.call('PEXPIRE', m[1] .. ':places', ARGV[1])
redis.call('PEXPIRE', m[1] .. ':groups', ARGV[1])
for at = 0, tonumber(m[2]) - 1 do redis.call('PEXPIRE', m[1] .. ':' .. at, ARGV[1]) end
return redis.call('PEXPIRE', KEYS[1], ARGV[1])
`)

const forgetting = `
-- Forgets so many keys of a board, or all; says how many there are still. Memory is given back in the background.
local function forget(meta, most)
  local m = redis.call('HMGET', meta, 'root', 'buckets')
  if not m[1] then return 0 end
  local left = tonumber(m[2])
  while left > 0 and most > 0 do
    local keys = {}
    local first = math.max(0, left - math.min(most, 1000))
    for at = first, left - 1 do keys[#keys + 1] = m[1] .. ':' .. at end
    redis.call('UNLINK', unpack(keys))
    most = most - (left - first)
    left = first
  end
  if left == 0 then
    redis.call('UNLINK', m[1] .. ':places', m[1] .. ':groups', meta)
  else
    redis.call('HSET', meta, 'buckets', left)
  end
  return left
end
-- Puts a board aside to be forgotten, and forgets what was still there of one before.
local function putAside(meta, gone)
  forget(gone, math.huge)
  if redis.call('EXISTS', meta) == 1 then redis.call('RENAME', meta, gone) end
end
`

/** Forgets so many keys of what was put aside, or of a board under construction; answers how many are left. */
export const forgetScript = freeing(`${forgetting}
return forget(KEYS[1], tonumber(ARGV[1]))
`)

/** From then on a board is not kept: it is put aside. */
export const dropScript = freeing(`${forgetting}
putAside(KEYS[1], KEYS[2])
return 1
`)

/**
 * Puts a board that was built in the place of what is there, which is put aside. Told the version. Answers nothing where one of its keys
 * has not lived to see it.
 */
export const placeScript = freeing(`${forgetting}
local m = redis.call('HMGET', KEYS[3], 'root', 'count', 'buckets', 'groups')
if not m[1] then return false end
if redis.call('ZCARD', m[1] .. ':places') ~= tonumber(m[2]) then return false end
if redis.call('ZCARD', m[1] .. ':groups') ~= tonumber(m[4]) then return false end
for at = 0, tonumber(m[3]) - 1 do
  if redis.call('PERSIST', m[1] .. ':' .. at) == 0 then return false end
end
redis.call('PERSIST', m[1] .. ':places')
redis.call('PERSIST', m[1] .. ':groups')
putAside(KEYS[1], KEYS[2])
redis.call('RENAME', KEYS[3], KEYS[1])
redis.call('HSET', KEYS[1], 'version', ARGV[1])
redis.call('PERSIST', KEYS[1])
return 1
`)
