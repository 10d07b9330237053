import { bounded } from "./bounded.ts"
import { opened } from "./opened.ts"
import { reading } from "./Script.ts"

/**
 * Rows of participants. Told the layout, what ranks are made of, and hash and id of each; answers version and count, and for each
 * place, first, last or number of those tied, score and tie-break values, or 0 for who is not ranked.
 */
export const ranksScript = reading(`${opened}${bounded}
local wants = ARGV[2]
local answer, size = { version, count }, 2
local known = {}
for i = 3, #ARGV, 2 do
  local id = ARGV[i + 1]
  local bucket = bucketOf(ARGV[i])
  local row = redis.call('HGET', bucket, id)
  if not row and redis.call('EXISTS', bucket) == 0 then return false end
  local tie = row and tieOf(row)
  if not tie then
    size = size + 1
    answer[size] = 0
  else
    local member = tie .. id
    local at = redis.call('ZRANK', places, member)
    if not at then return false end
    local score = redis.call('ZSCORE', places, member)
    local first, last = 0, 0
    if wants ~= 'none' then
      local name = score .. ' ' .. tie
      local found = known[name]
      if not found then
        found = { 0, 0 }
        if wants == 'first' or wants == 'both' then found[1] = firstOf(at, score, tie) end
        if wants == 'last' or wants == 'both' then found[2] = lastOf(at, score, tie) end
        if wants == 'group' then
          local number = redis.call('ZRANK', ties, tieName(score, tie))
          if not number then return false end
          found[1] = number + 1
        end
        known[name] = found
      end
      first, last = found[1], found[2]
    end
    answer[size + 1], answer[size + 2], answer[size + 3] = at + 1, first, last
    answer[size + 4], answer[size + 5] = score, tie
    size = size + 5
  end
end
return answer
`)
