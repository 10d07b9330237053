/**
 * What every script on a board begins with: what is known of it as a whole, and whether its keys are all there. It answers nothing
 * where the board is not kept, was kept under another layout, or has lost a key: a wrong rank is worse than none.
 *
 * **Details**: the keys of a build are `root:places`, every row in order; `root:groups`, its ties where ranks are dense; and
 * `root:0`, `root:1` and so on, which remember for each participant the newest revision and the tie-break values. They hold so few
 * each that Redis packs them. A participant's is found by linear hashing: the number of these keys grows by one at a time,
 * with the board.
 */
export const opened = `
local meta = KEYS[1]
local m = redis.call('HMGET', meta, 'layout', 'root', 'version', 'count', 'buckets', 'groups')
if m[1] ~= ARGV[1] then return false end
local root, version, count, buckets, groups = m[2], m[3], tonumber(m[4]), tonumber(m[5]), tonumber(m[6])
local places = root .. ':places'
local ties = root .. ':groups'
local isDense = string.sub(m[1], -5) == 'dense'
if redis.call('ZCARD', places) ~= count then return false end
if isDense and redis.call('ZCARD', ties) ~= groups then return false end
local half = 1
while half * 2 <= buckets do half = half * 2 end
local function bucketOf(hash)
  local at = hash % (half * 2)
  if at >= buckets then at = hash % half end
  return root .. ':' .. at
end
-- The tie-break values in what is remembered of a participant: a revision, '+', the values; no '+' for who is not ranked.
local function tieOf(known)
  local head = string.byte(known, 1) - 119
  local after = head > 0 and head + 2 or 2
  if string.byte(known, after) == 43 then return string.sub(known, after + 1) end
end
-- What a tie is called in the set of ties, which are ordered by score: those of one score by their values.
local function tieName(score, tie)
  return struct.pack('>d', tonumber(score)) .. tie
end
`
