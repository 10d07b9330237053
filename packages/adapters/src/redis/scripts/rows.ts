import { bounded } from "./bounded.ts"
import { opened } from "./opened.ts"
import { reading } from "./Script.ts"

/**
 * A stretch of a board. Told the layout, what ranks are made of, the links of the chain, and from where:
 * - `from` an index, so many rows;
 * - `after` a score and a member, whether or not they are there, so many rows;
 * - `around` the participant of a hash and an id, with so many before and after.
 *
 * Answers version, count, how often the board has changed, the index of the first row, first place or number of those tied with the
 * first row, last place of those tied with the last one, and members with their scores.
 */
export const rowsScript = reading(`${opened}${bounded}
local wants, links, mode, size = ARGV[2], tonumber(ARGV[3]), ARGV[4], tonumber(ARGV[5])
local changes = m[7]
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
local from, to
if mode == 'from' then
  from = tonumber(ARGV[6])
  to = from + size - 1
elseif mode == 'after' then
  from = indexAfter(ARGV[6], ARGV[7])
  to = from + size - 1
else
  local bucket = bucketOf(ARGV[6])
  local known = call('HGET', bucket, ARGV[7])
  if not known and call('EXISTS', bucket) == 0 then return false end
  local tie = known and tieOf(known)
  if not tie then return { version, count, changes, 0, 0, 0, {} } end
  local at = call('ZRANK', places, tie .. ARGV[7])
  if not at then return false end
  from = math.max(0, at - size)
  to = at + size
end
local rows = to < from and {} or call('ZRANGE', places, from, to, 'WITHSCORES')
local first, last = 0, 0
if #rows > 0 then
  local score, tie = tonumber(rows[2]), tieIn(rows[1], rows[2])
  if wants == 'first' or wants == 'both' then first = from == 0 and 1 or firstOf(from, score, tie) end
  if wants == 'group' then
    local number = call('ZRANK', ties, tieName(score, tie))
    if not number then return false end
    first = number + 1
  end
  if wants == 'last' or wants == 'both' then
    last = lastOf(from + #rows / 2 - 1, tonumber(rows[#rows]), tieIn(rows[#rows - 1], rows[#rows]))
  end
end
return { version, count, changes, from, first, last, rows }
`)
