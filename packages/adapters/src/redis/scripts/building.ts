import { freeing, writing } from "./Script.ts"

/** Begins to build a board. Told the layout, the root of its keys, and how long they may stay unless it goes on. */
export const beginScript = writing(`
redis.call('HSET', KEYS[1], 'layout', ARGV[1], 'root', ARGV[2], 'version', '0', 'count', 0, 'entries', 0, 'buckets', 1, 'groups', 0, 'changes', 0)
redis.call('HSET', ARGV[2] .. ':0', '', '')
redis.call('PEXPIRE', KEYS[1], ARGV[3])
redis.call('PEXPIRE', ARGV[2] .. ':0', ARGV[3])
return 1
`)

/**
 * Lets a board under construction stay for as long again. Told for how long, the first of the keys to renew, and how many of them at most;
 * answers where to go on, or 0 when that was all, or nothing where one is missing.
 */
export const renewScript = writing(`
local m = redis.call('HMGET', KEYS[1], 'root', 'buckets')
if not m[1] then return false end
local buckets = tonumber(m[2])
local to = math.min(buckets, ARGV[2] + ARGV[3])
for at = ARGV[2], to - 1 do
  if redis.call('PEXPIRE', m[1] .. ':' .. at, ARGV[1]) == 0 then return false end
end
redis.call('PEXPIRE', m[1] .. ':places', ARGV[1])
redis.call('PEXPIRE', m[1] .. ':groups', ARGV[1])
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return to < buckets and to or 0
`)

/**
 * Ends the lease of a board that is in its place. Told its root, and as `renewScript` which keys; answers as that. Where another board has
 * come meanwhile there is nothing to do.
 *
 * **Details**: the places come last. Where nobody gets that far they end with the lease, and without them the board is not kept.
 */
export const stayScript = writing(`
local m = redis.call('HMGET', KEYS[1], 'root', 'buckets')
if m[1] ~= ARGV[1] then return 0 end
local buckets = tonumber(m[2])
local to = math.min(buckets, ARGV[2] + ARGV[3])
for at = ARGV[2], to - 1 do
  local bucket = m[1] .. ':' .. at
  if redis.call('PERSIST', bucket) == 0 and redis.call('EXISTS', bucket) == 0 then
    redis.call('HDEL', KEYS[1], 'layout')
    return false
  end
end
if to < buckets then return to end
redis.call('PERSIST', m[1] .. ':places')
redis.call('PERSIST', m[1] .. ':groups')
return 0
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
 * Puts a board that was built in the place of what is there, which is put aside. Told the version. Answers nothing where what was built has
 * not lived to see it. All but what is known of it as a whole is under its lease still.
 */
export const placeScript = freeing(`${forgetting}
local m = redis.call('HMGET', KEYS[3], 'root', 'count', 'groups')
if not m[1] then return false end
if redis.call('ZCARD', m[1] .. ':places') ~= tonumber(m[2]) then return false end
if redis.call('ZCARD', m[1] .. ':groups') ~= tonumber(m[3]) then return false end
putAside(KEYS[1], KEYS[2])
redis.call('RENAME', KEYS[3], KEYS[1])
redis.call('HSET', KEYS[1], 'version', ARGV[1])
redis.call('PERSIST', KEYS[1])
return 1
`)
