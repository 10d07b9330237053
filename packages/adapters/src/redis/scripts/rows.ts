import { bounded } from "./bounded.ts"
import { opened } from "./opened.ts"
import { reading } from "./Script.ts"

/**
 * Stretches of a board. Told the layout, what ranks are made of, the links of the chain, and for each stretch four things:
 * - `from`, so many rows, an index;
 * - `after`, so many rows, a score, a member, whether or not they are there;
 * - `around`, so many rows before and after, hash and id of a participant.
 *
 * Answers version, count and how often the board has changed, and for each stretch four things: the index of the first row, first place
 * or number of those tied with the first row, last place of those tied with the last one, and members with their scores.
 */
export const rowsScript = reading(`${opened}${bounded}
local wants, links = ARGV[2], tonumber(ARGV[3])
local wantsFirst, wantsLast = wants == 'first' or wants == 'both', wants == 'last' or wants == 'both'
-- Byte by byte: Lua compares by the locale of the server.
local function isAfter(a, b)
  local shorter = math.min(#a, #b)
  for i = 1, shorter do
    local x, y = byte(a, i), byte(b, i)
    if x ~= y then return x > y end
  end
  return #a > #b
end
local function indexAfter(score, member)
  local low = call('ZCOUNT', places, '-inf', '(' .. score)
  local high = call('ZCOUNT', places, '-inf', score)
  while low < high do
    local middle = math.floor((low + high) / 2)
    if isAfter(call('ZRANGE', places, middle, middle)[1], member) then high = middle else low = middle + 1 end
  end
  return low
end
local function tieIn(member, score)
  if score == 'inf' then return '' end
  local at = 1
  for _ = 1, links do at = at + sizeAt(member, at) end
  return sub(member, 1, at - 1)
end
-- The indexes of a stretch; nothing where a key is missing.
local function stretchOf(mode, size, a, b)
  if mode == 'from' then return tonumber(a), a + size - 1 end
  if mode == 'after' then
    local from = indexAfter(a, b)
    return from, from + size - 1
  end
  local bucket = bucketOf(a, 1)
  local known = call('HGET', bucket, b)
  if not known and call('EXISTS', bucket) == 0 then return end
  local tie = known and tieOf(known)
  if not tie then return 0, -1 end
  local at = call('ZRANK', places, tie .. b)
  if at then return math.max(0, at - size), at + size end
end
local answer, n = { version, count, m[7] }, 3
for i = 4, #ARGV, 4 do
  local from, to = stretchOf(ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2], ARGV[i + 3])
  if not from then return false end
  local rows = to < from and {} or call('ZRANGE', places, from, to, 'WITHSCORES')
  local first, last = 0, 0
  if #rows > 0 then
    local score, tie = rows[2], tieIn(rows[1], rows[2])
    if wantsFirst then first = isFirst(from, tie) and from + 1 or firstOf(from, score, tie) end
    if wantsLast then
      local at = from + #rows / 2 - 1
      score, tie = rows[#rows], tieIn(rows[#rows - 1], rows[#rows])
      last = isLast(at, tie) and at + 1 or lastOf(at, score, tie)
    end
    if wants == 'group' then
      local number = call('ZRANK', ties, tieName(tonumber(score), tie))
      if not number then return false end
      first = number + 1
    end
  end
  answer[n + 1], answer[n + 2], answer[n + 3], answer[n + 4] = from, first, last, rows
  n = n + 4
end
return answer
`)
