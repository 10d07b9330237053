import { hashing } from "./hashes.ts"
import { opened } from "./opened.ts"
import { writing } from "./Script.ts"

/**
 * Takes rows that are newer than what is known of their participants. Told the layout, the version, how long what is new may stay
 * where the board is under construction (else 0), and for each row hash, id, what is to be remembered, and the score, empty for who
 * is not ranked; no participant twice. Answers the version.
 *
 * **Details**: it reads all that it needs before it writes, so that it is done as a whole or not at all.
 */
export const submitScript = writing(`${opened}${hashing}
local lease = tonumber(ARGV[3])
-- How many participants a key is to remember on average. While their number doubles, some hold twice of that: still fewer than the
-- 128 up to which Redis packs them.
local perKey = 48
local entries = tonumber(m[8])
local taken, before, seen = {}, {}, {}
local new = 0
for i = 4, #ARGV, 4 do
  local bucket = bucketOf(ARGV[i])
  local known = call('HGET', bucket, ARGV[i + 1])
  if not known then
    if not seen[bucket] then
      if call('EXISTS', bucket) == 0 then return false end
      seen[bucket] = true
    end
    new = new + 1
  end
  if not known or integerAt(known, 1) < integerAt(ARGV[i + 2], 1) then
    taken[#taken + 1] = i
    before[#taken] = known
  end
end
if #taken == 0 then
  if tonumber(ARGV[2]) > tonumber(version) then
    call('HSET', meta, 'version', ARGV[2])
    version = ARGV[2]
  end
  return version
end

local slice = 4000
local function inSlices(command, key, values)
  local sum = 0
  for i = 1, #values, slice do sum = sum + call(command, key, unpack(values, i, math.min(i + slice - 1, #values))) end
  return sum
end

-- A key is missing, or somebody else has written into one: the board is not kept any more, and what there is of it goes with the next build.
local function isBroken()
  call('HDEL', meta, 'layout')
  call('HSET', meta, 'buckets', buckets)
  return false
end

entries = entries + new
if entries > buckets * perKey then
  local hash = hashes()
  while entries > buckets * perKey do
    if half * 2 <= buckets then half = half * 2 end
    local from, to = root .. ':' .. (buckets - half), root .. ':' .. buckets
    local all = call('HGETALL', from)
    if #all == 0 then return isBroken() end
    local moved, left = { '', '' }, {}
    for i = 1, #all, 2 do
      if all[i] ~= '' and hash(all[i]) % (half * 2) == buckets then
        moved[#moved + 1] = all[i]
        moved[#moved + 1] = all[i + 1]
        left[#left + 1] = all[i]
      end
    end
    inSlices('HSET', to, moved)
    if #left > 0 then inSlices('HDEL', from, left) end
    if lease > 0 then call('PEXPIRE', to, lease) end
    buckets = buckets + 1
  end
end

local function leave(id, known)
  local score, tie = placeOf(known)
  local at = call('ZRANK', places, tie .. id)
  if not at then return end
  call('ZREM', places, tie .. id)
  local near = call('ZRANGE', places, math.max(0, at - 1), at, 'WITHSCORES')
  for i = 1, #near, 2 do
    if tonumber(near[i + 1]) == score and sub(near[i], 1, #tie) == tie then return end
  end
  groups = groups - call('ZREM', ties, tieName(score, tie))
end

local gone, there = {}, {}
local fewer, more, same = 0, 0, 0
for n = 1, #taken do
  local i = taken[n]
  local old = before[n] and tieOf(before[n])
  local id, known, score = ARGV[i + 1], ARGV[i + 2], ARGV[i + 3]
  call('HSET', bucketOf(ARGV[i]), id, known)
  local tie = tieOf(known)
  if old then fewer = fewer + 1 end
  if tie then more = more + 1 end
  if isDense then
    if old then leave(id, before[n]) end
    if tie then
      call('ZADD', places, score, tie .. id)
      groups = groups + call('ZADD', ties, score, tieName(tonumber(score), tie))
    end
  else
    if old and old ~= tie then gone[#gone + 1] = old .. id end
    if old and old == tie then same = same + 1 end
    if tie then
      there[#there + 1] = score
      there[#there + 1] = tie .. id
    end
  end
end
local removed = #gone > 0 and inSlices('ZREM', places, gone) or 0
local added = #there > 0 and inSlices('ZADD', places, there) or 0
count = count + more - fewer
if tonumber(ARGV[2]) > tonumber(version) then version = ARGV[2] end
call('HSET', meta, 'version', version, 'count', count, 'entries', entries, 'buckets', buckets, 'groups', groups, 'changes', m[7] + 1)
if lease > 0 then
  call('PEXPIRE', places, lease)
  call('PEXPIRE', ties, lease)
end
if call('ZCARD', places) ~= count or (not isDense and (removed ~= #gone or added ~= more - same)) then return isBroken() end
return version
`)
