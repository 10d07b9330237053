/** How ranks are found: between which places those stand who are tied with somebody. Indexes count from 0, places from 1. */
export const bounded = `
local function isTied(at, score, tie)
  local row = call('ZRANGE', places, at, at, 'WITHSCORES')
  return tonumber(row[2]) == score and sub(row[1], 1, #tie) == tie
end
-- The furthest index from one to the limit that is tied, in steps that double and are then halved.
local function edgeOf(at, sign, limit, score, tie)
  local inside, outside, step = at, limit + sign, 1
  while inside ~= limit do
    local probe = inside + sign * step
    if (limit - probe) * sign < 0 then break end
    if isTied(probe, score, tie) then inside = probe; step = step * 2 else outside = probe; break end
  end
  while (outside - inside) * sign > 1 do
    local middle = math.floor((inside + outside) / 2)
    if isTied(middle, score, tie) then inside = middle else outside = middle end
  end
  return inside
end
-- Without tie-break values a tie is all of one score; scores are whole numbers.
local function firstOf(at, score, tie)
  if at == 0 then return 1 end
  if tie == '' then return call('ZCOUNT', places, '-inf', score == math.huge and '(inf' or score - 1) + 1 end
  return edgeOf(at, -1, 0, score, tie) + 1
end
local function lastOf(at, score, tie)
  if tie == '' then return call('ZCOUNT', places, '-inf', score) end
  return edgeOf(at, 1, count - 1, score, tie) + 1
end
`
