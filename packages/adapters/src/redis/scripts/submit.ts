import { hashing } from "./hashes.ts"
import { opened } from "./opened.ts"
import { writing } from "./Script.ts"

/**
 * Takes rows that are newer than what is known of their participants. Told the layout, the version, how long what is new may stay
 * where the board is under construction (else 0), the links of the chain, the hashes of all rows, and for each row id, what is to be
 * remembered, the score, empty for who is not ranked, and where there is a chain the member; no participant twice. Answers the version.
 *
 * **Details**: it reads all that it needs before it writes, so that it is done as a whole or not at all.
 */
export const submitScript = writing(`${opened}${hashing}
local lease, hasChain, hashes = tonumber(ARGV[3]), ARGV[4] ~= '0', ARGV[5]
local first, width = 6, hasChain and 4 or 3
-- How many participants a key is to remember on average. While their number doubles, some hold twice of that: still fewer than the
-- 128 up to which Redis packs them.
local perKey = 48
local entries = tonumber(m[8])
local taken, before, where, seen = {}, {}, {}, {}
local row, news, new = 0, 0, 0
-- Whether a revision is below another. Codes are ordered as the integers are, and none is the beginning of another.
local function isOlder(known, than)
  for at = 1, sizeAt(known, 1) do
    local a, b = byte(known, at), byte(than, at)
    if a ~= b then return a < b end
  end
  return false
end
for i = first, #ARGV, width do
  row = row + 1
  local bucket = bucketOf(hashes, row)
  local known = call('HGET', bucket, ARGV[i])
  if not known then
    if not seen[bucket] then
      if call('EXISTS', bucket) == 0 then return false end
      seen[bucket] = true
    end
    new = new + 1
  end
  if not known or isOlder(known, ARGV[i + 1]) then
    news = news + 1
    taken[news], before[news], where[news] = i, known, bucket
  end
end
if news == 0 then
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
  local hash = hashing()
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
  for n = 1, news do where[n] = bucketOf(hashes, (taken[n] - first) / width + 1) end
end

local function leave(member, score, tie)
  local at = call('ZRANK', places, member)
  if not at then return end
  call('ZREM', places, member)
  local near = call('ZRANGE', places, math.max(0, at - 1), at, 'WITHSCORES')
  for i = 1, #near, 2 do
    if tonumber(near[i + 1]) == score and sub(near[i], 1, #tie) == tie then return end
  end
  groups = groups - call('ZREM', ties, tieName(score, tie))
end

local gone, there = {}, {}
local goners, comers = 0, 0
local fewer, more, same = 0, 0, 0
for n = 1, news do
  local i, before = taken[n], before[n]
  local id, known, score = ARGV[i], ARGV[i + 1], ARGV[i + 2]
  local member = hasChain and ARGV[i + 3] or id
  call('HSET', where[n], id, known)
  local tie, from, old
  if before then tie, from = tieOf(before) end
  if tie then
    old = tie .. id
    fewer = fewer + 1
    if isDense then
      leave(old, scoreOf(before, from), tie)
    elseif old ~= member or score == '' then
      goners = goners + 1
      gone[goners] = old
    else
      same = same + 1
    end
  end
  if score ~= '' then
    more = more + 1
    if isDense then
      call('ZADD', places, score, member)
      groups = groups + call('ZADD', ties, score, tieName(tonumber(score), sub(member, 1, #member - #id)))
    else
      there[comers + 1], there[comers + 2] = score, member
      comers = comers + 2
    end
  end
end
local removed = goners > 0 and inSlices('ZREM', places, gone) or 0
local added = comers > 0 and inSlices('ZADD', places, there) or 0
count = count + more - fewer
if tonumber(ARGV[2]) > tonumber(version) then version = ARGV[2] end
call('HSET', meta, 'version', version, 'count', count, 'entries', entries, 'buckets', buckets, 'groups', groups, 'changes', m[7] + 1)
if lease > 0 then
  call('PEXPIRE', places, lease)
  call('PEXPIRE', ties, lease)
end
if call('ZCARD', places) ~= count or (not isDense and (removed ~= goners or added ~= more - same)) then return isBroken() end
return version
`)
