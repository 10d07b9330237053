import { bounded } from "./bounded.ts"
import { opened } from "./opened.ts"
import { reading } from "./Script.ts"

/**
 * Rows of participants. Told the layout, what ranks are made of, and hash and id of each; answers version and count, and for each
 * place, first, last or number of those tied as far as ranks are made of them, and what is remembered; or 0 for who is not ranked.
 */
export const ranksScript = reading(`${opened}${bounded}
local wants = ARGV[2]
local wantsFirst, wantsLast = wants == 'first' or wants == 'both', wants == 'last' or wants == 'both'
local wantsGroup = wants == 'group'
local answer, size = { version, count }, 2
local firsts, lasts = {}, {}
for i = 3, #ARGV, 2 do
  local id = ARGV[i + 1]
  local bucket = bucketOf(ARGV[i])
  local known = call('HGET', bucket, id)
  if not known and call('EXISTS', bucket) == 0 then return false end
  local score, tie
  if known then score, tie = placeOf(known) end
  size = size + 1
  if not score then
    answer[size] = 0
  else
    local at = call('ZRANK', places, tie .. id)
    if not at then return false end
    answer[size] = at + 1
    local name = (wantsFirst or wantsLast) and tieName(score, tie)
    if wantsFirst then
      local first = firsts[name]
      if not first then
        first = firstOf(at, score, tie)
        firsts[name] = first
      end
      size = size + 1
      answer[size] = first
    end
    if wantsLast then
      local last = lasts[name]
      if not last then
        last = lastOf(at, score, tie)
        lasts[name] = last
      end
      size = size + 1
      answer[size] = last
    end
    if wantsGroup then
      local number = call('ZRANK', ties, tieName(score, tie))
      if not number then return false end
      size = size + 1
      answer[size] = number + 1
    end
    size = size + 1
    answer[size] = known
  end
end
return answer
`)
