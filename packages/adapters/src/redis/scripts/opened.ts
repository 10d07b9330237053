import { integers } from "../integerCode.ts"

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
local call = redis.call
local meta = KEYS[1]
local m = call('HMGET', meta, 'layout', 'root', 'version', 'count', 'buckets', 'groups', 'changes', 'entries')
if m[1] ~= ARGV[1] then return false end
local root, version, count, buckets, groups = m[2], m[3], tonumber(m[4]), tonumber(m[5]), tonumber(m[6])
local places = root .. ':places'
local ties = root .. ':groups'
local isDense = string.sub(m[1], -5) == 'dense'
if call('ZCARD', places) ~= count then return false end
if isDense and call('ZCARD', ties) ~= groups then return false end
local half = 1
while half * 2 <= buckets do half = half * 2 end
local byte, sub, format = string.byte, string.sub, string.format
-- The key that remembers the participant whose hash is the nth of these.
local function bucketOf(hashes, n)
  local a, b, c, d = byte(hashes, 4 * n - 3, 4 * n)
  local at = (((a * 128 + b) * 128 + c) * 128 + d) % (half * 2)
  if at >= buckets then at = at - half end
  return format('%s:%d', root, at)
end
${integers}-- What is remembered of a participant is the revision, and behind it score and tie-break values, or a zero byte for who has no score,
-- or nothing for who is not ranked. The tie-break values in it, if it is somebody ranked, and where the score begins:
local function tieOf(known)
  local at = 1 + sizeAt(known, 1)
  if at > #known then return end
  if at == #known and byte(known, at) == 0 then return '', at end
  return sub(known, at + sizeAt(known, at)), at
end
-- The score that begins there.
local function scoreOf(known, at)
  if at == #known and byte(known, at) == 0 then return math.huge end
  return (integerAt(known, at))
end
local function scoreText(known, at)
  local score = scoreOf(known, at)
  return score == math.huge and 'inf' or format('%d', score)
end
-- What a tie is called in the set of ties, which are ordered by score: those of one score by their values.
local function tieName(score, tie)
  return struct.pack('>d', score) .. tie
end
`
