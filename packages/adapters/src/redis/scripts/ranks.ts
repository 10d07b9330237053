import { bounded } from "./bounded.ts"
import { opened } from "./opened.ts"
import { reading } from "./Script.ts"

/**
 * Rows of participants. Told the layout, what ranks are made of, the hashes of all, and the id of each; answers version and count, and for each
 * place, first, last or number of those tied as far as ranks are made of them, and what is remembered; or 0 for who is not ranked.
 */
export const ranksScript = reading(`${opened}${bounded}
local wants = ARGV[2]
local wantsFirst, wantsLast = wants == 'first' or wants == 'both', wants == 'last' or wants == 'both'
local wantsGroup = wants == 'group'
local answer, size = { version, count }, 2
-- Of a tie it is looked up once.
local firsts, lasts = {}, {}
local function ofTie(found, boundOf, at, known, from, tie)
  local name = sub(known, from)
  if not found[name] then found[name] = boundOf(at, scoreText(known, from), tie) end
  return found[name]
end
for i = 4, #ARGV do
  local id = ARGV[i]
  local bucket = bucketOf(ARGV[3], i - 3)
  local known = call('HGET', bucket, id)
  if not known and call('EXISTS', bucket) == 0 then return false end
  local tie, from
  if known then tie, from = tieOf(known) end
  size = size + 1
  if not tie then
    answer[size] = 0
  else
    local at = call('ZRANK', places, tie .. id)
    if not at then return false end
    answer[size] = at + 1
    if wantsFirst then
      size = size + 1
      answer[size] = isFirst(at, tie) and at + 1 or ofTie(firsts, firstOf, at, known, from, tie)
    end
    if wantsLast then
      size = size + 1
      answer[size] = isLast(at, tie) and at + 1 or ofTie(lasts, lastOf, at, known, from, tie)
    end
    if wantsGroup then
      local number = call('ZRANK', ties, tieName(scoreOf(known, from), tie))
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
